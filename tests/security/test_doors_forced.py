"""Doors under attack: forged forms, guessed PINs, replayed links, other people's hosts, poisoned caches."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from sandbox import create_app
from sandbox.classrooms.models import Classroom, Participant, Trainer
from sandbox.classrooms.operations import create_setup_link
from sandbox.config import Settings
from sandbox.web.headers import HEADERS
from tests.security.town import PIN, Class, addresses, found, phones
from tests.support.pages import LintingClient, elements, parse_page, text_of
from tests.support.world import World

pytestmark = pytest.mark.one_database  # doors do not depend on the database

EVIL = "evil.example"
PASSWORD = "bunga melati 7"


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture
def unnamed(settings: Settings) -> World:
    """An installation that was not told its address."""
    fields = {name: getattr(settings, name) for name in ("data_dir", "database_url", "secret_key")}
    app = create_app(Settings(**fields, media_workers=0, testing=True))
    app.test_client_class = LintingClient
    return World(app)


# -- forged forms ---------------------------------------------------------------------------------------


def test_no_form_is_taken_without_its_token(app: Flask, world: World, here: Class) -> None:
    people = phones(world, here)
    foreign = people["stranger"].token()
    for rule, method, address in addresses(app, here.parameters()):
        if method != "POST":
            continue
        for name in ("participant", "trainer"):
            for data in ({}, {"csrf_token": "x"}, {"csrf_token": foreign}):
                answer = people[name].post(address, data=data)
                assert answer.status_code == 400, f"{name} {rule}"
    assert world.one(select(Participant.session_version).where(Participant.id == here.participant)) == 1


def test_other_methods_change_nothing_even_with_a_whole_form(app: Flask, world: World, here: Class) -> None:
    trainer = world.phone("trainer", here.trainer)
    data = {
        "csrf_token": trainer.token(),
        "name": "Diganti",
        "nickname": "Diganti",
        "open": "0",
        "version": "1",
    }
    for _rule, method, address in addresses(app, here.parameters()):
        if method == "POST" and address.startswith("/pelatih"):
            for other in ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "JEBRET"):
                answer = trainer.open(address, method=other, data=data)
                assert answer.status_code in {200, 303, 400, 404, 405}, f"{other} {address}"
            headers = {"X-HTTP-Method-Override": "POST"}
            assert (
                trainer.get(address, query_string={"_method": "POST"} | data, headers=headers).status_code
                < 500
            )
    assert world.one(select(Participant.session_version).where(Participant.id == here.participant)) == 1
    assert world.one(select(Participant.nickname).where(Participant.id == here.participant)) == "Bu Siti"
    assert world.one(select(Classroom.name).where(Classroom.id == here.classroom)) == "Kelas Madiun"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://[", "http://localhost.evil.example"]
)
def test_a_form_from_elsewhere_is_not_offered_back(world: World, here: Class, origin: str) -> None:
    keeper = world.phone("participant", here.participant)
    answer = keeper.post("/toko/cerita", data={"story": "sisipan"}, headers={"Origin": origin})
    assert answer.status_code == 400
    assert "sisipan" not in answer.text


# -- sessions, cookies, headers -------------------------------------------------------------------------


def with_cookies(world: World, cookies: str) -> LintingClient:
    """A browser that sends exactly this Cookie header, to whatever host."""
    phone = world.app.test_client(use_cookies=False)
    phone.environ_base["HTTP_COOKIE"] = cookies
    return phone  # type: ignore[return-value]


def cookie_of(phone: LintingClient) -> str:
    """A browser's session."""
    return phone.get_cookie("lapak").value  # type: ignore[union-attr]


def sign_in(phone: LintingClient, here: Class, name: str = "Bu Siti", pin: str = PIN, **query: str) -> Any:
    return phone.send("/masuk", {"code": here.code, "nickname": name, "pin": pin}, query_string=query)


def test_signing_in_starts_a_session_of_its_own(world: World, here: Class) -> None:
    phone = world.phone()
    with phone.session_transaction() as session:
        session["joining"], session["take_home"], session["planted"] = "pad", [1, "", [], True], "x"
    assert sign_in(phone, here).status_code == 303
    with phone.session_transaction() as session:
        assert set(session) - {"_permanent", "csrf_token"} == {"actor"}


