"""``parley serve``."""

from __future__ import annotations

import contextlib
import webbrowser
from pathlib import Path

import click

from sim import words
from sim.cli import options

LAST_PORT = 65535


def port_number(context: click.Context, option: click.Parameter, value: int) -> int:
    """Check a port."""
    if not 0 <= value <= LAST_PORT:
        raise click.BadParameter(f"{value} is not a port; ports go from 0 (any free one) to {LAST_PORT}.", context, option)
    return value


@click.command()
@click.option("--port", type=int, default=8000, show_default=True, callback=port_number, help="Where to listen; 0 for any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Who may come: 0.0.0.0 lets in the whole network.")
@click.option("--open/--no-open", "opens", default=False, help="Open the page in a browser.")
@options.strategies
@click.option("--workers", callback=options.whole, metavar="N", help="Worker processes.  [default: one for each core, at most 4]")
@click.option("--ahead/--no-ahead", default=True, show_default=True, help="While nobody waits, play what sliders may ask for next.")
@click.option("--mask", is_flag=True, help="Invented names for parties and scenarios, until a teacher shows the true ones.")
@click.option("--words", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Words in another language (docs/translate.md).")
def serve(port: int, host: str, opens: bool, workers: int | None, ahead: bool, mask: bool, folder: Path | None) -> None:
    """Serve the page: sliders, and charts that follow.

    Ctrl-C stops it. Nothing is written to disk, and the page asks nothing of the internet.
    """
    from sim.web.neighbourhood import address_for_others
    from sim.web.serving import PortTakenError, bound
    from sim.web.serving import serve as serve_page
    from sim.web.settings import Settings, cores

    words.use(folder or words.chosen())
    try:
        listening = bound(host, port)
    except PortTakenError as taken:
        instead = f" Port {taken.free} is free: parley serve --port {taken.free}" if taken.free else " Try another with --port."
        raise click.ClickException(f"Port {port} is in use by another program.{instead}") from None
    address = f"http://{called(host)}:{listening.getsockname()[1]}/"
    settings = Settings(host=host, port=listening.getsockname()[1], workers=workers or cores(), mask=mask, ahead=ahead)
    if settings.is_open:
        click.echo(f"Open to others: everybody who can reach {host} on this network can use the page and this machine's time.")
        click.echo("Nobody can read files or change anything. Without --host only this machine can.")

    def ready() -> None:
        click.echo(f"parley is at {address} (Ctrl-C stops it)")
        if others := address_for_others(settings):
            click.echo(f"For others on this network it is at {others}/, and a class joins at {others}/room")
        if opens:
            webbrowser.open(address)

    with contextlib.suppress(KeyboardInterrupt):
        serve_page(settings, listening, ready)


def called(host: str) -> str:
    """The host as it stands in an address that this machine can open."""
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
