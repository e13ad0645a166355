"""How tightly each parameter is bound: settings of the set are played again with that one parameter drawn anew from its prior.

A parameter can be free by itself and yet bound to others, so that the bounds of a set say little. This says for how many settings a target
notices when one parameter alone is moved, and which target most often.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.calibration.proposals import throws
from sim.calibration.screening import Screening
from sim.calibration.waves import CUTOFF, Seen, implausibility

SAMPLE, RUNS = 80, 256  # settings, and runs of each
DIGITS = 4


def redrawn(places: np.ndarray, seed: int, wave: int) -> np.ndarray:
    """A sample of settings as they are, and again with each parameter drawn anew, shape ((parameters + 1) * sample, parameters)."""
    chosen = places[np.linspace(0, len(places) - 1, min(SAMPLE, len(places))).astype(int)]
    sample, parameters = chosen.shape
    found = np.tile(chosen, (parameters + 1, 1, 1))
    every = np.arange(parameters)
    found[every + 1, :, every] = throws(seed, wave, sample, "redrawn", parameters).T
    return found.reshape(-1, parameters)


def play(screening: Screening, places: np.ndarray, wave: int) -> Seen:
    """What is seen of them."""
    return screening.held_against(redrawn(places, screening.seed, wave), RUNS, wave)


def bound(screening: Screening, seen: Seen) -> dict[str, Any]:
    """The share of settings that some target rules out as they are, and with each parameter drawn anew; and the target that does it most."""
    names = [target.name for target in screening.targets]
    out = (implausibility(seen, screening.targets) > CUTOFF).reshape(len(screening.priors) + 1, -1, len(names))
    shares, by_target = out.any(axis=2).mean(axis=1), out.mean(axis=1)
    by_target = by_target[1:] - by_target[0]
    return {
        "as_they_are": round(float(shares[0]), DIGITS),
        "parameters": {
            prior.name: {"ruled_out": round(float(share), DIGITS), "mostly_by": names[int(by.argmax())] if by.max() > 0 else ""}
            for prior, share, by in zip(screening.priors, shares[1:], by_target, strict=True)
        },
    }
