"""``parley play``: a sitting with answers that come through a pipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim import cli
from sim.cli import sitting
from sim.seat import Game
from sim.story import follow, paragraphs
from tests.ensembles import shipped

DAYS = "30"


def parley(*words: str, typed: str = "") -> tuple[int, str, str]:
    """Run a command in this process with something typed: exit status, standard output, standard error."""
    with CliRunner().isolation(input=typed) as (out, err, _):
        status = 0
        try:
            cli.main(list(words))
        except SystemExit as left:
            status = int(left.code or 0)
        return status, out.getvalue().decode(), err.getvalue().decode()


def played(typed: str, *words: str) -> str:
    """What a sitting of thirty days in the seat of Ukraine shows."""
    status, out, err = parley("play", "baseline", "--as", "ukraine", "--run", "8", "--days", DAYS, *words, typed=typed)
    assert (status, err) == (0, "")
    return out


@pytest.fixture(scope="module")
def whole() -> str:
    """A sitting to the end in which everything that can be typed is typed once."""
    return played("h\nw\nv\nb\n2\nv\nlist\ngo 2\nm 2\n\nu 2\nm all\nt\nq\n")


def test_the_briefing_says_who_one_is_what_one_wants_and_that_the_war_is_real(whole):
    first = " ".join(whole.partition("----")[0].split())
    for words in ("You decide for Ukraine", "people are dying in it", "classroom exercise", "By the rules Ukraine values what it holds"):
        assert words in first


def test_everything_fits_into_eighty_columns(whole):
    assert max(len(line) for line in whole.splitlines() if " > " not in line) <= 80


def test_a_turn_shows_what_happened_five_numbers_and_numbered_options(whole):
    turn = whole.partition("-" * 80)[2].partition(" > ")[0]
    for words in ("Day 7, 29 Apr 2025. Russia makes no offer.", "share of the stake that Russia holds", "strength of Russia for 1 of Ukraine",
                  "trust of Ukraine in Russia", "blame that United States puts on Ukraine", "patience of United States used up",
                  "What does Ukraine offer Russia?", "   1  Make no offer", "   3  Offer “Short truce” (2 days)"):  # fmt: skip
        assert words in turn
    assert "probability" not in turn


def test_why_shows_signed_terms(whole):
    assert "By the model’s rules Ukraine offers “Settlement”, cynically" in whole
    assert "made of: the agreement, if accepted" in whole
    assert "costs saved +35.5" in whole


def test_the_signed_terms_are_drawn_as_bars_of_letters_to_both_sides_of_a_line(whole):
    game = Game(shipped().set("days", int(DAYS)), run=8)
    table = whole.partition("more than fighting on, if accepted")[2].partition("What each offer is worth")[0]
    rows = {line[1:2]: line for line in table.splitlines() if "|" in line}
    assert list(rows) == ["2", "3", "4", "5", "6"]
    for place, option in enumerate(game.decision.options[1:], 2):
        against, for_it = rows[str(place)].split(" ")[-1].split("|")
        said = rows[str(place)].split()[-2].replace("\N{MINUS SIGN}", "-")
        assert float(said) == pytest.approx(100 * sum(option.deal.values()), abs=0.05)
        letters = {letter: against.count(letter) - for_it.count(letter) for letter in "cgpbh"}
        assert letters["c"] < 0 <= letters["b"]
        step = 100 * (0.5008 + 0.4139 + 0.2117 + 0.0423) / 35  # of the widest row, that of the settlement
        assert len(against) == pytest.approx(-100 * sum(min(value, 0) for value in option.deal.values()) / step, abs=0.51)
        assert len(for_it) == pytest.approx(100 * sum(max(value, 0) for value in option.deal.values()) / step, abs=0.51)
    assert "c costs saved; g gains forgone; to the right, losses avoided;\n    p balance after the pause" in table
    conduct = whole.partition("What each option is worth against a breach that nobody sees")[2]
    assert "\n 3  Keep to it, and ask no more while it is in force: weighed as 1 is.\n    c costs saved;" in conduct
    assert "v draws the terms as bars." in " ".join(whole.split())


def test_a_branch_is_kept_and_one_can_change_to_it(whole):
    assert "Branch 2 is kept as it is here; go 2 changes to it. You go on in branch 1." in whole
    assert "* 1  is on day 17 after 1 choices, last: 14 ukraine offer civilian_targets\n  2  is on day 14 after 0 choices" in whole


def test_a_sitting_to_the_end_ends_with_a_debrief_and_all_reasons(whole):
    assert "Day 14, as the model’s Ukraine: Offer “Settlement”" in whole
    debrief = whole.partition("The run is over: ")[2]
    score, model = (debrief.partition(words)[2].partition("%")[0].split(".\n")[0] for words in ("score of Ukraine is ", "would be "))
    assert float(score) == float(model[:4])
    assert "times as the model’s party would have done" in " ".join(debrief.split())
    assert "*+ " in debrief
    told = paragraphs(follow(shipped().set("days", int(DAYS)), 1, 8))
    assert "\n\n".join(told) in whole


def test_expectations_are_shown_for_every_option():
    out = played("m 2\ne\n")
    table = out.partition("1,000 continuations of this very history")[2]
    rows = [line for line in table.splitlines() if " to " in line and "%" in line]
    assert [row.split()[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert ["±" in row for row in rows] == [False, True, True, True, True, True]
    assert max(len(line) for line in table.splitlines()) <= 80


def test_what_cannot_be_done_is_said_and_changes_nothing():
    out = played("99\nz\nu\ngo 7\nm x\nu x\ns\nt\n1000000000000\n")
    for words in ("There is no option 99; they go from 1 to 6.", "That is neither a number nor one of the keys", "1 choices cannot be taken back: 0",
                  "Write go and the number of a branch, 1 to 1", "Write m, or m 5", "Write u, or u 3", "Write s and the name of a file",
                  "told when the run is over"):  # fmt: skip
        assert words in out
    assert out.count("Day 14, 6 May 2025, in the seat of Ukraine.") == 1


def test_the_end_of_the_input_is_said_in_a_sentence_and_what_was_done_is_kept(tmp_path: Path):
    out = played("2\n1\n", "--save", "game.json")
    assert out.endswith("The input has ended on day 21 of 30, before the run was over.\nSaved to game.json.\n")
    data = json.loads((tmp_path / "game.json").read_text(encoding="utf-8"))
    assert data["choices"] == ["14 ukraine offer civilian_targets", "17 ukraine conduct keep"]
    assert Game.from_dict(data).day == 21
    status, out, _ = parley("play", "--load", "game.json", typed="u\nq\n")
    assert status == 0
    assert "Day 17, 9 May 2025, in the seat of Ukraine" in out
    assert json.loads((tmp_path / "game.json").read_text(encoding="utf-8"))["choices"] == ["14 ukraine offer civilian_targets"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["game.json"]


def test_who_leaves_is_asked_whether_to_save(tmp_path: Path):
    assert "Save the game?" in played("2\nq\nmine.json\n")
    assert Game.from_dict(json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))).choices
    assert "Save the game?" not in played("q\n")


def test_a_file_that_is_no_game_is_not_replaced(tmp_path: Path):
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    assert "notes.json: there is something else here already, which is left as it is" in played("s notes.json\ns missing/game.json\n")
    assert (tmp_path / "notes.json").read_text(encoding="utf-8") == "{}"
    status, _, err = parley("play", "baseline", "--as", "ukraine", "--days", "20", "--save", "notes.json", typed="1\n")
    assert status == 1
    assert err == "notes.json: there is something else here already, which is left as it is; choose another name.\n"


def test_a_stopped_sitting_is_kept_where_a_file_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    answers = iter(["2"])

    def typed(prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(sitting, "read", typed)
    status, out, err = parley("play", "baseline", "--as", "ukraine", "--run", "8", "--days", "20", "--save", "game.json")
    assert (status, err) == (1, "Stopped; nothing half-written is left.\n")
    assert out.endswith("Saved to game.json.\n")
    assert json.loads((tmp_path / "game.json").read_text(encoding="utf-8"))["choices"] == ["14 ukraine offer civilian_targets"]


def test_a_mediators_score_is_in_days():
    _, out, _ = parley("play", "baseline", "--as", "us", "--days", "31", "--set", "us.deadline=10", typed="e\nw\nv\nm all\n")
    assert "The score of United States is in days." in out
    assert "Nothing is weighed here, so there are no terms to draw." in out
    assert "nothing is weighed" in out
    assert "for each new agreement, as long as United States has not walked away" in " ".join(out.split())
    assert "days of a total ceasefire" in out.partition("The run is over")[2]


def test_several_seats_can_be_taken_at_one_terminal():
    status, out, _ = parley("play", "baseline", "--as", "europe", "--as", "us", "--days", "8", typed="w\n8\n")
    assert status == 0
    assert "You decide for United States and European allies" in " ".join(out.split())
    assert "in the seat of European allies" in out
    assert "sanctions add for Russia, share of the stake, raised to 0.02" in " ".join(out.split())
    assert out.count("The run is over") == 2


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("baseline",), 2, "parley play: say in whose seat you sit, with --as and one of russia, ukraine, us, europe."),
        ((), 2, "parley play: name a SCENARIO, as in: parley play baseline --as ukraine; or --load a saved game."),
        (("baseline", "--as", "rusia"), 2, "parley play: baseline has no party 'rusia'; it has russia, ukraine, us and europe."),
        (("baseline", "--as", "us", "--run", "0"), 2, "0 is not a whole number from 1"),
        (("baseline", "--as", "us", "--run", "999999999999"), 2, "run is 999999999999, but should be a whole number from 1 to 100,000,000"),
        (("--load", "game.json", "--seed", "3"), 2, "leave out SCENARIO and all options but --save"),
        (("--load", "missing.json"), 1, "missing.json: this cannot be read: No such file or directory."),
        (("--load", "broken.json"), 1, "broken.json: this is not a saved game; parley play --save writes one."),
        (("--load", "list.json"), 1, "list.json: this is not a saved game; parley play --save writes one."),
        (("--load", "other.json"), 1, "other.json: this is not a game of parley"),
        (("--load", "large.json"), 1, "large.json: this is too large for a saved game."),
    ],
)
def test_wrong_usage_is_one_clear_sentence(words, status, sentence, tmp_path: Path):
    for name, text in {"broken.json": "{", "list.json": "[1]", "other.json": "{}", "large.json": "1" * 1_000_001}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found, out, err = parley("play", *words)
    assert found == status
    assert sentence in err
    assert out == ""
    assert err.count("\n") == 1
