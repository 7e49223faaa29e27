"""What the command line says, in the language the trainer reads."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

LANGUAGES = ("id", "en")


class Terminal:
    """Writes the texts of `translations/<language>/cli.ftl`, without the `cli-` of their ids."""

    def __init__(self, language: str) -> None:
        self.language = language

    def words(self, key: str, **facts: str) -> str:
        """The text of ``key``. Facts are strings: a number would get thousands separators (port 8.000)."""
        from sandbox.lang.texts import catalogue

        return catalogue().format(self.language, f"cli-{key}", facts)

    def say(self, key: str, **facts: str) -> None:
        """Print the text of ``key``."""
        click.echo(self.words(key, **facts))
        sys.stdout.flush()

    def note(self, key: str, **facts: str) -> None:
        """Print the text of ``key`` on standard error: what goes on, not what was asked for."""
        click.echo(self.words(key, **facts), err=True)

    def stop(self, key: str, **facts: str) -> NoReturn:
        """End the program with one sentence on standard error and exit code 1."""
        self.stop_with(self.words(key, **facts))

    def stop_with(self, sentence: str) -> NoReturn:
        """As ``stop``, with a sentence made elsewhere."""
        click.echo(sentence, err=True)
        sys.exit(1)
