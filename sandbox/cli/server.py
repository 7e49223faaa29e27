"""Granian, the server, run the way a classroom needs it."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer
from granian.server.mt import MTServer

from sandbox.cli.network import BACKLOG
from sandbox.cli.turnstile import WsgiApp

THREADS = 128
"""Requests being received or sent at once. A thread that waits for a slow phone costs about 50 KB."""

STOP_SECONDS = 4


class _InterruptibleEvent(threading.Event):
    """On Windows Ctrl+C is not noticed during an endless wait, so wait in short spells."""

    def wait(self, timeout: float | None = None) -> bool:
        """As ``threading.Event.wait``."""
        if timeout is not None:
            return super().wait(timeout)
        while not super().wait(0.5):
            pass
        return True


class ClassroomServer(MTServer):
    """One process, many threads, on a socket that listens already.

    SQLite wants all writers in one process, where they can queue fairly. Granian's threaded server is that
    process; it is meant for Python without the global lock but needs nothing from it (the version is pinned,
    and the tests serve through it). Its usual one keeps a second process, which costs memory, start-up time
    and, on Windows, a clean end.
    """

    def __init__(
        self,
        app: WsgiApp,
        listener: socket.socket,
        on_ready: Callable[[], None],
        on_stop: Callable[[], None],
    ) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(
            "sandbox.wsgi:app",
            host,
            port,
            interface=Interfaces.WSGI,
            blocking_threads=THREADS,
            backlog=BACKLOG,
            backpressure=2 * THREADS,
            websockets=False,
            log_enabled=False,
        )
        self._app = app
        self._listener = listener
        self._on_ready = on_ready
        self._on_stop = on_stop
        self.main_loop_interrupt = _InterruptibleEvent()

    def run(self) -> None:
        """Serve until Ctrl+C or SIGTERM; then let requests under way finish, for STOP_SECONDS at most."""
        self.serve(target_loader=lambda: self._app, wrap_loader=False)
        self._on_stop()

    def _check_gil(self) -> None:
        """The lock may well be there."""

    def _init_shared_socket(self) -> None:
        number = self._listener.fileno()
        self._shd = SocketHolder(number) if sys.platform == "win32" else SocketHolder(number, False, BACKLOG)

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        super()._spawn_workers(spawn_target, target_loader)
        self._on_ready()

    def _stop_workers(self) -> None:
        watchdog = threading.Timer(STOP_SECONDS, self._leave)
        watchdog.daemon = True
        watchdog.start()
        super()._stop_workers()
        watchdog.cancel()

    def _leave(self) -> None:
        """Go, though a phone is in the middle of a slow upload; what was answered is saved."""
        self._on_stop()
        sys.stdout.flush()
        os._exit(0)


def run_workers(listener: socket.socket, workers: int, on_ready: Callable[[], None]) -> None:
    """Serve ``sandbox.wsgi:app`` from several processes (PostgreSQL only) until Ctrl+C or SIGTERM."""
    host, port = listener.getsockname()[:2]
    listener.close()  # each worker opens its own
    server = MPServer(
        "sandbox.wsgi:app",
        host,
        port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        backpressure=2 * THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.on_startup(on_ready)
    server.serve()
