"""What a calibration found: the set that is left, its centre, and how far each target and each parameter was constrained."""

from __future__ import annotations

import csv
import dataclasses
import functools
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.calibration import binding, signs, spreading
from sim.calibration.centre import FINE, NEAREST, ROUGH, STEPS, centre
from sim.calibration.inputs import DIGITS, Prior, Target
from sim.calibration.screening import SPREAD, Screening, Wave
from sim.calibration.signs import Sign
from sim.calibration.tensions import tensions
from sim.calibration.waves import CUTOFF, Seen, implausibility, joined, left

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
ROUNDED = 4
NOWHERE = Seen(np.empty((0, 0)), np.empty((0, 0)), np.empty((0, 0)))


@dataclass(frozen=True, eq=False)
class Check:
    """Settings that were played on fresh luck, and by how much those that no target ruled out show some signs."""

    signs: Sequence[Sign]
    seen: Seen
    shown: Seen | None = None

    def stay(self, targets: Sequence[Target]) -> np.ndarray:
        """Numbers of the settings that no target rules out and under which no sign is reversed."""
        fine = np.flatnonzero(left(self.seen, targets))
        return fine if self.shown is None else fine[signs.stand(self.shown)]

    def shares(self) -> dict[str, float]:
        """Of the settings that no target rules out, the share under which each sign is not reversed."""
        if self.shown is None:
            return {}
        shares = (self.shown.value > -signs.REVERSED).mean(axis=0)
        return {sign.name: round(float(share), ROUNDED) for sign, share in zip(self.signs, shares, strict=True)}

    def leaning(self) -> tuple[dict[str, float], dict[str, float]]:
        """For each sign the share of the settings that stay which lean against it, if not clearly; and by how many standard errors all show it."""
        if self.shown is None:
            return {}, {}
        names, values = [sign.name for sign in self.signs], self.shown.value[signs.stand(self.shown)]
        against, together = (values < 0).mean(axis=0), values.sum(axis=0) / np.sqrt(len(values))
        by_sign = [{name: rounded(one) for name, one in zip(names, each, strict=True)} for each in (against, together)]
        return by_sign[0], by_sign[1]


@dataclass(frozen=True, eq=False)
class Fit:
    """The waves of a finished search and the check of what they left, its centre, and what is seen where one parameter of it is drawn anew; then the
    check of the settings to which the families spread.
    """

    screening: Screening
    waves: Sequence[Seen]
    found: Check
    centre: Seen = NOWHERE
    redrawn: Seen = NOWHERE
    spread: Check | None = None

    @classmethod
    def of(cls, screening: Screening) -> Fit:
        """Go through a screening. Where the waves leave nothing to check, what is checked is the last wave itself, and nothing stays."""
        plan, seen = len(screening.plan), list(screening.waves())
        found = cls(screening, seen[:plan], Check(screening.signs, *(seen[plan:] or seen[-1:])))
        return found.settled().spread_out() if found.stay.size else found

    def settled(self) -> Fit:
        """With the centre of what the search has found, and one parameter after the other drawn anew."""
        redrawn = binding.play(self.screening, self.search.places, len(self.screening.plan) + 6)
        return dataclasses.replace(self, centre=self.find_centre(), redrawn=redrawn)

    def spread_out(self) -> Fit:
        """With the check of the settings to which the families spread, and of the signs that some of those that were found reverse."""
        screening = self.screening
        if not screening.spread:
            return self
        bound = binding.bound(screening, self.redrawn)
        more = np.array([bound["parameters"][prior.name]["ruled_out"] for prior in screening.priors]) - bound["as_they_are"]
        kept, chance = spreading.snapped(self.search.places, screening.priors), spreading.chances(more)
        tried = spreading.loosened(kept, self.searched(), chance, screening.spread, screening.seed, SPREAD)
        doubtful = [sign for sign in screening.signs if self.found.shares()[sign.name] < 1]
        return dataclasses.replace(self, spread=Check(doubtful, *screening.checked(tried, SPREAD, doubtful)))

    @property
    def stay(self) -> np.ndarray:
        """Numbers of the settings that the search has found, of those it checked."""
        return self.found.stay(self.screening.targets)

    @property
    def search(self) -> Seen:
        """The settings that the search has found."""
        return self.found.seen.of(self.stay)

    def searched(self) -> np.ndarray:
        """The family of each of them: its number in the last wave."""
        number = {place.tobytes(): where for where, place in enumerate(self.waves[-1].places)}
        return np.array([number[place.tobytes()] // self.screening.plan[-1].children for place in self.search.places])

    def grown(self) -> tuple[Seen, np.ndarray]:
        """What was found and what the families spread to, family by family, as far as siblings are unlike each other; and the families."""
        if self.spread is None:
            return self.search, self.searched()
        stay = self.spread.stay(self.screening.targets)
        both = joined([self.search, self.spread.seen.of(stay)])
        belongs = np.concatenate([self.searched(), np.repeat(np.unique(self.searched()), self.screening.spread)[stay]])
        order = np.argsort(belongs, kind="stable")
        chosen = order[spreading.unlike(both.places[order], belongs[order])]
        return both.of(chosen), belongs[chosen]

    @functools.cached_property
    def kept(self) -> Seen:
        """The set."""
        return self.grown()[0]

    def families(self) -> list[int]:
        """The family of each setting of the set."""
        return self.grown()[1].tolist()

    def find_centre(self) -> Seen:
        """The centre of the kept settings; where no point between them meets everything, the one nearest to their mean."""
        kept = self.search
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
        "screened": tried(fit.screening.plan) + (len(fit.spread.seen.places) if fit.spread else 0),
        "kept": len(fit.kept.places),
        "families": len(set(fit.families())),
        "centre": fit.middle(),
        "waves": [wave(seen, targets, one.runs, one.children) for seen, one in zip(fit.waves, fit.screening.plan, strict=True)],
        "check": wave(fit.found.seen, targets, fit.screening.check, 1),
        "signs": fit.found.shares(),
        "found": len(fit.stay),
        "spread": of_spread(fit),
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


def of_spread(fit: Fit) -> dict[str, Any]:
    """The check of the settings to which families spread, and the signs that were asked of them."""
    if fit.spread is None:
        return {}
    check = wave(fit.spread.seen, fit.screening.targets, fit.screening.check, fit.screening.spread)
    against, together = fit.spread.leaning()
    stay = len(fit.spread.stay(fit.screening.targets))
    return {**check, "signs": fit.spread.shares(), "stay": stay, "against": against, "together": together}


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
    fine = (implausibility(fit.found.seen, targets) <= CUTOFF).mean(axis=0)
    met = {target.name: float(share) for target, share in zip(targets, fine, strict=True)} | fit.found.shares()
    worst = ", ".join(f"“{name}” ({met[name]:.0%})" for name in sorted(met, key=lambda name: met[name])[:3])
    return f"No setting meets all targets and signs. Of the settings tried last, the fewest meet {worst}."


def write(fit: Fit, folder: Path) -> list[str]:
    """The set as ``calibrated.csv`` and the report as ``calibration.json``. Returns the names of the files."""
    (folder / "calibrated.csv").write_text(table(fit), encoding="utf-8")
    (folder / "calibration.json").write_text(json.dumps(report(fit), indent=2) + "\n", encoding="utf-8")
    return ["calibrated.csv", "calibration.json"]
