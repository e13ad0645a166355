"""The command as tests call it."""

from __future__ import annotations

from click.testing import CliRunner

from sim import cli


def parley(*words: str) -> tuple[int, str, str]:
    """Run a command in this process: exit status, standard output, standard error."""
    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        status = 0
        try:
            cli.main(list(words))
        except SystemExit as left:
            status = int(left.code or 0)
        return status, out.getvalue().decode(), err.getvalue().decode()
