"""The participant's home: the next step, and the list of steps."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from sandbox.campaigns.models import Campaign
from sandbox.links.models import ShortLink
from sandbox.posts.models import Post
from sandbox.reviews.models import Review
from sandbox.shops.models import Photo, Shop
from tests.support.pages import LintingClient, elements, text_of
from tests.support.world import World

pytestmark = pytest.mark.one_database


def home(phone: LintingClient) -> Any:
    return phone.page("/beranda")


def next_href(page: Any) -> str:
    card = next(node for node in elements(page) if "next-step" in (node.get("class") or "").split())
    return next(node.get("href") for node in elements(card) if node.tag == "a")


def done(page: Any) -> int:
    return sum("step-done" in (node.get("class") or "") for node in elements(page))


def test_everybody_comes_home_from_the_front_door(world: World) -> None:
    ids = world.arranged()
    assert world.phone("participant", ids.participant).get("/").headers["Location"] == "/beranda"
    assert world.phone("trainer", ids.trainer).get("/").headers["Location"] == "/pelatih/kelas"
    visitor = world.phone().page("/")
    assert "Saya pelatih" in text_of(visitor)
    assert "Masuk lagi" in text_of(visitor)


def test_without_a_shop_the_next_step_is_opening_one(world: World) -> None:
    person = world.participant(world.classroom(world.trainer()), "Bu <Siti>")
    page = home(world.phone("participant", person))
    assert "Bu <Siti>" in text_of(page)
    assert next_href(page) == "/toko/buka"
    assert done(page) == 0


def test_each_thing_done_opens_the_next_step(world: World) -> None:
    ids = world.arranged(state="draft")
    phone = world.phone("participant", ids.participant)
    with world.session() as session:
        for photo in session.scalars(select(Photo)):
            photo.is_example = True
    assert (next_href(home(phone)), done(home(phone))) == ("/toko", 1)
    world.photo(ids.shop, ids.products[0])
    assert "Tampilkan di kelas" in text_of(home(phone))
    with world.session() as session:
        session.get(Shop, ids.shop).state = "shown"
    assert next_href(home(phone)) == "/posting"
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption="Renyah"))
    assert next_href(home(phone)) == "/tautan"
    world.add(ShortLink(shop_id=ids.shop, target_kind="shop", target_id=ids.shop, code="ACDEFHJ"))
    assert next_href(home(phone)) == "/promosi"
    world.add(
        Campaign(
            shop_id=ids.shop,
            run_id=world.run(ids.shop),
            post_id=post,
            slot=1,
            channel="meta",
            aim="sell",
            daily_amount=10_000,
            days=3,
            start_day=0,
        )
    )
    assert (next_href(home(phone)), done(home(phone))) == ("/bawa-pulang", 6)
    world.add(Review(shop_id=ids.shop, trainer_id=ids.trainer, marks={"foto": 2}))
    assert done(home(phone)) == 7


def test_the_home_shows_the_shop_as_it_is(world: World) -> None:
    ids = world.arranged()
    page = text_of(home(world.phone("participant", ids.participant)))
    assert "Keripik Bu Siti" in page
    assert "2 produk" in page
    assert "Tampil" in page
