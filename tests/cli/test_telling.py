"""``parley story``: what is told, written and refused."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

import sim
from sim.happenings import Course
from sim.result import OUTCOMES
from sim.story import follow
from tests.cli.command import Ran, parley, ran, same_bytes

SHORT = ("--runs", "30", "--days", "40")
DAYS = 120
LONG = ("story", "baseline", "--days", str(DAYS))


@functools.cache
def scenario() -> sim.Scenario:
    """The baseline of some months."""
    return sim.load("baseline").set("days", DAYS)


@functools.cache
def ensemble(runs: int) -> sim.Result:
    """Some runs of it."""
    return sim.run(scenario(), runs=runs, panel=0)


@functools.cache
def second() -> Course:
    """Its second run."""
    return follow(scenario(), 1, 2)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run told, pictures and all."""
    return ran(tmp_path_factory.mktemp("told"), "story", "baseline", "--run", "3", *SHORT)


def test_story_leaves_the_story_and_two_pictures_in_the_default_folder(told: Ran) -> None:
    place, status, out, err = told
    assert (status, err) == (0, "")
    folder = place / "plots" / "baseline"
    day = follow(sim.load("baseline").set("days", 40), 1, 3).telling
    pictures = {f"{name}.{ending}" for name in ("timeline-3", f"why-3-{day}") for ending in ("png", "svg")}
    assert {path.name for path in folder.iterdir()} == {"story-3.txt"} | pictures
    assert out.startswith((folder / "story-3.txt").read_text(encoding="utf-8"))
    assert f"timeline-3, why-3-{day}" in out


def test_without_a_number_the_first_run_with_the_most_frequent_outcome_is_told_and_said() -> None:
    example = ensemble(30).example
    status, out, _ = parley(*LONG, "--runs", "30")
    assert status == 0
    assert " ".join(out.split()).startswith("The first of 30 runs with the most frequent outcome: “")
    assert f"\nRun {example} of seed 1, {DAYS} days from 22 Apr 2025" in out


@pytest.mark.parametrize("outcome", ["ceasefire broke down", "Short  Truces Only"])
def test_like_tells_the_first_run_with_an_outcome(outcome: str) -> None:
    result = ensemble(40)
    name = " ".join(outcome.lower().split())
    first = next(int(run) for run, code in zip(result.columns["run"], result.columns["outcome"], strict=True) if OUTCOMES[code] == name)
    out = parley(*LONG, "--runs", "40", "--like", outcome)[1]
    assert f"\nRun {first} of seed 1, {DAYS} days from 22 Apr 2025: {name}." in out


def test_the_same_run_is_told_whatever_the_ensemble() -> None:
    few, many = (parley("story", "baseline", "--run", "8", "--runs", runs, "--days", "60")[1] for runs in ("8", "500"))
    assert few == many


def test_why_prints_one_day_with_all_reasons(tmp_path: Path) -> None:
    day = second().decided[0]
    status, out, _ = parley(*LONG, "--run", "2", "--why", str(day))
    assert status == 0
    assert f"\nDay {day}, " in out
    assert "What agreements are worth to Russia more than fighting on (% of the stake)" in out
    assert "What agreements are worth to Ukraine more than fighting on (% of the stake)" in out
    assert (tmp_path / "plots" / "baseline" / f"why-2-{day}.png").exists()


def test_the_screen_keeps_to_80_columns() -> None:
    for words in ((), ("--why", str(second().telling))):
        assert max(map(len, parley(*LONG, "--run", "2", *words)[1].splitlines())) <= 80


