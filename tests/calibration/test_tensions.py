"""Which targets stand in each other's way, on made-up settings whose answer is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.calibration.fit import quantiles
from sim.calibration.inputs import Prior, Target
from sim.calibration.tensions import tensions as told
from sim.calibration.waves import Seen

TARGETS = [Target(name, "", "", 0.5, 0.1, "share", "") for name in ("first", "second", "third")]
PRIORS = [Prior(name, 0, 1, "even", "") for name in ("cause", "bystander")]


def tensions(seen: Seen, targets: list[Target]) -> dict[str, Any]:
    """What is told of settings in which the first number follows the first parameter, and nothing follows the second."""
    return told(seen, targets, PRIORS)


def played(values: list[list[float]], error: float = 1e-3) -> Seen:
    """Settings with these numbers."""
    value = np.array(values)
    places = np.column_stack([-value[:, 0], np.zeros(len(value))])
    return Seen(places, value, np.full_like(value, error))


def test_what_one_target_alone_rules_out_is_told_from_what_several_do():
    found = tensions(played([[0.5, 0.5, 0.5], [0.1, 0.5, 0.5], [0.9, 0.5, 0.5], [0.1, 0.1, 0.5]]), TARGETS)["targets"]
    found = {name: {key: value for key, value in one.items() if not key.startswith("move")} for name, one in found.items()}
    assert found["first"] == {"rules_out": 0.75, "alone": 0.5, "too_low": 0.5, "left_without_it": 3}
    assert found["second"] == {"rules_out": 0.25, "alone": 0.0, "too_low": 0.25, "left_without_it": 1}
    assert found["third"] == {"rules_out": 0.0, "alone": 0.0, "too_low": 0.0, "left_without_it": 1}


def test_targets_that_are_seldom_met_together_are_a_hard_pair():
    values = [[0.5, 0.1, 0.5], [0.5, 0.1, 0.5], [0.1, 0.5, 0.5], [0.5, 0.5, 0.1]]
    hardest = tensions(played(values), TARGETS)["hardest_pairs"]
    assert hardest[0] == {"pair": ["first", "second"], "together": 0.25, "if_unrelated": 0.375}
    assert all(pair["together"] < pair["if_unrelated"] for pair in hardest)


def test_targets_met_by_the_same_settings_are_no_hard_pair():
    values = [[0.5, 0.5, 0.5], [0.1, 0.1, 0.5]]
    assert tensions(played(values), TARGETS)["hardest_pairs"] == []


def test_numbers_that_rise_together_are_alike_and_those_that_fall_apart_too():
    values = [[0.1, 0.2, 0.9], [0.2, 0.3, 0.8], [0.4, 0.9, 0.1], [0.9, 0.8, 0.2]]
    alike = {tuple(one["pair"]): one["correlation"] for one in tensions(played(values), TARGETS)["alike"]}
    assert alike["first", "second"] == pytest.approx(0.8)
    assert alike["first", "third"] == pytest.approx(-0.8)


def test_a_number_that_never_moves_or_is_never_known_is_like_no_other():
    assert tensions(played([[0.5, 0.1, 0.1], [0.5, 0.2, 0.3]]), TARGETS)["alike"] == [{"pair": ["second", "third"], "correlation": 1.0}]
    assert tensions(played([[0.5, 0.1, 0.1], [0.5, 0.2, 0.3]], error=np.inf), TARGETS)["alike"] == []


def test_the_parameter_that_moves_a_number_is_named_and_one_that_does_not_is_not():
    found = tensions(played([[0.1, 0.2, 0.5], [0.2, 0.3, 0.5], [0.4, 0.9, 0.5]]), TARGETS)["targets"]
    assert found["first"]["moved_by"] == [{"parameter": "cause", "correlation": -1.0}]
    assert found["third"]["moved_by"] == []


def test_the_numbers_that_move_with_a_targets_number_are_named():
    found = tensions(played([[0.1, 0.2, 0.5], [0.2, 0.3, 0.5], [0.4, 0.9, 0.5]]), TARGETS)["targets"]
    assert found["second"]["moves_with"] == [{"target": "first", "correlation": 1.0}]


def test_what_was_never_seen_has_no_quantiles():
    assert quantiles(np.array([])) == {}
    assert quantiles(np.array([2.0]))["q50"] == 2.0
