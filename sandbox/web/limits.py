"""Limits on guessing. A whole class shares one address, so names are limited tightly, addresses generously."""

from __future__ import annotations

import time

from flask import Flask, current_app, request
from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class TooManyTries(Exception):
    """Somebody has to wait; ``seconds`` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class TryLimiter:
    """Counts tries by subject (class code + name) and by address.

    A try counts before its PIN is looked at, so that tries at the same moment do not slip past together.
    """

    def __init__(self, *, per_name: str, per_address: str) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._per_name = parse_many(per_name)
        self._per_address = parse_many(per_address)

    def count_try(self, subject: str, address: str) -> None:
        """Count one for ``subject`` and ``address``; raise TooManyTries when either has used up its tries."""
        for limit in self._per_address:
            if not self._limiter.hit(limit, "address", address):
                raise TooManyTries(self._wait(limit, "address", address))
        for limit in self._per_name:
            if not self._limiter.hit(limit, "name", subject):
                raise TooManyTries(self._wait(limit, "name", subject))

    def forget(self, subject: str) -> None:
        """A right PIN, or a new one from the trainer, clears the slate."""
        for limit in self._per_name:
            self._limiter.clear(limit, "name", subject)

    def _wait(self, limit: object, *identifiers: str) -> int:
        stats = self._limiter.get_window_stats(limit, *identifiers)  # type: ignore[arg-type]
        return max(1, int(stats.reset_time - time.time()) + 1)


def try_limiter() -> TryLimiter:
    """The application's limiter."""
    return current_app.extensions["try_limiter"]


def remote_address() -> str:
    """The address tries are counted for."""
    return request.remote_addr or "unknown"


def init_limits(app: Flask, *, per_name: str, per_address: str) -> None:
    """Give the application its own limiter (its own memory in each test)."""
    app.extensions["try_limiter"] = TryLimiter(per_name=per_name, per_address=per_address)
