"""Every number of the model, declared once: range, unit, meaning and source.

The YAML check, the JSON Schema and the table of parameters all follow from these lines. A source
is a claim of the founding article (``A1`` to ``A52``, see ``seeds/``), a fact of section ``F1`` to ``F8`` (see ``seeds/``), a
paper, or the word "judgement". What may be left out is absent: its value is then the neutral one, nearly always 0.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

DAYS_LIMIT = 3650
SHARE = "share of the stake"


def number(low: float, high: float, unit: str, meaning: str, source: str, **start: Any) -> Any:
    """A parameter: its allowed range (both ends included), unit, meaning and source; ``default=`` only where absent is neutral."""
    return Field(**start, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit, "source": source})


UNPRINTABLE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
Line = Annotated[StrictStr, Field(min_length=1, max_length=120, pattern=rf"^[^{UNPRINTABLE}]*$")]
Paragraph = Annotated[StrictStr, Field(max_length=4000, pattern=rf"^([^{UNPRINTABLE}]|\t|\n)*$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]  # names become columns of tables

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Whole = StrictInt


class Section(BaseModel):
    """A part of a scenario: fixed once read, and without any key that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Belligerent(Section):
    """Attacker or defender: what it has, what the war costs it, what a deal costs it, and whom it trusts."""

    role: Literal["attacker", "defender"]
    label: Line | None = Field(default=None, description="the name to print in figures and tables")
    strategy: StrictStr | None = Field(
        default=None,
        description="the strategy it follows, by name; the model's own rules if left out",
        json_schema_extra={"unit": "strategy", "source": "judgement"},
    )
    resources: Number = number(
        0.1, 10, "defender's usual start = 1", "military strength at the start; the attacker's is its resource advantage", "A37, A38, A43; F5"
    )
    mobilisation: Number = number(0, 0.02, "share of starting strength a day", "strength replaced each day", "A38; F5; Peterson 1953")
    attrition: Number = number(0, 0.02, "share of strength a day", "strength lost each day of full fighting", "A39, A43; F5; Peterson 1953")
    time_pressure: Number = number(0, 0.99, "weight lost in 30 days", "weight the future loses in 30 days", "A22, A42; Rubinstein 1982")
    war_cost: Number = number(0, 2, SHARE, "running cost of fighting", "A21; Fearon 1995")
    war_economy: Number = number(0, 1, SHARE, "what an economy that lives off the war loses by a deal", "A41; Jackson and Morelli 2007", default=0.0)
    optimism: Number = number(
        -1, 1, "probability", "how much it overrates its own prospects at the start", "A40; Blainey 1973; Slantchev 2003", default=0.0
    )
    resolve: Number = number(0, 1, SHARE, "how much the home front makes any deal cost", "A8, A32; F8; Putnam 1988")
    resolve_half_life: Number = number(7, 1e6, "days", "days in which resolve halves", "judgement")
    exposure: Number = number(0, 1, SHARE, "what it stands to lose if the other side betrays a pause", "A39; Powell 2006")
    trust: Number = number(0, 1, "probability", "trust in the other side at the start", "A25, A26; Josang and Ismail 2002")
    trust_weight: Number = number(1, 10_000, "days of evidence", "evidence behind the trust at the start", "A52; Josang and Ismail 2002")


