"""Scores of dated statements: the formulas, what is read off the runs, the rivals, and the shipped file."""

from __future__ import annotations

import dataclasses
import datetime
import math
import pathlib
import re

import numpy as np
import pytest

from sim import evidence
from sim.result import OUTCOMES
from sim.scenario import Scenario, ScenarioError
from sim.scenario.library import Source
from sim.scoring import scores
from sim.scoring.card import Card, score
from sim.scoring.forecasts import Chances, Forecast, at_random, forecast
from sim.scoring.reading import ScoreFile, find, read_file
from sim.scoring.statements import About, Condition, Lasting, Measured, YesNo, as_numbers
from sim.scoring.taking import medians
from tests.ensembles import ensemble, shipped

RUNS, SEED = 64, 7
UNTIL = datetime.date(2025, 4, 22)
EXAMPLE = "score_2025"


def file_of(*statements) -> ScoreFile:
    """A score file made in Python."""
    return ScoreFile("made", "Made", shipped("january_2025"), RUNS, SEED, tuple(statements))


def varied() -> Scenario:
    """A scenario in which anything may happen, whatever the values of the baseline: everybody chooses at random."""
    return at_random(shipped("january_2025"))


def said(happened=True, day=50, about=("first_truce",), **more) -> YesNo:
    """A statement about columns that are days."""
    date = shipped("january_2025").situation.start + datetime.timedelta(day)
    return YesNo("A sentence.", date, day, ("F4",), "", About(tuple(Condition(name) for name in about)), happened, **more)


def measured(value, day=50, column="held_end") -> Measured:
    """A statement about a value."""
    return Measured("A value.", shipped("january_2025").situation.start + datetime.timedelta(day), day, ("F5",), "", Condition(column), value)


def card_of(yes, happened, asked=None) -> Card:
    """A card with given answers of the runs, shape (runs, statements)."""
    yes = np.array(yes, dtype=bool)
    asked = np.ones_like(yes) if asked is None else np.array(asked, dtype=bool)
    model = Forecast(Chances(asked, yes), np.zeros((len(yes), 0)))
    return Card(file_of(*(said(one) for one in happened)), len(yes), SEED, model, model)


# The formulas


def test_a_forecaster_who_knows_loses_nothing():
    happened = np.array([True, False])
    assert scores.brier(np.array([1.0, 0.0]), happened).tolist() == [0, 0]
    assert np.abs(scores.logarithmic(np.array([1.0, 0.0]), happened)).tolist() == [0, 0]


def test_hand_made_cases_of_briers_score():
    assert scores.brier(0.7, True) == pytest.approx(0.09)
    assert scores.brier(0.7, False) == pytest.approx(0.49)


def test_hand_made_cases_of_the_logarithmic_score():
    assert scores.logarithmic(0.25, True) == pytest.approx(math.log(4))
    assert scores.logarithmic(0.25, False) == pytest.approx(math.log(4 / 3))


@pytest.mark.parametrize("measure", [scores.brier, scores.logarithmic])
@pytest.mark.parametrize("truth", [0.05, 0.3, 0.5, 0.85])
def test_no_chance_is_expected_to_score_better_than_the_true_one(measure, truth):
    given = np.round(np.arange(0.01, 1, 0.01), 2)
    expected = truth * measure(given, np.ones(given.size, dtype=bool)) + (1 - truth) * measure(given, np.zeros(given.size, dtype=bool))
    assert given[np.argmin(expected)] == truth


@pytest.mark.parametrize(("measure", "slope"), [(scores.brier, scores.brier_slope), (scores.logarithmic, scores.logarithmic_slope)])
@pytest.mark.parametrize("happened", [True, False])
def test_slopes_are_those_of_the_scores(measure, slope, happened):
    step = 1e-6
    assert slope(0.3, happened) == pytest.approx((measure(0.3 + step, happened) - measure(0.3 - step, happened)) / (2 * step), rel=1e-4)


def test_hand_made_cases_of_the_interval_score():
    assert scores.interval(2.0, 5.0, 3.0, 0.9) == pytest.approx(3)
    assert scores.interval(2.0, 5.0, 6.0, 0.9) == pytest.approx(3 + 20)
    assert scores.interval(2.0, 5.0, 1.5, 0.5) == pytest.approx(3 + 2)


