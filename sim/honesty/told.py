"""The honesty card as a text of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sim.analysis.estimates import Estimate
from sim.honesty import sources
from sim.honesty.beside import Headline
from sim.honesty.effects import Effect, largest
from sim.honesty.making import Card
from sim.honesty.missed import MET, MISSED, NOT_ASKED, NOT_SEEN, Held
from sim.honesty.moves import ITS_VALUE, LOWER, RAISE
from sim.honesty.rivals import AS_WELL, Fit
from sim.honesty.sources import JUDGEMENT, OWN
from sim.honesty.verdicts import MOST_FREQUENT, Verdict

WIDTH = 80
FIVE = 5
NAMED = 3  # moves that are named for a verdict
RARE = 0.01
LABEL, TARGET, PARAMETER = 36, 38, 65


def show(card: Card) -> str:
    """The whole card."""
    parts = (head, flips, matter, chance, ceasefires, evidence, record)
    return "\n".join(line for part in parts for line in part(card))


def head(card: Card) -> Iterator[str]:
    """What was played, and what luck leaves open."""
    luck = card.luck
    yield from wrapped(f"Honesty card of {card.scenario}: {card.title}")
    yield from wrapped(
        f"{card.runs:,} runs of {card.days} days under each of {2 + len(card.moves)} settings, on the same luck, seed {card.seed}. Luck leaves the "
        f"least certain share, “{luck.words}”, open by {100 * luck.half_width:.1f} points either way; {luck.runs_to_halve:,} runs would halve that."
    )


def flips(card: Card) -> Iterator[str]:
    """Which verdicts flip."""
    moved, flipped = len({move.parameter for move in card.moves}), [verdict for verdict in card.verdicts if verdict.flips]
    yield "\nWhat flips when one number is a tenth off"
    yield from wrapped(
        f"Verdicts: is each headline below true of most runs, and which outcome is the most frequent. With {moved} numbers moved up and down, one at "
        f"a time, {share(card.flips / max(card.pairs, 1))} of {card.pairs:,} pairs of move and verdict flip, and {len(flipped)} of "
        f"{len(card.verdicts)} verdicts flip at all{':' if flipped else '.'}",
        2,
    )
    for verdict in sorted(flipped, key=lambda one: -len(one.flips)):
        yield from wrapped(of_verdict(verdict), 4, 6)
    close, within = [verdict.words for verdict in card.verdicts if verdict.too_close], sum(verdict.within_luck for verdict in card.verdicts)
    left = f"{within} flips that luck could have made are not counted (paired differences, 95%)." if within else ""
    yield from wrapped(" ".join([left, *([f"Too close to call anyway: {', '.join(close)}."] if close else [])]).strip(), 2)


def of_verdict(verdict: Verdict) -> str:
    """One verdict with the moves that flip it, and the share that then is behind it."""
    outcome = verdict.name == MOST_FREQUENT
    named = [f"{flip.way} {flip.parameter} ({f'{flip.becomes}, ' if outcome else ''}{share(flip.share)})" for flip in verdict.flips[:NAMED]]
    more = len(verdict.flips) - len(named)
    return f"{verdict.words} ({verdict.says}, {share(verdict.share)}): {', '.join(named)}{f' and {more} moves more' if more > 0 else ''}"


def matter(card: Card) -> Iterator[str]:
    """The parameters that matter most."""
    yield f"\n{'The five numbers that matter most (a tenth more or less)':<59}mean change, points"
    words = {name: headline.model.words for name, headline in card.headlines.items()}
    for one in first_five(card):
        named = shortened(f"{one.parameter} {one.value:g} ({card.bases[one.parameter].kind})", PARAMETER)
        yield f"  {named} {100 * one.change:4.1f} ± {200 * one.error:.1f}"
        yield from wrapped(of_effect(one, words), 4)
    felt, noise = sum(one.is_felt for one in card.effects), max((one.noise for one in card.effects), default=0)
    yield from wrapped(
        f"Mean over the headlines, ± two standard errors. One that only shuffles luck shows up to {100 * noise:.1f}; {felt} of {len(card.effects)} "
        f"show clearly more. {len(card.left_out)} are not moved: whole numbers, definitions, zeros.",
        2,
    )


def first_five(card: Card) -> list[Effect]:
    """Those that matter most, as far as they change anything."""
    return [one for one in card.effects[:FIVE] if one.change > 0]


def of_effect(one: Effect, words: dict[str, str]) -> str:
    """What a move does to the headlines that change most: two of them, or one where the line is full."""
    way, changes = (RAISE, one.raised) if one.raised else (LOWER, one.lowered)
    how = f"{way} it" if one.a_tenth_of == ITS_VALUE else f"{way} it by a tenth of {one.a_tenth_of}"
    named = [f"{words[name]} {100 * change:+.1f}" for name, change in largest(changes, 2)]
    both = f"{how}: {', '.join(named)}"
    return both if len(both) <= WIDTH - 4 else f"{how}: {named[0]}"


def chance(card: Card) -> Iterator[str]:
    """The model beside agents who choose at random."""
    rare = [headline for headline in card.headlines.values() if is_rare(headline)]
    yield f"\n{'If everybody chose at random':<{LABEL + 2}}   model  random  difference"
    for headline in card.headlines.values():
        if not is_rare(headline):
            shares = f"{percent(headline.model)}  {percent(headline.random)}  {difference(headline.difference)}"
            yield f"  {shortened(headline.model.words, LABEL)}  {shares}"
    same = [headline.model.words for headline in card.headlines.values() if headline.same_by_chance and not is_rare(headline)]
    said = f"Chance gives the same, to {100 * AS_WELL:.0f} points: {', '.join(same) or 'nowhere'}."
    yield from wrapped(said + (f" Under 1% in both: {', '.join(one.model.words for one in rare)}." if rare else ""), 2)


def ceasefires(card: Card) -> Iterator[str]:
    """The model's ceasefires and a constant danger beside what was observed."""
    if not card.survival:
        yield from wrapped("It has no ceasefires that could be held against observed ones.", 2)
        return
    days = ", ".join(str(day) for day in card.survival[0].days)
    yield from wrapped(f"Ceasefires not collapsed after {days} days: how many points model and constant danger are off from Donbas 2014–20.", 2)
    for fit in card.survival:
        yield from wrapped(of_fit(fit), 4, 6)


