"""A shop's links: made on demand, shown to be read aloud, scanned, shared, counted, and fenced."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from sandbox.clock import now
from sandbox.lang.codes import is_link_code, spoken
from sandbox.lang.dates import midnight
from sandbox.links.models import Scan, ShortLink
from sandbox.posts.models import Post
from tests.support.pages import elements, text_of
from tests.support.qr_reading import draw_svg, read_with_second_engine, read_with_zxing
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

BASE = "http://192.168.8.2:8000"


def make(world: World, ids: Ids, kind: str = "shop", target: int | None = None) -> ShortLink:
    """Press "Buat" and give back the link."""
    target = ids.shop if target is None else target
    answer = world.phone("participant", ids.participant).send(
        "/tautan", {"kind": kind, "target": str(target)}
    )
    assert answer.status_code == 303
    return world.one(select(ShortLink).where(ShortLink.target_kind == kind, ShortLink.target_id == target))


def copied(page: Any) -> list[str]:
    """The texts the copy buttons carry."""
    return [node.get("data-copy") for node in elements(page) if node.get("data-copy")]


def test_a_shops_link_is_made_by_one_tap_and_once(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    assert "Tokomu belum punya QR" in phone.get("/tautan").text
    first, again = make(world, ids), make(world, ids)
    assert first.code == again.code
    assert is_link_code(first.code)
    page = phone.page("/tautan")
    words = text_of(page)
    assert spoken(first.code) in words
    assert f"192.168.8.2:8000/q/{first.code}" in words
    assert copied(page) == [
        f"Halo! Mampir ke toko Keripik Bu Siti ya: {BASE}/q/{first.code}?s=wa",
        f"{BASE}/q/{first.code}?s=ig",
        f"{BASE}/q/{first.code}",
    ]


def test_products_and_posts_get_links_of_their_own(world: World) -> None:
    ids = world.arranged()
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[1], caption="Kacang mede\nsegar"))
    phone = world.phone("participant", ids.participant)
    product_link, post_link = make(world, ids, "product", ids.products[0]), make(world, ids, "post", post)
    page = text_of(phone.page("/tautan"))
    assert spoken(product_link.code) in page
    assert "Kacang mede segar" in page
    shown = text_of(phone.page(f"/tautan/{post_link.id}"))
    assert "Membuka produk di posting ini" in shown
    message = copied(phone.page(f"/tautan/{post_link.id}"))[0]
    assert message.startswith("Ada cerita baru tentang Kacang mede dari Keripik Bu Siti.")
    assert message.endswith(f" {BASE}/q/{post_link.code}?s=wa")
    answer = phone.send("/tautan", {"kind": "product", "target": str(ids.products[0])})
    assert answer.headers["Location"] == f"/tautan/{product_link.id}"


@pytest.mark.parametrize("kind", ["shop", "product", "post"])
def test_two_engines_read_the_png_and_the_svg_as_served(world: World, kind: str) -> None:
    ids = world.arranged()
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[1], caption="Halo"))
    link = make(world, ids, kind, {"shop": ids.shop, "product": ids.products[0], "post": post}[kind])
    phone = world.phone("participant", ids.participant)
    png = phone.get(f"/tautan/{link.id}/qr.png?unduh=1")
    svg = phone.get(f"/tautan/{link.id}/qr.svg")
    assert (png.mimetype, svg.mimetype) == ("image/png", "image/svg+xml")
    wanted = f"{BASE}/q/{link.code}?s=qr"
    for image in (Image.open(io.BytesIO(png.data)), draw_svg(svg.text, 10)):
        assert read_with_zxing(image) == [wanted]
        assert read_with_second_engine(image) == [wanted]
    visit = world.phone().get(wanted.removeprefix(BASE))
    assert visit.status_code == 303
    assert world.one(select(Scan)).source == "qr"


def test_downloads_are_named_after_the_shop(world: World) -> None:
    ids = world.arranged(slug="keripik-bu-siti")
    first, second = make(world, ids), make(world, ids, "product", ids.products[0])
    phone = world.phone("participant", ids.participant)

    def disposition(link: ShortLink, form: str) -> str:
        return phone.get(f"/tautan/{link.id}/qr.{form}?unduh=1").headers["Content-Disposition"]

    assert disposition(first, "png") == "attachment; filename=qr-keripik-bu-siti.png"
    assert disposition(first, "svg") == "attachment; filename=qr-keripik-bu-siti.svg"
    assert disposition(second, "svg").startswith("attachment; filename=qr-keripik-bu-siti-produk-")
    assert "Content-Disposition" not in phone.get(f"/tautan/{first.id}/qr.png").headers
    assert phone.get(f"/tautan/{first.id}/qr.gif").status_code == 404


def test_the_counter_moves_when_a_classmate_scans(world: World) -> None:
    ids = world.arranged()
    link = make(world, ids)
    phone = world.phone("participant", ids.participant)
    box = next(node for node in elements(phone.page("/tautan")) if node.get("data-poll-url"))
    assert float(box.get("data-poll-seconds")) < 2, "the neighbour's scan is seen within two seconds"
    first = phone.get(box.get("data-poll-url"))
    before, mark = first.text, {"If-None-Match": first.headers["ETag"]}
    world.phone("participant", ids.participant).get(f"/q/{link.code}?s=qr")
    again = phone.get(box.get("data-poll-url"), headers=mark)
    assert (again.status_code, again.text) == (304, ""), "the keeper's own scan moves nothing"
    world.phone().get(f"/q/{link.code}?s=poster-warung&m=qr")
    after = phone.get(box.get("data-poll-url"), headers=mark)
    assert after.status_code == 200
    assert "poster-warung" in after.text
    assert after.text != before
    assert not after.text.lstrip().startswith("<!doctype")
    assert "hari ini" in after.text


def test_today_is_the_classs_day(world: World) -> None:
    ids = world.arranged()
    link = make(world, ids)
    start = midnight("Asia/Jakarta", now())
    for at in (start - timedelta(seconds=1), start, now()):
        world.add(Scan(link_id=link.id, source="qr", at=at.astimezone(UTC)))
    page = world.phone("participant", ids.participant).page(f"/tautan/{link.id}")
    numbers = [text_of(node) for node in elements(page) if "stat-value" in (node.get("class") or "")]
    assert numbers == ["2", "3"]
    assert midnight("Asia/Jayapura", datetime(2026, 11, 21, 15, 30, tzinfo=UTC)).astimezone(UTC) == datetime(
        2026, 11, 21, 15, 0, tzinfo=UTC
    )


def test_a_neighbours_link_is_not_there(world: World) -> None:
    ids, other = world.arranged(), world.arranged(nickname="Pak Harto")
    theirs = make(world, other)
    phone = world.phone("participant", ids.participant)
    for page in ("", "/hitungan", "/qr.png", "/qr.svg"):
        assert phone.get(f"/tautan/{theirs.id}{page}").status_code == 404
    post = world.add(Post(shop_id=other.shop, product_id=other.products[0], caption="Halo"))
    for kind, target in (("shop", other.shop), ("product", other.products[0]), ("post", post), ("rocket", 1)):
        assert phone.send("/tautan", {"kind": kind, "target": str(target)}).status_code == 404
    assert phone.send("/tautan", {}).status_code == 404
    assert world.read(lambda session: len(session.scalars(select(ShortLink)).all())) == 1


def test_a_draft_or_stopped_post_is_offered_no_link(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    for facts in (
        {"caption": "Masih dipikir-pikir", "state": "draft"},
        {"caption": "Keripik ini pasti menyembuhkan diabetes dalam tiga hari!"},
    ):
        post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], **facts))
        assert facts["caption"][:12] not in text_of(phone.page("/tautan"))
        assert phone.send("/tautan", {"kind": "post", "target": str(post)}).status_code == 404


def test_a_draft_shop_is_told_that_nobody_gets_in_yet(world: World) -> None:
    ids = world.arranged(state="draft")
    make(world, ids)
    assert "masih Draf" in world.phone("participant", ids.participant).get("/tautan").text


def test_before_there_is_a_shop_the_page_shows_the_way(world: World) -> None:
    person = world.participant(world.classroom(world.trainer()))
    phone = world.phone("participant", person)
    assert "Buka toko" in phone.get("/tautan").text
    assert phone.get("/tautan/1").status_code == 404
