"""Where photo files are kept. The only code that turns a media name into a path.

A *key* names one photo: 26 random signs of ``a-z0-9``, so it can be neither guessed nor counted. A *name* is
``<key>/<variant>.<extension>``, for instance ``k3v0.../list.webp``. Names go into the database and into URLs.

Another store (S3 and its like) needs the same methods with the same promises and nothing else changes:
``put`` is atomic (a reader sees the old file, the new one or none), ``delete`` of what is not there is
quiet, ``read`` of what is not there raises ``FileNotFoundError``, and every method raises
``BadMediaNameError`` for a name that is not exactly of the form above. Only ``get_path`` belongs to files;
such a store would offer the address to redirect to instead.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import string
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.media.photo import TakenPhoto

KEY_ALPHABET = string.ascii_lowercase + string.digits
KEY_LENGTH = 26
KEY = re.compile(r"[a-z0-9]{26}", re.ASCII)
NAME = re.compile(r"[a-z0-9]{26}/[a-z][a-z0-9-]{0,31}\.(?P<extension>webp|jpg|png)", re.ASCII)
MIME_TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class BadMediaNameError(ValueError):
    """A name is not one this store could have given out."""


def new_key() -> str:
    """A fresh photo key with 134 bits of chance."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))


def mime_type(name: str) -> str:
    """MIME type of a media name. Raises BadMediaNameError."""
    return MIME_TYPES[_match(name)["extension"]]


def _match(name: str) -> re.Match[str]:
    match = NAME.fullmatch(name)
    if match is None:
        raise BadMediaNameError(name)
    return match


class MediaStore:
    """Keeps media files under ``root``, which is made when the first file is."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root).resolve()

    def put(self, name: str, data: bytes) -> None:
        """Keep ``data`` under ``name``, replacing what was there; readers never see half a file."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".put-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(0o644)  # a web server of another user may serve the folder
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise

    def put_photo(self, photo: TakenPhoto) -> dict[str, str]:
        """Keep every variant of ``photo`` under a new key; returns ``{variant: name}``. All or none."""
        key = new_key()
        names = {variant: f"{key}/{variant}.{item.extension}" for variant, item in photo.variants.items()}
        try:
            for variant, name in names.items():
                self.put(name, photo.variants[variant].data)
        except OSError:
            self.delete_photo(key)
            raise
        return names

    def get_path(self, name: str) -> Path:
        """Path of the file kept under ``name``, for serving. Raises FileNotFoundError when there is none."""
        path = self._path(name)
        if not path.is_file():
            raise FileNotFoundError(name)
        return path

    def read(self, name: str) -> bytes:
        """The bytes kept under ``name``. Raises FileNotFoundError."""
        return self.get_path(name).read_bytes()

    def exists(self, name: str) -> bool:
        """True when a file is kept under ``name``."""
        return self._path(name).is_file()

    def delete(self, name: str) -> None:
        """Forget ``name``; the photo's folder goes with its last file. Quiet when it is not there."""
        path = self._path(name)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def delete_photo(self, key: str) -> None:
        """Forget every variant of one photo. Nothing happens when there is none."""
        if KEY.fullmatch(key) is None:
            raise BadMediaNameError(key)
        folder = self.root / key
        if folder.is_symlink():
            raise BadMediaNameError(key)
        shutil.rmtree(folder, ignore_errors=True)

    def list_keys(self) -> list[str]:
        """Keys of all photos kept, in order: for backups and for clearing away what no row points to."""
        if not self.root.is_dir():
            return []
        return sorted(item.name for item in self.root.iterdir() if KEY.fullmatch(item.name) and item.is_dir())

    def _path(self, name: str) -> Path:
        """Where ``name`` belongs, whether or not it is there; always inside ``root``, also through links."""
        _match(name)
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise BadMediaNameError(name)
        return path