def of_fit(fit: Fit) -> str:
    """One row of the table."""
    model = f"model {100 * fit.model_off:.0f} ± {200 * fit.model_error:.0f} ({fit.nearer})"
    return f"{fit.row.removeprefix('month/event: ')}: {model}, danger of {100 * fit.hazard:.1f}% a day {100 * fit.constant_off:.0f}"


def evidence(card: Card) -> Iterator[str]:
    """What the numbers rest on."""
    alone = [one.parameter for one in first_five(card) if card.bases[one.parameter].kind in (JUDGEMENT, OWN)]
    yield "\nEvidence or judgement"
    said = f" Of the five that matter most, on judgement alone or its own choice: {', '.join(alone) or 'none'}."
    yield from wrapped(sources.in_words(card.evidence) + said, 2)


def record(card: Card) -> Iterator[str]:
    """The targets it misses."""
    by_verdict = {verdict: [held for held in card.targets if held.verdict == verdict] for verdict in (MET, MISSED, NOT_SEEN, NOT_ASKED)}
    missed, asked = by_verdict[MISSED], [held for held in card.targets if held.verdict != NOT_ASKED]
    yield "\nThe record"
    if asked:
        chance = sum(held.random_verdict == MISSED for held in asked)
        yield from wrapped(
            f"It misses {len(missed)} of {len(asked)} targets by more than two standard errors; choosing at random misses {chance}. Where values "
            f"were calibrated to these targets, meeting them is no test{':' if missed else '.'}",
            2,
        )
    for held in missed:
        yield f"    {shortened(held.target, TARGET)}  wanted {held.low:.3g} to {held.high:.3g}, got {held.got:.3g}"
    if by_verdict[NOT_SEEN]:
        yield from wrapped(f"Never seen, so not judged: {', '.join(held.target for held in by_verdict[NOT_SEEN])}.", 2)
    yield from not_asked(by_verdict[NOT_ASKED], len(asked))


def not_asked(left: list[Held], asked: int) -> Iterator[str]:
    """Which targets cannot be asked, and why."""
    reasons = {why: [held.target for held in left if held.why == why] for why in dict.fromkeys(held.why for held in left)}
    if reasons and not asked:
        yield from wrapped(f"No target can be asked: {'; '.join(reasons)}.", 2)
        return
    for why, names in reasons.items():
        yield from wrapped(f"Not asked, as {why}: {', '.join(names)}.", 2)


def is_rare(headline: Headline) -> bool:
    """Whether a headline is hardly ever true, neither in the model nor by chance."""
    return max(headline.model.value or 0, headline.random.value or 0) < RARE


def share(value: float) -> str:
    """A share as a percentage."""
    return f"{100 * value:.1f}%"


def percent(estimate: Estimate) -> str:
    """A share in a column."""
    return f"{100 * (estimate.value or 0):5.1f}%"


def difference(estimate: Estimate) -> str:
    """A difference of shares in points, with its interval."""
    low, high = (100 * (bound or 0) for bound in (estimate.low, estimate.high))
    return f"{100 * (estimate.value or 0):+6.1f} ({low:+.1f} to {high:+.1f})"


def shortened(words: str, width: int) -> str:
    """Words that fill a column and keep to it."""
    return f"{words if len(words) <= width else words[: width - 1] + '…':<{width}}"


def wrapped(text: str, indent: int = 0, hanging: int | None = None) -> list[str]:
    """A paragraph in lines."""
    after = " " * (indent if hanging is None else hanging)
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=after, break_long_words=False, break_on_hyphens=False)
