"""Bodies no form of ours would send: broken bytes, other types, too much of everything, nothing at all.

Whatever comes, the answer is a page that says what happened: nothing crashes, nothing is busy for long.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from flask import Flask

from tests.security.town import Class, addresses, found
from tests.support.pages import LintingClient
from tests.support.world import World

DAMAGED = "a\x00b\x1b[0m\x07\ufffe\x85\u2028\x9fc\u202e\ufdd0"
HIDDEN = (
    "submit_key", "save_key", "version", "turn", "before", "ganti", "photos_shown", "photo_ids", "photo_action",
    "kind", "target", "code", "kode", "use_name", "nickname", "name", "pin", "sign_in_name", "password",
    "caption", "product", "aim", "story", "reason", "comment", "message", "buyer_name", "lang", "next",
    "channel", "regions", "pace", "open", "role", "shop", "trade", "district", "undo", "alt-1", "price",
    "post_b", "ab", "start", "targeting", "ages", "forecast_orders", "forecast_money", "every_days", "sure", "mode",
    "do", "offer", "variant_kind", "variant-0-name", "variant-0-price", "part-0-product", "permit-pirt-number",
    "ready_on", "was_price", "sale_ends_on", "diets", "taken_dates", "rate-regency-fee", "pickup_note", "line", "amount",
    "made", "alt", "people", "spot", "ratio", "zoom", "add", "before", "state", "proof-health", "hour", "stars", "words",
    "reply", "hide", "payer_name", "warna", "logo", "variant", "wanted_on", "done",
    "lembar", "desain", "isi", "seed", "start_pick", "start_date", "max_restarts", "wallet_start", "first_day", "number", "days", "daily_amount",
)  # fmt: skip
NOT_VISITED = {"/ganti-orang"}


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


@pytest.fixture
def people(world: World, here: Class) -> dict[str, LintingClient]:
    return {
        "keeper": world.phone("participant", here.participant),
        "trainer": world.phone("trainer", here.trainer),
        "stranger": world.phone(),
    }


def posts(app: Flask, here: Class) -> list[tuple[str, str]]:
    """Every address that takes a form, with the person it is for."""
    found = []
    for _rule, method, address in addresses(app, here.parameters()):
        if method == "POST" and address not in NOT_VISITED:
            is_open = (
                address.startswith(("/masuk", "/k/", "/t/", "/bahasa", "/style", "/pelatih/m"))
                or address == "/"
            )
            person = "stranger" if is_open else "trainer" if address.startswith("/pelatih") else "keeper"
            found.append((address, person))
    return found


def test_damaged_text_in_every_field_at_once(
    app: Flask, here: Class, people: dict[str, LintingClient]
) -> None:
    for address, person in posts(app, here):
        phone = people[person]
        data = dict.fromkeys(HIDDEN, DAMAGED) | {"csrf_token": phone.token()}
        answer = phone.post(address, data=data)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"


def test_damaged_text_without_a_token_is_offered_back_on_a_whole_page(
    app: Flask, here: Class, people: dict[str, LintingClient]
) -> None:
    answer = people["keeper"].post("/toko/cerita", data={"story": DAMAGED, DAMAGED: "x", "name": "Siti"})
    assert answer.status_code == 400
    assert 'value="Siti"' in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize(
    "body",
    [b"nickname=%FF%FE%C0%AF&name=%ED%A0%80", b"\xff\xfe\x00&=&&%%%=%zz", b"name", b"&" * 5000, b""],
    ids=["encoded", "raw", "no-value", "ampersands", "nothing"],
)
def test_bytes_that_are_no_text(
    app: Flask, here: Class, people: dict[str, LintingClient], body: bytes
) -> None:
    tokens = {name: phone.token().encode() for name, phone in people.items()}
    for address, person in posts(app, here):
        answer = people[person].post(
            address,
            data=b"csrf_token=" + tokens[person] + b"&" + body,
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code < 500, f"{address}: {answer.status_code}"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"name": ["x"], "csrf_token": {"a": 1}}'),
        ("application/json", b"[1, 2"),
        ("text/plain", b"name=x"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: nonsense\r\n\r\n--x--"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=name\r\n\r\nno end",
        ),
        ("application/x-www-form-urlencoded; charset=utf-16", b"n\x00a\x00m\x00e\x00"),
        ("\xff/\xfe;;;=", b"x"),
    ],
)
def test_bodies_of_another_kind(
    app: Flask, here: Class, people: dict[str, LintingClient], content_type: str, body: bytes
) -> None:
    tokens = {name: phone.token() for name, phone in people.items()}
    for address, person in posts(app, here)[::3]:
        headers = {"X-CSRFToken": tokens[person]}
        answer = people[person].post(address, data=body, content_type=content_type, headers=headers)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"


def test_missing_and_repeated_and_bracketed_fields(
    app: Flask, here: Class, people: dict[str, LintingClient]
) -> None:
    for address, person in posts(app, here):
        phone = people[person]
        token = phone.token()
        repeated: dict[str, Any] = {name: ["satu", "dua", "tiga"] for name in HIDDEN} | {
            "csrf_token": [token] * 3
        }
        bracketed = {f"{name}[]": "x" for name in HIDDEN} | {"name[0][a]": "x", "csrf_token": token}
        for data in ({"csrf_token": token}, repeated, bracketed):
            assert phone.post(address, data=data).status_code < 500, address


def test_more_than_two_thousand_parts_are_too_many(people: dict[str, LintingClient]) -> None:
    keeper = people["keeper"]
    data = {f"field-{number}": "x" for number in range(2100)} | {"csrf_token": keeper.token()}
    answer = keeper.post("/toko/cerita", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_a_body_of_thirteen_megabytes_meets_the_page_that_says_so(people: dict[str, LintingClient]) -> None:
    keeper = people["keeper"]
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="besar.jpg"\r\n\r\n\xff\xd8'
    body = head + b"0" * 13_000_000 + b"\r\n--x--\r\n"
    answer = keeper.post("/toko/foto", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert keeper.post("/toko/cerita", data={"story": "x" * 3_000_000}).status_code == 413


def test_many_numbers_in_one_list_keep_nobody_busy(
    app: Flask, here: Class, people: dict[str, LintingClient]
) -> None:
    """A database takes so many values in one question and no more; 1 MB holds a hundred thousand."""
    many = "&".join(f"{name}={number}" for number in range(1, 30_000) for name in ("photo_ids", "regions"))
    shown = ",".join(str(number) for number in range(1, 10_000))
    keeper = people["keeper"]
    body = f"csrf_token={keeper.token()}&photos_shown={shown}&name=Keripik&price=1000&{many}"
    for address in (
        f"/toko/produk/{here.products[0]}",
        "/toko/produk/baru",
        "/promosi/baru",
        "/promosi/perkiraan",
    ):
        answer = keeper.post(address, data=body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 422, f"{address}: {answer.status_code}"


def test_a_flood_of_fields_is_not_echoed(people: dict[str, LintingClient]) -> None:
    """Without a token the typed text is offered back; what no form of ours can be is not."""
    began = time.monotonic()
    answer = people["stranger"].post(
        "/", data="a=1&" * 200_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert len(answer.data) < 100_000
    assert time.monotonic() - began < 10


ODD_PATHS = (
    "/k/%00", "/k/%ff%fe", "/k/%ED%A0%80", "/k/" + "A" * 3000, "/k/%F0%9F%8C%B6/pin/%00", "/q/%00", "/q/%E2%80%AE",
    "/q/..%2f..", "/t/%00", "/t/%ff", "/t/%00/%00", "/t/%2e%2e/%2e%2e", "/t/a/pesan?terkirim=%00&produk=%ff",
    "/m/%00", "/m/..%2f..%2fsecret.key", "/m//etc/passwd", "/static/%00", "/static/..%2fapp.py", "/static/%ff",
    "/gaya/%00/%00.css", "/gaya/stall/..%2fx.css", "/pelatih/mulai/%00", "/pelatih/mulai/%ff", "/toko/contoh/%00",
    "/toko/contoh/..%2f..%2fx", "/%00", "/%ff%00", "/masuk?kode=%00%ff&nama=%ED%A0%80&next=%00", "/?next=%00%ff",
    "/q?kode=%00", "/q?kode=%ff/%0d%0aSet-Cookie:x", "/?next=//%00evil", "/style?theme=%00", "/toko?urungkan=%00",
    "/pelatih/masuk?next=%ff", "/t/toko-siti?bahasa=%00", "/t/toko-siti?bahasa=../../x", "/t/toko-siti/pesan?produk=%00",
    "/t/toko-siti/pesan?bahasa=%00&terkirim=x", "/posting/baru?produk=%00", "/tautan/%00", "/kelas/%F0%9F%98%80",
)  # fmt: skip


@pytest.mark.one_database
def test_odd_addresses(here: Class, people: dict[str, LintingClient]) -> None:
    for phone in people.values():
        for address in ODD_PATHS:
            for method in ("GET", "HEAD"):
                answer = phone.open(address, method=method)
                assert answer.status_code < 500, f"{address}: {answer.status_code}"
    stranger = people["stranger"]
    for address in ODD_PATHS:
        answer = stranger.post(address, data={"csrf_token": stranger.token(), "code": "\x00"})
        assert answer.status_code < 500, f"POST {address}: {answer.status_code}"


HEADERS = {
    "Accept-Language": ["\xff\xfe", "x" * 9000, "id;q=NaN, en;q=-1, *;q=1e999", ",,,;;;"],
    "Accept": ["\xff", "application/json;q=banyak", "*/*" * 2000],
    "Cookie": ["lapak=\xff\xfe", "lapak=.eJw.x.y", "lapak==;;=;lapak", "lapak-q=" + "A-1." * 500, "=\x01"],
    "If-None-Match": ["*", 'W/"', '"' * 500, "\xff"],
    "Range": ["bytes=0-", "bytes=9-1", "bytes=-0", "bytes=0-1,2-3," * 300, "x"],
    "If-Modified-Since": ["gestern", "Thu, 99 Foo 99999 99:99:99 GMT"],
    "Referer": ["\xff", "http://[", "javascript:alert(1)"],
    "Origin": ["null", "http://[::1", "http://evil.example:99999999"],
    "User-Agent": ["\xff" * 100, "(" * 5000],
    "X-Autosave": ["1", "\xff"],
    "Content-Length": ["-1", "banyak"],
    "Host": ["evil.example", "a b", "[::1", "<script>", "x:99999999", "\xff", "", "a/b?c#d", "x" * 5000],
}


@pytest.mark.one_database
@pytest.mark.parametrize("name", HEADERS)
def test_odd_headers(app: Flask, here: Class, name: str) -> None:
    stranger = app.test_client(use_cookies=name != "Cookie")
    for value in HEADERS[name]:
        for address in (
            "/",
            f"/t/{here.slug}",
            f"/q/{here.link_code}",
            "/static/css/base.css",
            "/gaya/stall/leaf.css",
        ):
            answer = stranger.get(address, headers={name: value})
            assert answer.status_code < 500, f"{address} {name}={value[:40]!r}"
        answer = stranger.post("/masuk", data={"code": "x"}, headers={name: value})
        assert answer.status_code < 500, f"/masuk {name}={value[:40]!r}"
