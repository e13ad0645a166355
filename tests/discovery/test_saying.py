"""Outcomes in words: what they mean, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from sim.discovery import saying
from sim.result import OUTCOMES
from sim.scenario import ScenarioError

NAN = np.nan
TABLE = {
    "outcome": np.array([OUTCOMES.index(name) for name in ("no deal", "ceasefire holding", "settlement holding", "ceasefire holding")]),
    "days_at_peace": np.array([0.0, 200.0, 180.0, 20.0]),
    "longest_ceasefire": np.array([0.0, 30.0, 180.0, 20.0]),
    "first_freeze": np.array([NAN, 40.0, 90.0, 91.0]),
    "mediator_left": np.array([100.0, NAN, NAN, 7.0]),
    "terms": np.array([NAN, NAN, 0.3, NAN]),
    "trust_ukraine_end": np.array([0.1, 0.2, 1e-3, 0.4]),
}
COLUMNS = ["setting", "us.bias", "run", *TABLE]


def holds(text: str) -> list[bool]:
    """In which of the four runs it is so."""
    return np.asarray(saying.outcome(text, COLUMNS, ["us.bias"]).of(TABLE)).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ceasefire holding", [0, 1, 0, 1]),
        ("outcome.ceasefire holding", [0, 1, 0, 1]),
        ("outcome is ceasefire holding", [0, 1, 0, 1]),
        ("outcome = ceasefire holding", [0, 1, 0, 1]),
        ("outcome != ceasefire holding", [1, 0, 1, 0]),
        ("  no   deal ", [1, 0, 0, 0]),
        ("ever.freeze", [0, 1, 1, 1]),
        ("reached.freeze", [0, 1, 1, 1]),
        ("first_freeze", [0, 1, 1, 1]),
        ("mediator_left", [1, 0, 0, 1]),
        ("ceasefire_of_a_month", [0, 1, 1, 0]),
        ("days_at_peace >= 180", [0, 1, 1, 0]),
        ("days_at_peace>180", [0, 1, 0, 0]),
        ("days_at_peace == 20", [0, 0, 0, 1]),
        ("days_at_peace != 20", [1, 1, 1, 0]),
        ("trust_ukraine_end < 2e-3", [0, 0, 1, 0]),
        ("trust_ukraine_end <= .2", [1, 1, 1, 0]),
        ("trust_ukraine_end > -1", [1, 1, 1, 1]),
        ("first_freeze <= 90", [0, 1, 1, 0]),
        ("first_freeze > 90", [0, 0, 0, 1]),
        ("first_freeze != 90", [0, 1, 0, 1]),
        ("not first_freeze <= 90", [1, 0, 0, 1]),
        ("terms < 0.5", [0, 0, 1, 0]),
        ("ceasefire holding and days_at_peace >= 180", [0, 1, 0, 0]),
        ("no deal or settlement holding and days_at_peace > 500", [1, 0, 0, 0]),
        ("(no deal or settlement holding) and days_at_peace > 100", [0, 0, 1, 0]),
        ("not mediator_left and not ceasefire holding", [0, 0, 1, 0]),
        ("not (mediator_left or ceasefire holding)", [0, 0, 1, 0]),
        ("not not mediator_left", [1, 0, 0, 1]),
    ],
)
def test_an_outcome_is_so_where_its_words_say_it(text: str, expected: list[int]) -> None:
    assert holds(text) == [bool(one) for one in expected]


def test_only_the_columns_that_are_named_are_wanted() -> None:
    found = saying.outcome("no deal or days_at_peace > 1 and ever.freeze and days_at_peace < 5", COLUMNS)
    assert found.columns == ("outcome", "days_at_peace", "first_freeze")


def test_a_column_by_itself_is_a_number_and_everything_else_a_share() -> None:
    peace = saying.number("days_at_peace", COLUMNS, ["us.bias"])
    assert (peace.is_share, peace.columns) == (False, ("days_at_peace",))
    assert peace.of(TABLE).tolist() == TABLE["days_at_peace"].tolist()
    assert saying.number("days_at_peace > 3", COLUMNS).is_share
    assert saying.number("first_freeze", COLUMNS).is_share
    with pytest.raises(ScenarioError, match=r"us\.bias is what was varied"):
        saying.number("us.bias", COLUMNS, ["us.bias"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "an outcome is a text of 1 to 1,000 characters"),
        ("x" * 1001, "an outcome is a text of 1 to 1,000 characters"),
        ("ceasefire holdng", "'ceasefire holdng' is neither an ending of a run nor one of its columns. Did you mean ceasefire holding?"),
        ("days_at_peas >= 3", "'days_at_peas' is neither an ending of a run nor one of its columns. Did you mean days_at_peace?"),
        ("ever.freez", "Did you mean ever.freeze?"),
        ("xyzzy", "There are the endings no deal, limited deals only, "),
        ("days_at_peace", "days_at_peace is a number: say how it compares, as in 'days_at_peace >= 1'."),
        ("days_at_peace >= many", "days_at_peace >= should be followed by a number, not by 'many'."),
        ("days_at_peace >=", "days_at_peace >= should be followed by a number."),
        ("days_at_peace >= 180 days", "'days' is not expected there."),
        ("days_at_peace >= 180days", "'180days' is not understood; there are names, numbers, "),
        ("us.bias > 0", "us.bias is what was varied, not what came of it."),
        ("run > 5", "run is no outcome by itself."),
        ("outcome", "outcome is no outcome by itself; name an ending, as in outcome = ceasefire holding."),
        ("outcome > no deal", "outcome is no outcome by itself"),
        ("no deal and", "a name should stand at the end."),
        ("and no deal", "a name should stand before 'and'."),
        ("(no deal", "a bracket is not closed."),
        ("no deal)", "')' is not expected there."),
        ("no deal; import os", "'; import os' is not understood"),
        ("__import__('os').system('x')", "is not understood"),
        ("not " * 30 + "no deal", "it is nested more than 20 deep."),
        ("(" * 400 + "no deal", "it is nested more than 20 deep."),
    ],
)
def test_what_is_not_understood_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        saying.outcome(text, COLUMNS, ["us.bias"])
    (said,) = refused.value.sentences
    assert sentence in said
