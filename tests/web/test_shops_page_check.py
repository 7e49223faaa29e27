"""Cek toko on the phone: what is missing, where it is put right, and the market taking note."""

from __future__ import annotations

import pytest
from sqlalchemy import event, update

from sandbox.campaigns.facts import market_now
from sandbox.extensions import db
from sandbox.shops.models import Photo, Shop
from sandbox.shops.page_check.queries import page_score
from sandbox.shops.queries import get_class_shop, shop_of
from sandbox.web.gate import Actor
from tests.support.pages import LintingClient, elements, text_of
from tests.support.world import Ids, World


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def links(phone: LintingClient, address: str) -> dict[str, str]:
    """Where each thing to do leads, by its key."""
    found = {}
    for node in elements(phone.page(address)):
        if (node.get("id") or "").startswith("titik-"):
            inner = [link.get("href") for link in elements(node) if link.tag == "a"]
            found[node.get("id").removeprefix("titik-")] = inner[0] if inner else ""
    return found


def actor(ids: Ids) -> Actor:
    return Actor("participant", ids.participant, "Bu Siti", frozenset({ids.classroom}))


def score(world: World, ids: Ids) -> tuple[float, float]:
    """What the check says, and what the market takes the page for."""
    pack = world.app.extensions["pack"]

    def both(_session: object) -> tuple[float, float]:
        shop = shop_of(actor(ids))
        assert shop is not None
        return page_score(shop, pack), market_now(shop=shop, pack=pack).shop.page_score

    return world.read(both)


def test_every_thing_to_do_leads_to_where_it_is_done(world: World, ids: Ids, phone: LintingClient) -> None:
    todo = links(phone, "/toko/cek")
    assert todo["hours"] == "/toko/cara-beli#hours"
    assert todo["story"] == "/toko/cerita#story"
    assert todo["description"] == f"/toko/produk/{ids.products[0]}#description"
    assert todo["photo"] == "", "done: praised, nothing to tap"
    assert len(todo) >= 20
    for href in filter(None, todo.values()):
        page, _, anchor = href.partition("#")
        places = {node.get("id") for node in elements(phone.page(page))}
        assert not anchor or anchor in places, href

    before = score(world, ids)
    assert before[0] == before[1]
    with world.session() as session:
        facts = {"hours": "Senin–Sabtu 08.00–17.00", "story": "Kami menggoreng sendiri setiap pagi. " * 5}
        session.execute(update(Shop).where(Shop.id == ids.shop).values(**facts))
    after = score(world, ids)
    assert after[0] == after[1] == before[0] + 14
    card = next(node for node in elements(phone.page("/toko")) if node.get("class") == "check-link")
    assert card.get("href") == "/toko/cek"
    assert str(int(after[0])) in text_of(card)


def test_trainers_see_their_own_class_only(world: World, ids: Ids) -> None:
    laptop = world.phone("trainer", ids.trainer)
    assert not any(links(laptop, f"/pelatih/toko/{ids.shop}/cek").values()), "to talk about, not to tap"
    neighbour = world.arranged("Bu Lain", slug="toko-lain")
    assert laptop.get(f"/pelatih/toko/{neighbour.shop}/cek").status_code == 404
    newcomer = world.phone("participant", world.participant(ids.classroom, "Orang baru"))
    assert newcomer.get("/toko/cek").headers["Location"] == "/toko/buka"


def test_the_score_asks_the_database_nothing_more(world: World, ids: Ids) -> None:
    asked: list[str] = []
    with world.app.app_context():
        shop = get_class_shop(actor(ids), ids.shop)
        event.listen(db.engine, "before_cursor_execute", lambda *facts: asked.append(facts[2]))
        page_score(shop, world.app.extensions["pack"])
    assert asked == []
    with world.session() as session:
        session.execute(update(Photo).where(Photo.shop_id == ids.shop).values(is_example=True))
    assert score(world, ids)[0] > 0
