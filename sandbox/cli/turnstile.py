"""A WSGI gate that keeps one serving process quick for a whole class on weak Wi-Fi.

Two things slow a threaded server down, and both happen in a classroom. A phone that sends a photo slowly
holds a thread for as long as it takes: eight such phones stop a server of eight threads. And many threads
running Python at once take turns badly: with 64 threads the slowest request in twenty took 420 ms, with
two 110 ms.

So there are many threads, and each first receives its whole request, however slow the phone. Only then does
it queue, first come first served, for one of a few places in which the application runs. Requests with large
bodies have places of their own: forty photos at once do not keep anybody from looking at a shop.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

PAGE_PLACES = 8
UPLOAD_PLACES = 4
LARGE_BODY = 256 * 1024
CHUNK = 64 * 1024
IN_MEMORY = 512 * 1024
DRAINED = 100 * 1024 * 1024
JOINED_ANSWER = 2 * 1024 * 1024

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]


class FairPlaces:
    """``count`` places, given out in order of arrival. A context manager.

    ``threading.Semaphore`` lets a newcomer overtake those who wait: there the slowest answers come from.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()  # opened by whoever leaves

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Turnstile:
    """Wraps a WSGI application; ``largest_body`` (bytes) is the most the application will accept.

    A longer body is received and thrown away, so that the phone is ready to read the refusal. A body that
    ends early is answered 400 without asking the application: half a form must never be saved.
    """

    def __init__(
        self, app: WsgiApp, largest_body: int, *, pages: int = PAGE_PLACES, uploads: int = UPLOAD_PLACES
    ) -> None:
        self.app = app
        self.largest_body = largest_body
        self._pages = FairPlaces(pages)
        self._uploads = FairPlaces(uploads)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Receive the request, wait for a place, answer."""
        announced = int(environ.get("CONTENT_LENGTH") or 0)
        if not announced and "HTTP_TRANSFER_ENCODING" not in environ:
            with self._pages:
                return _answer(self.app, environ, start_response)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            received = _receive(environ["wsgi.input"], body, keep=self.largest_body + 1)
            if received < min(announced, DRAINED):
                start_response("400 Bad Request", [("Content-Type", "text/plain"), ("Content-Length", "0")])
                return [b""]
            body.seek(0)
            environ["wsgi.input"] = body
            with self._uploads if received > LARGE_BODY else self._pages:
                return _answer(self.app, environ, start_response)


def gate(flask_app: Flask) -> Turnstile:
    """The application behind its turnstile: what a server should be given."""
    return Turnstile(flask_app, largest_body=flask_app.config["MAX_CONTENT_LENGTH"])


def _receive(source: IO[bytes], body: IO[bytes], keep: int) -> int:
    """Copy up to ``keep`` bytes of ``source`` to ``body``; return how many came in all (at most DRAINED).

    -1 when the phone left before anything came.
    """
    received = 0
    try:
        while received < DRAINED and (chunk := source.read(CHUNK)):
            if received < keep:
                body.write(chunk[: keep - received])
            received += len(chunk)
    except (OSError, RuntimeError):  # the phone has left
        return min(received, keep) if received else -1
    return received


def _answer(app: WsgiApp, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The application's answer, in one piece unless it is large: the server can then send it alone."""
    length: list[int] = []

    def note_length(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        length.extend(int(value) for name, value in headers if name.lower() == "content-length")
        return start_response(status, headers, *rest)

    pieces = app(environ, note_length)
    if isinstance(pieces, list) or not length or length[0] > JOINED_ANSWER:
        return pieces
    try:
        return [b"".join(pieces)]
    finally:
        if close := getattr(pieces, "close", None):
            close()
