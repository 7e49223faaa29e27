"""One transaction per request, the gate, headers, double taps and error pages."""

from __future__ import annotations

import threading
import time

import pytest
from flask import Flask, abort, redirect, request
from sqlalchemy import func, select
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sandbox.classrooms.models import Classroom
from sandbox.extensions import db
from sandbox.web.gate import Permission, allow, safe_next
from sandbox.web.submissions import once
from sandbox.web.transaction import WriterQueue, outside_transaction
from tests.support.pages import LintingClient, PageFault, lint_page, parse_page
from tests.support.world import World

PLAIN = {"Content-Type": "text/plain"}


def add_classroom(code: str) -> None:
    db.session.add(Classroom(name="K", code=code, seed="s"))


@pytest.fixture
def probes(app: Flask) -> None:
    """Views that show what the plumbing does."""

    @app.post("/probe/<answer>")
    @allow(Permission.PUBLIC)
    def probe(answer: str) -> object:
        add_classroom(answer)
        db.session.flush()
        if answer == "crash":
            raise ZeroDivisionError
        if answer == "refuse":
            abort(404)
        return ("no", 422, PLAIN) if answer == "invalid" else ("yes", 200, PLAIN)

    @app.post("/create")
    @allow(Permission.PUBLIC)
    @once
    def create() -> object:
        if not request.form.get("name"):
            return "name?", 422, PLAIN
        code = f"C{db.session.scalar(select(func.count()).select_from(Classroom))}"
        add_classroom(code)
        db.session.flush()
        return redirect(f"/made/{code}", 303)

    @app.get("/peek")
    @allow(Permission.PUBLIC)
    def peek() -> object:
        add_classroom("PEEK")
        db.session.flush()
        return "looked", 200, PLAIN

    @app.post("/slow")
    @allow(Permission.PUBLIC)
    def slow() -> object:
        add_classroom("SLOW")
        with outside_transaction():
            return "never"


def codes(world: World) -> set[str]:
    return world.read(lambda session: set(session.scalars(select(Classroom.code))))


def test_a_good_answer_commits(client: LintingClient, world: World, probes: None) -> None:
    assert client.send("/probe/ok").status_code == 200
    assert codes(world) == {"ok"}


@pytest.mark.parametrize(("answer", "status"), [("invalid", 422), ("refuse", 404)])
def test_a_refusal_saves_nothing(
    client: LintingClient, world: World, probes: None, answer: str, status: int
) -> None:
    assert client.send(f"/probe/{answer}").status_code == status
    assert codes(world) == set()


def test_a_crash_saves_nothing(client: LintingClient, world: World, probes: None) -> None:
    with pytest.raises(ZeroDivisionError):
        client.send("/probe/crash")
    assert codes(world) == set()


def test_reading_never_saves(client: LintingClient, world: World, probes: None) -> None:
    assert client.get("/peek").status_code == 200
    assert codes(world) == set()


def test_slow_work_refuses_to_lose_unsaved_changes(client: LintingClient, probes: None) -> None:
    with pytest.raises(RuntimeError, match="before the first write"):
        client.send("/slow")


