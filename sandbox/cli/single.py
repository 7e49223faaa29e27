"""One serving process per data folder: SQLite's writers can only queue fairly inside one process."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

LOCKED_BYTE = 1 << 30
"""Far behind the text, because Windows lets nobody read a locked byte and the text is for others to read."""


class AlreadyOpenError(Exception):
    """Another process serves this data folder; ``address`` is where ("" when it did not say)."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class DataFolderLock:
    """Held from ``acquire`` until the process ends, however it ends: the system lets go of it for us."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "serving.lock"
        self._number = -1

    def acquire(self) -> None:
        """Take the folder. Raises AlreadyOpenError."""
        number = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(number)
        except OSError:
            os.close(number)
            with contextlib.suppress(OSError):
                raise AlreadyOpenError(self._path.read_text(encoding="utf-8").strip()) from None
            raise AlreadyOpenError("") from None
        self._number = number
        os.truncate(number, 0)

    def note_address(self, address: str) -> None:
        """Leave word of where we serve, for whoever tries to open the class a second time."""
        os.lseek(self._number, 0, os.SEEK_SET)
        os.write(self._number, address.encode())

    def release(self) -> None:
        """Let go of the folder."""
        if self._number >= 0:
            os.close(self._number)
            self._number = -1


def _lock(number: int) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        os.lseek(number, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        os.lseek(number, 0, os.SEEK_SET)
    else:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, LOCKED_BYTE)
