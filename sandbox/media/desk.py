"""Drawing for many phones: few at once, finished pictures remembered, and no queue that stalls the class."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class DeskBusy(Exception):
    """Others are being drawn for and enough are waiting; ask again in a moment."""


class DrawingDesk:
    """Draws at most ``at_once`` things at a time and keeps ``most_bytes`` of what was drawn last.

    At most ``waiting`` callers wait; whoever comes later gets ``DeskBusy``. Each holds one of the few places in which
    requests run, so together with the one drawing they stay well below those: other pages go on.
    """

    def __init__(self, *, at_once: int = 1, waiting: int = 4, most_bytes: int = 16 * 1024 * 1024) -> None:
        self._turns = threading.Semaphore(at_once)
        self._places = threading.Semaphore(at_once + waiting)
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._guard = threading.Lock()
        self._bytes = 0

    def known(self, key: Hashable) -> bytes | None:
        """What was drawn under ``key``, if it is still kept."""
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The kept drawing, or ``draw()``. Raises DeskBusy when too many wait already."""
        if (found := self.known(key)) is not None:
            return found
        if not self._places.acquire(blocking=False):
            raise DeskBusy
        try:
            with self._turns:
                if (found := self.known(key)) is None:
                    found = draw()
                    self._keep(key, found)
                return found
        finally:
            self._places.release()

    def _keep(self, key: Hashable, data: bytes) -> None:
        with self._guard:
            self._bytes += len(data) - len(self._kept.pop(key, b""))
            self._kept[key] = data
            while self._bytes > self._most_bytes and self._kept:
                self._bytes -= len(self._kept.popitem(last=False)[1])


desk = DrawingDesk()
"""The one desk of this process."""
