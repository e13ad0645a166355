"""What somebody in a seat sees at a terminal: the day, the question, what may be expected, and why the model would do what; 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.analysis.estimates import Estimate
    from sim.seat import Expected, Game, Option, Told

WIDTH, BAR, LABEL = 80, 10, 34
RULE = "-" * WIDTH


def lines(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """Text in lines of at most 80 columns."""
    head = indent if first is None else first
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=indent, break_on_hyphens=False) or [""]


def name(game: Game, party: str) -> str:
    """How a party is called in print."""
    return game.course.label(party)


def turn(game: Game) -> str:
    """What has happened since the last decision, how things stand, the question and its options."""
    from sim.seat import Told, standing

    found, decision = [RULE], game.decision
    for told in news(game):
        found += lines(f"{told.when(game.scenario)}. {told.sentence}", "  ", "")
    if decision is None:
        return "\n".join(found)
    when = Told(decision.day, decision.day, "").when(game.scenario)
    found += ["", *lines(f"{when}, in the seat of {name(game, decision.party)}. {standing(game.model)}")]
    for number in game.numbers(decision.party):
        filled = round(BAR * number.bar)
        found.append(f"  {number.words:<54} {number.text:>10} {'#' * filled}{'-' * (BAR - filled)}")
    return "\n".join([*found, "", *lines(decision.question), *options(decision.options)])


def news(game: Game) -> list[Told]:
    """What is new since the last decision, for the eyes of whoever decides next."""
    decision = game.decision
    return game.story(party=game.parties[0] if decision is None else decision.party)


def options(found: Sequence[Option]) -> list[str]:
    """What can be chosen, with its number."""
    return [line for place, option in enumerate(found, start=1) for line in lines(option.words, "      ", f"  {place:>2}  ")]


def expectations(game: Game, found: Sequence[Expected]) -> str:
    """What follows from each option, as a table."""
    decision = game.decision
    assert decision is not None  # there is something to expect only where something is to be decided
    unit = "days" if decision.party == game.model.mediator.name else "% of the stake"
    head = lines(
        f"What follows in {found[0].continuations:,} continuations of this very history, with the same luck under each option. After the choice "
        f"everybody, {name(game, decision.party)} too, follows the model’s rules. In brackets: what luck alone leaves open (95%)."
    )
    table = [
        "",
        f"{'':{LABEL}} {'peace holds on':>15} {'days of':>8} {'score':>6} {'more than':>13}",
        f"{'':{LABEL}} {'the last day':>15} {'peace':>8} {'':>6} {'the first':>13}",
    ]
    for place, (option, one) in enumerate(zip(decision.options, found, strict=True), start=1):
        table.append(row(place, option, one, f"score.{decision.party}", game))
    score = f"The score of {name(game, decision.party)} is in {unit}. Peace that holds is a ceasefire or a settlement."
    return "\n".join([*head, *table, "", *lines(f"{score} A day of peace has neither fighting nor a violation.")])


def row(place: int, option: Option, found: Expected, score: str, game: Game) -> str:
    """One option of the table."""
    factor = 1 if score == f"score.{game.model.mediator.name}" else 100
    label = shortened(f"{place:>2}  {option.short}", LABEL)
    held, value = found.shares["holding"], found.means[score].value or 0.0
    against = difference(found.against[score], factor) if found.against else ""
    peace = found.means["days_at_peace"].value or 0.0
    return f"{label:{LABEL}} {share(held):>15} {peace:>8.1f} {factor * value:>6.1f} {against:>13}".rstrip()


def shortened(words: str, length: int) -> str:
    """Words that leave room for numbers."""
    return words if len(words) <= length else f"{words[: length - 1]}…"


def share(found: Estimate) -> str:
    """A share with its interval, in per cent.

    >>> from sim.analysis.estimates import Estimate
    >>> share(Estimate("heads", "probability", 0.284, 0.257, 0.313, 1000))
    '28% (26 to 31)'
    """
    if found.value is None or found.low is None or found.high is None:
        return "-"
    return f"{100 * found.value:.0f}% ({100 * found.low:.0f} to {100 * found.high:.0f})"


def difference(found: Estimate, factor: int) -> str:
    """A difference with half of its interval.

    >>> from sim.analysis.estimates import Estimate
    >>> difference(Estimate("score", "mean", -0.0131, -0.0151, -0.0111, 1000), 100)
    '−1.3 ± 0.2'
    """
    value = factor * (found.value or 0.0)
    text = f"{value:+.1f}".replace("-", "\N{MINUS SIGN}") if round(value, 1) else "0.0"
    if found.low is None or found.high is None:
        return text
    return f"{text} ± {factor * (found.high - found.low) / 2:.1f}"


def reasons(game: Game) -> str:
    """The model's own view of the decision that is due, with all signed terms."""
    decision = game.decision
    assert decision is not None  # asked only where something is to be decided
    found = lines(decision.why)
    for place, option in enumerate(decision.options, start=1):
        found += ["", *lines(f"{option.words}{weighed(option)}", "      ", f"  {place:>2}  ")]
        found += terms("made of", option.terms)
        found += terms(f"the agreement itself{expected(option)}", option.deal)
    closing = (
        "Shares of the stake in %, more than an option of 0.0. These are the numbers with which the model’s party would decide; it decides by dice. "
        "v draws the terms as bars."
    )
    return "\n".join([*found, "", *lines(closing)])


def weighed(option: Option) -> str:
    """Probability and worth of an option."""
    from sim.story.words import chance, signed

    odds = "" if option.chance is None else f": probability {chance(option.chance)}"
    return odds if option.worth is None else f"{odds}{',' if odds else ':'} worth {signed(option.worth)}"


def expected(option: Option) -> str:
    """How likely the other side accepts an offer, as the model's party reckons."""
    from sim.story.words import chance

    return "" if option.expected_yes is None else f", accepted with probability {chance(option.expected_yes)}"


def terms(head: str, found: dict[str, float]) -> list[str]:
    """Signed terms in a line or two; what is 0 is left out."""
    from sim.story.words import term
    from sim.words import row as listed

    said = [term(name, value) for name, value in found.items() if value]
    return lines(f"{head}: {listed(said)}", "        ") if said else []


def called(name: str, value: float) -> str:
    """A term by its name: to forgo a loss is to avoid it.

    >>> called("gains forgone", -0.03), called("gains forgone", 0.03)
    ('gains forgone', 'losses avoided')
    """
    from sim.story.words import called as named
    from sim.words import say

    return say(f"story.terms.{named(name, value)}")


def paragraphs(texts: Iterable[str]) -> str:
    """Paragraphs of at most 80 columns, with a line between them."""
    return "\n\n".join("\n".join(lines(text)) for text in texts)