def test_a_double_tap_makes_one_thing(client: LintingClient, world: World, probes: None) -> None:
    answers = [client.send("/create", {"name": "x", "submit_key": "tap"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert {answer.headers["Location"] for answer in answers} == {"/made/C0"}
    assert codes(world) == {"C0"}


def test_a_failed_form_may_be_sent_again_with_the_same_key(
    client: LintingClient, world: World, probes: None
) -> None:
    assert client.send("/create", {"submit_key": "tap"}).status_code == 422
    assert client.send("/create", {"submit_key": "tap", "name": "x"}).status_code == 303
    assert codes(world) == {"C0"}


def test_racing_taps_make_one_thing(app: Flask, world: World, probes: None) -> None:
    """Twelve phones' worth of the same tap at the same moment, each from the same session."""
    first = app.test_client()
    token = first.token()  # type: ignore[attr-defined]
    cookie = first.get_cookie("lapak")
    assert cookie is not None
    answers: list[tuple[int, str]] = []

    def tap() -> None:
        phone = app.test_client()
        phone.set_cookie("lapak", cookie.value)
        answer = phone.post("/create", data={"csrf_token": token, "submit_key": "race", "name": "x"})
        answers.append((answer.status_code, answer.headers.get("Location", "")))

    threads = [threading.Thread(target=tap) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {(303, "/made/C0")}
    assert len(codes(world)) == 1


def test_writers_are_served_in_order_of_arrival() -> None:
    queue, order, threads = WriterQueue(), [], []
    queue.acquire(1)

    def write(number: int) -> None:
        queue.acquire(5)
        order.append(number)
        queue.release()

    for number in range(8):
        thread = threading.Thread(target=write, args=(number,))
        thread.start()
        threads.append(thread)
        time.sleep(0.02)  # let this one queue up before the next arrives
    queue.release()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_a_writer_gives_up_after_its_time_and_the_queue_goes_on() -> None:
    queue = WriterQueue()
    queue.acquire(1)
    with pytest.raises(TimeoutError):
        queue.acquire(0.05)
    queue.release()
    queue.acquire(0.05)


def test_every_answer_is_fenced(client: LintingClient) -> None:
    for address in ("/", "/tidak-ada", "/sehat", "/static/css/base.css"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("status", [404, 405])
def test_error_pages_speak_plainly(client: LintingClient, status: int) -> None:
    response = client.get("/tidak-ada" if status == 404 else "/ganti-orang")
    assert response.status_code == status
    assert "Traceback" not in response.text
    lint_page(response.text)


@pytest.mark.parametrize("error", [TimeoutError(), PoolTimeoutError()])
def test_a_busy_database_is_said_kindly(app: Flask, client: LintingClient, error: Exception) -> None:
    """Neither a turn to write nor a free connection came in time."""

    @app.get("/probe/busy")
    @allow(Permission.PUBLIC)
    def busy() -> str:
        raise error

    assert client.get("/probe/busy").status_code == 503


def test_an_error_page_waits_for_no_writer(world: World) -> None:
    """It only reads; and after waiting in vain for a turn nobody should have to wait for another."""
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    with world.app.app_context():
        writer = db.engine.connect()
    with writer, writer.begin():
        answer = phone.post("/alamat-yang-tidak-ada")
    assert answer.status_code == 404
    assert "Ada gangguan di laptop kelas" not in answer.text  # the page that needs nothing at all


def test_a_lost_token_keeps_the_typed_text(client: LintingClient, probes: None) -> None:
    response = client.post("/create", data={"name": 'Keripik "Bu Siti" <b>', "csrf_token": "old"})
    assert response.status_code == 400
    page = parse_page(response.text)
    kept = {node.get("name"): node.get("value") for node in page.iter("input")}
    assert kept["name"] == 'Keripik "Bu Siti" <b>'
    again = client.post("/create", data={"name": kept["name"], "csrf_token": kept["csrf_token"]})
    assert again.status_code == 303


def test_a_form_from_another_site_gets_nothing_back(client: LintingClient, probes: None) -> None:
    response = client.post("/create", data={"name": "x"}, headers={"Origin": "http://evil.example"})
    assert response.status_code == 400
    assert "evil" not in response.text
    assert all(node.get("name") != "name" for node in parse_page(response.text).iter("input"))


def test_a_form_from_another_site_leaves_the_session_alone(client: LintingClient, probes: None) -> None:
    response = client.post("/create", data={"name": "x"}, headers={"Origin": "http://evil.example"})
    assert "Set-Cookie" not in response.headers


def test_a_lost_token_never_prints_a_secret(client: LintingClient) -> None:
    typed = {"sign_in_name": "ani", "password": "mangga manis", "csrf_token": "old"}
    page = client.post("/pelatih/masuk", data=typed)
    assert page.status_code == 400
    assert 'value="ani"' in page.text
    assert "mangga" not in page.text
    assert "4711" not in client.post("/masuk", data={"pin": "4711"}).text


def test_an_error_page_that_breaks_still_answers(app: Flask, client: LintingClient) -> None:
    app.jinja_env.globals["t"] = None  # nothing can be translated any more
    app.jinja_env.cache.clear()
    response = app.test_client().get("/tidak-ada", headers={"X-Broken": "1"})
    assert response.status_code == 404
    assert "laptop kelas" in response.text


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("/toko?a=1", "/toko?a=1"),
        ("//evil.example", "/x"),
        ("/\\evil.example", "/x"),
        ("https://evil.example", "/x"),
        ("", "/x"),
        (None, "/x"),
        ("/a\nb", "/x"),
        ("/a\\b", "/x"),
    ],
)
def test_signing_in_leads_only_home(address: str | None, led_to: str) -> None:
    assert safe_next(address, "/x") == led_to


def test_the_language_is_remembered_and_never_leads_away(client: LintingClient) -> None:
    response = client.send("/bahasa", {"lang": "en", "next": "//evil.example"})
    assert response.headers["Location"] == "/"
    assert 'lang="en"' in client.get("/").text
    assert client.send("/bahasa", {"lang": "xx"}).status_code == 400


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><p style='color:red'>x",
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><script>1</script>",
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><input name=a>",
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><h1>y</h1>",
        "<!doctype html><html><title>x</title><h1>x</h1>",
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><form method=post></form>",
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><p id=a><p id=a>",
        "<!doctype html><html lang=id><title>x</title><h1>x</h1><div></p></div>",
    ],
)
def test_the_page_linter_notices(page: str) -> None:
    with pytest.raises(PageFault):
        lint_page(page)
