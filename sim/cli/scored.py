"""A score card on a screen of 80 columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sim.cli.page import rendered, section
from sim.scoring import scores
from sim.scoring.card import LEVELS, Card, Rivalry, Total
from sim.scoring.forecasts import Forecast
from sim.scoring.statements import Measured, is_day

TENS = 10
EXPLAINED = (
    "Chances are (k + 1/2) / (n + 1) for k of n runs. ± is a standard error: of luck behind the model's scores, of the choice of statements "
    "behind differences. Random: all options alike for everybody. The base rate is the share that came true, which nobody knew beforehand. "
    "Constant danger: by the median of observed ceasefires."
)
IN_SAMPLE = (
    "Few statements about one course of events hang together. A score on a time that the modellers knew, or by statements that they chose, is no "
    "test of foresight."
)


def told(card: Card, colour: bool) -> str:
    """Every statement, the totals beside those of the rivals, and how much all that can say."""
    return rendered([head(card), *yes_no(card), *totals(card), *measured(card), *closing(card)], colour)


def head(card: Card) -> Text:
    """What was scored."""
    scenario, statements = card.file.scenario, count(len(card.file.statements), "statement")
    scored = f"{statements}, on {count(card.runs, 'run')} of {scenario.name} up to each date, seed {card.seed}."
    return Text.assemble((card.file.title, "bold"), f"\n{scored}")


def grid(*columns: tuple[str, str, int | None]) -> Table:
    """A table without lines: for each column its heading, side and width."""
    table = Table.grid(padding=(0, 2))
    for _, side, width in columns:
        table.add_column(justify="right" if side == "right" else "left", width=width, overflow="fold")
    table.add_row(*(Text(heading, style="italic") for heading, _, _ in columns))
    return table


def yes_no(card: Card) -> Iterator[RenderableType]:
    """Each statement that is true or not, with the chances that it was given and the model's scores."""
    if not card.yes_no:
        return
    table = grid(
        ("", "left", 6),
        ("", "left", 32),
        ("true", "left", 4),
        ("model", "right", 6),
        ("random", "right", 6),
        ("Brier", "right", 5),
        ("log", "right", 5),
    )
    model, random = card.model.chances.given, card.random.chances.given
    for number, one in enumerate(card.yes_no):
        score = [f"{float(measure(model[number], one.happened)):.2f}" for measure in (scores.brier, scores.logarithmic)]
        table.add_row(short(one.date), one.sentence, "yes" if one.happened else "no", percent(model[number]), percent(random[number]), *score)
    yield section("True or not, and the chance that it was given", [table])


def totals(card: Card) -> Iterator[RenderableType]:
    """Mean scores of the model and of its rivals, and by how much the model is better."""
    if not card.yes_no:
        return
    table = grid(("", "left", 26), ("Brier", "right", 13), ("log", "right", 13), ("skill", "right", 5), ("in log", "right", 6))
    table.add_row("the model", *with_errors(card.total))
    for rivalry in card.rivals:
        rival, chosen = rivalry.rival, f", {rivalry.rival.statements} of them" if rivalry.rival.statements < card.total.statements else ""
        skills = [shown(skill) for skill in (rivalry.skill_brier, rivalry.skill_logarithmic)]
        table.add_row(rival.name + chosen, *with_errors(rival), *skills)
    yield section(
        "Mean scores, the lower the better; skill is 1 at best, 0 for no better",
        [table, Text(), Text("\n".join(gain(rivalry) for rivalry in card.rivals))],
    )


def with_errors(total: Total) -> tuple[str, str]:
    """Mean scores with the luck that is in them."""
    pairs = ((total.brier, total.brier_error), (total.logarithmic, total.logarithmic_error))
    first, second = (f"{value:.3f}" + ("" if error is None else f" ± {error:.3f}") for value, error in pairs)
    return first, second


def gain(rivalry: Rivalry) -> str:
    """By how much the model's Brier score is lower than a rival's, and whether so few statements can tell."""
    better = f"{'Better' if rivalry.gain >= 0 else 'Worse'} than {rivalry.rival.name} by {abs(rivalry.gain):.3f}"
    if rivalry.gain_error is None:
        return f"{better}, on a single statement: that tells nothing."
    return f"{better} ± {rivalry.gain_error:.3f}{'.' if rivalry.tells else ', which may be chance.'}"


def measured(card: Card) -> Iterator[RenderableType]:
    """Each measured value with the intervals of the model, and how many of them hold it."""
    if not card.measured:
        return
    table = grid(("", "left", 6), ("", "left", 20), ("was", "right", 6), ("50% of runs", "right", 18), ("90% of runs", "right", 18))
    for number, one in enumerate(card.measured):
        within = [bounds(card, level, number, one) for level in LEVELS]
        table.add_row(short(one.date), one.sentence, value(one.observed, one), *within)
    said = f"\nHeld by these intervals: {held(card, card.model)}; with agents at random {held(card, card.random)}."
    yield section("Measured, and the middle of the model's runs (* holds it)", [table, Text(said)])


def held(card: Card, forecast: Forecast) -> str:
    """How many of the measured values lie in the intervals of an ensemble."""
    return f"{' and '.join(str(int(card.inside(level, forecast).sum())) for level in LEVELS)} of {len(card.measured)}"


def bounds(card: Card, level: float, number: int, one: Measured) -> str:
    """An interval of the model, marked where it holds the value."""
    low, high = card.bounds(card.model, level)[:, number]
    return f"{value(low, one)} to {value(high, one)}{' *' if card.inside(level, card.model)[number] else '  '}"


def value(number: float, one: Measured) -> str:
    """A value as people write it: a day as a date, and what had not come as such."""
    if not is_day(one.about.column):
        return f"{number:.2g}" if abs(number) < TENS else f"{number:.0f}"
    return "later" if number > one.day else short(one.date + datetime.timedelta(days=int(number) - one.day))


def closing(card: Card) -> Iterator[RenderableType]:
    """How much the scores can say."""
    own = card.own_world
    if own:
        yield Text(
            f"\nIf the world were one of the model's own runs, the model would score {own.low:.2f} to {own.high:.2f} (nine runs in ten), and as "
            f"badly as here or worse in {own.as_badly:.0%} of them."
        )
    if card.yes_no:
        yield Text(f"\n{EXPLAINED}")
    yield Text(f"\n{IN_SAMPLE}", style="italic")


def short(date: datetime.date) -> str:
    """A date without its year."""
    return f"{date.day:>2} {date:%b}"


def percent(chance: float) -> str:
    """A chance in percent."""
    return f"{100 * chance:.1f}%"


def shown(skill: float | None) -> str:
    """A skill, or nothing where there is none."""
    return "-" if skill is None else f"{round(skill, 2) + 0.0:.2f}"  # no -0.00


def count(number: int, what: str) -> str:
    """So many of something."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
