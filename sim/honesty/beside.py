"""A scenario beside what chance alone would say: headlines, ceasefires and targets, run by run on the same luck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis.estimates import Estimate, probability
from sim.honesty import missed, rivals
from sim.honesty.headlines import headlines
from sim.honesty.missed import Held
from sim.honesty.playing import watch
from sim.honesty.rivals import Fit
from sim.scenario import Scenario


@dataclass(frozen=True)
class Headline:
    """A headline: its share of runs, the share where everybody chooses at random, and the paired difference."""

    model: Estimate
    random: Estimate
    difference: Estimate
    same_by_chance: bool


@dataclass(frozen=True, eq=False)
class Beside:
    """The headlines by name, ceasefires beside a constant danger, targets, and which headline is true of which run, shape (headlines, runs)."""

    headlines: dict[str, Headline]
    survival: list[Fit]
    targets: list[Held]
    happened: np.ndarray


def beside_chance(scenario: Scenario, runs: int, seed: int) -> Beside:
    """Play a scenario as it is, and with everybody choosing at random: two ensembles, which takes seconds."""
    words = headlines(scenario)
    model, random = watch(scenario, runs, seed), rivals.watch_random(scenario, runs, seed)
    return Beside(
        headlines=compared(words, model.happened, random.happened),
        survival=rivals.fits(model.tally),
        targets=missed.against_targets(scenario, model.tally, random.tally),
        happened=model.happened,
    )


def compared(words: dict[str, str], model: np.ndarray, random: np.ndarray) -> dict[str, Headline]:
    """Every headline beside what chance says. Shapes (headlines, runs)."""
    differences = rivals.differences(words, random, model)
    return {
        name: Headline(probability(said, mine), probability(said, chance), differences[name], rivals.is_as_well(differences[name]))
        for (name, said), mine, chance in zip(words.items(), model, random, strict=True)
    }
