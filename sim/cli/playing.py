"""``parley play``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.seat import Game


@click.command()
@click.argument("scenario", required=False)
@click.option(
    "--as", "parties", multiple=True, metavar="PARTY", help="In whose seat you sit, as in ukraine. Repeatable: several seats, one terminal."
)
@click.option("--run", "number", callback=options.whole, metavar="K", help="Which run: the same luck as run K of parley run.  [default: 1]")
@click.option("--seed", type=int, help="The luck: same seed, same numbers.  [default: 1]")
@options.days
@options.settings
@options.strategies
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Save the game here when it is left.")
@click.option("--load", "loaded", type=click.Path(path_type=Path), metavar="FILE", help="Go on with a saved game, in place of SCENARIO and --as.")
@click.pass_context
@options.in_words
def play(
    context: click.Context,
    scenario: str | None,
    parties: tuple[str, ...],
    number: int | None,
    seed: int | None,
    days: int | None,
    settings: tuple[str, ...],
    save: Path | None,
    loaded: Path | None,
) -> None:
    """Sit in a seat: decide for one party, while the others follow the model.

    SCENARIO is a shipped name (see: parley list) or the path of a file. Before each choice, e shows what follows from every option in 1,000
    continuations of this very history; at the end stands what followed in the branches not taken. Answers may also come through a pipe.
    """
    from sim.cli.sitting import Sitting

    if loaded is not None:
        if scenario is not None or parties or settings or any(value is not None for value in (number, seed, days)):
            raise click.UsageError("--load goes on with a game as it was saved; leave out SCENARIO and all options but --save.", context)
        Sitting(opened(loaded), save or loaded).play()
        return
    Sitting(begun(context, scenario, parties, number or 1, 1 if seed is None else seed, days, settings), save).play()


def begun(
    context: click.Context, scenario: str | None, parties: tuple[str, ...], number: int, seed: int, days: int | None, settings: tuple[str, ...]
) -> Game:
    """A new game."""
    from sim.seat import Game, SeatError

    if scenario is None:
        raise click.UsageError("name a SCENARIO, as in: parley play baseline --as ukraine; or --load a saved game.", context)
    chosen = options.chosen(scenario, settings, days)
    if not parties:
        known = ", ".join(chosen.situation.parties)
        raise click.UsageError(f"say in whose seat you sit, with --as and one of {known}.", context)
    try:
        return Game(chosen, seed, number, parties)
    except SeatError as refusal:
        raise click.UsageError(str(refusal), context) from None


def opened(file: Path) -> Game:
    """A saved game."""
    from sim.cli.sitting import load
    from sim.scenario import ScenarioError
    from sim.seat import Game, SeatError

    try:
        return Game.from_dict(load(file))
    except (SeatError, ScenarioError) as refusal:
        raise click.ClickException(f"{file}: {refusal}") from None
