"""A sitting at a terminal, or with a script of answers in a pipe: reads what is typed, and plays."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import debriefed, turn, weighing

if TYPE_CHECKING:
    from sim.seat import Game

FILE_LIMIT = 1_000_000
CLOSELY = 5  # decisions that are looked at closely at the end
DIGITS = 6
ENDS = ("q", "quit")


class Sitting:
    """A game and its branches, and what the person at the terminal does with them.

    file: where the game is saved without being asked where. games: the branches; place: which of them is played.
    """

    def __init__(self, game: Game, file: Path | None) -> None:
        self.games, self.place, self.file, self.saved = [game], 0, file, False

    @property
    def game(self) -> Game:
        """The branch that is played."""
        return self.games[self.place]

    def play(self) -> None:
        """From the briefing to the last word. Ctrl-C leaves the game saved where a file was named."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # whatever comes through a pipe
        click.echo(f"{debriefed.briefing(self.game)}\n{self.shown()}")
        try:
            while (typed := self.asked()) is not None and typed.lower() not in ENDS:
                self.do(typed)
        except KeyboardInterrupt:
            self.keep_if_named()
            raise
        self.leave(ended=typed is None)

    def asked(self) -> str | None:
        """What is typed next; None at the end of the input."""
        return read(f"{self.choices()} > ")

    def choices(self) -> str:
        """What can be typed, in short."""
        decision = self.game.decision
        if decision is None:
            return "t(ell all with reasons), u(ndo), b(ranch), s(ave), h(elp), q(uit)"
        return f"1-{len(decision.options)}, e(xpect), w(hy), m(odel), u(ndo), b(ranch), s(ave), h(elp), q(uit)"

    # What can be typed

    def do(self, typed: str) -> None:
        """Whatever was typed; what cannot be done is said in a sentence."""
        from sim.seat import SeatError

        word, _, rest = typed.partition(" ")
        try:
            if is_count(word):
                self.choose(int(word))
            elif word:
                self.known().get(word.lower(), self.not_known)(rest.strip())
            else:
                click.echo(self.shown())
        except SeatError as refusal:
            click.echo(f"{refusal}")

    def known(self) -> dict[str, Callable[[str], None]]:
        """The commands by what is typed."""
        return {
            "e": self.expect,
            "?": self.expect,
            "w": self.why,
            "v": self.bars,
            "m": self.follow,
            "u": self.undo,
            "b": self.branch,
            "list": self.list,
            "go": self.go,
            "s": self.save,
            "t": self.tell,
            "h": self.help,
        }

    def not_known(self, rest: str) -> None:
        """What is no command."""
        click.echo("That is neither a number nor one of the keys; h shows them.")

    def choose(self, number: int) -> None:
        """Take an option by its number."""
        decision = self.game.due()
        if not 1 <= number <= len(decision.options):
            click.echo(f"There is no option {number}; they go from 1 to {len(decision.options)}.")
            return
        self.game.choose(decision.options[number - 1].name)
        self.saved = False
        click.echo(self.shown())

    def expect(self, rest: str) -> None:
        """What each option leads to."""
        click.echo(turn.expectations(self.game, self.game.expect()))

    def why(self, rest: str) -> None:
        """The model's own view."""
        self.game.due()
        click.echo(turn.reasons(self.game))

    def bars(self, rest: str) -> None:
        """Of what each option is made, as bars."""
        click.echo(weighing.bars(self.game))

    def follow(self, rest: str) -> None:
        """Take what the model's party would take, once or more often; what it was is said."""
        if rest and rest != "all" and not (is_count(rest) and int(rest)):
            click.echo("Write m, or m 5 for five decisions, or m all for all that are left.")
            return
        count, game = (sys.maxsize if rest == "all" else int(rest or 1)), self.game
        game.due()
        while count and not game.over:
            decision = game.due()
            taken = decision.option(decision.model).words
            game.choose(decision.model)
            count -= 1
            click.echo("\n".join(turn.lines(f"Day {decision.day}, as the model’s {turn.name(game, decision.party)}: {taken}.")))
            if count and not game.over:
                click.echo(
                    "\n".join(line for told in turn.news(game) for line in turn.lines(f"{told.when(game.scenario)}. {told.sentence}", "  ", ""))
                )
        self.saved = False
        click.echo(self.shown())

    def undo(self, rest: str) -> None:
        """Take back the last choices."""
        if rest and not is_count(rest):
            click.echo("Write u, or u 3 for the last three choices.")
            return
        self.game.undo(int(rest or 1))
        self.saved = False
        click.echo(self.shown())

    def branch(self, rest: str) -> None:
        """Keep the game as it is now, to come back to."""
        self.games.append(self.game.branch())
        click.echo(f"Branch {len(self.games)} is kept as it is here; go {len(self.games)} changes to it. You go on in branch {self.place + 1}.")

    def list(self, rest: str) -> None:
        """The branches, and where each stands."""
        for place, game in enumerate(self.games):
            stands = "is over" if game.over else f"is on day {game.day}"
            last = f", last: {game.choices[-1]}" if game.choices else ""
            click.echo(f"{'*' if place == self.place else ' '} {place + 1}  {stands} after {len(game.choices)} choices{last}")

    def go(self, rest: str) -> None:
        """Change to a branch."""
        if not (is_count(rest) and 1 <= int(rest) <= len(self.games)):
            click.echo(f"Write go and the number of a branch, 1 to {len(self.games)}; list shows them.")
            return
        self.place, self.saved = int(rest) - 1, False
        click.echo(self.shown())

    def tell(self, rest: str) -> None:
        """The whole run with everybody's reasons, once it is over."""
        from sim.story import paragraphs

        if not self.game.over:
            click.echo("Everybody’s reasons are told when the run is over.")
            return
        click.echo("\n\n".join(paragraphs(self.game.course)))

    def help(self, rest: str) -> None:
        """The keys."""
        click.echo(debriefed.KEYS)

    def shown(self) -> str:
        """Where the game stands; when it is over, with the debrief of every seat."""
        game, found = self.game, turn.turn(self.game)
        if not game.over:
            return found
        return "\n\n".join([found, *(debriefed.debrief(game, game.debrief(party, most=CLOSELY)) for party in game.parties)])

    # Saving

    def save(self, rest: str) -> None:
        """Save the game to the file that is named, or to the one that was named before."""
        file = Path(rest) if rest else self.file
        if file is None:
            click.echo("Write s and the name of a file, as in s game.json.")
            return
        try:
            write(self.game, file)
        except click.ClickException as refusal:
            click.echo(refusal.format_message())
            return
        if self.file in (None, file):
            self.file, self.saved = file, True
        click.echo(f"Saved to {file}.")

    def keep_if_named(self) -> None:
        """Save where a file was named and something is new."""
        if self.file is not None and not self.saved:
            write(self.game, self.file)
            self.saved = True
            click.echo(f"Saved to {self.file}.")

    def leave(self, ended: bool) -> None:
        """The last word: the input has come to its end, or somebody leaves."""
        if ended and not self.game.over:
            click.echo(f"The input has ended on day {self.game.day} of {self.game.scenario.days}, before the run was over.")
        if self.file is None and not ended and self.game.choices and not self.saved:
            name = read("Save the game? A file name, or nothing for no > ")
            self.file = Path(name) if name else None
        self.keep_if_named()


