"""Heavy computing for many phones: one thing at a time, remembered, and never a queue that stalls the class."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Busy(Exception):
    """Others are being served and enough are waiting; ask again in a moment."""


class Workbench:
    """Computes at most one thing at a time and remembers the last ``size`` answers.

    At most ``waiting`` callers wait (each holds a thread of the server); whoever comes later is told so.
    """

    def __init__(self, *, size: int = 256, waiting: int = 2) -> None:
        self._size = size
        self._done: OrderedDict[str, Any] = OrderedDict()
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        self._places = threading.Semaphore(waiting + 1)

    def known(self, key: str) -> Any | None:
        """The answer if it has been computed before, else None."""
        with self._guard:
            if key in self._done:
                self._done.move_to_end(key)
            return self._done.get(key)

    def get(self, key: str, compute: Callable[[], T]) -> T:
        """The remembered answer, or that of ``compute()``. Raises Busy when too many wait already."""
        found = self.known(key)
        if found is not None:
            return found
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._turn:
                found = self.known(key)
                if found is None:
                    found = compute()
                    self._keep(key, found)
                return found
        finally:
            self._places.release()

    def _keep(self, key: str, answer: Any) -> None:
        with self._guard:
            self._done[key] = answer
            while len(self._done) > self._size:
                self._done.popitem(last=False)


def digest(*parts: Any) -> str:
    """A short text that is the same for the same plain values, and only for them."""
    text = json.dumps(parts, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


bench = Workbench()
"""The one bench of this process."""