@pytest.mark.parametrize("level", [0.5, 0.9])
def test_no_interval_is_expected_to_score_better_than_the_true_one(level):
    values, ends = (np.arange(1000) + 0.5) / 1000, np.round(np.arange(0, 1.01, 0.05), 2)
    expected = {(low, high): scores.interval(low, high, values, level).mean() for low in ends for high in ends if low < high}
    assert min(expected, key=expected.__getitem__) == pytest.approx(((1 - level) / 2, (1 + level) / 2))


def test_no_number_of_runs_makes_a_chance_certain():
    assert 0 < scores.chance(0, 10**6) < scores.chance(10**6, 10**6) < 1


def test_where_no_run_can_say_the_chance_is_one_half():
    assert scores.chance(0, 0) == 0.5


def test_skill_has_its_fixed_points():
    assert [scores.skill(0, 0.25), scores.skill(0.25, 0.25), scores.skill(0.5, 0.25), scores.skill(0.1, 0)] == [1, 0, -1, None]


# What is read off the runs

COLUMNS = {
    "first_truce": np.array([np.nan, 3.0, 40.0]),
    "terms": np.array([np.nan, 0.2, 0.4]),
    "held_end": np.array([0.2, 0.3, 0.4]),
    "outcome": np.array([0.0, 2.0, 6.0]),
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("first_truce"), [False, True, True]),
        (Condition("first_truce", "at_most", 10), [False, True, False]),
        (Condition("first_truce", "at_least", 0), [False, True, True]),
        (Condition("terms", "at_most", 1), [False, True, True]),
        (Condition("held_end", "between", (0.2, 0.3)), [True, True, False]),
        (Condition("held_end", "is", 0.4), [False, False, True]),
        (Condition("outcome", "is", ["no deal", "settlement holding"]), [True, False, True]),
        (Condition("held_end", "at_least", 0.05, minus="front.held"), [False, True, True]),
    ],
)
def test_a_condition_holds_where_it_should(condition, expected):
    held_at_a_fifth = shipped().set("front.held", 0.2)
    assert condition.holds(COLUMNS, held_at_a_fifth).tolist() == expected


def test_all_and_any_of_several_conditions():
    parts = (Condition("first_truce"), Condition("held_end", "at_most", 0.3))
    assert About(parts).holds(COLUMNS, shipped()).tolist() == [False, True, False]
    assert About(parts, any=True).holds(COLUMNS, shipped()).tolist() == [True, True, True]


def test_days_that_never_came_are_missing():
    result = ensemble(varied(), runs=RUNS)
    numbers = as_numbers(result)
    never = result.columns["first_settlement"] == 0
    assert never.any()
    assert np.isnan(numbers["first_settlement"]).tolist() == never.tolist()
    assert not np.isnan(numbers["times_settlement"]).any()


def test_a_day_that_has_not_come_counts_as_the_day_after():
    values = measured(7.0, column="first_truce").values(COLUMNS, shipped())
    assert values.tolist() == [51, 3, 40]
    assert measured(math.nan, column="first_truce").observed == 51


@pytest.mark.parametrize("day", [7, 60, 75, 111])
def test_a_statement_is_settled_by_what_has_come_up_to_its_date(day):
    scenario = varied()
    first = ensemble(scenario, runs=RUNS).columns["first_civilian_targets"]
    found = forecast(scenario, [said(day=day, about=("first_civilian_targets",))], RUNS, SEED)
    assert found.chances.yes[:, 0].tolist() == ((first > 0) & (first <= day)).tolist()


def test_a_statement_is_scored_on_the_runs_of_which_something_else_holds():
    scenario, day = varied(), 111
    columns = ensemble(scenario, runs=RUNS).columns
    statement = said(day=day, about=("first_freeze",), given=About((Condition("first_truce"),)))
    chances = forecast(scenario, [statement], RUNS, SEED).chances
    asked = columns["first_truce"] > 0
    assert 0 < asked.sum() < RUNS
    assert chances.given[0] == scores.chance(np.sum(asked & (columns["first_freeze"] > 0)), asked.sum())


def test_statements_of_several_dates_keep_their_order():
    scenario = varied()
    both = forecast(scenario, [said(day=20), measured(0.2, 30), said(day=80)], RUNS, SEED)
    alone = [forecast(scenario, [said(day=day)], RUNS, SEED).chances.given[0] for day in (20, 80)]
    assert both.chances.given.tolist() == alone
    assert both.values.shape == (RUNS, 1)


