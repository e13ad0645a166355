"""The collected facts and the record of ceasefires: whole, marked, and in agreement with each other and with what quotes them."""

from __future__ import annotations

import calendar
import csv
import datetime
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from sim import evidence, observed
from sim.evidence import Fact
from tests.docs.markdown import ROOT, text_of

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

DOCUMENT = evidence.document(evidence.FACTS)
FACTS = evidence.facts()
MARKS = {"F-a", "F-b", "F-c", "K", "C", "D"}
UNTIL = datetime.date(2025, 4, 22)
EXACTNESS = {"", "about", "more than", "at least", "at most"}
with (evidence.folder() / "ceasefire_survival.csv").open(encoding="utf-8", newline="") as file:
    TABLE = {row["subset"]: row for row in csv.DictReader(file)}

each_fact = pytest.mark.parametrize("fact", FACTS.values(), ids=list(FACTS))
each_row = pytest.mark.parametrize("name", TABLE)


def numbers(value: Any) -> Iterator[float]:
    """All numbers of a value."""
    if isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from numbers(below)
    elif not isinstance(value, str):
        yield value


def last_day(period: str) -> datetime.date:
    """The day on which a period ends."""
    year, month, day = ([*map(int, period.rpartition("/")[2].split("-")), 0, 0])[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


# Each fact by itself


def test_the_sections_are_f1_to_f8_without_an_f7() -> None:
    assert list(evidence.sections()) == ["F1", "F2", "F3", "F4", "F5", "F6", "F8"]
    assert all(evidence.sections().values())


def test_no_name_is_given_twice() -> None:
    names = Counter(said["name"] for section in DOCUMENT["sections"] for said in section["facts"])
    assert set(names.values()) == {1}
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)


def test_marks_are_explained() -> None:
    assert set(DOCUMENT["marks"]) == MARKS
    assert all(DOCUMENT["marks"].values())
    assert DOCUMENT["until"] == UNTIL.isoformat()


@each_fact
def test_a_fact_has_words_a_known_mark_and_a_known_exactness(fact: Fact) -> None:
    assert fact.what[0].isupper()
    assert fact.mark in MARKS
    assert fact.exactness in EXACTNESS


@each_fact
def test_values_are_numbers_with_a_unit_or_words_without(fact: Fact) -> None:
    found = list(numbers(fact.value))
    assert all(type(number) in (int, float) and math.isfinite(number) for number in found)
    assert bool(found) == bool(fact.unit)
    assert found or (isinstance(fact.value, str) and fact.value.endswith("."))


@each_fact
def test_a_range_has_two_ends_in_order(fact: Fact) -> None:
    for below in ranges(fact.value):
        low, high = below
        assert low < high


def ranges(value: Any) -> Iterator[list[float]]:
    """All ranges of a value."""
    if isinstance(value, list):
        yield value
    if isinstance(value, dict):
        for below in value.values():
            yield from ranges(below)


@each_fact
def test_a_fact_has_sources_unless_it_is_general_knowledge(fact: Fact) -> None:
    assert bool(fact.sources) == (fact.mark != "K")


@each_fact
def test_what_was_found_has_the_mark_of_the_best_of_its_sources(fact: Fact) -> None:
    if fact.mark.startswith("F"):
        assert fact.mark == min(source.mark for source in fact.sources)


@each_fact
def test_a_period_can_be_read_and_what_is_later_is_marked(fact: Fact) -> None:
    day = r"\d{4}(-\d\d(-\d\d)?)?"
    assert re.fullmatch(f"{day}(/{day})?", fact.period)
    assert (last_day(fact.period) > UNTIL) == (fact.later == "period")
    assert fact.later in {"", "source", "period"}


