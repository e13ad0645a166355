"""The claims of the founding article: each is whole, and tied to the numbers, events and scenarios that it stands for."""

from __future__ import annotations

import re
from typing import Any

import pytest

import sim.scenario
from docs import make_evidence
from sim import evidence, parameters
from sim.evidence import Claim
from sim.scenario.heading import heading
from sim.scenario.library import Source, shipped
from tests.docs.markdown import ROOT, text_of

CLAIMS = evidence.claims()
ARTICLE = evidence.document(evidence.CLAIMS)
SHIPPED = sim.scenario.names()
NUMBERS = [f"A{number}" for number in range(1, 53)]
STANDINGS = {"expert", "participant", "reporter"}
SECTIONS: dict[str, Any] = {
    "belligerent": parameters.Belligerent,
    "mediator": parameters.Mediator,
    "ally": parameters.Ally,
    "front": parameters.Front,
    "talks": parameters.Talks,
    "truces": parameters.Truces,
    "agreements": parameters.Agreement,
    "red_lines": parameters.RedLine,
    "shocks.atrocity": parameters.Atrocity,
}
SOURCES: dict[str, str] = {
    f"{owner}.{name}": field.json_schema_extra["source"]
    for owner, section in SECTIONS.items()
    for name, field in section.model_fields.items()
    if isinstance(field.json_schema_extra, dict)
}
WORDS = {"judgement", "structural reading of the article"}
REFERENCE = re.compile(r"^- ([^()]+) \(\d{4}\).*(?:\n  .*)*", re.MULTILINE)


def grounds(source: str) -> list[str]:
    """The parts of a source."""
    return [part for part in re.split(r"\s*[,;]\s*", source) if part]


def rests_on(name: str) -> list[str]:
    """The claims that a parameter's source names."""
    return [ground for ground in grounds(SOURCES[name]) if ground in CLAIMS]


def all_claims(condition: str = "") -> pytest.MarkDecorator:
    """A test for each claim, or for each of which something is said."""
    chosen = [claim for claim in CLAIMS.values() if not condition or getattr(claim, condition)]
    return pytest.mark.parametrize("claim", chosen, ids=lambda claim: claim.number)


# The claims themselves


def test_claims_are_numbered_without_a_gap() -> None:
    assert list(CLAIMS) == NUMBERS
    assert [said["number"] for said in ARTICLE["claims"]] == NUMBERS  # none twice


def test_the_groups_cover_all_claims_in_order() -> None:
    assert [number for group in ARTICLE["groups"] for number in within(group)] == NUMBERS
    assert all(group["title"] for group in ARTICLE["groups"])


def within(group: dict[str, str]) -> list[str]:
    """The numbers of a group's claims."""
    return NUMBERS[NUMBERS.index(group["first"]) : NUMBERS.index(group["last"]) + 1]


@all_claims()
def test_every_claim_says_whose_it_is_and_in_which_direction_it_points(claim: Claim) -> None:
    assert claim.claim.endswith(".")
    assert claim.direction.endswith(".")
    assert claim.speaker
    assert claim.standing in STANDINGS


@all_claims()
def test_only_what_the_newspaper_says_itself_stands_as_its_own(claim: Claim) -> None:
    assert (claim.standing == "reporter") == (claim.speaker == ARTICLE["source"]["newspaper"])


@all_claims()
def test_a_claim_has_a_mechanism_or_says_why_not(claim: Claim) -> None:
    assert claim.mechanism or claim.not_modelled
    assert not (claim.stands_in or claim.scenarios) or claim.mechanism


def test_inferences_rest_on_claims() -> None:
    assert ARTICLE["structural_readings"]
    for reading in ARTICLE["structural_readings"]:
        assert set(reading["claims"]) <= set(CLAIMS)


# Where they stand in the model


@all_claims("mechanism")
def test_every_mechanism_has_a_parameter_an_event_or_a_scenario(claim: Claim) -> None:
    assert claim.stands_in or claim.scenarios


@all_claims("stands_in")
def test_the_parameters_and_events_that_a_claim_names_exist(claim: Claim) -> None:
    events = {f"events.{key}" for key in parameters.Event.model_fields}
    assert set(claim.stands_in) <= {*SOURCES, *events}


@all_claims("scenarios")
def test_the_scenarios_that_a_claim_names_are_shipped_and_name_it_too(claim: Claim) -> None:
    assert set(claim.scenarios) <= set(SHIPPED)
    for name in claim.scenarios:
        assert claim.number in claims_of(name), f"{name} does not say that it stands on {claim.number}"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_claims_that_a_scenario_stands_on_name_it_too(name: str) -> None:
    assert set(claims_of(name)) <= set(CLAIMS)
    for number in claims_of(name):
        assert name in CLAIMS[number].scenarios, f"{number} does not name {name}"


def claims_of(name: str) -> list[str]:
    """The claims that a shipped scenario says it stands on."""
    source = shipped(name)
    assert isinstance(source, Source)
    (said,) = [line for line in heading(source.text()) if line.startswith("Stands on")]
    return re.findall(r"\bA\d+\b", said)


# What the numbers rest on


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_names_claims_and_facts_that_exist_papers_of_the_rule_book_or_judgement(name: str) -> None:
    known = {*CLAIMS, *evidence.sections(), *WORDS}
    for ground in grounds(SOURCES[name]):
        assert ground in known or ground in papers(), f"{name} rests on {ground}, which is nowhere"


def papers() -> set[str]:
    """The papers of the rule book as sources name them: Fearon 1995, Josang and Ismail 2002, Roth and others 1988."""
    found = set()
    for entry in REFERENCE.finditer(text_of(ROOT / "docs" / "rulebook.md")):
        authors, years = entry[1], re.findall(r"\((\d{4})\)", entry[0])
        first = re.split(r",| and ", authors)[0]
        found |= {f"{said} {year}" for said in (authors, f"{first} and others") for year in years}
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_a_parameter_names_the_claims_that_stand_in_it_and_no_others(name: str) -> None:
    assert rests_on(name) == [claim.number for claim in CLAIMS.values() if name in claim.stands_in]


# The page


def test_the_page_of_the_evidence_is_up_to_date() -> None:
    assert text_of(make_evidence.PAGE) == make_evidence.page(), "run: python docs/make_evidence.py"


def test_the_page_has_every_claim_and_every_fact() -> None:
    page = text_of(make_evidence.PAGE)
    assert re.findall(r"^\*\*(A\d+)\. ", page, re.MULTILINE) == NUMBERS
    assert all(f"| {fact.what}" in page for fact in evidence.facts().values())
    assert all(source.title in page for fact in evidence.facts().values() for source in fact.sources)


def test_the_evidence_is_found_in_an_installed_package_and_in_a_checkout(tmp_path: Any) -> None:
    (tmp_path / "shipped" / "seeds").mkdir(parents=True)
    assert evidence.folder(tmp_path) == tmp_path / "shipped" / "seeds"
    assert evidence.folder(tmp_path / "elsewhere" / "sim") == tmp_path / "elsewhere" / "seeds"
