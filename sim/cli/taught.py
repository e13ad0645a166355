"""A lesson on a screen of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from rich.console import RenderableType
from rich.markdown import Markdown
from rich.text import Text

from sim.analysis.estimates import Estimate
from sim.cli.page import WIDTH, indented, rendered, section
from sim.lessons import HEADINGS, TEACHER, Bet, Lesson, Verdict

BEFORE_THE_BET = HEADINGS[:2]
AFTER_THE_BET = HEADINGS[2:]
HALF = 0.5
NEXT = "Next: parley lesson NAME. With --teacher: minutes, script and debrief."
MODEL = "Assumptions played out; not a forecast."


def listed(lessons: Iterable[Lesson]) -> str:
    """All lessons, a line each."""
    found = list(lessons)
    width = max((len(one.name) for one in found), default=0)
    lines = [f"{one.number:>2}  {one.name:{width}}  {one.title}" for one in found]
    return "\n".join([*lines, "", NEXT])


def heading(words: str, below: str) -> RenderableType:
    """A heading of the lesson with its prose."""
    return section(capital(words), [Markdown(below, justify="left")])


def capital(words: str) -> str:
    """With a capital letter."""
    return words[:1].upper() + words[1:]


def opening(one: Lesson, colour: bool) -> str:
    """Everything up to the bet."""
    head = Text.assemble((f"Lesson {one.number}. {one.title}", "bold"), f"\n{one.idea}")
    settings = [Text(f"Before: {one.before.words}."), Text(f"After:  {one.after.words}.")]
    return rendered([head, *(heading(words, one.prose[words]) for words in BEFORE_THE_BET), section("The two settings", list(settings))], colour)


def ask(bet: Bet) -> str:
    """A question, and what may be answered."""
    span = ", ".join(f"{key} ({words})" for key, words in bet.choices.items()) or f"a number from {bet.low:g} to {bet.high:g}"
    return "\n" + "\n".join(textwrap.wrap(f"{bet.ask} [{span}]", WIDTH))


def waiting(one: Lesson) -> str:
    """What to do where nobody can be asked."""
    example = " ".join("--bet more" if bet.choices else f"--bet {(bet.low + bet.high) / 2:g}" for bet in one.bets)
    return "\n".join([*(ask(bet) for bet in one.bets), "", f"Place your bet to go on, as in: parley lesson {one.name} {example}"])


def verdicts(one: Lesson, found: Iterable[Verdict], runs: int, seed: int, colour: bool) -> str:
    """How far off, why, and the rest of the lesson."""
    came_out = [part for verdict in found for part in judged(verdict)]
    ran = Text(f"\n{runs:,} runs of {one.scenario.days} days for each setting, seed {seed}; the same luck in both. {MODEL}", style="italic")
    rest = [heading(words, one.prose[words]) for words in AFTER_THE_BET]
    return rendered([section("Your bet", came_out), indented(ran), *rest], colour)


def judged(verdict: Verdict) -> list[RenderableType]:
    """One bet and what the runs say."""
    bet = verdict.bet
    said = bet.choices[str(verdict.said)] if bet.choices else f"{float(verdict.said):g} {bet.unit}"
    lines = [Text(f"\n{bet.ask}"), Text(f"You said: {said}."), Text(now_and_then(bet, verdict.before, verdict.after))]
    return [*lines, Text.assemble((how_far_off(verdict), "bold"), " ", verdict.reply)]


def now_and_then(bet: Bet, before: Estimate, after: Estimate) -> str:
    """The numbers after and before the change."""
    return f"The runs say: {number(bet, after)} {bet.unit}{interval(bet, after)}. Before the change it is {number(bet, before)}."


def how_far_off(verdict: Verdict) -> str:
    """Right, close, or by how much too high or too low."""
    if verdict.off is None:
        return "Right." if verdict.said == verdict.found else "Not so."
    if abs(verdict.off) <= verdict.bet.near:
        return f"Close: {abs(verdict.off):.0f} off."
    return f"You were {abs(verdict.off):.0f} too {'high' if verdict.off > 0 else 'low'}."


def number(bet: Bet, estimate: Estimate) -> str:
    """A number as people say it."""
    if estimate.value is None:
        return "none"
    value = bet.shown(estimate.value)
    if not bet.is_share:
        return f"{value:.1f}"
    return "under 1" if 0 < value < HALF else f"{value:.0f}"


def interval(bet: Bet, estimate: Estimate) -> str:
    """How far luck could move it."""
    if estimate.low is None or estimate.high is None:
        return ""
    digits = 0 if bet.is_share else 1
    return f" ({bet.shown(estimate.low):.{digits}f} to {bet.shown(estimate.high):.{digits}f}, by luck)"


def own_setting(one: Lesson, numbers: Iterable[tuple[Bet, Estimate, Estimate]], settings: Iterable[str], colour: bool) -> str:
    """The numbers of a setting of somebody's own, beside the lesson's first."""
    head = Text.assemble((f"Lesson {one.number}. {one.title}", "bold"), f"\nYour setting: {', '.join(settings)}")
    lines: list[RenderableType] = []
    for bet, before, after in numbers:
        lines.append(Text(now_and_then(bet, before, after)))
        if bet.target is not None:
            reached = bet.shown(after.value or 0.0) >= bet.target
            lines.append(Text(f"The target is {bet.target:g}: {'reached' if reached else 'not reached yet'}.", style="bold"))
    return rendered([head, *(indented(line) for line in lines), Text(MODEL, style="italic")], colour)


def for_the_teacher(one: Lesson, colour: bool) -> str:
    """The teacher's part, and what a test holds the model to."""
    head = Text.assemble((f"Lesson {one.number}. {one.title}", "bold"), f"\n{capital(TEACHER)}: {one.teacher.minutes} minutes")
    claims = "\n".join(f"- {claim.says}" for claim in one.claims)
    parts = [
        heading("script", one.teacher.script),
        heading("debrief", one.teacher.debrief),
        heading("what a test checks in thousands of runs", claims),
    ]
    return rendered([head, *parts], colour)
