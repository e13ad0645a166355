"""The first day on which two histories part."""

from __future__ import annotations

import functools
import hashlib
from typing import Any

import numpy as np
import pytest

import sim
from sim import happenings, partings
from sim.comparison import Comparison
from sim.story import follow
from tests.ensembles import edited, shipped, without

DAYS, RUNS, SEED = 90, 200, 7
CHANGE_ON = 41


def short(scenario: Any = None) -> Any:
    """A scenario (the baseline if none is given) of few days."""
    return (scenario or shipped()).set("days", DAYS)


def parted(before: Any, after: Any, **how: Any) -> np.ndarray:
    """The day on which each run's histories part, 0 for never."""
    return sim.compare({"before": before, "after": after}, **{"runs": RUNS, "seed": SEED, **how}).parted_on["after"]


def with_event(**event: Any) -> Any:
    """The baseline with one event on a given day."""
    return short(edited(lambda data: data.update(events=[{"day": CHANGE_ON, "title": "Something is said", **event}])))


@functools.cache
def pressed() -> Comparison:
    """The baseline beside itself with more pressure."""
    return sim.compare({"before": short(), "after": short().set("us.leverage.russia", 0.4)}, runs=RUNS, seed=SEED)


def test_equal_scenarios_never_part() -> None:
    assert not parted(short(), short()).any()


def test_what_no_rule_can_feel_parts_nothing() -> None:
    idle = short(edited(lambda data: data["parties"].update(idle={"role": "ally"})))
    assert not parted(short(), idle).any()


def test_a_change_that_acts_from_a_day_on_parts_no_history_before_it() -> None:
    days = parted(short(), with_event(set={"us.leverage.russia": 1.0}))
    assert (days[days > 0] >= CHANGE_ON).all()
    assert (days > 0).mean() > 0.5


def test_an_event_is_no_parting_unless_something_else_happens() -> None:
    assert not parted(short(), with_event()).any()
    nudged = parted(short(), with_event(change={"ukraine.resolve": 0.5}))
    assert (nudged > CHANGE_ON).any()
    assert (nudged[nudged > 0] >= CHANGE_ON).all()


def test_a_red_line_that_an_event_drops_has_fallen_on_that_day() -> None:
    standing = short(edited(lambda data: data["red_lines"]["russia"].update(hazard=0)))
    dropped = edited(lambda data: data.update(events=[{"day": CHANGE_ON, "title": "It is dropped", "drop_red_line": "russia"}]), standing)
    assert (parted(standing, dropped) == CHANGE_ON).all()


def visible(course: happenings.Course) -> dict[int, set[tuple[object, ...]]]:
    """What is seen of a run, by day, from its diary."""
    days: dict[int, set[tuple[object, ...]]] = {}
    for happening in course.happenings:
        match happening:
            case happenings.Atrocity():
                seen: tuple[object, ...] = ("atrocity",)
            case happenings.Offer(who=who, rung=rung, accepted=accepted) if rung is not None:
                seen = ("offer", who, rung, accepted)
            case happenings.Proposal(rung=rung, yes=yes) | happenings.Renewal(rung=rung, yes=yes):
                seen = (happening.kind, rung, *sorted(yes.items()))
            case happenings.Signing(rung=rung):
                seen = ("signing", rung)
            case happenings.Conduct(violated=violated, attributed=attributed, denounced=denounced) if violated or denounced:
                seen = ("conduct", violated, attributed, denounced)
            case happenings.Ending(rung=rung, how=how):
                seen = ("ending", rung, how)
            case happenings.Deadline(leaves=leaves):
                seen = ("deadline", leaves)
            case happenings.LineFall(who=who):
                seen = ("red line", who)
            case _:
                continue
        days.setdefault(happening.day, set()).add(seen)
    return days


@pytest.mark.parametrize("run", [1, 2, 3, 17, 60, 200])
def test_histories_part_where_their_diaries_differ_first(run: int) -> None:
    results = pressed().results.values()
    before, after = (visible(follow(result.scenario, SEED, run)) for result in results)
    differs = [day for day in range(1, DAYS + 1) if before.get(day) != after.get(day)]
    assert pressed().parted_on["after"][run - 1] == (differs[0] if differs else 0)


def test_a_run_whose_outcome_changes_has_parted() -> None:
    pair = pressed().pairs["after"]
    assert pair.changes.any()
    assert (pair.parted[pair.changes] > 0).all()


@pytest.mark.parametrize("how", [{"batch": 61}, {"batch": 120, "workers": 2}])
def test_neither_batch_nor_workers_change_a_day(how: dict[str, int]) -> None:
    expected = pressed()
    scenarios = {name: result.scenario for name, result in expected.results.items()}
    found = sim.compare(scenarios, runs=RUNS, seed=SEED, **how)
    np.testing.assert_array_equal(found.parted_on["after"], expected.parted_on["after"])
    assert found.differences.equals(expected.differences)


def test_other_names_of_parties_part_nothing() -> None:
    def rename(data: dict[str, Any]) -> None:
        data["parties"]["zembla"] = data["parties"].pop("russia")
        for words in ("leverage", "credulity", "candour"):
            data["parties"]["us"][words]["zembla"] = data["parties"]["us"][words].pop("russia")
        for rung in data["agreements"].values():
            rung["relief"]["zembla"] = rung["relief"].pop("russia")
        data["red_lines"]["zembla"] = data["red_lines"].pop("russia")

    assert not parted(short(), short(edited(rename))).any()


def test_the_same_rung_by_another_name_is_something_else() -> None:
    def rename(data: dict[str, Any]) -> None:
        data["agreements"] = {("ersatz" if name == "truce" else name): rung for name, rung in data["agreements"].items()}

    scenario = short(without("us"))
    days = parted(scenario, edited(rename, scenario))
    offered = sim.run(scenario, runs=RUNS, seed=SEED, panel=0).columns["first_truce"]
    assert (days[offered > 0] > 0).all()


def test_happenings_have_fingerprints_of_their_own() -> None:
    happened = [(what, who) for what in ("offer", "violated", "denounced", "attributed") for who in ("attacker", "defender")]
    numbers = {int(partings.fingerprint(*words)) for words in happened}
    rungs = partings.fingerprints(("truce", "freeze"), ("signed",))
    assert len(numbers) == len(happened)
    assert len(set(rungs.tolist())) == 3
    assert rungs[-1] == 0


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    digest = hashlib.blake2b(b"0/offer/attacker/truce", digest_size=8).digest()
    assert int(partings.fingerprint("offer", "attacker", "truce")) == int.from_bytes(digest, "little")
    assert int(partings.fingerprints(("truce",), ("offer", "attacker"))[0]) == int.from_bytes(digest, "little")