def test_the_luck_behind_a_mean_score_is_that_of_repetitions():
    rng, runs, happened = np.random.default_rng(3), 400, np.array([True, False, True])

    def once() -> Chances:
        one = rng.random(runs) < 0.5
        asked = np.column_stack([np.ones(runs, dtype=bool), np.ones(runs, dtype=bool), one])
        return Chances(asked, np.column_stack([one, one & (rng.random(runs) < 0.5), rng.random(runs) < 0.7]) & asked)

    for measure, slope in ((scores.brier, scores.brier_slope), (scores.logarithmic, scores.logarithmic_slope)):
        repeated = [once() for _ in range(1500)]
        spread = np.std([measure(chances.given, happened).mean() for chances in repeated])
        claimed = np.mean([chances.error(slope(chances.given, happened)) for chances in repeated])
        assert claimed == pytest.approx(spread, rel=0.08)


def test_a_single_run_says_nothing_of_luck():
    assert card_of([[True]], [True]).total.brier_error is None


# The card


def test_the_mean_scores_of_a_hand_made_case():
    total = card_of([[True, False], [True, True], [True, False]], [True, True]).total
    given = [3.5 / 4, 1.5 / 4]
    assert total.brier == pytest.approx(sum((1 - one) ** 2 for one in given) / 2)
    assert total.logarithmic == pytest.approx(-sum(math.log(one) for one in given) / 2)


def test_one_half_for_all_scores_a_quarter():
    rival = card_of([[True, False]], [True, False]).rivals[1].rival
    assert (rival.name, rival.brier) == ("one half for all", 0.25)
    assert rival.logarithmic == pytest.approx(math.log(2))


def test_the_base_rate_is_the_share_that_came_true():
    rival = card_of([[True] * 4], [True, False, False, False]).rivals[2].rival
    assert (rival.name, rival.brier) == ("the base rate", pytest.approx(0.25 * 0.75))


def test_beside_a_base_rate_that_loses_nothing_there_is_no_skill():
    rivalry = card_of([[True, True]], [True, True]).rivals[2]
    assert rivalry.rival.brier == 0
    assert rivalry.skill_brier is None
    assert rivalry.skill_logarithmic is None


def test_constant_danger_halves_by_the_median():
    assert Lasting(30, "row", 30).chance == 0.5
    assert Lasting(60, "row", 30).chance == 0.25
    assert Lasting(0, "row", 30).chance == 1


def test_constant_danger_is_a_rival_only_where_something_lasts():
    assert len(card_of([[True]], [True]).rivals) == 3
    lasts, other = said(lasting=Lasting(30, "row", 30)), said(happened=False)
    model = Forecast(Chances(np.ones((2, 2), dtype=bool), np.ones((2, 2), dtype=bool)), np.zeros((2, 0)))
    rivalry = Card(file_of(lasts, other), 2, SEED, model, model).rivals[3]
    assert (rivalry.rival.statements, rivalry.rival.brier) == (1, 0.25)
    assert rivalry.model.brier == pytest.approx((1 - 2.5 / 3) ** 2)
    assert rivalry.gain_error is None
    assert not rivalry.tells


def test_medians_are_those_of_the_table():
    assert medians()["month/event: Ukraine all"] == 16.5
    assert all(math.isfinite(days) for days in medians().values())


def test_a_model_that_chooses_at_random_is_no_better_than_agents_at_random():
    statements = (said(), said(happened=False, day=90, about=("first_civilian_targets",)))
    beaten = score(dataclasses.replace(file_of(*statements), scenario=varied()), RUNS, SEED).rivals[0]
    assert beaten.rival.brier > 0
    assert (beaten.skill_brier, beaten.gain) == (0, 0)


def test_a_gain_is_told_from_chance_by_its_spread_over_the_statements():
    sure = card_of([[True] * 8] * 50, [True] * 8).rivals[1]
    assert sure.gain == pytest.approx(0.25 - (0.5 / 51) ** 2)
    assert sure.tells
    mixed = card_of([[True] * 8] * 50, [True] * 6 + [False] * 2).rivals[1]
    assert mixed.gain_error > 0.1
    assert not mixed.tells


def test_in_a_world_of_its_own_a_model_scores_as_its_runs_fall():
    card = card_of([[True], [True], [True], [False]], [False])
    chance = 3.5 / 5
    own = card.own_world
    assert own.median == pytest.approx((1 - chance) ** 2)
    assert own.high == pytest.approx(chance**2)
    assert own.as_badly == 0.25


