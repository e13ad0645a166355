"""Writes the page of the evidence, docs/evidence.md, from the files in seeds/.

python docs/make_evidence.py
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sim import evidence
from sim.described import written

PAGE = Path(__file__).with_name("evidence.md")
SHOWN = {"n": "how many", "events": "collapsed", "median_days": "median, days", "S_7d": "7 d", "S_14d": "14 d", "S_30d": "30 d"}
SHOWN |= {"S_90d": "90 d", "S_180d": "180 d", "S_365d": "1 year", "S_730d": "2 years"}
DATINGS = {
    "month/event": "An end of unclear kind counts as a collapse if at least its year and month are known",
    "exact/drop": "An optimistic bound: only ceasefires with exact dates, unclear ends left out",
}
KINDS = {"monitoring=1": "with monitoring", "monitoring=0": "without monitoring", "mediated=1": "mediated", "mediated=0": "not mediated"}
LATER = {"source": "†", "period": "‡"}
STANDINGS = {"reporter": "the newspaper's own", "expert": "those of experts", "participant": "those of participants in the war or the talks"}
HEAD = """# The evidence

<!-- made by docs/make_evidence.py from the files in seeds/; a test checks that it is up to date -->

What the model grew from, and what it can be held against: [the claims](#the-claims) of one newspaper article, [the facts](#the-facts)
collected up to the day on which it appeared, and [the record of ceasefires](#the-record-of-ceasefires). All of it is kept as data in
`seeds/claims.yaml`, `seeds/facts.yaml` and `seeds/ceasefire_survival.csv`, for anybody's own use. Sources of [the
parameters](parameters.md) and the heads of scenarios name claims as A1 to A52 and sections of facts as F1 to F8.

## The claims

A claim is what somebody said, kept with whose it is. It is not a finding of this project, and to build a mechanism for it is not to
agree with it: the mechanism is there so that one can see what would follow. The article is one text of one day, by one newspaper, and
names experts of one side's press. "{newspaper}" as the one who claims is the newspaper itself, without a source. The claims are given in
other words than the article's; it appeared on {date} and is about {subject}.

{standing}
"""
FACTS = """## The facts

Collected up to {until}. What came after is left out on purpose, as a model that was fitted to it could not be held against it. Two
kinds of later figures stand here all the same: † was published later, about a time before; ‡ is about a time that ends later, and is not
for calibrating. A count of violations, losses, recruits or gains by somebody who takes part in the war is a claim by an interested party,
and it says whose. The mark says how far a fact can be trusted:

{marks}

Addresses are those at which a source was found; where no full address was kept, the site is given and what is known of the item. There
is no F7.
"""
RECORD = """## The record of ceasefires

How long ceasefires held, from `seeds/ceasefire_survival.csv`: the share that had not collapsed after so many days, by Kaplan and Meier,
with expiry on schedule and replacement by another agreement censored. Source: Clayton and others (2023), the ETH/PRIO Civil Conflict
Ceasefire Dataset, <https://doi.org/10.1177/00220027221129195>, civil conflicts from 1989 to 2020; "Ukraine" is the war in Donbas from
2014 to 2020.

**Cautions.** Nearly half of all ceasefires ended in an unclear way, so the two ways of counting lie far apart: read them as a range.
What the codes of the dataset's column `ended` mean was inferred from the data and has not been checked against its codebook. These are
other wars; the rows for Ukraine rest on few ceasefires. Where fewer than half collapsed there is no median.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([*claims(), *facts(), *record()])


def claims() -> Iterator[str]:
    """The claims by group, and what can be read out of them."""
    document, said = evidence.document(evidence.CLAIMS), [claim.standing for claim in evidence.claims().values()]
    newspaper, experts, participants = (f"{said.count(name)} are {words}" for name, words in STANDINGS.items())
    date = written(datetime.date.fromisoformat(document["source"]["date"]))
    yield HEAD.format(standing=f"Of the {len(said)} claims {newspaper}, {experts}, and {participants}.", **{**document["source"], "date": date})
    numbers = list(evidence.claims())
    for group in document["groups"]:
        yield f"### {group['title']}\n"
        yield from map(claim, numbers[numbers.index(group["first"]) : numbers.index(group["last"]) + 1])
    yield "### What can be read out of them\n\nInferences, which the article does not claim itself.\n"
    yield from (f"- {said['reading']} ({', '.join(said['claims'])})" for said in document["structural_readings"])
    yield ""


def claim(number: str) -> str:
    """One claim: whose it is, what it says about which quantity, and what the model makes of it."""
    one = evidence.claims()[number]
    places = [*(f"`{name}`" for name in one.stands_in), *(f"scenario `{name}`" for name in one.scenarios)]
    said = {
        "Direction": one.direction,
        "In the model": one.mechanism,
        "Stands in": ", ".join(places),
        "Not modelled": one.not_modelled,
        "Beside it": one.caveat,
    }
    return "\n".join([f"**{number}. {one.claim}**\n— {one.speaker}\n", *(f"- *{name}:* {words}" for name, words in said.items() if words), ""])


def facts() -> Iterator[str]:
    """The facts by section, each section with its sources."""
    document = evidence.document(evidence.FACTS)
    marks = "\n".join(f"- **{mark}**: {words}" for mark, words in document["marks"].items())
    yield FACTS.format(marks=marks, until=written(datetime.date.fromisoformat(document["until"])))
    for section in document["sections"]:
        within = [fact for fact in evidence.facts().values() if fact.section == section["number"]]
        sources = list(dict.fromkeys(source for fact in within for source in fact.sources))
        yield f"### {section['number']}. {section['title']}\n"
        yield from [f"{section['note']}\n"] if "note" in section else []
        yield "| fact | value | when | mark | sources |\n|---|---|---|---|---|"
        yield from (row(fact, sources) for fact in within)
        yield f"\nSources of {section['number']}:\n"
        yield from (f"{number}. {source_line(source)}" for number, source in enumerate(sources, 1))
        yield ""


def row(fact: evidence.Fact, sources: list[evidence.Source]) -> str:
    """One fact as a line of a table, its sources by their numbers in the section."""
    whose = f"Claimed by {fact.claimed_by}" if fact.claimed_by else ""
    notes = ". ".join(words.rstrip(".") for words in (fact.what, whose, fact.note) if words)
    cited = ", ".join(str(sources.index(source) + 1) for source in fact.sources) or "–"
    return f"| {' '.join(filter(None, (notes, LATER.get(fact.later))))} | {amount(fact)} | {when(fact.period)} | {fact.mark} | {cited} |"


def amount(fact: evidence.Fact) -> str:
    """The value with its unit, and how exactly it is known."""
    if not isinstance(fact.value, dict):
        return " ".join(filter(None, (fact.exactness, number(fact.value), fact.unit)))
    by_name = "; ".join(f"{SHOWN.get(name, when(name))}: {number(below)}" for name, below in fact.value.items())
    return f"{by_name} ({', '.join(filter(None, (fact.unit, fact.exactness)))})"


def number(value: Any) -> str:
    """A number, a range, or both by name, as one reads them; words as they are.

    >>> number([35, 37]), number(299633), number({"first": -1.5, "second": 2})
    ('35 to 37', '299,633', 'first −1.5, second 2')
    """
    if isinstance(value, dict):
        return ", ".join(f"{name} {number(below)}" for name, below in value.items())
    if isinstance(value, list):
        return " to ".join(map(number, value))
    return value if isinstance(value, str) else f"{value:,}".replace("-", "−")


def when(period: str) -> str:
    """A period as one reads it."""
    return " to ".join(period.split("/")) if period[:1].isdigit() else period


def source_line(source: evidence.Source) -> str:
    """One source: title, mark, and where it is."""
    return f"{source.title} ({source.mark}), {f'<{source.address}>' if source.address else source.site}"


def record() -> Iterator[str]:
    """The table of ceasefires, one for each way of counting."""
    yield RECORD
    for dating, words in DATINGS.items():
        yield f"{words}:\n"
        yield f"| ceasefires | {' | '.join(SHOWN.values())} |\n|---|{'---:|' * len(SHOWN)}"
        yield from (f"| {named(line['subset'])} | {' | '.join(cell(line[key]) for key in SHOWN)} |" for line in table(dating))
        yield ""


def table(dating: str) -> Iterable[dict[str, str]]:
    """The lines of the table that count in one way."""
    with (evidence.folder() / "ceasefire_survival.csv").open(encoding="utf-8", newline="") as file:
        return [line for line in csv.DictReader(file) if line["subset"].startswith(f"{dating}: ")]


def named(subset: str) -> str:
    """A subset in words."""
    words = subset.partition(": ")[2].replace("world open-ended", "open-ended").replace("Ukraine general", "Ukraine, general")
    for code, meaning in KINDS.items():
        words = words.replace(code, meaning)
    return words.replace("Ukraine all", "Ukraine, all")


def cell(text: str) -> str:
    """A number of the table; a dash where there is none."""
    return "–" if text == "inf" else written(float(text))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