@pytest.mark.parametrize("key", DOCUMENT["sources"])
def test_every_source_has_a_title_and_a_place_and_is_used(key: str) -> None:
    source = evidence.Source(**DOCUMENT["sources"][key])
    assert source.mark in {"F-a", "F-b", "F-c"}
    assert source.title
    assert bool(source.address) != bool(source.site)
    assert not source.address or source.address.startswith("https://")
    assert any(key in said["sources"] for section in DOCUMENT["sections"] for said in section["facts"])


# What was computed follows from what was found


def value(name: str) -> Any:
    """The value of a fact."""
    return FACTS[name].value


@pytest.mark.parametrize(
    ("ratio", "parts"),
    [
        ("military_spending_ratio", "military_spending"),
        ("gdp_ratio", "gdp"),
        ("population_ratio", "population"),
        ("shells_made_ratio", "shells_made"),
        ("shells_fired_ratio", "shells_fired"),
    ],
)
def test_a_ratio_is_that_of_its_parts(ratio: str, parts: str) -> None:
    low, high = ends(value(ratio))
    other_low, other_high = ends(value(parts)["Ukraine"])
    russia = value(parts)["Russia"]
    assert russia / other_high == pytest.approx(low, rel=0.06)
    assert russia / other_low == pytest.approx(high, rel=0.06)


def ends(value: Any) -> tuple[float, float]:
    """Both ends of a range; a number is its own."""
    return tuple(value) if isinstance(value, list) else (value, value)


def test_the_rates_after_july_2020_are_those_of_the_counts() -> None:
    counts = {datetime.date.fromisoformat(day): count for day, count in value("july_2020_violations").items()}
    for period, rate in value("july_2020_decay").items():
        first, last = map(datetime.date.fromisoformat, period.split("/"))
        assert (counts[last] - counts[first]) / (last - first).days == pytest.approx(rate, abs=1)


def test_a_strong_truce_takes_violence_down_to_about_a_twentieth() -> None:
    effect = value("july_2020_effect")
    assert effect["after"] / effect["before"] == pytest.approx(value("strong_truce"), abs=0.005)


def test_the_fall_at_easter_is_that_from_the_three_other_days() -> None:
    *before, easter = value("easter_clashes").values()
    assert 100 * (1 - easter / (sum(before) / 3)) == pytest.approx(value("easter_fall"), abs=0.5)


def test_the_losses_of_april_are_thirty_times_those_of_a_day() -> None:
    assert value("losses_of_russia_april")["in the month"] == 30 * value("losses_of_russia_april")["a day"]


def test_the_rate_of_ukrainian_losses_is_that_of_all_of_them_over_the_months() -> None:
    first, last = datetime.date(2022, 2, 24), last_day(FACTS["losses_of_ukraine"].period)
    assert value("losses_of_ukraine") / ((last - first).days / 30.4) == pytest.approx(value("losses_of_ukraine_rate"), rel=0.05)


def test_shares_of_ceasefires_are_of_those_in_the_published_table() -> None:
    all_of_them = value("published_table")["ceasefires"]
    for name in ("ends", "kinds"):
        assert FACTS[name].unit == f"percent of {all_of_them} ceasefires"


def test_the_drift_of_the_front_is_a_twelfth_of_what_a_year_gains() -> None:
    years = value("territory_year_share"), value("territory_2025_share")
    assert [share / 12 for share in years] == pytest.approx(value("territory_drift"), abs=0.002)


def test_european_substitution_is_what_is_left_of_all_military_aid() -> None:
    assert 1 + value("aid_2025")["military from all"] / 100 == pytest.approx(value("european_substitution"))


def test_the_grain_deal_lasted_for_as_long_as_its_dates_say() -> None:
    first, last = map(datetime.date.fromisoformat, FACTS["grain_deal"].period.split("/"))
    assert (last - first).days == value("grain_deal")


def test_the_ends_of_ceasefires_add_up() -> None:
    assert sum(value("ends").values()) == pytest.approx(100, abs=0.3)  # six shares, each rounded
    for name in ("short_truces", "holiday_truces", "thirty_day_truces"):
        all_of_them, *known = value(name).values()
        assert 0.8 * all_of_them < sum(known) <= all_of_them