def test_a_run_of_which_nothing_can_be_asked_is_no_world():
    card = card_of([[True], [False]], [True], asked=[[True], [False]])
    assert card.own_world.as_badly == 1
    assert card_of([[False]], [True], asked=[[False]]).own_world is None


def with_values(values, *observed) -> Card:
    """A card of measured statements, with the values of the runs."""
    values = np.column_stack([values] * len(observed))
    none = Chances(np.zeros((len(values), 0), dtype=bool), np.zeros((len(values), 0), dtype=bool))
    return Card(file_of(*(measured(one) for one in observed)), len(values), SEED, Forecast(none, values), Forecast(none, values + 1000))


def test_coverage_is_the_share_of_values_within_the_middle_of_the_runs():
    card = with_values(np.arange(1.0, 101.0), 50.0, 80.0, 99.0, 200.0)
    assert card.bounds(card.model, 0.5)[:, 0].tolist() == [25, 75]
    assert card.bounds(card.model, 0.9)[:, 0].tolist() == [5, 95]
    assert [card.coverage(level, card.model)[0] for level in (0.5, 0.9)] == [0.25, 0.5]
    assert card.coverage(0.9, card.random)[0] == 0


def test_ends_of_an_interval_belong_to_it():
    card = with_values(np.full(10, 3.0), 3.0)
    assert card.inside(0.5, card.model).tolist() == [True]


def test_interval_scores_follow_from_the_intervals():
    card = with_values(np.arange(1.0, 101.0), 50.0, 80.0)
    assert card.interval_scores(card.model, 0.5).tolist() == [50, 50 + 4 * 5]


def test_a_card_without_statements_of_a_kind_can_be_made():
    assert with_values(np.arange(3.0), 1.0).rivals == []
    assert card_of([[True]], [True]).measured == []


# The file