class Mediator(Section):
    """Presses both belligerents, with limited patience and a lean to one side."""

    role: Literal["mediator"]
    label: Line | None = Field(default=None, description="the name to print in figures and tables")
    leverage: dict[str, Annotated[Number, Field(ge=0, le=2)]] = Field(
        default={},
        description="cost of war the mediator can lay on a belligerent at full urgency and full blame",
        json_schema_extra={"unit": SHARE, "source": "A11, A18; Beardsley 2011"},
    )
    credulity: dict[str, Annotated[Number, Field(ge=0, le=1)]] = Field(
        default={},
        description="how far a belligerent's offers count with the mediator, whether meant or not",
        json_schema_extra={"unit": "share", "source": "A1, A12, A14, A15; Fearon 1997"},
    )
    candour: dict[str, Annotated[Number, Field(ge=0, le=0.1)]] = Field(
        default={},
        description="share of its optimism a belligerent loses a day by believing the mediator",
        json_schema_extra={"unit": "share a day", "source": "Kydd 2003"},
    )
    lean: Number = number(0, 1, "share", "share of blame on the defender to which its view returns", "A24; F4")
    bias: Number = number(-1, 1, "share", "how much more easily blame moves onto the defender than onto the attacker", "A16, A24")
    drift: Number = number(0, 0.1, "share a day", "speed at which blame returns to the lean", "judgement")
    deadline: Number = number(7, DAYS_LIMIT, "days", "days from fresh to out of patience", "A19, A50; F4")
    enforce: Number = number(0, 1, "probability", "chance that it walks away when its deadline is due", "F4; Roth and others 1988")
    bluff: Number = number(0, 1, "share", "credibility lost when a deadline passes without consequence", "A50, A51; judgement")
    reset: Number = number(0, 0.9, "share of the deadline", "impatience after a deadline that was let pass", "A50; judgement")
    progress: Number = number(0, 1, "share of the deadline", "impatience taken away by a new agreement", "A47; judgement")
    offer: Number = number(0, 1, "share", "blame an offer moves onto the other side, at full credulity and weight", "A14, A16")
    reject: Number = number(0, 1, "share", "blame a refusal moves onto the refuser, at full weight", "A44, A46; F8")
    violation: Number = number(0, 1, "share", "blame an attributed violation moves onto the violator", "A29")
    denounce: Number = number(0, 1, "share", "blame a denunciation moves onto the denouncer, at full monitoring", "judgement")
    aid: Number = number(0, 0.02, "strength a day", "aid to the defender while engaged and not holding back", "F6", default=0.0)
    cut: Number = number(0, 1, "share", "share of aid held back at full urgency and full blame on the defender", "A24; F4", default=0.0)
    after_exit: Number = number(0, 1, "share", "share of aid that goes on after it has walked away", "F4, F6", default=0.0)
    table: StrictStr | None = Field(
        default=None,
        description="the agreement it puts on the table; none if left out",
        json_schema_extra={"unit": "agreement", "source": "A44, A45"},
    )
    table_every: Whole = number(1, DAYS_LIMIT, "days", "days between its proposals", "judgement", default=30)


class Ally(Section):
    """Arms, guarantees and backs up the defender; any number of them."""

    role: Literal["ally"]
    label: Line | None = Field(default=None, description="the name to print in figures and tables")
    aid: Number = number(0, 0.02, "strength a day", "aid to the defender", "F6", default=0.0)
    backfill: Number = number(0, 1, "share", "share of the mediator's withheld aid that it replaces", "F6", default=0.0)
    guarantee: Number = number(0, 1, "probability", "chance that it stands by the defender if a pause is betrayed", "A48; Fortna 2003", default=0.0)
    sanctions: Number = number(0, 1, SHARE, "cost of war it adds to the attacker's", "judgement", default=0.0)


Party = Annotated[Belligerent | Mediator | Ally, Field(discriminator="role")]


class Front(Section):
    """Who holds what, how fast it moves, and what fighting teaches."""

    held: Number = number(0, 1, SHARE, "share of the stake the attacker holds at the start", "A40; F5")
    decisiveness: Number = number(0.1, 5, "exponent", "how much an edge in strength counts", "Tullock 1980; Hirshleifer 1989")
    mobility: Number = number(0, 1, "share a day", "speed at which the front moves to what strength would decide", "F5")
    noise: Number = number(0, 0.1, "standard deviation a day", "luck of war in the logarithm of strength", "judgement")
    learning: Number = number(
        0, 0.05, "share a day", "share of optimism that a day of full fighting takes away", "Slantchev 2003; Filson and Werner 2002"
    )


class Talks(Section):
    """How often the belligerents talk and how precisely everybody chooses."""

    every: Whole = number(1, DAYS_LIMIT, "days", "days between talks; the belligerents take turns to offer", "A2, A5, A7; judgement")
    precision: Number = number(0, 1e6, "1 / share of the stake", "precision of choice: 0 is a coin flip", "A2; McKelvey and Palfrey 1995")


class Truces(Section):
    """What happens under an agreement, day by day."""

    accident: Number = number(0, 1, "probability a day", "chance of a violation that nobody ordered", "A29; F2, F3")
    tempo: Number = number(0, 1, "probability a day", "chance of a deliberate violation by a side that wants one", "A28, A29; F2, F3")
    review: Number = number(0, 1, "probability a day", "chance that a side that wants out denounces", "F1")
    kept_weight: Number = number(0, 100, "days of evidence", "evidence in a quiet day at full political weight", "Josang and Ismail 2002")
    broken_weight: Number = number(0, 1000, "days of evidence", "evidence in a day with a violation", "A26, A29; Josang and Ismail 2002")
    memory: Number = number(0.9, 1, "share a day", "share of the evidence kept from one day to the next", "Josang and Ismail 2002")