# The record of ceasefires


@each_row
def test_shares_lie_between_0_and_1_and_fall_with_time(name: str) -> None:
    shares = list(curve(name).values())
    assert len(shares) == 11
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)


@each_row
def test_no_more_collapsed_than_there_were(name: str) -> None:
    assert 0 < int(TABLE[name]["events"]) <= int(TABLE[name]["n"])


@each_row
def test_the_median_is_where_the_curve_crosses_one_half(name: str) -> None:
    median = float(TABLE[name]["median_days"])
    assert all(share >= 0.5 for day, share in curve(name).items() if day < median)
    assert all(share <= 0.5 for day, share in curve(name).items() if day > median)


def curve(name: str) -> dict[int, float]:
    """The shares of a row by the number of days."""
    return {int(key[2:-1]): float(share) for key, share in TABLE[name].items() if key.startswith("S_")}


def test_the_rows_that_pictures_show_are_in_the_table() -> None:
    assert {observed.UKRAINE, observed.UKRAINE_OPEN, observed.WORLD_OPEN} <= set(TABLE)


@pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if fact.row], ids=lambda fact: fact.name)
def test_what_the_facts_quote_of_the_table_is_in_it(fact: Fact) -> None:
    assert fact.section == "F1"
    for column, quoted in fact.value.items():
        step = 0.01 if column.startswith("S_") else 1
        assert float(TABLE[fact.row][column]) == pytest.approx(quoted, abs=0.501 * step)


def test_the_fitted_curve_lies_above_the_table_by_as_much_as_is_said() -> None:
    fitted = value("weibull")["Ukraine, all"]
    above = [weibull(fitted, day) - curve("month/event: Ukraine all")[day] for day in (14, 30, 90)]
    assert "8 to 11 points" in FACTS["weibull"].note
    assert 0.075 < min(above) < max(above) < 0.115


def test_the_curve_in_between_has_the_shares_that_are_given() -> None:
    between = value("weibull_between")
    for day in (30, 90, 365):
        assert weibull(between, day) == pytest.approx(between[f"S_{day}d"], abs=0.005)


def weibull(fitted: dict[str, float], day: int) -> float:
    """The share still holding after so many days."""
    return math.exp(-((day / fitted["scale"]) ** fitted["shape"]))


# What quotes them


def test_the_limits_quote_the_facts_on_thirty_day_truces() -> None:
    ended, said = value("thirty_day_truces"), " ".join(text_of(ROOT / "docs" / "limits.md").split())
    assert f"Of {ended['all']} thirty-day ceasefires" in said
    assert f"{ended['superseded or extended']} were extended or replaced, {ended['expired on schedule']} ran out" in said
    assert f"{ended['collapsed on a known date']} are known to have collapsed" in said
    assert f"{ended['unclear']} endings there are unclear" in said


def test_caveats_of_claims_quote_the_facts() -> None:
    caveats = {number: claim.caveat for number, claim in evidence.claims().items()}
    peak, last = value("territory_afp").values()
    for number in ("A22", "A40"):
        assert f"from {peak} to between {value('territory_isw')['2025-03']} and {last} km² (F5)" in caveats[number]
    assert f"about {value('russian_military_budget_share')['of gross domestic product']}% of its gross domestic product (F5)" in caveats["A41"]
    assert "about a third" in caveats["A29"]
    assert value("easter_fall") == 33


@pytest.mark.parametrize("name", ["claims.yaml", "facts.yaml", "README.md"])
def test_sections_that_the_evidence_names_exist(name: str) -> None:
    named = re.findall(r"\bF\d+\b", (ROOT / "seeds" / name).read_text(encoding="utf-8"))
    assert set(named) - {"F7"} <= set(evidence.sections())