def is_count(word: str) -> bool:
    """Whether what was typed is a number of sensible length."""
    return word.isascii() and word.isdecimal() and len(word) <= DIGITS


def read(prompt: str) -> str | None:
    """A line that is typed, without spaces around it; None at the end of the input. What comes from a pipe is shown, as a terminal would."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not line:
        click.echo()
        return None
    if not sys.stdin.isatty():
        click.echo(line.strip())
    return line.strip()


def write(game: Game, file: Path) -> None:
    """Save a game; what is there already is replaced only if it is a saved game."""
    if file.exists() and not is_game(file):
        raise click.ClickException(f"{file}: there is something else here already, which is left as it is; choose another name.")
    unfinished = file.with_name(f".unfinished-{file.name}")
    try:
        unfinished.write_text(json.dumps(game.as_dict(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        unfinished.replace(file)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise click.ClickException(f"{file}: the game cannot be saved here: {fault.strerror or fault}.") from None


def is_game(file: Path) -> bool:
    """Whether a file looks like a saved game."""
    try:
        return load(file).get("game") == "parley"
    except click.ClickException:
        return False


def load(file: Path) -> dict[str, object]:
    """What is in a file of a saved game."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise click.ClickException(f"{file}: this is too large for a saved game.")
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise click.ClickException(f"{file}: this cannot be read: {fault.strerror or fault}.") from None
    except (ValueError, RecursionError):
        raise click.ClickException(f"{file}: this is not a saved game; parley play --save writes one.") from None
    if not isinstance(found, dict):
        raise click.ClickException(f"{file}: this is not a saved game; parley play --save writes one.")
    return found
