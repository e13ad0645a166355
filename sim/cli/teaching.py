"""``parley lesson``: the lessons, and working through one of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.lessons import Bet, Lesson, Verdict
    from sim.result import Result

Said = float | str
NO_BETS = "With --set nothing is bet on; leave --bet out."


@click.command()
@click.argument("name", required=False)
@click.option("--bet", "bets", multiple=True, metavar="BET", help="Your bet, for scripts and pipes. Once for each question.")
@click.option("--teacher", is_flag=True, help="The teacher's part: minutes, script, debrief.")
@options.settings
@options.runs
@options.seed
@options.as_json("the numbers")
def lesson(name: str | None, bets: tuple[str, ...], teacher: bool, settings: tuple[str, ...], runs: int, seed: int, as_json: bool) -> None:
    """Predict, then run, then see how far off you were and why.

    NAME is a lesson, its number or the path of a file; without it all lessons are listed. With --set nothing is bet on:
    the lesson's numbers are shown for a setting of your own.
    """
    from sim import lessons
    from sim.cli import taught

    if name is None:
        click.echo(taught.listed(lessons.lessons()))
        return
    one = lessons.read(name)
    if settings and bets:
        raise click.UsageError(NO_BETS)
    if teacher:
        click.echo(taught.for_the_teacher(one, on_a_terminal()))
    elif settings:
        own_setting(one, settings, runs, seed, as_json)
    else:
        work_through(one, taken(one, bets), runs, seed, as_json)


def own_setting(one: Lesson, settings: tuple[str, ...], runs: int, seed: int, as_json: bool) -> None:
    """The numbers of a lesson before the change and in a setting of somebody's own."""
    from sim.cli import taught

    own = options.with_settings(one.scenario, settings)
    before, after = played([one.before.scenario, own], runs, seed, shown=not as_json)
    numbers = [(bet, bet.measured(before), bet.measured(after)) for bet in one.bets]
    if as_json:
        click.echo(json.dumps([{"ask": bet.ask, "before": was.as_dict(), "after": now.as_dict()} for bet, was, now in numbers], indent=2))
    else:
        click.echo(taught.own_setting(one, numbers, settings, on_a_terminal()))


def work_through(one: Lesson, said: list[Said], runs: int, seed: int, as_json: bool) -> None:
    """The question, the bets, the runs, how far off, and why."""
    from sim.cli import taught

    colour = on_a_terminal()
    if not as_json:
        click.echo(taught.opening(one, colour))
    if not said and asks():
        said = [asked(bet) for bet in one.bets]
    if not said:
        if as_json:
            raise click.UsageError(f"{howmany(one)} Numbers are printed for those who have placed them.")
        click.echo(taught.waiting(one))
        return
    before, after = played([one.before.scenario, one.after.scenario], runs, seed, shown=not as_json)
    verdicts = [bet.judged(word, before, after) for bet, word in zip(one.bets, said, strict=True)]
    if as_json:
        click.echo(json.dumps([entry(verdict) for verdict in verdicts], indent=2))
    else:
        click.echo(taught.verdicts(one, verdicts, runs, seed, colour))


def played(scenarios: Iterable[Any], runs: int, seed: int, shown: bool) -> list[Result]:
    """The runs of each scenario, on the same luck."""
    from sim.runs import run

    both = list(scenarios)
    with options.progress(runs * len(both), shown) as advance:
        try:
            return [run(scenario, runs, seed, panel=0, progress=advance) for scenario in both]
        except ValueError as fault:
            raise click.UsageError(f"{fault}.") from None


def entry(verdict: Verdict) -> dict[str, Any]:
    """A bet and what came of it, for programs."""
    numbers = {"before": verdict.before.as_dict(), "after": verdict.after.as_dict()}
    return {"ask": verdict.bet.ask, "said": verdict.said, **numbers, "off": verdict.off, "answer": verdict.found or None, "reply": verdict.reply}


# Bets


def taken(one: Lesson, words: tuple[str, ...]) -> list[Said]:
    """The bets that were given as options: none, or one for each question. Raises UsageError for others."""
    if words and len(words) != len(one.bets):
        raise click.UsageError(howmany(one))
    return [checked(bet, lambda sentence: click.UsageError(f"--bet {sentence}"))(word) for bet, word in zip(one.bets, words, strict=False)]


def howmany(one: Lesson) -> str:
    """How many bets a lesson takes."""
    count = len(one.bets)
    return f"This lesson takes {count} bet{'s' if count > 1 else ''}; give --bet {'once for each question, in their order' if count > 1 else 'once'}."


def checked(bet: Bet, refusal: Callable[[str], Exception]) -> Callable[[str], Said]:
    """Turns what was typed into a bet, or raises the refusal with a sentence."""

    def check(word: str) -> Said:
        if bet.choices:
            found = [key for key in bet.choices if word.strip() and key.startswith(word.strip().casefold())]
            if len(found) != 1:
                raise refusal(f"{word} should be {', '.join(list(bet.choices)[:-1])} or {list(bet.choices)[-1]}.")
            return found[0]
        try:
            number = float(word.strip().removesuffix("%"))
        except ValueError:
            number = float("nan")
        if not bet.low <= number <= bet.high:
            raise refusal(f"{word} should be a number from {bet.low:g} to {bet.high:g}.")
        return number

    return check


def asked(bet: Bet) -> Said:
    """A bet from somebody at the keyboard."""
    from sim.cli import taught

    click.echo(taught.ask(bet))
    try:
        return click.prompt("Your bet", value_proc=checked(bet, click.BadParameter))
    except click.Abort:
        raise KeyboardInterrupt from None


def asks() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def on_a_terminal() -> bool:
    """Whether somebody reads along."""
    return sys.stdout.isatty()
