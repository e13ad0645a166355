"""What a calibration found: the set that is left, its centre, and how far each target and each parameter was constrained."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.calibration import binding, signs
from sim.calibration.centre import FINE, NEAREST, ROUGH, STEPS, centre
from sim.calibration.inputs import DIGITS, Prior, Target
from sim.calibration.screening import Screening, Wave
from sim.calibration.tensions import tensions
from sim.calibration.waves import CUTOFF, Seen, implausibility, left

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
ROUNDED = 4
NOWHERE = Seen(np.empty((0, 0)), np.empty((0, 0)), np.empty((0, 0)))


@dataclass(frozen=True, eq=False)
class Fit:
    """The waves of a finished screening, the check on fresh luck, by how much each setting shows the signs; then the centre of what stays, and
    what is seen where one parameter of it is drawn anew.
    """

    screening: Screening
    waves: Sequence[Seen]
    checked: Seen
    signs: Seen | None = None
    centre: Seen = NOWHERE
    redrawn: Seen = NOWHERE

    @classmethod
    def of(cls, screening: Screening) -> Fit:
        """Go through a screening. Where the waves leave nothing to check, what is checked is the last wave itself, and nothing stays."""
        plan, seen = len(screening.plan), list(screening.waves())
        found = cls(screening, seen[:plan], *(seen[plan:] or seen[-1:]))
        if not found.stay.size:
            return found
        return dataclasses.replace(found, centre=found.find_centre(), redrawn=binding.play(screening, found.kept.places, plan + 6))

    @property
    def stay(self) -> np.ndarray:
        """Numbers of the checked settings that no target rules out and under which no sign is reversed."""
        fine = np.flatnonzero(left(self.checked, self.screening.targets))
        return fine if self.signs is None else fine[signs.stand(self.signs)]

    @property
    def kept(self) -> Seen:
        """The settings that stay."""
        return self.checked.of(self.stay)

    def families(self) -> list[int]:
        """The family of each setting that stays: its number in the last wave."""
        last = {place.tobytes(): number for number, place in enumerate(self.waves[-1].places)}
        return [last[place.tobytes()] // self.screening.plan[-1].children for place in self.kept.places]

    def find_centre(self) -> Seen:
        """The centre of the kept settings; where no point between them meets everything, the one nearest to their mean."""
        kept = self.kept
        found = centre(self.screening, kept.places, len(self.screening.plan) + 3)
        nearest = np.argmin(((kept.places - kept.places.mean(axis=0)) ** 2).sum(axis=1), keepdims=True)
        return found or kept.of(nearest)

    def middle(self) -> dict[str, float]:
        """The centre by parameter."""
        return {prior.name: float(prior.at(column)[0]) for prior, column in zip(self.screening.priors, self.centre.places.T, strict=True)}

    def values(self) -> dict[str, np.ndarray]:
        """The kept settings by parameter, shape (settings,)."""
        return {prior.name: prior.at(column) for prior, column in zip(self.screening.priors, self.kept.places.T, strict=True)}


def table(fit: Fit) -> str:
    """The kept settings as CSV, a row each."""
    values, text = fit.values(), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(values)
    writer.writerows([f"{value:.{DIGITS}g}" for value in row] for row in zip(*values.values(), strict=True))
    return text.getvalue()


def report(fit: Fit) -> dict[str, Any]:
    """What each wave left, and how far targets and parameters were constrained."""
    targets, priors = fit.screening.targets, fit.screening.priors
    return {
        "cutoff": CUTOFF,
        "screened": tried(fit.screening.plan),
        "kept": len(fit.stay),
        "families": len(set(fit.families())),
        "centre": fit.middle(),
        "waves": [wave(seen, targets, one.runs, one.children) for seen, one in zip(fit.waves, fit.screening.plan, strict=True)],
        "check": wave(fit.checked, targets, fit.screening.check, 1),
        "signs": of_signs(fit),
        "bound": binding.bound(fit.screening, fit.redrawn),
        "tensions": tensions(fit.waves[-1], targets, priors),
        "targets": {target.name: of_target(fit, number, target) for number, target in enumerate(targets)},
        "parameters": {prior.name: of_parameter(fit, number, prior) for number, prior in enumerate(priors)},
    }


def runs(screening: Screening) -> int:
    """How many runs it takes at most, with the search for the centre and the drawing anew."""
    kept, parameters = screening.at_most, len(screening.priors)
    to_centre = len(STEPS) * kept * ROUGH + NEAREST * (FINE + 2 * signs.RUNS * len(screening.signs))
    return screening.runs + to_centre + (parameters + 1) * min(binding.SAMPLE, kept) * binding.RUNS


def tried(plan: Sequence[Wave]) -> int:
    """How many settings a screening tries; parents that are played again count once."""
    return plan[0].families + sum(wave.families * (wave.children - 1) for wave in plan[1:])


def wave(seen: Seen, targets: Sequence[Target], runs: int, children: int) -> dict[str, int]:
    """How many settings and families a wave tried, and how many it left."""
    fine, families = left(seen, targets), len(seen.places) // children
    return {
        "settings": len(seen.places),
        "runs": runs,
        "left": int(fine.sum()),
        "families": families,
        "families_left": int(fine.reshape(families, children).any(axis=1).sum()),
    }


def of_signs(fit: Fit) -> dict[str, float]:
    """Of the settings that passed the check, the share under which each sign is not reversed."""
    if fit.signs is None:
        return {}
    shares = (fit.signs.value > -signs.REVERSED).mean(axis=0)
    return {sign.name: round(float(share), ROUNDED) for sign, share in zip(fit.screening.signs, shares, strict=True)}


def of_target(fit: Fit, number: int, target: Target) -> dict[str, Any]:
    """A target with its number over the priors and over the kept settings, where it is known: some settings never do what is counted."""
    before, after = fit.waves[0], fit.kept
    known, still_known = (np.isfinite(seen.error[:, number]) for seen in (before, after))
    fine = implausibility(before, fit.screening.targets)[:, number] <= CUTOFF
    return {
        "summary": target.summary,
        "value": target.value,
        "tolerance": target.tolerance,
        "unit": target.unit,
        "known_at_first": round(float(known.mean()), ROUNDED),
        "not_ruled_out_at_first": round(float(fine.mean()), ROUNDED),
        "prior": quantiles(before.value[known, number]),
        "kept": quantiles(after.value[still_known, number]),
        "known_in_the_end": round(float(still_known.mean()), ROUNDED),
        "centre": rounded(fit.centre.value[0, number]),
    }


def of_parameter(fit: Fit, number: int, prior: Prior) -> dict[str, Any]:
    """A parameter's prior, the kept values, and by how much the middle half of them is narrower than the prior's."""
    places = fit.kept.places[:, number]
    low, high = np.quantile(places, [0.25, 0.75])
    return {
        "low": prior.low,
        "high": prior.high,
        "scale": prior.scale,
        "kept": quantiles(prior.at(places)),
        "centre": fit.middle()[prior.name],
        "narrowed": round(float(1 - (high - low) / 0.5), ROUNDED),
    }


def quantiles(values: np.ndarray) -> dict[str, float]:
    """Five quantiles; none of nothing."""
    return {name: rounded(np.quantile(values, share)) for name, share in QUANTILES.items()} if values.size else {}


def rounded(value: Any) -> float:
    """A number with the digits that are written down."""
    return float(f"{float(value):.{ROUNDED}g}")


def in_the_way(fit: Fit) -> str:
    """Which targets, or which signs, the fewest settings meet, where no setting stays."""
    targets = fit.screening.targets
    fine = (implausibility(fit.checked, targets) <= CUTOFF).mean(axis=0)
    met = {target.name: float(share) for target, share in zip(targets, fine, strict=True)} | of_signs(fit)
    worst = ", ".join(f"“{name}” ({met[name]:.0%})" for name in sorted(met, key=lambda name: met[name])[:3])
    return f"No setting meets all targets and signs. Of the settings tried last, the fewest meet {worst}."


def write(fit: Fit, folder: Path) -> list[str]:
    """The set as ``calibrated.csv`` and the report as ``calibration.json``. Returns the names of the files."""
    (folder / "calibrated.csv").write_text(table(fit), encoding="utf-8")
    (folder / "calibration.json").write_text(json.dumps(report(fit), indent=2) + "\n", encoding="utf-8")
    return ["calibrated.csv", "calibration.json"]
