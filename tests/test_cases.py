"""The situations of tests/cases: given numbers, the number expected, why, and where that is written. A teacher could have written them."""

from __future__ import annotations

import importlib
import inspect
import pathlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import yaml

import sim.rules

FOLDER = pathlib.Path(__file__).parent / "cases"
NEEDED = {"rule", "situation", "given", "expect", "because", "source"}
ALLOWED = NEEDED | {"within"}
WITHIN = 1e-9


class CaseError(ValueError):
    """A case that cannot be read."""


def rules() -> dict[str, Callable[..., Any]]:
    """Every rule by the name that cases use, such as worth.war."""
    found = {}
    for module in pkgutil.iter_modules(sim.rules.__path__):
        room = importlib.import_module(f"sim.rules.{module.name}")
        for name, rule in inspect.getmembers(room, inspect.isfunction):
            if rule.__module__ == room.__name__:
                found[f"{module.name}.{name}"] = rule
    return found


RULES = rules()


def checked(case: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """A case without unknown words and with every word it needs."""
    unknown, missing = sorted(set(case) - ALLOWED), sorted(NEEDED - set(case))
    if unknown:
        raise CaseError(f"{place}: {', '.join(unknown)} is not a word of a case; those are {', '.join(sorted(ALLOWED))}.")
    if missing:
        raise CaseError(f"{place}: {', '.join(missing)} is missing.")
    if case["rule"] not in RULES:
        raise CaseError(f"{place}: there is no rule {case['rule']}.")
    numbers = list(inspect.signature(RULES[case["rule"]]).parameters)
    if set(case["given"]) != set(numbers):
        raise CaseError(f"{place}: {case['rule']} is given {', '.join(map(str, case['given']))}, but takes {', '.join(numbers)}.")
    return case


def cases() -> list[Any]:
    """All cases, each with the name of its file and its situation."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            checked(case, f"{path.name}, case {number}")
            found.append(pytest.param(case, id=f"{path.stem}: {case['situation']}"))
    return found


def many(value: Any) -> Any:
    """The same number in three runs."""
    return [many(entry) for entry in value] if isinstance(value, list) else np.full(3, value)


@pytest.mark.parametrize("case", cases())
def test_the_rule_says_what_the_case_expects(case):
    found = RULES[case["rule"]](**case["given"])
    np.testing.assert_allclose(np.asarray(found, dtype=float), case["expect"], rtol=0, atol=case.get("within", WITHIN))


@pytest.mark.parametrize("case", cases())
def test_the_rule_says_the_same_of_every_run_of_a_batch(case):
    expected = np.repeat(np.asarray(case["expect"], dtype=float)[..., np.newaxis], 3, axis=-1)
    found = RULES[case["rule"]](**{name: many(value) for name, value in case["given"].items()})
    np.testing.assert_allclose(np.asarray(found, dtype=float), expected, rtol=0, atol=case.get("within", WITHIN))


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_case(rule):
    assert rule in {parameter.values[0]["rule"] for parameter in cases()}


GOOD = {"rule": "worth.at_risk", "situation": "one", "given": {"guarantee": 0, "exposure": 1}, "expect": 1, "because": "it is", "source": "judgement"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"expects": 1}, "river.yaml, case 1: expects is not a word of a case"),
        ({"rule": "worth.peace"}, "river.yaml, case 1: there is no rule worth.peace"),
        ({"given": {"guarantee": 0}}, "river.yaml, case 1: worth.at_risk is given guarantee, but takes guarantee, exposure"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused(change, complaint):
    with pytest.raises(CaseError, match=complaint):
        checked(GOOD | change, "river.yaml, case 1")


def test_a_case_without_a_reason_is_refused():
    with pytest.raises(CaseError, match="because is missing"):
        checked({word: said for word, said in GOOD.items() if word != "because"}, "river.yaml, case 1")
