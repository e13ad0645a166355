"""Every check, and how it is said: where, what, what is allowed, and a guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import sim.scenario
from sim.parameters import Situation
from sim.scenario import ScenarioError, load
from sim.scenario.declared import declared
from sim.scenario.naming import parameters, roles_of

Wrong = Callable[..., list[str]]

FAULTY = """\
title: River
extends: baseline
days: 0
parties:
  russia:
    resurces: 2
    trust: '0,5'
    time_pressure: 2
    trust_weight: 12:30
    exposure: 1
    exposure: 0
  us: {leverage: {rusia: 0.1}, table: truces, bias: true, resources: 3}
  poland: {role: frend}
  Latvia: {role: ally, aid: .nan}
agreements:
  truce: {days: opn}
red_lines:
  ukraine: {blocks: [frze, freeze, freeze], worth: 0, hazard: 0}
shocks: {atrocity: 4}
events:
  - {day: 400, title: Far, change: {us.impatiense: 1}, set: {us.bais: 3, us.bias: 3}, drop_red_line: us}
  - 3
  - {day: 3}
start: 12
freunt: 1
"""
SAID = [
    "river.yaml:3:7: days is 0, but it goes from 1 to 3650 (how many days are simulated).",
    "river.yaml:6:5: parties.russia.resurces is not known here. Did you mean resources?",
    "river.yaml:7:12: parties.russia.trust is the text '0,5', but should be a number from 0 to 1 (trust in the other side at the start). Did you mean 0.5?",
    "river.yaml:8:20: parties.russia.time_pressure is 2, but it goes from 0 to 0.99 (weight the future loses in 30 days). Did you mean 0.02?",
    "river.yaml:9:19: parties.russia.trust_weight is the text '12:30', but should be a number from 1 to 10000 (evidence behind the trust at the start).",
    "river.yaml:11:5: parties.russia.exposure is given twice; the first is in line 10, column 5.",
    "river.yaml:12:19: parties.us.leverage.rusia concerns no attacker or defender; those are russia, ukraine and poland. Did you mean russia?",
    "river.yaml:12:39: parties.us.table is the text 'truces', which is not an agreement here; "
    "those are civilian_targets, truce, thirty_day_ceasefire, freeze and settlement. Did you mean truce?",
    "river.yaml:12:53: parties.us.bias is true, but should be a number from -1 to 1 "
    "(how much more easily blame moves onto the defender than onto the attacker).",
    "river.yaml:12:59: parties.us.resources is not known here. It belongs to a party in the role of attacker or defender.",
    "river.yaml:13:18: parties.poland.role is the text 'frend', but should be ally, attacker, defender or mediator. Did you mean defender?",
    "river.yaml:14:3: parties.Latvia is not a good name: use small letters, digits and _, with a letter first, at most 30 characters. Did you mean latvia?",
    "river.yaml:14:29: parties.Latvia.aid is the text '.nan', but should be a number from 0 to 0.02 (aid to the defender).",
    "river.yaml:16:17: agreements.truce.days is the text 'opn', but should be a whole number from 1 to 3650 or open (its term in days, or open).",
    "river.yaml:18:22: red_lines.ukraine.blocks is the text 'frze', which is not an agreement here; "
    "those are civilian_targets, truce, thirty_day_ceasefire, freeze and settlement. Did you mean freeze?",
    "river.yaml:18:36: red_lines.ukraine.blocks is the text 'freeze', which is in the list already.",
    "river.yaml:19:20: shocks.atrocity is 4, but should be a mapping (harm to the defender's civilians).",
    "river.yaml:21:37: event 'Far': change.us.impatiense is not a state that an event can change. Did you mean us.impatience?",
    "river.yaml:21:62: event 'Far': set.us.bais is not a parameter here. Did you mean us.bias?",
    "river.yaml:21:83: event 'Far': set.us.bias is 3, but it goes from -1 to 1 "
    "(how much more easily blame moves onto the defender than onto the attacker). Did you mean 0.03?",
    "river.yaml:21:102: event 'Far': drop_red_line is 'us', which holds no red line; those who do: russia and ukraine.",
    "river.yaml:22:5: event 2 is 3, but should be a mapping (Something that the scenario puts on a day, the same in every run).",
    "river.yaml:23:5: event 3: title is missing (what happens, in words; text).",
    "river.yaml:24:8: start is 12, but should be a date such as 2025-04-22 (the date of day 0).",
    "river.yaml:25:1: freunt is not known here. Did you mean front?",
]


def test_all_faults_of_a_file_are_said_at_once_each_at_its_place(wrong: Wrong) -> None:
    assert wrong(FAULTY, alone=True) == SAID


def test_the_error_holds_the_sentences_and_reads_as_lines(wrong: Wrong) -> None:
    wrong(FAULTY, alone=True)
    with pytest.raises(ScenarioError) as caught:
        load("river.yaml")
    assert caught.value.sentences == SAID and str(caught.value) == "\n".join(SAID)


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
    [("United States", " Did you mean united_states?"), ("us-a", " Did you mean us_a?"), ("1st", ""), ("_a", ""), ("a" * 31, ""), ("\u00e9tat", ""), ("''", "")],
)
def test_names_become_columns_and_are_checked_for_it(wrong: Wrong, name: str, guess: str) -> None:
    rule = "is not a good name: use small letters, digits and _, with a letter first, at most 30 characters."
    assert one(wrong, f"parties: {{{name}: {{role: ally}}}}").endswith(rule + guess)


def test_rungs_are_checked_for_their_names_too(wrong: Wrong) -> None:
    rung = "{coverage: 0, relief: {russia: 0, ukraine: 0}, days: 3, weight: 0, monitoring: 0}"
    assert one(wrong, f"agreements: {{Pause: {rung}}}").endswith("Did you mean pause?")


def test_a_party_without_a_role_is_told_the_roles(wrong: Wrong) -> None:
    assert wrong("parties:\n  poland: {aid: 0}") == ["river.yaml:4:3: parties.poland.role is missing (one of ally, attacker, defender or mediator)."]


def test_a_party_that_is_no_mapping_is_refused(wrong: Wrong) -> None:
    assert one(wrong, "parties: {poland: yes}") == "parties.poland is the text 'yes', but should be a mapping."


def test_nothing_is_said_about_what_hangs_on_a_misspelt_role(wrong: Wrong) -> None:
    found = wrong("parties: {russia: {role: atacker}}\nevents: [{day: 1, title: a, change: {russia.resolve: 1}, set: {russia.war_cost: 1}}]")
    assert found == ["river.yaml:3:26: parties.russia.role is the text 'atacker', but should be ally, attacker, defender or mediator. Did you mean attacker?"]


def test_an_unknown_key_without_a_guess_is_told_what_is_known(wrong: Wrong) -> None:
    assert one(wrong, "talks: {xyz: 1}") == "talks.xyz is not known here. Known here are every and precision."


def test_a_scenario_that_forgot_to_extend_is_told_so(wrong: Wrong) -> None:
    assert wrong("title: River\nparties: {us: {role: ally}}", alone=True) == [
        "river.yaml:1:1: start, days, front, talks, truces and agreements are missing; write them, or `extends: baseline` to take over what is not said.",
        "river.yaml:2:1: parties has no attacker; a scenario has exactly one attacker.",
        "river.yaml:2:1: parties has no defender; a scenario has exactly one defender.",
    ]


def test_a_missing_number_is_told_its_meaning_and_range(wrong: Wrong) -> None:
    text = load("baseline").to_yaml().replace("  noise: 0.004\n", "")
    assert one(lambda _: wrong(text, alone=True), "") == "front.noise is missing (luck of war in the logarithm of strength; a number from 0 to 0.1)."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("talks: {every: 0}", "talks.every is 0, but it goes from 1 to 3650 (days between talks; the belligerents take turns to offer)."),
        ("talks: {every: 7.5}", "talks.every is 7.5, but should be a whole number from 1 to 3650 (days between talks; the belligerents take turns to offer)."),
        ("talks: {precision: 1e999}", "talks.precision is inf, but it goes from 0 to 1000000 (precision of choice: 0 is a coin flip)."),
        ("talks: {precision: null}", "talks.precision was taken away by null, but is needed (precision of choice: 0 is a coin flip; a number from 0 to 1000000)."),
        ("front: {noise: 5}", "front.noise is 5, but it goes from 0 to 0.1 (luck of war in the logarithm of strength). Did you mean 0.05?"),
        ("front: {noise: 50}", "front.noise is 50, but it goes from 0 to 0.1 (luck of war in the logarithm of strength)."),
        ("front: {noise: 5%}", "front.noise is the text '5%', but should be a number from 0 to 0.1 (luck of war in the logarithm of strength). Did you mean 0.05?"),
        ("front: {noise: [1]}", "front.noise is a list, but should be a number from 0 to 0.1 (luck of war in the logarithm of strength)."),
        ("start: 2025-02-30", "start is the text '2025-02-30', but should be a date such as 2025-04-22 (the date of day 0)."),
        ("start: '2025-04-22T00:00'", "start is the text '2025-04-22T00:00', but should be a date such as 2025-04-22 (the date of day 0)."),
        ("start: 9999-12-01", "start is 9999-12-01, but 365 days from there the calendar is at its end."),
        ("agreements: {truce: {terms: some}}", "agreements.truce.terms is the text 'some', but should be none or bargained "
         "(bargained if it divides the stake, none if it stops the fighting where it stands)."),
        ("agreements: {truce: {label: ''}}", "agreements.truce.label is empty, but should say something (the name to print in figures and tables)."),
        ("agreements: {truce: {relief: {france: 1}}}", "agreements.truce.relief.france concerns no attacker or defender; those are russia and ukraine."),
        ("agreements: {truce: {relief: {ukraine: null}}}", "agreements.truce.relief.ukraine was taken away by null, but is needed "
         "(share of each belligerent's cost of war that it saves; a number from 0 to 1)."),
        ("parties: {us: {candour: {europe: 0}}}", "parties.us.candour.europe concerns no attacker or defender; those are russia and ukraine."),
        ("red_lines: {europe: {blocks: [truce], worth: 0, hazard: 0}}", "red_lines.europe concerns no attacker or defender; those are russia and ukraine."),
        ("red_lines: {russia: {blocks: []}}", "red_lines.russia.blocks is empty, but should hold at least one (the agreements it blocks)."),
        ("red_lines: {russia: {blocks: [3]}}", "red_lines.russia.blocks is 3, but should be text."),
        ("parties: {europe: {label: 'a\x1b'}}".replace("\x1b", "\u202e"), "parties.europe.label is the text 'a\\u202e', which has a character that cannot be printed."),
        (f"parties: {{europe: {{label: {'a' * 121}}}}}", "parties.europe.label has 121 characters, but at most 120 are allowed."),
        ("about: 3", "about is 3, but should be text (what it stands for, in a paragraph)."),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_what_is_allowed(wrong: Wrong, text: str, sentence: str) -> None:
    assert one(wrong, text) == sentence


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("day: 366, title: a", "event 'a': day is 366, but the scenario ends on day 365."),
        ("day: 0, title: a", "event 'a': day is 0, but it goes from 1 to 3650 (the day on which it happens, before anything else)."),
        ("day: 1, title: ''", "event 1: title is empty, but should say something (what happens, in words)."),
        ("day: 1, title: a, chagne: {}", "event 'a': chagne is not known here. Did you mean change?"),
        ("day: 1, title: a, change: {russia.trust_kep: 1}", "event 'a': change.russia.trust_kep is not a state that an event can change. Did you mean russia.trust_kept?"),
        ("day: 1, title: a, change: {france.resolve: 1}", "event 'a': change.france.resolve is not a state that an event can change. Did you mean russia.resolve?"),
        ("day: 1, title: a, change: {front.held: much}", "event 'a': change.front.held is the text 'much', but should be a number (amounts added to states, kept within each state's limits)."),
        ("day: 1, title: a, change: {front.held: 1e999}", "event 'a': change.front.held is inf, but should be a finite number (amounts added to states, kept within each state's limits)."),
        ("day: 1, title: a, set: {us.enforce: 2}", "event 'a': set.us.enforce is 2, but it goes from 0 to 1 (chance that it walks away when its deadline is due). Did you mean 0.02?"),
        ("day: 1, title: a, set: {us.enforce: null}", "event 'a': set.us.enforce is null, but should be a number from 0 to 1 (chance that it walks away when its deadline is due)."),
        ("day: 1, title: a, set: {us.enforce: [1]}", "event 'a': set.us.enforce is a list, but should be a number from 0 to 1 (chance that it walks away when its deadline is due)."),
        ("day: 1, title: a, set: {talks.every: 1.5}", "event 'a': set.talks.every is 1.5, but should be a whole number from 1 to 3650 (days between talks; the belligerents take turns to offer)."),
        ("day: 1, title: a, set: {us.table: truse}", "event 'a': set.us.table is the text 'truse', which is not an agreement here; those are civilian_targets, truce, thirty_day_ceasefire, freeze and settlement. Did you mean truce?"),
        ("day: 1, title: a, set: {days: 3}", "event 'a': set.days holds for the whole run."),
        ("day: 1, title: a, set: {us.label: x}", "event 'a': set.us.label cannot be set by an event."),
        ("day: 1, title: a, set: {russia.resources: 2}", "event 'a': set.russia.resources only says where a run starts. Write `change: {russia.resources: ...}` for what is added to it on that day."),
        ("day: 1, title: a, set: {front.held: 0.5}", "event 'a': set.front.held only says where a run starts. Write `change: {front.held: ...}` for what is added to it on that day."),
        ("day: 1, title: a, drop_red_line: rusia", "event 'a': drop_red_line is 'rusia', which holds no red line; those who do: russia. Did you mean russia?"),
    ],
)  # fmt: skip
def test_a_faulty_event_is_one_sentence(wrong: Wrong, event: str, sentence: str) -> None:
    assert one(wrong, f"events: [{{{event}}}]") == sentence


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
    assert changed(events=[{"day": 1, "title": "a", "set": {"us.table": "truce", "agreements.truce.days": "open", "agreements.freeze.terms": "bargained"}}]) == []


def test_a_flood_of_complaints_is_cut() -> None:
    found = changed(parties={f"Party{number}": {"role": "ally"} for number in range(300)})
    assert len(found) == 101 and found[-1] == "... and 200 more like these."


def test_text_from_a_file_cannot_play_tricks_on_a_terminal(wrong: Wrong) -> None:
    assert one(wrong, 'talks: {every: "\\e[2J"}').startswith("talks.every is the text '\\x1b[2J', but")


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
BASELINE = load("baseline")
PATHS = parameters(BASELINE.data)


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
