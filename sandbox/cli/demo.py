"""`demo`: the example class that a trainer can click through before the first workshop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sandbox.cli.terminal import Terminal

if TYPE_CHECKING:
    from flask import Flask


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder for database and photos.")
@click.pass_obj
def demo(terminal: Terminal, data: Path | None) -> None:
    """Load the example class into the database."""
    from sandbox import create_app
    from sandbox.cli.database import bring_up_to_date
    from sandbox.cli.serve import read_settings

    app = create_app(read_settings(terminal, data))
    bring_up_to_date(app, terminal)
    terminal.say("loading-demo")
    load(app)
    terminal.say("done")


def load(app: Flask) -> None:
    """Load the example class, all of it or nothing."""
    from sandbox.demo import load_demo_class
    from sandbox.extensions import db

    with app.app_context():
        load_demo_class()
        db.session.commit()
