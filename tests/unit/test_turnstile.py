"""The gate in front of the application: slow phones, broken bodies, order of arrival."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterable
from typing import Any

from sandbox.cli.turnstile import JOINED_ANSWER, LARGE_BODY, FairPlaces, Turnstile


class Answer:
    """What `start_response` was told."""

    status = ""

    def __call__(self, status: str, _headers: list[tuple[str, str]], *_rest: Any) -> None:
        self.status = status


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    body = environ["wsgi.input"].read() if "wsgi.input" in environ else b""
    text = f"{len(body)}".encode()
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return iter([text])


def post(gate: Turnstile, body: io.RawIOBase | io.BytesIO, length: int | None) -> tuple[Answer, bytes]:
    answer = Answer()
    environ: dict[str, Any] = {"wsgi.input": body, "REQUEST_METHOD": "POST"}
    if length is None:
        environ["HTTP_TRANSFER_ENCODING"] = "chunked"
    else:
        environ["CONTENT_LENGTH"] = str(length)
    return answer, b"".join(gate(environ, answer))


class Slow(io.BytesIO):
    """A phone that sends one piece and then waits until it is let go."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.go_on = threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            self.go_on.wait(10)
        return super().read(min(size or 1, 10))


class Gone(io.BytesIO):
    """A phone that leaves in the middle."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError("connection reset")
        return super().read(5)


def test_a_whole_body_reaches_the_application() -> None:
    gate = Turnstile(echo, largest_body=1000)
    for length in (20, None):
        answer, body = post(gate, io.BytesIO(b"x" * 20), length)
        assert (answer.status, body) == ("200 OK", b"20")


def test_half_a_body_never_does() -> None:
    gate = Turnstile(echo, largest_body=1000)
    for body in (io.BytesIO(b"x" * 7), Gone(b"x" * 20), io.BytesIO(b"")):
        answer, text = post(gate, body, 20)
        assert answer.status == "400 Bad Request"
        assert text == b""


def test_too_large_a_body_is_taken_from_the_wire_but_not_kept() -> None:
    gate = Turnstile(echo, largest_body=1000)
    sent = io.BytesIO(b"x" * 500_000)
    answer, body = post(gate, sent, 500_000)
    assert (answer.status, body) == (
        "200 OK",
        b"1001",
    )  # one more than allowed: the application will refuse it
    assert sent.read() == b""


def test_slow_phones_hold_nobody_up() -> None:
    gate = Turnstile(echo, largest_body=1000, pages=1, uploads=1)
    phones = [Slow(b"x" * 20) for _ in range(12)]
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda p=p: answers.append(post(gate, p, 20)[1])) for p in phones]
    for thread in threads:
        thread.start()
    assert b"".join(gate({"REQUEST_METHOD": "GET"}, Answer())) == b"0"
    assert answers == []
    for phone in phones:
        phone.go_on.set()
    for thread in threads:
        thread.join(10)
    assert answers == [b"20"] * 12


def test_uploads_do_not_take_the_places_of_pages() -> None:
    inside, leave = threading.Event(), threading.Event()

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            inside.set()
            leave.wait(10)
        return echo(environ, start_response)

    gate = Turnstile(app, largest_body=10 * LARGE_BODY, pages=1, uploads=1)
    size = LARGE_BODY + 1
    upload = threading.Thread(target=post, args=(gate, io.BytesIO(b"x" * size), size))
    upload.start()
    assert inside.wait(10)
    assert b"".join(gate({"REQUEST_METHOD": "GET"}, Answer())) == b"0"
    leave.set()
    upload.join(10)


def test_places_are_given_in_order_of_arrival() -> None:
    places = FairPlaces(1)
    order: list[int] = []

    def visit(number: int) -> None:
        with places:
            order.append(number)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(8)]
    with places:
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            while len(places._waiting) < waiting:
                time.sleep(0.001)
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_a_place_is_free_again_after_a_fault() -> None:
    def broken(_environ: dict[str, Any], _start_response: Any) -> Iterable[bytes]:
        raise ValueError("a fault of the application")

    gate = Turnstile(broken, largest_body=10, pages=1)
    for _ in range(3):
        try:
            gate({"REQUEST_METHOD": "GET"}, Answer())
        except ValueError:
            continue
        raise AssertionError("the fault must reach the server")


def test_large_answers_are_passed_on_piece_by_piece_and_small_ones_closed() -> None:
    closed: list[int] = []

    class Pieces:
        def __init__(self, size: int) -> None:
            self.size = size

        def __iter__(self) -> Any:
            return iter([b"x" * self.size])

        def close(self) -> None:
            closed.append(self.size)

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", str(environ["size"]))])
        return Pieces(environ["size"])

    gate = Turnstile(app, largest_body=10)
    assert gate({"size": 5}, Answer()) == [b"xxxxx"]
    assert closed == [5]
    large = gate({"size": JOINED_ANSWER + 1}, Answer())
    assert not isinstance(large, list)
    assert closed == [5]
