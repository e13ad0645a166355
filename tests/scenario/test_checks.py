"""Every check, and how it is said: where, what, what is allowed, and a guess."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import sim.scenario
from sim.parameters import Situation
from sim.scenario import ScenarioError, faults, load
from sim.scenario.declared import declared
from sim.scenario.naming import parameters, roles_of

Wrong = Callable[..., list[str]]

NOISE = f"noise: {load('baseline').get('front.noise')}"
CASES = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text())


def test_all_faults_of_a_file_are_said_at_once_each_at_its_place(wrong: Wrong) -> None:
    assert wrong(CASES["file"], alone=True) == CASES["said"]


def test_the_error_holds_the_sentences_and_reads_as_lines(wrong: Wrong) -> None:
    wrong(CASES["file"], alone=True)
    with pytest.raises(ScenarioError) as caught:
        load("river.yaml")
    assert caught.value.sentences == CASES["said"]
    assert str(caught.value) == "\n".join(CASES["said"])


def one(wrong: Wrong, text: str) -> str:
    """The only complaint about a scenario, without its place."""
    (sentence,) = wrong(text)
    return sentence.split(" ", 1)[1]


def party(role: str, **more: object) -> dict[str, object]:
    return {**load("baseline").to_dict()["parties"]["russia"], "role": role, **more}


def changed(**said: object) -> list[str]:
    """What is wrong with baseline after changes from Python."""
    return sim.scenario.complaints({"title": "River", "extends": "baseline", **said})


def test_two_attackers_are_one_too_many() -> None:
    assert changed(parties={"belarus": party("attacker")}) == [
        "scenario.parties.belarus.role is attacker, and so is that of russia; a scenario has exactly one attacker."
    ]


def test_two_defenders_are_one_too_many() -> None:
    assert changed(parties={"moldova": party("defender")}) == [
        "scenario.parties.moldova.role is defender, and so is that of ukraine; a scenario has exactly one defender."
    ]


def test_two_mediators_are_one_too_many() -> None:
    second = load("baseline").to_dict()["parties"]["us"]
    assert changed(parties={"turkey": second}) == [
        "scenario.parties.turkey.role is mediator, and so is that of us; a scenario has at most one mediator."
    ]


def test_no_mediator_and_no_ally_are_no_fault() -> None:
    assert changed(parties={"us": None, "europe": None}) == []


def test_several_allies_are_no_fault() -> None:
    allies = {name: {"role": "ally", "aid": 0.001} for name in ("poland", "canada", "japan")}
    assert changed(parties=allies) == []


@pytest.mark.parametrize(("gone", "role"), [("russia", "attacker"), ("ukraine", "defender")])
def test_without_a_belligerent_there_is_no_scenario(wrong: Wrong, gone: str, role: str) -> None:
    found = wrong(f"parties: {{{gone}: null}}")
    assert f"river.yaml:3:1: parties has no {role}; a scenario has exactly one {role}." in found


def test_parties_may_be_called_anything(wrong: Wrong) -> None:
    text = load("baseline").to_yaml()
    for old, new in {"russia": "north", "ukraine": "south", "us": "broker", "europe": "friends"}.items():
        text = text.replace(f" {old}:", f" {new}:")
    assert wrong(text, alone=True) == []


@pytest.mark.parametrize("name", ["front", "days", "shocks", "agreements", "events", "title"])
def test_a_party_cannot_have_a_name_that_means_something_else(wrong: Wrong, name: str) -> None:
    assert wrong(f"parties:\n  {name}: {{role: ally}}") == [
        f"river.yaml:4:3: parties.{name} is not a good name for a party, as the word stands for something else. Choose another name."
    ]


@pytest.mark.parametrize(
    ("name", "guess"),
    [("United States", "united_states"), ("us-a", "us_a"), ("1st", ""), ("_a", ""), ("a" * 31, ""), ("\u00e9tat", ""), ("''", "")],
)
def test_names_become_columns_and_are_checked_for_it(wrong: Wrong, name: str, guess: str) -> None:
    rule = "is not a good name: use small letters, digits and _, with a letter first, at most 30 characters."
    assert one(wrong, f"parties: {{{name}: {{role: ally}}}}").endswith(rule + (f" Did you mean {guess}?" if guess else ""))


def test_rungs_are_checked_for_their_names_too(wrong: Wrong) -> None:
    rung = "{coverage: 1, relief: {russia: 0, ukraine: 0}, days: 3, weight: 0, monitoring: 0}"
    assert one(wrong, f"agreements: {{Pause: {rung}}}").endswith("Did you mean pause?")


def test_a_party_without_a_role_is_told_the_roles(wrong: Wrong) -> None:
    assert wrong("parties:\n  poland: {aid: 0}") == ["river.yaml:4:3: parties.poland.role is missing (one of ally, attacker, defender or mediator)."]


def test_a_party_that_is_no_mapping_is_refused(wrong: Wrong) -> None:
    assert one(wrong, "parties: {poland: yes}") == "parties.poland is the text 'yes', but should be a mapping."


def test_nothing_is_said_about_what_hangs_on_a_misspelt_role(wrong: Wrong) -> None:
    found = wrong("parties: {russia: {role: atacker}}\nevents: [{day: 1, title: a, change: {russia.resolve: 1}, set: {russia.war_cost: 1}}]")
    assert [sentence.split(" is ")[0] for sentence in found] == ["river.yaml:3:26: parties.russia.role"]


def test_an_unknown_key_without_a_guess_is_told_what_is_known(wrong: Wrong) -> None:
    assert one(wrong, "talks: {xyz: 1}") == "talks.xyz is not known here. Known here are every and precision."


def test_a_scenario_that_forgot_to_extend_is_told_so(wrong: Wrong) -> None:
    assert wrong("title: River\nparties: {us: {role: ally}}", alone=True) == [
        "river.yaml:1:1: start, days, front, talks, truces and agreements are missing; "
        "write them, or `extends: baseline` to take over what is not said.",
        "river.yaml:2:1: parties has no attacker; a scenario has exactly one attacker.",
        "river.yaml:2:1: parties has no defender; a scenario has exactly one defender.",
    ]


def test_what_is_missing_inside_a_section_is_said_too(wrong: Wrong) -> None:
    found = wrong("title: River\nagreements: {truce: {coverage: 1, relief: {}, weight: 1, monitoring: 1}}", alone=True)
    assert found[1:] == ["river.yaml:2:14: agreements.truce.days is missing (its term in days, or open; a whole number from 1 to 3650 or open)."]


def test_what_could_not_be_read_is_not_said_to_be_missing(wrong: Wrong) -> None:
    found = wrong(load("baseline").to_yaml().replace(NOISE, "noise: *calm"), alone=True)
    assert [sentence.split(": ", 1)[1] for sentence in found] == ["aliases (*calm) are not allowed in a scenario; write the value out."]


def test_a_missing_number_is_told_its_meaning_and_range(wrong: Wrong) -> None:
    text = load("baseline").to_yaml().replace(f"  {NOISE}\n", "")
    assert one(lambda _: wrong(text, alone=True), "") == "front.noise is missing (luck of war in the logarithm of strength; a number from 0 to 0.1)."


@pytest.mark.parametrize("case", CASES["lines"], ids=itemgetter("wrong"))
def test_a_fault_is_one_sentence_with_what_is_allowed(wrong: Wrong, case: dict[str, str]) -> None:
    assert one(wrong, case["wrong"]) == case["said"]


@pytest.mark.parametrize("case", CASES["events"], ids=itemgetter("wrong"))
def test_a_faulty_event_is_one_sentence(wrong: Wrong, case: dict[str, str]) -> None:
    assert one(wrong, f"events: [{{{case['wrong']}}}]") == case["said"]


def test_an_unknown_state_without_a_guess_is_told_the_states(wrong: Wrong) -> None:
    assert one(wrong, "events: [{day: 1, title: a, change: {xyz: 1}}]") == (
        "event 'a': change.xyz is not a state that an event can change. The states are russia.resources, russia.resolve, russia.optimism, "
        "russia.trust_kept, russia.trust_broken, ukraine.resources, ukraine.resolve, ukraine.optimism, ukraine.trust_kept, ukraine.trust_broken, "
        "us.blame, us.impatience, us.credibility and front.held."
    )


def test_every_state_can_be_changed_by_an_event() -> None:
    states = load("baseline").states
    assert changed(events=[{"day": 1, "title": "all", "change": dict.fromkeys(states, 0.1)}]) == []


def test_an_event_may_set_words_too() -> None:
    assert changed(events=[{"day": 1, "title": "a", "set": {"us.table": "truce"}}]) == []


def test_a_flood_of_complaints_is_cut() -> None:
    found = changed(parties={f"Party{number}": {"role": "ally"} for number in range(300)})
    assert len(found) == 101
    assert found[-1] == "... and 200 more like these."


def test_text_from_a_file_cannot_play_tricks_on_a_terminal(wrong: Wrong) -> None:
    assert one(wrong, 'talks: {every: "\\e[2J"}').startswith("talks.every is the text '\\x1b[2J', but")


def test_nothing_may_stand_below_a_number() -> None:
    assert declared(("days", "x"), {}) is None
    assert BASELINE.family.tree.at("days", "x") is None


def test_a_fault_that_no_check_has_words_for_is_still_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "say", lambda *_: None)
    assert changed(front={"noise": 5}) == ["this scenario cannot be used, and the checks do not know why; please report it, with the file."]


BASELINE = load("baseline")
PATHS = parameters(BASELINE.data)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5000),
    st.floats(-3, 3),
    st.floats(),
    st.sampled_from(["open", "none", "bargained", "", "abc", "2025-04-22", "0.5", "a\n", "x" * 130]),
    st.lists(st.text(max_size=2), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)


@given(name=st.sampled_from([name for name in PATHS if name not in ("start", "red_lines.russia.blocks")]), value=SCALARS)
def test_what_we_find_wrong_is_exactly_what_pydantic_finds_wrong(name: str, value: Any) -> None:
    said = BASELINE.to_dict()
    below = said
    for step in PATHS[name][:-1]:
        below = below[str(step)]
    below[str(PATHS[name][-1])] = value
    found = declared(PATHS[name], roles_of(BASELINE.data))
    assert found is not None
    assert bool(found.fault(value)) == pydantic_refuses(said)


def pydantic_refuses(said: dict[str, Any]) -> bool:
    try:
        Situation.model_validate(said)
    except ValidationError:
        return True
    return False


def test_an_agreement_needs_content() -> None:
    empty = {"coverage": 0, "relief": {"russia": 0, "ukraine": 0}}
    assert changed(agreements={"truce": empty}) == [
        "scenario.agreements.truce has no content: it neither stops fighting nor saves anybody a cost of war. Give it coverage or relief."
    ]


def test_bargained_terms_end_the_fighting() -> None:
    assert changed(agreements={"settlement": {"coverage": 0.5}}) == [
        "scenario.agreements.settlement.coverage is 0.5, but an agreement with bargained terms ends the fighting: its coverage is 1."
    ]


def test_a_misspelt_party_gets_a_guess() -> None:
    assert changed(parties={"rusia": {"resources": 2}}) == [
        "scenario.parties.rusia.role is missing (one of ally, attacker, defender or mediator). Did you mean russia?"
    ]


def test_an_agreement_is_not_called_like_a_party_or_like_nothing() -> None:
    rung = {"coverage": 1, "relief": {"russia": 1, "ukraine": 1}, "days": 3, "weight": 0, "monitoring": 0}
    for name in ("nothing", "europe"):
        assert changed(agreements={name: rung}) == [
            f"scenario.agreements.{name} is not a good name for an agreement, as the word stands for something else. Choose another name."
        ]
