"""Following a short link: where it leads, who is counted, what a slip in the code meets."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from sandbox.clock import now
from sandbox.lang.codes import ALPHABET, check_sign
from sandbox.links.enums import TargetKind
from sandbox.links.models import Scan, ShortLink
from sandbox.links.operations import make_link
from sandbox.links.queries import count_links, count_visits
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop, ShopKeeper
from tests.support.pages import text_of
from tests.support.shared_data import shared_data_dir
from tests.support.world import Ids, World

CHROME = {"User-Agent": "Mozilla/5.0 (Linux; Android 10; SM-A105F) Chrome/80.0 Mobile Safari/537.36"}


def link(world: World, shop_id: int, kind: TargetKind, target_id: int) -> ShortLink:
    """A link, made as the pages make it."""
    with world.session():
        made = make_link(shop_id=shop_id, kind=kind, target_id=target_id).id
    return world.one(select(ShortLink).where(ShortLink.id == made))


def shop_link(world: World, ids: Ids) -> ShortLink:
    return link(world, ids.shop, TargetKind.SHOP, ids.shop)


def scans(world: World) -> Counter[str]:
    rows = world.read(lambda session: session.scalars(select(Scan)).all())
    return Counter(f"{scan.source}{' own' if scan.is_own else ''}" for scan in rows)


def slug_of(world: World, model: Any, row_id: int) -> str:
    return world.one(select(model.slug).where(model.id == row_id))


def test_links_lead_to_shop_product_and_the_posts_product(world: World) -> None:
    ids = world.arranged()
    shop, product = slug_of(world, Shop, ids.shop), slug_of(world, Product, ids.products[1])
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[1], caption="Halo"))
    visitor = world.phone()
    for kind, target, leads in (
        (TargetKind.SHOP, ids.shop, f"/t/{shop}"),
        (TargetKind.PRODUCT, ids.products[1], f"/t/{shop}/{product}"),
        (TargetKind.POST, post, f"/t/{shop}/{product}"),
    ):
        answer = visitor.get(f"/q/{link(world, ids.shop, kind, target).code}", headers=CHROME)
        assert (answer.status_code, answer.headers["Location"]) == (303, leads)
        assert answer.headers["Cache-Control"] == "no-store"
        assert visitor.get(leads).status_code == 200


def test_what_is_gone_leads_to_the_shop(world: World) -> None:
    ids = world.arranged()
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption="Halo"))
    links = [
        link(world, ids.shop, TargetKind.PRODUCT, ids.products[0]),
        link(world, ids.shop, TargetKind.POST, post),
    ]
    shop = f"/t/{slug_of(world, Shop, ids.shop)}"
    visitor = world.phone()
    for change in ({"is_hidden": True}, {"is_hidden": False, "deleted_at": now()}):
        with world.session() as session:
            session.execute(update(Product).where(Product.id == ids.products[0]).values(**change))
        assert {visitor.get(f"/q/{each.code}").headers["Location"] for each in links} == {shop}
    with world.session() as session:
        session.execute(update(Post).values(deleted_at=now()))
    assert visitor.get(f"/q/{links[1].code}").headers["Location"] == shop


def test_the_code_is_read_generously(world: World) -> None:
    ids = world.arranged()
    code = shop_link(world, ids).code
    visitor = world.phone()
    for typed in (code.lower(), f"{code[:2]} {code[2:4]} {code[4:]}", f"{code[:3]}-{code[3:]}", f" {code}."):
        assert visitor.get(f"/q/{quote(typed)}").status_code == 303, typed
        asked = visitor.get("/q", query_string={"kode": typed})
        assert (asked.status_code, asked.headers["Location"]) == (303, f"/q/{code}")


def test_every_wrong_sign_meets_a_kind_page_and_counts_nothing(world: World) -> None:
    ids = world.arranged()
    code = shop_link(world, ids).code
    visitor = world.phone()
    for place in range(len(code)):
        other = ALPHABET[(ALPHABET.index(code[place]) + 5) % len(ALPHABET)]
        page = visitor.page(f"/q/{code[:place]}{other}{code[place + 1 :]}", status=404)
        assert "Salah baca kode?" in text_of(page)
    unknown = "AAAAAC" if not code.startswith("AAAAAC") else "AAAAAD"
    visitor.page(f"/q/{unknown}{check_sign(unknown)}", status=404)
    assert scans(world) == Counter()
    assert "Ketik kode toko" in text_of(visitor.page("/q"))


def test_odd_codes_never_break_anything(world: World) -> None:
    visitor = world.phone()
    naughty = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    for text in [*naughty[::6], "\x00", "a" * 5_000, "\u202e7M4T9KA", "7M4T9KA\n", "..", "%2e%2e"]:
        asked = visitor.get("/q", query_string={"kode": text})
        assert asked.status_code in {200, 303}
        address = quote(text, safe="")
        if address not in {"", ".", ".."}:
            assert visitor.get(f"/q/{address}").status_code in {404, 308}


def test_visits_are_counted_by_what_the_address_says(world: World) -> None:
    ids = world.arranged()
    code = shop_link(world, ids).code
    world.participant(ids.classroom, "Pak Wawan")
    for query in (
        {"s": "qr"},
        {"s": "ig"},
        {"s": "poster", "c": "lebaran-2027"},
        {"s": "poster-warung", "m": "qr"},
        {"s": "poster-warung", "m": "rocket", "c": "Hari Raya"},
        {},
        {"s": "Poster"},
        {"s": "081234567890"},
        {"s": "x" * 25},
        {"s": "<b>"},
        {"s": "jangan-beli-di-wawan", "c": "wawan"},
        {"s": "bu-rini"},
    ):
        world.phone().get(f"/q/{code}", query_string=query, headers=CHROME)
    rows = world.read(lambda session: session.scalars(select(Scan)).all())
    assert Counter((scan.source, scan.medium, scan.campaign) for scan in rows) == Counter(
        {
            ("qr", "qr", ""): 1,
            ("ig", "social", ""): 1,
            ("poster", "qr", "lebaran-2027"): 1,
            ("poster-warung", "qr", ""): 1,
            ("poster-warung", "", ""): 1,
            ("link", "link", ""): 7,
        }
    )
    with world.app.app_context():
        assert count_visits([ids.shop]) == {ids.shop: 12}
        assert count_links([ids.shop]) == {ids.shop: 1}


def test_an_order_link_opens_the_shops_practice_chat(world: World) -> None:
    ids = world.arranged()
    code = link(world, ids.shop, TargetKind.ORDER, ids.shop).code
    visitor = world.phone()
    answer = visitor.get(f"/q/{code}?s=wa", headers=CHROME)
    assert answer.headers["Location"] == f"/t/{slug_of(world, Shop, ids.shop)}/pesan"
    assert visitor.get(answer.headers["Location"]).status_code == 200
    assert scans(world) == Counter({"wa": 1})


def test_a_double_tap_counts_once_and_a_later_visit_again(world: World) -> None:
    ids = world.arranged()
    first, second = shop_link(world, ids), link(world, ids.shop, TargetKind.PRODUCT, ids.products[0])
    phone = world.phone()
    for _ in range(3):
        assert phone.get(f"/q/{first.code}").status_code == 303
    phone.get(f"/q/{second.code}")
    phone.get(f"/q/{first.code}")
    assert sum(scans(world).values()) == 2
    cookie = phone.get_cookie("lapak-q", path="/q")
    assert cookie is not None
    assert (cookie.max_age, cookie.http_only) == (10, True)
    phone.set_cookie("lapak-q", f"{first.code}-{int(now().timestamp()) - 11}", path="/q")
    phone.get(f"/q/{first.code}")
    assert sum(scans(world).values()) == 3


@pytest.mark.one_database
@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "WhatsApp/2.23.20.0 A"},
        {"User-Agent": "Googlebot/2.1"},
        {**CHROME, "Sec-Purpose": "prefetch;prerender"},
        {**CHROME, "Purpose": "prefetch"},
    ],
)
def test_robots_and_early_fetches_are_led_but_not_counted(world: World, headers: dict[str, str]) -> None:
    ids = world.arranged()
    code = shop_link(world, ids).code
    assert world.phone().get(f"/q/{code}", headers=headers).status_code == 303
    assert world.phone().head(f"/q/{code}", headers=CHROME).status_code == 303
    assert scans(world) == Counter()


def test_the_keepers_own_visits_are_kept_apart(world: World) -> None:
    ids = world.arranged()
    code = shop_link(world, ids).code
    partner = world.participant(ids.classroom, "Pak Tono")
    world.add(ShopKeeper(shop_id=ids.shop, participant_id=partner))
    classmate = world.participant(ids.classroom, "Bu Rini")
    for person in (ids.participant, partner, classmate):
        world.phone("participant", person).get(f"/q/{code}?s=qr")
    world.phone("trainer", ids.trainer).get(f"/q/{code}?s=qr")
    assert scans(world) == Counter({"qr own": 2, "qr": 2})
    with world.app.app_context():
        assert count_visits([ids.shop]) == {ids.shop: 2}


def test_a_draft_shop_says_so_kindly_and_lets_its_own_people_in(world: World) -> None:
    ids = world.arranged(state="draft")
    code = shop_link(world, ids).code
    classmate = world.participant(ids.classroom, "Bu Rini")
    for phone in (world.phone(), world.phone("participant", classmate)):
        answer = phone.get(f"/q/{code}")
        assert answer.status_code == 404
        assert "sedang disiapkan" in answer.text
        assert "Keripik Bu Siti" not in answer.text
    for phone in (world.phone("participant", ids.participant), world.phone("trainer", ids.trainer)):
        answer = phone.get(f"/q/{code}")
        assert answer.status_code == 303
        assert phone.get(answer.headers["Location"]).status_code == 200
    assert scans(world) == Counter({"link own": 1, "link": 1})


def test_people_of_another_class_learn_nothing(world: World) -> None:
    ids, other = world.arranged(state="draft"), world.arranged(nickname="Pak Harto")
    code = shop_link(world, ids).code
    for phone in (world.phone("participant", other.participant), world.phone("trainer", other.trainer)):
        answer = phone.get(f"/q/{code}")
        assert answer.status_code == 404
        assert "Salah baca kode?" in answer.text
    assert scans(world) == Counter()


def test_a_taken_code_is_drawn_again(world: World) -> None:
    ids = world.arranged()
    taken = shop_link(world, ids).code
    fresh = "AAAAAC" + check_sign("AAAAAC")
    codes = iter([taken, taken, fresh])
    with world.session() as session:
        made = make_link(
            shop_id=ids.shop, kind=TargetKind.PRODUCT, target_id=ids.products[0], new_code=lambda: next(codes)
        )
        assert made.code == fresh
        with pytest.raises(RuntimeError):
            make_link(
                shop_id=ids.shop, kind=TargetKind.PRODUCT, target_id=ids.products[1], new_code=lambda: taken
            )
        assert session.is_active
    assert world.read(lambda session: len(session.scalars(select(ShortLink)).all())) == 2


def test_nothing_about_the_visitor_is_stored(world: World) -> None:
    kept = {"id", "link_id", "source", "medium", "campaign", "is_own", "at"}
    assert {column.name for column in Scan.__table__.columns} == kept
    ids = world.arranged()
    visitor: FlaskClient = world.phone()
    visitor.get(f"/q/{shop_link(world, ids).code}")
    assert visitor.get_cookie("lapak") is None, "a visitor gets no session"
