"""``parley honesty``, and the short form at the end of ``parley run``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import parley

SHORT = ("--runs", "100", "--days", "30")


def test_it_prints_every_part_of_the_card() -> None:
    status, said, complaint = parley("honesty", "baseline", *SHORT)
    assert (status, complaint) == (0, "")
    headings = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert headings[0] == "Honesty card of baseline: April 2025, talking while fighting"
    for part in (
        "Luck",
        "What flips when",
        "The five numbers that matter most",
        "If everybody chose at random",
        "Evidence or judgement",
        "The record",
    ):
        assert part in said
    assert max(len(line) for line in said.splitlines()) <= 80


def test_the_same_command_prints_the_same_bytes() -> None:
    first, again = (parley("honesty", "baseline", *SHORT, "--json") for _ in range(2))
    assert first[0] == 0, first[2]
    assert first == again
    card = json.loads(first[1])
    assert (card["scenario"], card["runs"], card["days"]) == ("baseline", 100, 30)
    assert card["flips"] == sum(len(verdict["flips"]) for verdict in card["verdicts"])
    assert sum(kind["numbers"] for kind in card["evidence"].values()) == len(card["bases"])


def test_another_value_is_the_scenarios_own() -> None:
    status, said, _ = parley("honesty", "baseline", *SHORT, "--set", "us.bias=0.8", "--json")
    card = json.loads(said)
    assert status == 0
    assert card["bases"]["us.bias"]["kind"] == "the scenario's own"
    assert [move["before"] for move in card["moves"] if move["parameter"] == "us.bias"] == [0.8, 0.8]


def test_a_strategy_of_ones_own_is_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "import sim\n\n\nclass Never(sim.Belligerent, strategy='honest_never'):\n"
        "    def yes_chance(self, view, rung):\n        return 0 * view.held\n",
        encoding="utf-8",
    )
    words = ("honesty", "baseline", *SHORT, "--strategies", "mine.py", "--set", "ukraine.strategy=honest_never", "--json")
    status, said, complaint = parley(*words)
    assert status == 0, complaint
    assert json.loads(said)["headlines"]["reached.truce"]["random"]["value"] > 0


def test_quiet_prints_nothing_at_all() -> None:
    assert parley("honesty", "baseline", "--runs", "100", "--days", "8", "--quiet") == (0, "", "")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("baselin",), 1, "there is no scenario 'baselin'. Did you mean baseline?"),
        (("baseline", "--runs", "5"), 2, "runs is 5, but an honesty card takes from 100 to 50,000 runs of each setting."),
        (("baseline", "--runs", "many"), 2, "many is not a whole number from 1."),
        (("baseline", "--set", "us.bais=1"), 1, "Did you mean us.bias?"),
        ((), 2, "Missing argument 'SCENARIO'."),
    ],
)
def test_a_slip_gets_one_sentence(words, status, sentence) -> None:
    found, said, complaint = parley("honesty", *words)
    assert (found, said) == (status, "")
    assert sentence in complaint
    assert len(complaint.strip().splitlines()) == 1


def test_a_summary_ends_with_the_short_form(tmp_path: Path) -> None:
    status, said, _ = parley("run", "baseline", "--runs", "40", "--days", "30")
    assert status == 0
    assert "How far to trust it" in said
    assert "parley honesty baseline (with the same --set)" in " ".join(said.split())
    kept = json.loads((tmp_path / "plots" / "baseline" / "summary.json").read_text(encoding="utf-8"))
    headlines = ("outcome.", "reached.", "ceasefire_of_a_month", "mediator_left")
    widest = max((number["high"] - number["low"]) / 2 for name, number in kept["numbers"].items() if name.startswith(headlines))
    assert kept["honesty"]["luck"]["half_width"] == pytest.approx(widest)
    assert kept["honesty"]["luck"]["runs_to_halve"] == 160
