"""`trainer`: one-time links made on the laptop itself, for a new trainer or a forgotten password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import exists, func, select

from sandbox.cli.terminal import Terminal

if TYPE_CHECKING:
    from flask import Flask


@click.group()
def trainer() -> None:
    """Links for trainers."""


def data_options(command: click.Command) -> click.Command:
    """Options that say where the database is and where the class is served."""
    command = click.option("--data", type=click.Path(path_type=Path), help="Folder of the database.")(command)
    address = "Address of the class, as this laptop opens it."
    return click.option("--address", default="http://127.0.0.1:8000", show_default=True, help=address)(
        command
    )


@trainer.command()
@data_options
@click.pass_obj
def new(terminal: Terminal, data: Path | None, address: str) -> None:
    """Print a one-time link with which a new trainer chooses name and password."""
    terminal.say("trainer-link", address=address + setup_path(open_quietly(terminal, data)))


@trainer.command()
@click.argument("name")
@data_options
@click.pass_obj
def reset(terminal: Terminal, name: str, data: Path | None, address: str) -> None:
    """Print a one-time link with which trainer NAME chooses a new password."""
    app = open_quietly(terminal, data)
    trainer_id = find_trainer(app, name)
    if trainer_id is None:
        terminal.stop("trainer-unknown", name=name, known=", ".join(trainer_names(app)) or "-")
    terminal.say("trainer-link", address=address + setup_path(app, trainer_id=trainer_id))


def open_quietly(terminal: Terminal, data: Path | None) -> Flask:
    """The application on an up-to-date database; the class may be open at the same time."""
    from sandbox import create_app
    from sandbox.cli.database import bring_up_to_date
    from sandbox.cli.serve import read_settings

    app = create_app(read_settings(terminal, data))
    bring_up_to_date(app, terminal)
    return app


def has_used_setup_link(app: Flask) -> bool:
    """Whether some trainer has set name and password through a first link already."""
    from sandbox.classrooms.models import SetupLink
    from sandbox.extensions import db

    with app.app_context():
        used = SetupLink.trainer_id.is_(None), SetupLink.used_at.is_not(None)
        return bool(db.session.scalar(select(exists().where(*used))))


def setup_path(app: Flask, trainer_id: int | None = None) -> str:
    """The path of a fresh one-time link; with ``trainer_id`` it resets that trainer's password."""
    from sandbox.classrooms.models import Trainer
    from sandbox.classrooms.operations import create_setup_link
    from sandbox.extensions import db

    with app.app_context():
        token = create_setup_link(trainer=db.session.get(Trainer, trainer_id) if trainer_id else None)
        db.session.commit()
    return app.url_map.bind("").build("classrooms.set_up_trainer", {"token": token})


def find_trainer(app: Flask, name: str) -> int | None:
    """The id of the trainer who signs in as ``name``."""
    from sandbox.classrooms.models import Trainer
    from sandbox.extensions import db

    with app.app_context():
        return db.session.scalar(
            select(Trainer.id).where(func.lower(Trainer.sign_in_name) == name.strip().casefold())
        )


def trainer_names(app: Flask) -> list[str]:
    """The names trainers sign in with."""
    from sandbox.classrooms.models import Trainer
    from sandbox.extensions import db

    with app.app_context():
        return list(db.session.scalars(select(Trainer.sign_in_name).order_by(Trainer.sign_in_name)))