def test_json_prints_happenings_with_reasons_and_nothing_else() -> None:
    status, out, err = parley(*LONG, "--run", "2", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert (found["scenario"], found["run"], found["seed"]) == ("baseline", 2, 1)
    offers = [happening for happening in found["happenings"] if happening["kind"] == "offer" and happening["rung"]]
    assert offers
    for offer in offers:
        assert sum(offer["own"]["terms"].values()) == pytest.approx(offer["own"]["advantage"], abs=1e-12)
        assert offer["cynical"] == (offer["own"]["advantage"] < 0)
        assert set(found["ledgers"][str(offer["day"])]) == {"russia", "ukraine"}


def test_quiet_prints_nothing() -> None:
    assert parley("story", "baseline", "--run", "1", *SHORT, "--quiet") == (0, "", "")


@pytest.mark.usefixtures("with_pictures")
def test_the_same_command_writes_the_same_bytes(told: Ran, tmp_path: Path) -> None:
    assert parley("story", "baseline", "--run", "3", *SHORT, "--quiet", "--out", "again")[0] == 0
    assert same_bytes(told.folder / "plots" / "baseline", tmp_path / "again")


def test_values_days_and_strategies_of_ones_own_are_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "import sim\n\n\nclass Never(sim.Belligerent, strategy='never'):\n    def yes_chance(self, view, rung):\n        return 0.0 * view.held\n"
    )
    words = ("--set", "ukraine.strategy=never", "--strategies", "mine.py")
    status, out, err = parley("story", "baseline", "--run", "1", "--days", "60", *words)
    assert (status, err) == (0, "")
    assert "Ukraine refuses by a strategy of its own" in " ".join(out.split())


def test_a_run_in_which_nothing_is_decided_has_no_picture_of_reasons(tmp_path: Path) -> None:
    assert parley("story", "baseline", "--run", "1", "--days", "5")[0] == 0
    assert not list((tmp_path / "plots" / "baseline").glob("why*"))


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--run", "5000"), 2, "run 5,000 is beyond the ensemble of 2,000 runs; choose one of 1 to 2,000, or add --runs 5000."),
        (("--run", "0"), 2, "0 is not a whole number from 1."),
        (("--run", "eight"), 2, "eight is not a whole number from 1."),
        (("--run", "1", "--like", "no deal"), 2, "give --run or --like, not both."),
        (("--like", "settlement holdin"), 2, "there is no outcome 'settlement holdin'; a run ends with no deal, limited deals only, "),
        (("--like", "settlement holdin"), 2, "Did you mean 'settlement holding'?"),
        (("--like", "settlement holding", "--runs", "5", "--days", "20"), 1, "none of the 5 runs ends with “settlement holding”, but: "),
        (("--run", "1", "--why", "soon"), 2, "soon is not a whole number from 1."),
        (("--run", "1", "--why", "5"), 1, "Nothing was decided on day 5 of run 1; the nearest days with a decision are "),
        (("--run", "1", "--why", "366"), 1, "Run 1 has no day 366; it has days 1 to 365; "),
        (("--set", "russia.strategy=nobody"), 1, "russia.strategy is the text 'nobody', but should be learner, "),
        (("--strategies", "none.py"), 1, "none.py"),
        (("--runs", "100000001"), 2, "runs is 100000001, but one ensemble takes at most 100,000,000."),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_sentence(words: tuple[str, ...], status: int, sentence: str, tmp_path: Path) -> None:
    left, out, err = parley("story", "baseline", *words)
    assert (left, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "plots").exists()


def test_an_unknown_scenario_is_one_clear_sentence() -> None:
    status, out, err = parley("story", "baselin")
    assert (status, out) == (1, "")
    assert err.startswith("there is no scenario 'baselin'. Did you mean baseline?")


def test_a_strategy_that_fails_is_blamed_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(
        "import sim\n\n\nclass Bad(sim.Belligerent, strategy='bad'):\n    def yes_chance(self, view, rung):\n        return view.nothing\n"
    )
    status, out, err = parley("story", "baseline", "--run", "1", "--set", "russia.strategy=bad", "--strategies", "bad.py")
    assert (status, out) == (1, "")
    assert "bad.py:6: AttributeError" in err
