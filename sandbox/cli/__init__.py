"""The command line: `serve`, `trainer`, `database`, `demo`, `market`. One file per command, loaded when called."""

from __future__ import annotations

from importlib import import_module

import click

from sandbox.cli.terminal import LANGUAGES, Terminal

COMMANDS = {
    "serve": "sandbox.cli.serve:serve",
    "trainer": "sandbox.cli.trainer:trainer",
    "database": "sandbox.cli.database:database",
    "demo": "sandbox.cli.demo:demo",
    "market": "sandbox.cli.market:market",
}


class LazyGroup(click.Group):
    """Finds commands by name and imports only the one that is called: starting the class stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are usually needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command object, or None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        return getattr(import_module(module), name)


@click.command(cls=LazyGroup)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="id",
    envvar="SANDBOX_TERMINAL_LANG",
    help="Language of what is printed here; the class pages have their own.",
)
@click.pass_context
def main(ctx: click.Context, lang: str) -> None:
    """Lapak Latihan: a practice market for a class, on this laptop."""
    ctx.obj = Terminal(lang)
