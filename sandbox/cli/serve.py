"""`serve`: open the class on this laptop and tell everybody where it is."""

from __future__ import annotations

import gc
import logging
import logging.handlers
import os
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sandbox.cli.network import ANY_ADDRESS, ListenError, open_listener, phone_addresses, url_of
from sandbox.cli.single import AlreadyOpenError, DataFolderLock
from sandbox.cli.terminal import Terminal
from sandbox.config import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from flask import Flask

LOG_BYTES = 1_000_000
LOG_NAME = "lapak.log"


@click.command()
@click.option("--host", default=ANY_ADDRESS, show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="First port to try."
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder for database and photos.")
@click.option("--no-demo", is_flag=True, help="Leave out the example class on the first run.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes (PostgreSQL only).")
@click.pass_obj
def serve(
    terminal: Terminal, /, *, host: str, port: int, data: Path | None, no_demo: bool, workers: int | None
) -> None:
    """Open the class: migrate the database, serve on the local network, print the addresses."""
    gc.disable()  # nothing made during the start is garbage; looking for it takes a tenth of the time
    settings = read_settings(terminal, data)
    if settings.is_sqlite and (workers or 1) > 1:
        terminal.stop("workers-need-postgresql")
    lock = DataFolderLock(settings.data_dir)
    try:
        if settings.is_sqlite:
            lock.acquire()
    except AlreadyOpenError as error:
        terminal.stop("already-open", address=error.address)
    listener = listen(terminal, host, port)
    here, phones = addresses_of(listener, host)
    if settings.is_sqlite:
        lock.note_address(here)
    settings = settings if settings.public_url or not phones else replace(settings, public_url=phones[0])
    log_to_file(settings)
    app = open_app(terminal, settings, with_demo=not no_demo)
    setup_url = first_trainer_url(app, here)

    gc.freeze()
    gc.enable()

    def ready() -> None:
        announce(terminal, here, phones, settings.public_url, setup_url)

    run(app, listener, ready, lambda: terminal.say("closed"), workers=workers)


def read_settings(terminal: Terminal, data: Path | None) -> Settings:
    """Settings with ``--data`` in them; a wrong one ends the program with its sentence."""
    try:
        return load_settings(data_dir=data)
    except SettingsError as error:
        terminal.stop_with(str(error))
    except PermissionError as error:
        terminal.stop("read-only", folder=str(error.filename))


def listen(terminal: Terminal, host: str, port: int) -> socket.socket:
    """A listening socket; says so when the port is not the one asked for."""
    try:
        listener = open_listener(host, port)
    except ListenError as error:
        terminal.stop(error.code, port=str(port), host=host)
    taken = listener.getsockname()[1]
    if port not in (0, taken):
        terminal.say("port-moved", port=str(port), other=str(taken))
    return listener


def addresses_of(listener: socket.socket, host: str) -> tuple[str, list[str]]:
    """(URL for this laptop, URLs for phones with the likeliest first)."""
    port = listener.getsockname()[1]
    here = "127.0.0.1" if host in (ANY_ADDRESS, "::", "") else host
    return url_of(here, port), [url_of(address, port) for address in phone_addresses(host)]


def log_to_file(settings: Settings) -> None:
    """Faults go to a file in the data folder: the terminal is on the projector."""
    handler = logging.handlers.RotatingFileHandler(
        settings.data_dir / LOG_NAME, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def open_app(terminal: Terminal, settings: Settings, *, with_demo: bool) -> Flask:
    """The application with its database at the newest revision; the example class in it on the first run."""
    from jinja2 import FileSystemBytecodeCache

    from sandbox import create_app
    from sandbox.cli.database import bring_up_to_date
    from sandbox.cli.demo import load

    app = create_app(settings)
    # Templates compiled in an earlier run are read back, so that the first pages after a start come at once.
    compiled = settings.data_dir / "cache"
    compiled.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    is_new = bring_up_to_date(app, terminal)
    if is_new and with_demo:
        terminal.say("loading-demo")
        load(app)
    return app


def first_trainer_url(app: Flask, here: str) -> str | None:
    """A one-time link for the first trainer, as long as no trainer has used one."""
    from sandbox.cli.trainer import has_used_setup_link, setup_path

    return None if has_used_setup_link(app) else here + setup_path(app)


def announce(
    terminal: Terminal, here: str, phones: list[str], public_url: str, setup_url: str | None
) -> None:
    """Print where the class is, with a QR code for phones and, at first, the trainer's link."""
    from sandbox.media.qr import qr_terminal

    terminal.say("open", laptop=here)
    if public_url:
        terminal.say("phones", address=public_url)
        click.echo(qr_terminal(public_url, ansi=os.isatty(1)))
    else:
        terminal.say("no-phones")
    if others := [address for address in phones if address != public_url]:
        terminal.say("other-addresses", addresses="  ".join(others))
    if setup_url:
        terminal.say("first-trainer", address=setup_url)
    terminal.say("how-to-close")


def run(
    app: Flask,
    listener: socket.socket,
    ready: Callable[[], None],
    stop: Callable[[], None],
    *,
    workers: int | None,
) -> None:
    """Serve until Ctrl+C: one process on SQLite, one per core on PostgreSQL."""
    from sandbox.cli.server import ClassroomServer, run_workers
    from sandbox.cli.turnstile import gate
    from sandbox.extensions import db

    settings = app.extensions["settings"]
    if settings.is_sqlite:
        ClassroomServer(gate(app), listener, ready, stop).run()
        return
    # Workers read the settings for themselves, and must not share our connections.
    with app.app_context():
        db.engine.dispose()
    os.environ["SANDBOX_DATA_DIR"] = str(settings.data_dir)
    os.environ["SANDBOX_PUBLIC_URL"] = settings.public_url
    os.environ["SANDBOX_DATABASE_URL"] = settings.database_url
    run_workers(listener, workers or os.cpu_count() or 1, ready)
    stop()
