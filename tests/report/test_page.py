"""The report as a page: complete in itself, the same every time, safe whatever a scenario says, and true to the numbers."""

from __future__ import annotations

import dataclasses
import itertools
import re

import numpy as np
import pytest

import sim
from sim.described import described
from sim.honesty import Beside, sources
from sim.honesty.missed import Held
from sim.report import explaining, page, sentences, trusting
from sim.report.tables import Numbers
from sim.result import OUTCOMES
from sim.scenario.library import shipped
from tests.charts.results import simulated
from tests.ensembles import without
from tests.report.pages import COMMAND, DAYS, HOSTILE, OTHER, RUNS, SEED, compared, hostile, made, read, referred

THREE_MEGABYTES = 3_000_000
LOADING = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "source", "image", "foreignobject"}


def percent(share: float) -> str:
    """A share as a person would write it."""
    return f"{100 * share:.1f}%"


@pytest.fixture(scope="module")
def again() -> sim.Result:
    """The same ensemble, run anew and alone."""
    return sim.run(sim.load("baseline").set("days", DAYS), RUNS, SEED)


def test_nothing_is_loaded_and_nothing_is_run():
    found = read(made())
    assert not LOADING & {tag for tag, _ in found.elements}
    assert [name for _, attributes in found.elements for name in attributes if name.startswith("on") or name in ("src", "srcset", "action")] == []
    assert {link[0] for link in [*found.attributes("href"), *found.attributes("xlink:href")]} == {"#"}
    assert "@import" not in made()
    assert "://" not in re.sub(r'xmlns(:xlink)?="http://www\.w3\.org/[^"]*"', "", made())