def read(tmp_path: pathlib.Path, text: str) -> ScoreFile:
    """A score file from its text."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return read_file(Source(path, "mine", "mine.yaml"))


def one(**changes) -> str:
    """A file with one statement, of which some lines are changed, or left out if None."""
    lines = {"statement": "A truce.", "date": "2025-03-01", "about": "{column: first_truce}", "happened": "yes", "source": "F3"} | changes
    body = "\n    ".join(f"{key}: {value}" for key, value in lines.items() if value is not None)
    return f"scenario: january_2025\nstatements:\n  - {body}\n"


def test_what_a_statement_leaves_out_is_empty(tmp_path):
    file = read(tmp_path, one())
    assert (file.runs, file.seed, file.title) == (2000, 1, "mine")
    (statement,) = file.statements
    assert (statement.day, statement.happened, statement.given, statement.lasting, statement.note) == (59, True, None, None, "")


def test_yes_and_no_may_be_written_as_true_and_false(tmp_path):
    assert [read(tmp_path, one(happened=word)).statements[0].happened for word in ("yes", "no", "true", "false")] == [True, False, True, False]


def test_a_date_becomes_the_number_of_a_day(tmp_path):
    between = one(about="{column: first_truce, between: [2025-01-10, 20]}")
    assert read(tmp_path, between).statements[0].about.conditions[0].wanted == (9, 20)
    observed = one(about="{column: first_truce}", happened=None, value="2025-02-01")
    assert read(tmp_path, observed).statements[0].value == 31
    assert math.isnan(read(tmp_path, one(happened=None, value="never")).statements[0].value)


def test_statements_stand_in_the_order_of_their_dates(tmp_path):
    two = one(date="2025-04-01") + one(date="2025-02-01").split("statements:\n")[1]
    assert [statement.day for statement in read(tmp_path, two).statements] == [31, 90]


@pytest.mark.parametrize("date", ["2025-01-02", "2025-04-22"])
def test_the_first_and_the_last_day_of_a_scenario_are_dates_in_it(tmp_path, date):
    assert read(tmp_path, one(date=date)).statements[0].date.isoformat() == date


WRONG = {
    "date: 2025-05-01": (one(date="2025-05-01"), "4:11: statement 1: date is 2025-05-01, after january_2025 ends; it should lie from 2025-01-02 to"),
    "date: start": (one(date="2025-01-01"), "date is 2025-01-01, before the first day of january_2025 is over"),
    "date: none": (one(date="2025-02-30"), "date is the text '2025-02-30', but should be a date such as 2025-03-18."),
    "column unknown": (one(about="{column: first_truse}"), "column is the text 'first_truse', which is not known here. Did you mean first_truce?"),
    "column run": (one(about="{column: run, is: 1}"), "column is the text 'run', which is not known here."),
    "no comparison": (one(about="{column: held_end}"), "held_end should be compared once, by is, at_least, at_most or between."),
    "two comparisons": (one(about="{column: held_end, is: 1, at_most: 2}"), "held_end should be compared once"),
    "comparison unknown": (one(about="{column: held_end, atleast: 1}"), "about: atleast is not known here. Did you mean at_least?"),
    "not a number": (one(about="{column: held_end, is: some}"), "'is' is the text 'some', but should be a number."),
    "bounds turned": (one(about="{column: held_end, between: [2, 1]}"), "the lower value should stand first"),
    "bounds": (one(about="{column: held_end, between: 2}"), "should be a list of two values"),
    "outcome unknown": (one(about="{column: outcome, is: peace}"), "'is' is the text 'peace', which is not known here. There are no deal,"),
    "outcome compared": (one(about="{column: outcome, at_least: no deal}"), "outcome is a word, which only “is” compares."),
    "minus unknown": (
        one(about="{column: held_end, minus: front.hold, is: 0}"),
        "minus is the text 'front.hold', which is not known here. Did you mean",
    ),
    "minus a word": (one(about="{column: held_end, minus: us.table, is: 0}"), "minus is the text 'us.table', which is not known here."),
    "minus from a day": (one(about="{column: first_truce, minus: front.held}"), "minus is for columns that are numbers, and first_truce is none."),
    "empty any": (one(about="{any: []}"), "under any should stand a list of conditions."),
    "all and any": (one(about="{all: [{column: first_truce}], any: [{column: first_truce}]}"), "about: any is not known here."),
    "about a text": (one(about="first_truce > 3"), "about is the text 'first_truce > 3', but should be a mapping with column"),
    "answer": (one(happened="maybe"), "happened is the text 'maybe', but should be yes or no."),
    "no answer": (one(happened=None), "there should be either 'happened' (yes or no) or 'value' (what was measured)."),
    "two answers": (one(value="1"), "there should be either 'happened'"),
    "no source": (one(source=None), "statement 1: source is missing."),
    "empty source": (one(source="[]"), "source is an empty list"),
    "key unknown": (one(hapened="yes"), "hapened is not known here. Did you mean happened?"),
    "value of an outcome": (one(happened=None, about="{column: outcome}", value="1"), "outcome is not a number in every run"),
    "value too late": (one(happened=None, value="2025-04-01"), "value is after 2025-03-01; for what had not come by then, write never."),
    "value given": (one(happened=None, value="20", given="{column: first_truce}"), "given goes with 'happened', not with 'value'."),
    "row unknown": (one(lasting="{days: 3, row: world}"), "row is the text 'world', which is not known here."),
    "row endless": (
        one(lasting='{days: 3, row: "exact/drop: world open-ended"}'),
        "It should be a subset of ceasefire_survival.csv of which half collapsed",
    ),
    "days missing": (one(lasting='{row: "month/event: Ukraine all"}'), "lasting: days is missing."),
    "no statements": ("scenario: january_2025\n", "the file: statements is missing."),
    "statements empty": ("scenario: january_2025\nstatements: []\n", "under 'statements' should stand a list of 1 to 500 statements."),
    "statement a text": ("scenario: january_2025\nstatements: [peace]\n", "statement 1 is the text 'peace', but should be a mapping"),
    "runs": ("runs: 0\n" + one(), "runs is 0, but should be a whole number from 1."),
    "too many runs": ("runs: 1000000000\n" + one(), "one ensemble takes at most 100,000,000"),
    "seed": ("seed: 1.5\n" + one(), "seed is 1.5, but should be a whole number."),
    "no scenario": ("statements: []\n", "there should be a 'scenario'"),
    "scenario unknown": ("scenario: janury_2025\nstatements: []\n", "1:11: scenario: there is no scenario 'janury_2025'. Did you mean january_2025?"),
    "scenario away": ("scenario: away.yaml\nstatements: []\n", "away.yaml: there is no such file."),
    "empty": ("", "mine.yaml: the file is empty; write the name of a scenario and a list of statements."),
    "comments only": ("# nothing\n", "the file is empty"),
    "a list": ("[1, 2]\n", "but this is something else"),
    "an alias": ("scenario: &a january_2025\nstatements: *a\n", "aliases (*a) are not allowed"),
    "a tag": ("scenario: january_2025\nstatements: !!python/object/apply:os.getcwd []\n", "tags ("),
    "too deep": ("scenario: january_2025\nstatements: " + "[" * 40 + "]" * 40 + "\n", "nested deeper than 20 levels"),
    "too large": ("#" * 1_000_001, "too large"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(tmp_path, name):
    text, sentence = WRONG[name]
    with pytest.raises(ScenarioError) as refusal:
        read(tmp_path, text)
    assert sentence in str(refusal.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    with pytest.raises(ScenarioError) as refusal:
        read(tmp_path, "runs: 0\n" + one(date="2025-05-01", happened="maybe", source=None))
    assert len(refusal.value.sentences) == 4


def test_a_scenario_is_looked_for_beside_the_file(tmp_path):
    (tmp_path / "own.yaml").write_text("title: Own\nextends: january_2025\ndays: 90\n", encoding="utf-8")
    file = read(tmp_path, one().replace("january_2025", "own.yaml"))
    assert (file.scenario.name, file.scenario.days) == ("own", 90)


# The shipped example


def example() -> ScoreFile:
    """The shipped file."""
    return read_file(find(EXAMPLE))


def test_every_source_of_the_shipped_file_exists():
    known = {*evidence.facts(), *evidence.claims(), *evidence.sections()}
    assert {source for statement in example().statements for source in statement.source} <= known


def test_nothing_in_the_shipped_file_is_later_than_the_founding_article():
    facts = evidence.facts()
    for statement in example().statements:
        assert statement.date <= UNTIL
        periods = [facts[source] for source in statement.source if source in facts]
        assert [fact.name for fact in periods if fact.later == "period" or fact.period.split("/")[-1] > UNTIL.isoformat()] == []


def test_the_shipped_file_has_what_happened_and_what_did_not_and_what_was_measured():
    statements = example().statements
    answers = [statement.happened for statement in statements if isinstance(statement, YesNo)]
    assert 10 <= len(statements) <= 16
    assert min(answers.count(True), answers.count(False)) >= 4
    assert sum(isinstance(statement, Measured) for statement in statements) >= 3


@pytest.mark.parametrize("counted", ["territory_isw", "territory_uk"])
def test_the_measured_shares_of_the_stake_follow_from_the_facts(counted):
    facts = evidence.facts()
    area = sum(facts[counted].value.values())
    share = area * facts["territory_year_share"].value / 100 / facts["territory_year"].value
    (statement,) = [statement for statement in example().statements if counted in statement.source]
    assert statement.value == pytest.approx(share, abs=0.000006)
    assert f"{area:,} km²" in statement.note


def test_the_scenario_proposes_on_the_day_on_record_and_asks_once():
    scenario = shipped("january_2025")
    proposed = scenario.situation.start + datetime.timedelta(days=scenario.get("us.table_every"))
    assert proposed.isoformat() == evidence.facts()["jeddah"].period.split("/")[1]
    assert scenario.get("us.table_every") * 2 > scenario.days


def test_the_scenario_ends_with_the_facts_and_gives_back_the_aid_that_it_took():
    scenario = shipped("january_2025")
    assert scenario.situation.start + datetime.timedelta(days=scenario.days) == UNTIL
    taken, returned = scenario.situation.events
    assert (taken.set["us.aid"], returned.set["us.aid"]) == (0, scenario.get("us.aid"))


def test_the_shipped_file_can_be_scored():
    card = score(example(), RUNS, SEED)
    assert [rivalry.rival.name for rivalry in card.rivals] == ["agents at random", "one half for all", "the base rate", "constant danger"]
    assert 0 < card.total.brier < 1
    assert ((card.model.chances.given > 0) & (card.model.chances.given < 1)).all()


def test_columns_that_the_shipped_file_speaks_of_are_explained():
    page = (pathlib.Path(__file__).parent.parent / "docs" / "columns.md").read_text(encoding="utf-8")
    parts = [part for one in example().statements for part in ((one.about,) if isinstance(one, Measured) else one.about.conditions)]
    names = {re.sub(r"_(russia|ukraine)$", "_<party>", part.column) for part in parts}
    names = {re.sub(rf"_({'|'.join(shipped().situation.agreements)})$", "_<rung>", name) for name in names}
    assert [name for name in names if f"`{name}`" not in page] == []


def test_outcomes_are_written_as_they_are_called():
    assert OUTCOMES[0] == "no deal"
    (statement,) = [one for one in example().statements if isinstance(one, YesNo) and one.about.conditions[0].column == "outcome"]
    assert statement.about.conditions[0].wanted == ["no deal"]
