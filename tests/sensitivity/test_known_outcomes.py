"""Outcomes of the model whose dependence on parameters is known exactly: the indices are worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim import sensitivity
from sim.sensitivity import Sensitivity
from tests.ensembles import RANDOM_FREE, edited, only

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

SILENT = only("freeze").set_all(RANDOM_FREE | {"talks.every": 3650})  # nobody talks, so nothing is ever agreed
PLACES = (np.arange(20_000) + 0.5) / 20_000  # for integrals over a range by the midpoint rule


def truths(found: Sensitivity, outcome: str, first: list[float], total: list[float]) -> None:
    """All intervals of an outcome hold the truth, and are narrow enough to say something."""
    shares = found.shares[outcome]
    assert shares.first is not None
    assert shares.total is not None
    for one, truth in zip([*shares.first, *shares.total], [*first, *total], strict=True):
        assert one.low <= truth <= one.high, (one, truth)
        assert one.high - one.low < 0.5


# A mediator whose only deadline comes on the last day leaves with the probability that is called us.enforce


def test_whether_the_mediator_leaves_depends_on_its_resolve_alone_and_luck_is_a_coin_with_that_bias() -> None:
    scenario = SILENT.set_all({"us.deadline": 8, "days": 8})
    found = sensitivity.of(scenario, ["us.enforce=0:0.8", "us.bias=0:0.6"], ["mediator_left"], settings=128, runs=400)
    truths(found, "mediator_left", [1, 0], [1, 0])
    shares = found.shares["mediator_left"]
    parameters, luck = 0.8**2 / 12, 0.4 - 0.8**2 / 3  # the variance of p, and the mean of p (1 - p), for p even from 0 to 0.8
    assert shares.parameters.low <= parameters <= shares.parameters.high
    assert shares.luck == pytest.approx(luck, rel=0.05)
    assert shares.share_of_luck == pytest.approx(luck / (luck + parameters), abs=0.03)
    assert found.means["mediator_left"] == pytest.approx(0.4, abs=0.05)


# After one day trust is t where nothing happened and t w / (w + b) after an atrocity of weight b and hazard h: on average t (1 - h g) with
# g = b / (w + b)


def of_trust() -> tuple[list[float], list[float], float]:
    """First-order and total indices of t, h and b, and the mean variance of luck, t^2 g^2 h (1 - h)."""
    t = 0.25 + 0.2 * PLACES
    h, b = 0.2 * (0.9 / 0.2) ** PLACES, 5 * (60 / 5) ** PLACES  # both on the scale of ratios
    g = b / (30 + b)
    (t1, h1, g1), (t2, h2, g2) = (tuple((one**power).mean() for one in (t, h, g)) for power in (1, 2))
    left = 1 - 2 * h1 * g1 + h2 * g2  # mean square of 1 - h g
    whole = t2 * left - (t1 * (1 - h1 * g1)) ** 2
    first = [t.var() * (1 - h1 * g1) ** 2, t1**2 * g1**2 * h.var(), t1**2 * h1**2 * g.var()]
    total = [t.var() * left, t2 * g2 * h.var(), t2 * h2 * g.var()]
    return [one / whole for one in first], [one / whole for one in total], t2 * g2 * (h1 - h2)


def test_trust_after_a_day_of_atrocities_is_a_product_of_three_parameters() -> None:
    def hit(data: dict) -> None:
        data["days"] = 1
        data["shocks"] = {"atrocity": {"hazard": 0.5, "resolve": 0, "broken": 20, "blame": 0}}
        data["parties"]["ukraine"]["trust_weight"] = 30

    asked = ["ukraine.trust=0.25:0.45", "shocks.atrocity.hazard=0.2:0.9", "shocks.atrocity.broken=5:60"]
    scenario = edited(hit, SILENT)
    found = sensitivity.of(scenario, asked, ["trust_end.ukraine"], settings=1024, runs=20)
    scales = {prior.name: prior.scale for prior in found.varied}
    assert scales == {"ukraine.trust": "even", "shocks.atrocity.hazard": "ratio", "shocks.atrocity.broken": "ratio"}
    first, total, luck = of_trust()
    truths(found, "trust_end.ukraine", first, total)
    assert found.shares["trust_end.ukraine"].luck == pytest.approx(luck, rel=0.1)