def test_the_session_cookie_is_out_of_reach(world: World, here: Class) -> None:
    cookie = sign_in(world.phone(), here).headers["Set-Cookie"]
    assert cookie.startswith("lapak=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_behind_https_the_cookie_is_secure(settings: Settings) -> None:
    fields = {name: getattr(settings, name) for name in ("data_dir", "database_url", "secret_key")}
    app = create_app(Settings(**fields, public_url="https://lapak.example", testing=True, media_workers=0))
    assert "Secure" in app.test_client().get("/").headers["Set-Cookie"]


@pytest.mark.parametrize(
    "forged", ["lapak=eyJhY3RvciI6WyJ0cmFpbmVyIiwxLDFdfQ.aaaa.bbbb", "lapak=..", "lapak=None"]
)
def test_a_forged_session_is_nobody(world: World, here: Class, forged: str) -> None:
    assert with_cookies(world, forged).get("/pelatih/kelas").status_code == 303


def test_a_new_pin_ends_the_sessions_elsewhere(world: World, here: Class) -> None:
    thief, trainer = world.phone("participant", here.participant), world.phone("trainer", here.trainer)
    assert thief.get("/beranda").status_code == 200
    trainer.send(f"/pelatih/peserta/{here.participant}/pin")
    assert thief.get("/beranda").status_code == 303
    assert thief.post("/toko/draf", data={"csrf_token": thief.token()}).status_code == 401
    assert sign_in(world.phone(), here).status_code == 422, "the old PIN is void"
    shown = trainer.page(f"/pelatih/peserta/{here.participant}/pin")
    assert trainer.get(f"/pelatih/peserta/{here.participant}/pin").status_code == 303, "shown once"
    assert re.search(r"\d ?\d ?\d ?\d", text_of(shown))


def test_every_kind_of_answer_carries_the_fence(app: Flask, world: World, here: Class) -> None:
    people = phones(world, here)
    tried = set()
    for _rule, method, address in addresses(app, here.parameters()):
        person = "trainer" if address.startswith("/pelatih") else "participant"
        for phone in (people[person], people["stranger"]):
            answer = phone.open(address, method=method)
            tried.add(answer.status_code)
            for name, value in HEADERS.items():
                if name != "Content-Security-Policy":
                    assert answer.headers.get(name) == value, f"{method} {address}: {name}"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert "Server" not in answer.headers or "Werkzeug" not in answer.headers["Server"]
            if answer.mimetype in {"text/html", "text/csv", "application/zip"}:
                assert answer.headers["Cache-Control"].startswith(("private", "no-store")), address
    assert tried >= {200, 303, 400, 404}


def test_a_crash_and_a_busy_database_carry_the_fence(settings: Settings) -> None:
    fields = {name: getattr(settings, name) for name in ("data_dir", "secret_key", "database_url")}
    app = create_app(Settings(**fields, media_workers=0, testing=False))
    app.view_functions["web.health"] = lambda: 1 / 0
    app.view_functions["web.health"].permission = "public"  # type: ignore[attr-defined]
    answer = app.test_client().get("/sehat")
    assert answer.status_code in {403, 500}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "ZeroDivisionError" not in answer.text


# -- guessing -------------------------------------------------------------------------------------------


def test_guesses_are_limited_by_name_and_a_right_pin_does_not_open_then(world: World, here: Class) -> None:
    spellings = ("Bu Siti", "bu siti", " BU  SITI ", "Ｂｕ Ｓｉｔｉ", "bu\u00a0siti")
    codes = (
        here.code,
        here.code.lower(),
        f"{here.code[:3]} {here.code[3:]}",
        f"{here.code[:3]}-{here.code[3:]}",
    )
    for number in range(5):
        phone = world.phone()
        data = {"code": codes[number % len(codes)], "nickname": spellings[number], "pin": f"90{number}1"}
        assert phone.send("/masuk", data).status_code == 422
    for name in spellings:
        assert sign_in(world.phone(), here, name).status_code == 429
    assert sign_in(world.phone(), here, "Bu Rini", "1357").status_code == 422, "others are not held up"


def test_a_header_does_not_make_another_address(world: World, here: Class) -> None:
    for number in range(5):
        world.phone().send(
            "/masuk", {"code": here.code, "nickname": "Bu Siti", "pin": "9001"},
            headers={"X-Forwarded-For": f"10.0.0.{number}", "X-Real-IP": f"10.0.0.{number}"},
        )  # fmt: skip
    assert sign_in(world.phone(), here).status_code == 429


def test_guessing_at_a_friend_s_shop_is_limited_too(world: World, here: Class) -> None:
    rini = world.phone("participant", world.participant(here.classroom, "Bu Rini"))
    for number in range(5):
        assert rini.send("/toko/gabung", {"shop": str(here.shop), "pin": f"90{number}1"}).status_code == 422
    assert rini.send("/toko/gabung", {"shop": str(here.shop), "pin": PIN}).status_code == 429


def without_echo(page: str, *typed: str) -> str:
    for text in (*typed, *re.findall(r'name="(?:csrf_token|submit_key)" value="([^"]+)"', page)):
        page = page.replace(text, "_")
    return page


def test_unknown_names_codes_and_wrong_pins_get_the_same_answer(world: World, here: Class) -> None:
    pages = set()
    for code, name in ((here.code, "Bu Siti"), (here.code, "Bu Tono"), ("ZZZZZZ", "Bu Siti")):
        answer = world.phone().send("/masuk", {"code": code, "nickname": name, "pin": "9001"})
        pages.add((answer.status_code, without_echo(answer.text, code, name)))
    assert len(pages) == 1


def test_unknown_trainers_get_the_same_answer_after_the_same_work(
    world: World, here: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    from werkzeug import security

    from sandbox.classrooms import trainer_views

    with world.session() as session:
        session.execute(update(Trainer).values(password_hash=security.generate_password_hash(PASSWORD)))
        name = session.scalar(select(Trainer.sign_in_name).where(Trainer.id == here.trainer))
    checked = []

    def check(stored: str, typed: str) -> bool:
        checked.append(stored.partition("$")[0])
        return security.check_password_hash(stored, typed)

    monkeypatch.setattr(trainer_views, "check_password_hash", check)
    pages = {
        without_echo(
            world.phone().send("/pelatih/masuk", {"sign_in_name": who, "password": "salah"}).text, who
        )
        for who in (name, "siapa-ini")
    }
    assert len(pages) == 1
    assert len(checked) == 2
    assert len(set(checked)) == 1


# -- set-up links ---------------------------------------------------------------------------------------


def set_up(world: World, token: str, name: str) -> Any:
    data = {"name": name, "sign_in_name": name, "password": PASSWORD}
    return world.phone().send(f"/pelatih/mulai/{token}", data)


def test_a_set_up_link_works_once(world: World, here: Class) -> None:
    with world.session():
        token = create_setup_link()
    assert set_up(world, token, "bu-ani-baru").status_code == 303
    assert set_up(world, token, "penyusup").status_code == 404
    assert world.phone().get(f"/pelatih/mulai/{token}").status_code == 404


def test_a_helper_s_link_does_not_take_over_a_trainer(world: World, here: Class) -> None:
    trainer = world.phone("trainer", here.trainer)
    page = parse_page(trainer.send(f"/pelatih/kelas/{here.classroom}/tim", {"role": "helper"}).text)
    token = re.search(
        r"/pelatih/mulai/([\w-]+)", "".join(page.itertext()) + str([n.attrib for n in elements(page)])
    )
    assert token
    name = world.one(select(Trainer.sign_in_name).where(Trainer.id == here.trainer))
    before = world.read(lambda session: session.scalar(select(func.count()).select_from(Trainer)))
    for spelling in (name, name.upper(), f" {name} "):
        assert set_up(world, token[1], spelling).status_code == 422
    assert world.read(lambda session: session.scalar(select(func.count()).select_from(Trainer))) == before
    assert world.one(select(Trainer.password_hash).where(Trainer.id == here.trainer)) == "x"


# -- where doors lead -----------------------------------------------------------------------------------

AWAY = (
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/%09/evil.example",
    "http:evil.example", "javascript:alert(1)", "/\t/evil.example", "//evil.example/%2f..", "/\\/evil.example",
    "///evil.example", "//evil.example\\@lapak", "\u2044\u2044evil.example", "/\u2028/evil.example", "/\x00/evil.example",
    "/\x85/evil.example", "data:text/html,x", "/%5cevil.example", "/%2f/evil.example", "/.//evil.example", "",
)  # fmt: skip


def host_of(location: str) -> str:
    """Where a browser would go: it drops tabs and line ends, and reads a backslash as a slash."""
    seen = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    if seen.startswith("//"):
        return seen.lstrip("/").split("/")[0]
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", seen, re.IGNORECASE)
    return f"{scheme[1]}:" if scheme else ""


def test_no_door_leads_to_another_house(world: World, here: Class) -> None:
    for away in AWAY:
        phone = world.phone()
        answers = [
            sign_in(phone, here, next=away),
            phone.send("/bahasa", {"lang": "en", "next": away}),
            phone.send("/ganti-orang", {"next": away}),
        ]
        for answer in answers:
            assert answer.status_code == 303
            assert host_of(answer.headers["Location"]) == "", answer.headers["Location"]
            assert "\n" not in answer.headers["Location"]
        page = parse_page(world.phone().get("/", query_string={"next": away}).text)
        for node in elements(page):
            assert EVIL not in host_of(node.get("href") or node.get("action") or "")


# -- hosts and caches -----------------------------------------------------------------------------------


def test_a_strange_host_reaches_no_address_we_print(world: World, here: Class) -> None:
    """The installation knows its address: whatever a request claims, codes and links carry that one."""
    keeper, trainer = (
        with_cookies(world, f"lapak={cookie_of(world.phone(*who))}")
        for who in (("participant", here.participant), ("trainer", here.trainer))
    )
    headers = {"Host": EVIL, "X-Forwarded-Host": EVIL}
    for phone, address in (
        (keeper, "/tautan"), (keeper, f"/tautan/{here.link}"), (keeper, f"/t/{here.slug}"),
        (trainer, f"/pelatih/kelas/{here.classroom}"), (trainer, f"/pelatih/kelas/{here.classroom}/layar"),
    ):  # fmt: skip
        answer = phone.get(address, headers=headers)
        assert answer.status_code == 200, address
        assert EVIL not in answer.text, address
    one, other = (
        trainer.get(f"/pelatih/kelas/{here.classroom}/qr.svg", headers=h).data for h in ({}, headers)
    )
    assert one == other


def test_without_a_known_address_a_strange_host_meets_only_who_sent_it(unnamed: World) -> None:
    here = found(unnamed, "toko-siti")
    address = f"/t/{here.slug}"
    for _ in range(2):
        assert EVIL in unnamed.phone().get(address, headers={"Host": EVIL}).text
    for _ in range(2):
        assert EVIL not in unnamed.phone().get(address).text


@pytest.mark.parametrize(
    "poison",
    [
        {"headers": {"Host": EVIL}},
        {"headers": {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https", "Forwarded": f"host={EVIL}"}},
        {"headers": {"Accept-Language": "en"}},
        {"query_string": "bahasa=en"},
        {"query_string": "x=%3Cscript%3E&bahasa=id&bahasa=en"},
        {"headers": {"X-Original-URL": "/beranda", "X-Rewrite-URL": "/beranda"}},
        {"environ_overrides": {"wsgi.url_scheme": "https"}},
    ],
)
def test_nobody_s_request_changes_the_page_others_get(
    world: World, here: Class, poison: dict[str, Any]
) -> None:
    address = f"/t/{here.slug}"
    for _ in range(2):
        world.phone().get(address, **poison)
    poisoned = world.phone().get(address)
    fresh = found(world, "toko-lain-2")
    assert fresh.slug != here.slug
    world.app.extensions["shop_pages"]._pages.clear()
    assert world.phone().get(address).data == poisoned.data
    assert '<html lang="id"' in poisoned.text


@pytest.mark.parametrize(
    "spelling", ["lapak={}", "lapak ={}", " lapak={}", "x=1;lapak={}", 'lapak="{}"', "x=1; lapak\t={}"]
)
def test_a_visitor_s_language_is_not_remembered_for_the_next(
    world: World, here: Class, spelling: str
) -> None:
    reader = world.phone()
    reader.send("/bahasa", {"lang": "en"})
    cookies = spelling.format(cookie_of(reader))
    address = f"/t/{here.slug}"
    for _ in range(2):
        with_cookies(world, cookies).get(address)
    assert '<html lang="id"' in world.phone().get(address).text


def test_a_keeper_s_view_is_not_remembered_for_visitors(world: World, here: Class) -> None:
    keeper = world.phone("participant", here.participant)
    with world.session() as session:
        session.execute(update(Classroom).values(language="en"))
    for _ in range(2):
        keeper.get(f"/t/{here.slug}")
    assert '<html lang="id"' in world.phone().get(f"/t/{here.slug}").text


def test_head_and_options_tell_nothing_more(app: Flask, world: World, here: Class) -> None:
    stranger = world.phone()
    for rule, method, address in addresses(app, here.parameters()):
        if method == "GET":
            shown, peeked = stranger.get(address), stranger.head(address)
            assert peeked.status_code == shown.status_code, address
            assert peeked.data == b""
        asked = stranger.options(address)
        assert asked.status_code in {200, 401, 404}, rule
        assert "toko-siti" not in asked.text.replace(address, "_")  # a page names its own address
