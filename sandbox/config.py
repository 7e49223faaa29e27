"""Frozen settings: defaults < instance/config.toml < environment, checked once at start."""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

DEFAULT_DATA_DIR = Path(__file__).resolve().parent.parent / "instance"


class SettingsError(Exception):
    """A setting is wrong; the message says which one and what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the application may be told from outside.

    ``data_dir`` holds the database, media, backups and the secret key. ``database_url`` is an SQLAlchemy
    URL. ``public_url`` is the address phones should use, printed in QR codes ("" = the request's own).
    ``pin_tries`` is how many wrong PINs a name may meet before it must wait (a ``limits`` expression).
    """

    data_dir: Path = DEFAULT_DATA_DIR
    database_url: str = ""
    secret_key: str = field(default="", repr=False)
    public_url: str = ""
    country: str = "indonesia"
    media_workers: int = 2
    testing: bool = False
    pin_tries: str = "5 per minute;30 per hour"
    address_tries: str = "600 per minute"

    @property
    def media_dir(self) -> Path:
        """Where photos live."""
        return self.data_dir / "media"

    @property
    def is_sqlite(self) -> bool:
        """True on the embedded default database."""
        return self.database_url.startswith("sqlite")


def load_settings(**overrides: Any) -> Settings:
    """Settings for a real start: defaults, then config.toml, then SANDBOX_* variables, then ``overrides``.

    Creates the data folder and, once, its secret key. Raises SettingsError with a sentence to show.
    """
    known = {item.name for item in fields(Settings)}
    data_dir = Path(overrides.pop("data_dir", None) or os.environ.get("SANDBOX_DATA_DIR") or DEFAULT_DATA_DIR)
    data_dir = data_dir.expanduser().resolve()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"The data folder {data_dir} cannot be made: {error.strerror}.") from error
    values: dict[str, Any] = {}
    config_file = data_dir / "config.toml"
    if config_file.exists():
        try:
            values.update(tomllib.loads(config_file.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{config_file} is not valid TOML: {error}.") from error
    for name in known - {"data_dir"}:
        if (given := os.environ.get(f"SANDBOX_{name.upper()}")) is not None:
            values[name] = int(given) if name == "media_workers" else given
    values.update({name: value for name, value in overrides.items() if value is not None})
    if unknown := set(values) - known:
        raise SettingsError(
            f"Unknown setting: {', '.join(sorted(unknown))}. Known: {', '.join(sorted(known))}."
        )
    values.setdefault("database_url", f"sqlite:///{(data_dir / 'lapak.sqlite3').as_posix()}")
    if not values.get("secret_key"):
        values["secret_key"] = _secret_key(data_dir)
    values["database_url"] = _psycopg_url(values["database_url"])
    return Settings(data_dir=data_dir, **values)


def _psycopg_url(url: str) -> str:
    """Plain postgresql:// URLs mean psycopg 3 here."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _secret_key(data_dir: Path) -> str:
    """The key that signs sessions and PINs; written once, readable by the owner alone."""
    path = data_dir / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(48)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(key)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip()
    return key
