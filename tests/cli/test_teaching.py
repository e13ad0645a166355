"""``parley lesson``: bets, verdicts, the teacher's part, and what is refused."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sim import cli, lessons
from sim.cli import teaching
from sim.lessons import Bet
from sim.lessons.bets import changed
from tests.cli.command import parley

FEW = ("--runs", "40")


def test_without_a_name_all_lessons_are_listed() -> None:
    status, out, err = parley("lesson")
    assert (status, err) == (0, "")
    assert [line.split()[:2] for line in out.splitlines()[:-2]] == [[str(one.number), one.name] for one in lessons.lessons()]


def test_without_a_bet_nothing_is_given_away() -> None:
    status, out, err = parley("lesson", "trust")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "Place your bet to go on, as in: parley lesson trust --bet 50 --bet 50"
    one = lessons.read("trust")
    assert one.bets[0].ask.split(". ")[0] in " ".join(out.split())
    assert not any(reply in " ".join(out.split()) for bet in one.bets for reply in bet.replies.values())
    assert "What to notice" not in out


def test_a_bet_is_answered_with_how_far_off_it_was_and_why() -> None:
    status, out, err = parley("lesson", "a_deal_exists", "--bet", "100", *FEW)
    assert (status, err) == (0, "")
    said = " ".join(out.split())
    bet = lessons.read("a_deal_exists").bets[0]
    assert "You said: 100 of 100 wars have a treaty. The runs say: " in said
    assert "Before the change it is 100. You were " in said
    assert f"too high. {bet.replies['above']}" in said
    assert [heading for heading in lessons.HEADINGS if heading.capitalize() not in out] == []
    assert max(len(line) for line in out.splitlines()) <= 80


def test_a_bet_between_choices_is_right_or_not() -> None:
    right, wrong = (" ".join(parley("lesson", "empty_offers", "--bet", choice, "--bet", "50%", *FEW)[1].split()) for choice in ("more", "fewer"))
    assert "You said: More offers." in right
    assert "Right. So it is." in right
    assert "You said: Fewer offers." in wrong
    assert "Not so. More." in wrong


def test_numbers_for_programs_stand_alone() -> None:
    status, out, err = parley("lesson", "empty_offers", "--bet", "m", "--bet", "50", "--json", *FEW)
    assert (status, err) == (0, "")
    first, second = json.loads(out)
    assert (first["said"], first["answer"], first["off"]) == ("more", "more", None)
    assert second["off"] == pytest.approx(50 - 100 * second["after"]["value"])
    assert second["reply"] == lessons.read("empty_offers").bets[1].replies["above"]


def test_a_setting_of_ones_own_shows_the_numbers_and_the_target() -> None:
    status, out, err = parley("lesson", "hold_180_days", "--set", "europe.sanctions=0.5", *FEW)
    assert (status, err) == (0, "")
    assert "Your setting: europe.sanctions=0.5" in out
    assert "The target is 60: reached." in out
    (number,) = json.loads(parley("lesson", "hold_180_days", "--set", "europe.sanctions=0", "--json", *FEW)[1])
    assert number["before"] == number["after"]


def test_the_teachers_part_needs_no_bet() -> None:
    status, out, err = parley("lesson", "5", "--teacher")
    assert (status, err) == (0, "")
    assert "For the teacher: 25 minutes" in out
    assert [heading for heading in ("Script", "Debrief", "What a test checks in thousands of runs") if heading not in out] == []


@pytest.mark.parametrize("one", lessons.lessons(), ids=lambda one: one.name)
def test_everything_before_the_bet_and_for_the_teacher_keeps_to_80_columns(one: lessons.Lesson) -> None:
    printed = parley("lesson", one.name)[1] + parley("lesson", one.name, "--teacher")[1]
    assert [line for line in printed.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("lesson", "trsut"), 1, "there is no lesson 'trsut'. Did you mean trust? parley lesson shows all; give any other as a path."),
        (("lesson", "none.yaml"), 1, "none.yaml: there is no such file."),
        (("lesson", "baseline"), 1, "there is no lesson 'baseline'. parley lesson shows all; give any other as a path."),
        (("lesson", "trust", "--bet", "50"), 2, "This lesson takes 2 bets; give --bet once for each question, in their order."),
        (("lesson", "deadlines", "--bet", "101"), 2, "--bet 101 should be a number from 0 to 100."),
        (("lesson", "deadlines", "--bet", "nan"), 2, "--bet nan should be a number from 0 to 100."),
        (("lesson", "deadlines", "--bet", "much"), 2, "--bet much should be a number from 0 to 100."),
        (("lesson", "empty_offers", "--bet", "5", "--bet", "5"), 2, "--bet 5 should be more, same or fewer."),
        (("lesson", "deadlines", "--bet", "5", "--set", "us.bluff=1"), 2, "With --set nothing is bet on; leave --bet out."),
        (("lesson", "deadlines", "--json"), 2, "This lesson takes 1 bet; give --bet once. Numbers are printed for those who have placed them."),
        (("lesson", "deadlines", "--set", "us.bluf=1"), 1, "--set us.bluf=1: us.bluf is not a name in this scenario. Did you mean us.bluff?"),
        (("lesson", "deadlines", "--bet", "5", "--runs", "0"), 2, "Invalid value for '--runs': 0 is not a whole number from 1."),
    ],
)
def test_a_slip_is_one_sentence(words: tuple[str, ...], status: int, said: str) -> None:
    found, out, err = parley(*words)
    assert (found, out) == (status, "")
    assert err.removesuffix(" Try: parley lesson --help\n").removeprefix("parley lesson: ").strip() == said


def test_somebody_at_the_keyboard_is_asked_until_the_bet_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching, "asks", lambda: True)
    done = CliRunner().invoke(cli.parley, ["lesson", "a_deal_exists", *FEW], input="lots\n100\n")
    assert done.exit_code == 0
    assert "lots should be a number from 0 to 100." in done.output
    assert "You said: 100 of 100 wars have a treaty." in " ".join(done.output.split())


def test_somebody_who_leaves_without_a_bet_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching, "asks", lambda: True)
    status, _, err = parley("lesson", "a_deal_exists")
    assert (status, err) == (1, "Stopped; nothing half-written is left.\n")


def test_lessons_are_validated_as_lessons() -> None:
    assert parley("validate", "lessons/trust") == (0, "lessons/trust: good\n", "")


@pytest.mark.parametrize(("before", "after", "found"), [(10.0, 15.0, "same"), (10.0, 15.1, "more"), (10.0, 4.9, "fewer")])
def test_what_counts_as_the_same_is_up_to_the_lesson(before: float, after: float, found: str) -> None:
    assert changed(before, after, same=5.0) == found


def test_shares_are_spoken_of_out_of_a_hundred() -> None:
    share = Bet("?", "reached.truce", "of 100", 0.0, 100.0, 5.0, {})
    assert share.shown(0.25) == 25.0