class Agreement(Section):
    """One rung of the ladder of agreements, from the narrowest to the fullest."""

    label: Line | None = Field(default=None, description="the name to print in figures and tables")
    coverage: Number = number(
        0, 1, "share of the fighting", "how much of the fighting it stops; 1 is a total ceasefire", "A3, A44; structural reading of the article"
    )
    relief: dict[str, Annotated[Number, Field(ge=0, le=1)]] = Field(
        description="share of each belligerent's cost of war that it saves",
        json_schema_extra={"unit": "share", "source": "A3, A31; judgement"},
    )
    days: Annotated[Whole, Field(ge=1, le=DAYS_LIMIT)] | Literal["open"] = Field(
        description="its term in days, or open",
        json_schema_extra={"unit": "days", "source": "A27, A36, A44; F1, F3"},
    )
    weight: Number = number(0, 1, "share", "political weight: scales blame, resolve and the evidence of a quiet day", "A6; judgement")
    monitoring: Number = number(0, 1, "probability", "chance that a violation is attributed; halves accidents at 1", "A4, A27, A35; F1; Fortna 2003")
    terms: Literal["none", "bargained"] = Field(
        default="none",
        description="bargained if it divides the stake, none if it stops the fighting where it stands",
        json_schema_extra={"unit": "word", "source": "A36; Rubinstein 1982"},
    )


class RedLine(Section):
    """While it stands, its holder neither offers nor accepts the rungs it blocks."""

    blocks: list[StrictStr] = Field(
        min_length=1, description="the agreements it blocks", json_schema_extra={"unit": "agreements", "source": "A8, A9"}
    )
    worth: Number = number(0, 1, SHARE, "what holding the line is worth to its holder", "A8, A9; Abreu and Gul 2000")
    hazard: Number = number(0, 1, "probability a day", "chance that it falls once holding it costs more than it is worth", "A10, A11")


class Atrocity(Section):
    """A shock: harm to the defender's civilians, only while there is fighting."""

    hazard: Number = number(0, 1, "probability a day", "chance of an atrocity on a day of full fighting", "A31, A32; judgement")
    resolve: Number = number(0, 1, SHARE, "rise of the defender's resolve", "A32, A33; F4")
    broken: Number = number(0, 1000, "days of evidence", "evidence against the attacker in the defender's eyes", "A32, A34")
    blame: Number = number(0, 1, "share", "blame it moves onto the attacker", "A31, A34")


class Shocks(Section):
    """Chance events, each with a daily hazard. What is left out never happens."""

    atrocity: Atrocity | None = Field(default=None, description="harm to the defender's civilians")


Value = Number | Whole | StrictStr


class Event(Section):
    """Something that the scenario puts on a day, the same in every run."""

    day: Annotated[Whole, Field(ge=1, le=DAYS_LIMIT)] = Field(description="the day on which it happens, before anything else")
    title: Line = Field(description="what happens, in words")
    change: dict[str, Number] = Field(default={}, description="amounts added to states, kept within each state's limits")
    set: dict[str, Value] = Field(default={}, description="new values of parameters, from this day on")
    drop_red_line: StrictStr | None = Field(default=None, description="the belligerent whose red line is dropped")


class Situation(Section):
    """A whole scenario, checked: everything a run needs to know."""

    title: Line = Field(description="one line that names the scenario")
    about: Paragraph = Field(default="", description="what it stands for, in a paragraph")
    start: datetime.date = Field(description="the date of day 0")
    days: Annotated[Whole, Field(ge=1, le=DAYS_LIMIT)] = Field(description="how many days are simulated")
    parties: dict[Name, Party] = Field(
        description="the parties by name; exactly one attacker, exactly one defender, at most one mediator, any number of allies"
    )
    front: Front
    talks: Talks
    truces: Truces
    agreements: dict[Name, Agreement] = Field(min_length=1, description="the ladder of agreements, from the lowest rung to the highest")
    red_lines: dict[str, RedLine] = Field(default={}, description="red lines by the belligerent that holds them")
    shocks: Shocks = Shocks()
    events: list[Event] = Field(default=[], description="what happens on given days")

    def role(self, role: str) -> list[str]:
        """Names of the parties in a role, sorted, so that nothing depends on the order of a file."""
        return sorted(name for name, party in self.parties.items() if party.role == role)