def test_a_policy_forbids_what_the_page_does_not_need():
    (policy,) = [found["content"] for found in read(made()).tags("meta") if found.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_same_seed_gives_the_same_bytes():
    assert hostile(batch=5)[1] == hostile()[1]


def test_the_page_is_smaller_than_three_megabytes():
    assert len(made().encode()) < THREE_MEGABYTES


@pytest.mark.parametrize("text", [made, lambda: hostile()[1]], ids=["baseline", "hostile"])
def test_names_are_unique_and_every_reference_leads_to_one(text):
    names = read(text()).attributes("id")
    assert len(names) == len(set(names))
    assert referred(text()) <= {f"#{name}" for name in names}
    assert len(referred(text())) > 100


@pytest.mark.parametrize("text", [made, lambda: hostile()[1]], ids=["baseline", "hostile"])
def test_whoever_listens_finds_a_way_through(text):
    found = read(text())
    assert found.tags("html") == [{"lang": "en"}]
    assert len(found.tags("h1")) == len(found.tags("main")) == 1
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(head.get("scope") in ("col", "row", "rowgroup") for head in found.tags("th"))
    drawings = found.tags("svg")
    assert len(drawings) >= 6
    assert all(drawing["role"] == "img" and len(drawing["aria-label"]) > 20 for drawing in drawings)
    assert found.tags("a")[0]["href"] == "#content"


def test_a_hostile_text_stays_text():
    result, text = hostile()
    found = read(text)
    assert not LOADING & {tag for tag, _ in found.elements}
    assert [name for _, attributes in found.elements for name in attributes if name.startswith("on")] == []
    for said in (result.scenario.title, result.scenario.about, result.label("truce"), f"parley report '{HOSTILE}'"):
        assert said in found.text
    assert "49" not in found.text.split("On this page")[0]


def test_shares_of_endings_are_those_of_the_summary(again):
    rows = read(made()).table("How the runs end")
    for name in OUTCOMES:
        found = again.summary[f"outcome.{name}"]
        assert rows[name] == [percent(found.value), f"({100 * found.low:.1f} to {100 * found.high:.1f})"], name


def test_the_ladder_is_that_of_the_summary(again):
    rows = read(made()).table("The ladder of agreements")
    for rung in again.rungs:
        reached, first, lasted = (again.summary[f"{what}.{rung}"] for what in ("reached", "first", "lasted"))
        share, between, day, days = rows[again.label(rung)]
        assert (share, between) == (percent(reached.value), f"({100 * reached.low:.1f} to {100 * reached.high:.1f})")
        assert day == ("-" if first.value is None else f"{first.value:.0f}")
        assert days == ("-" if lasted.value is None else f"{lasted.value:.1f}")


def test_other_numbers_are_those_of_the_summary(again):
    rows = read(made()).table("The year") | read(made()).table("The belligerents")
    names = ["days_at_peace", "ceasefires", "ceasefire_of_a_month", "mediator_left", "deadlines_passed", "red_line_dropped"]
    names += [f"{what}.{party}" for what in ("offers", "cynical", "table_yes", "violations", "trust_end") for party in ("russia", "ukraine")]
    for name in names:
        found = again.summary[name]
        digits = 2 if name.startswith("trust_end") else 1
        factor, sign = (1, "") if found.kind == "mean" else (100, "%")
        assert rows[found.words][0] == ("-" if found.value is None else f"{factor * found.value:.{digits}f}{sign}"), name
        assert rows[found.words][1] == ("" if found.low is None else f"({factor * found.low:.{digits}f} to {factor * found.high:.{digits}f})"), name


def test_the_headline_says_the_most_frequent_ending_with_its_interval(again):
    often = max(OUTCOMES, key=lambda name: again.summary[f"outcome.{name}"].value)
    found = again.summary[f"outcome.{often}"]
    said = f"The most frequent ending is “{often}”: {percent(found.value)} ({100 * found.low:.1f} to {100 * found.high:.1f}) of {RUNS} runs."
    assert said in read(made()).text


def test_the_tables_of_pictures_say_what_the_daily_table_says(again):
    days = again.days.set_index("day")
    rows, asked, conceded = read(made()).table("The bargaining range"), "reservation_russia_q50", "reservation_ukraine_q50"
    moods = read(made()).table("Trust, blame and pressure")
    for day in (0, 30, 60):
        (found,) = [cells for name, cells in rows.items() if name.startswith(f"day {day},")]
        said = [float(cell.removesuffix("%")) for cell in found[:2]]
        assert said == pytest.approx([100 * days.at[day, asked], 100 * (1 - days.at[day, conceded])], abs=0.051)
        (found,) = [cells for name, cells in moods.items() if name.startswith(f"day {day},")]
        states = ("trust_russia", "trust_ukraine", "blame", "pressure_russia", "pressure_ukraine")
        assert [float(cell.removesuffix("%")) for cell in found] == pytest.approx([100 * days.at[day, f"{state}_q50"] for state in states], abs=0.051)


def test_agreements_that_hold_are_counted_as_in_the_result(again):
    rows = read(made()).table("Not collapsed so many")
    for number, rung in enumerate(again.rungs):
        count, kept = int(again.endings[number].sum()), 100 * (1 - again.broken(rung).share[7])
        cells = rows[again.label(rung)]
        assert cells[0] == f"{count:,}"
        assert cells[1] == "–" or cells[1].startswith(f"{kept:.0f}% (")
        assert (cells[1] == "–") == (count < 10 or again.broken(rung).at_risk[7] < 1)
    assert rows["observed: Ukraine 2014–20, all"][0] == "49"


def test_differences_are_those_of_the_comparison():
    pair = compared().pairs[OTHER]
    rows = read(made()).table("European guarantees (after) compared")
    for name, found in pair.differences.items():
        if name.startswith(("outcome.", "reached.")) or found.is_clear:
            before, after, change, _ = rows[found.change.words]
            if found.is_share:
                assert float(change) == pytest.approx(100 * found.change.value, abs=0.06), name
                assert (before, after) == (percent(found.before), percent(found.after)), name
            else:
                assert float(change) == pytest.approx(found.change.value, rel=0.06, abs=0.06), name


def test_every_value_is_there_with_what_it_rests_on():
    scenario = compared().before.scenario
    rows, bases = read(made()).table("Every value"), sources.bases(scenario)
    names = [name for name in scenario.names if name.split(".")[-1] not in ("title", "label", "strategy")]
    assert set(names) <= set(rows)
    for name, basis in bases.items():
        value, rests_on = rows[name][:2]
        assert float(value) == pytest.approx(scenario.get(name)), name
        assert rests_on == basis.kind + (" and judgement" if basis.with_judgement else ""), name
    assert {"judgement", "facts"} <= {row[1] for row in rows.values() if len(row) > 1}


def test_the_told_run_is_told_with_reasons_and_ends_as_it_ended():
    result = compared().before
    text = read(made()).text
    assert f"Run {result.example} of {RUNS}, the first with the most frequent ending: “{result.ending_of(result.example)}”" in text
    assert re.search(r"% of the stake \(", text)
    assert "What agreements are worth to Russia more than fighting on" in text


def test_what_it_takes_to_have_it_again_is_there():
    text = read(made()).text
    assert all(said in text for said in (COMMAND, sim.__version__, *(result.scenario.digest for result in compared().results.values())))


def test_honesty_is_a_section_of_its_own():
    text = read(made()).text
    assert "parley honesty baseline" in text
    assert "Luck leaves the least certain share" in text
    rows = read(made()).table("If everybody chose at random")
    assert rows["short truces only"][0] == read(made()).table("How the runs end")["short truces only"][0]


def test_what_is_said_of_the_record_counts_what_was_asked_and_missed():
    def held(verdict, got=None, why=""):
        return Held("general_gap", "days between ceasefires", 40.0, 90.0, "days", got, verdict, got, verdict, why)

    def beside(*targets):
        return Beside({}, [], list(targets), np.zeros((0, 0), dtype=bool))

    assert trusting.said_of_record(beside(held("not asked", why="others fight"))) == ["No target of the record can be asked: others fight."]
    some = beside(held("missed", 120.0), held("met", 50.0), held("not seen"), held("not asked", why="100 days are too few"))
    (said,) = trusting.said_of_record(some)
    assert said.startswith("Of 3 targets of the record it misses 1 by more than two standard errors; choosing at random misses 1. 1 is not judged")
    assert [table.rows for table in trusting.record(some)] == [[("days between ceasefires", "40 to 90", "120", "days")]]
    assert trusting.record(beside(held("met", 50.0))) == trusting.ceasefires(some) == []


def test_what_differs_from_the_parent_and_what_it_stands_on_is_told():
    child = sim.load("pressing_moscow")
    one = described(child, shipped("pressing_moscow"))
    (row,) = explaining.differences(one).rows
    assert row[0] == "us.leverage.russia (share of the stake)"
    assert [float(cell) for cell in row[1:3]] == [sim.load("baseline").get("us.leverage.russia"), child.get("us.leverage.russia")]
    paragraphs = dict(sentences.head(one))
    assert one.title + "." not in paragraphs
    assert any("Trust has to carry it" in item for item in paragraphs["Should show:"])


def test_a_scenario_without_mediator_has_a_page():
    result = sim.run(without("us").set("days", 12), runs=5, seed=1)
    text = page(result)
    assert referred(text) <= {f"#{name}" for name in read(text).attributes("id")}
    assert "the mediator walks away" not in read(text).table("The year")
    assert "the mediator walks away" in read(made()).table("The year")


def test_one_run_of_one_day_has_a_page():
    text = page(simulated("one run of one day"))
    assert referred(text) <= {f"#{name}" for name in read(text).attributes("id")}
    assert "With fewer than 100 runs nothing is said of chance and of the record." in read(text).text


def test_luck_and_ignorance_are_shown_apart():
    result = sim.run(sim.load("baseline").set("days", 30), runs=60, seed=1, uncertain=True)
    numbers = Numbers.of(result)
    value, luck, settings = numbers.cells("days_at_peace")
    low, high = numbers.settings["days_at_peace"]
    assert (settings, luck[0]) == (f"[{low:.1f} to {high:.1f}]", "(")
    assert value == f"{result.summary['days_at_peace'].value:.1f}"
    assert numbers.cells("first.truce", 0)[2] == ""


def test_a_run_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="run 121 is beyond the ensemble of 120 runs; choose one of 1 to 120"):
        page(compared().before, run=121)


def test_a_result_without_daily_states_is_refused():
    with pytest.raises(ValueError, match="no daily states"):
        page(dataclasses.replace(compared().before, panel={}))
