"""What the consent promises: a trainer can delete somebody and everything they made, for good."""

from __future__ import annotations

from sqlalchemy import func, select

from sandbox.campaigns.models import Campaign, MarketDay, WalletEntry
from sandbox.classrooms.models import Participant
from sandbox.links.models import Scan, ShortLink
from sandbox.orders.models import Order
from sandbox.posts.models import Post
from sandbox.reviews.models import Review
from sandbox.shops.models import Photo, Product, Shop, ShopKeeper
from tests.support.world import Ids, World

EVERYTHING = (
    Shop, ShopKeeper, Product, Photo, Post, ShortLink, Scan, Order, Campaign, MarketDay, WalletEntry, Review,
)  # fmt: skip


def count(world: World, model: type) -> int:
    return world.read(lambda session: session.scalar(select(func.count()).select_from(model)) or 0)


def full_life(world: World) -> Ids:
    """A shop in which everything has been done once."""
    ids = world.arranged(trade="camilan", slug="keripik")
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption="Pesan ya, Rp 18.000!"))
    phone = world.phone("participant", ids.participant)
    phone.send("/tautan", {"kind": "shop", "target": str(ids.shop)})
    world.phone().get(f"/q/{world.one(select(ShortLink.code))}", headers={"User-Agent": "Mozilla/5.0"})
    plan = {"post": str(post), "channel": "meta", "aim": "introduce", "daily_amount": "20rb", "days": "1"}
    plan |= {"forecast_orders": "3", "forecast_money": "5rb"}
    address = phone.send("/promosi/baru", plan).headers["Location"]
    phone.send(f"{address}/jalankan", {"day": "0", "pace": "all"})
    world.add(Order(shop_id=ids.shop, product_id=ids.products[0], buyer_name="Pak Budi", message="Mau satu"))
    world.add(Review(shop_id=ids.shop, trainer_id=ids.trainer, marks={"foto": 2}))
    return ids


def test_everything_of_a_person_is_gone_and_files_with_it(world: World) -> None:
    ids = full_life(world)
    store = world.app.extensions["media_store"]
    stem = world.one(select(Photo.stem).order_by(Photo.id).limit(1))
    store.put(f"{stem}/list.webp", b"picture")
    assert all(count(world, model) for model in EVERYTHING)
    answer = world.phone("trainer", ids.trainer).send(f"/pelatih/peserta/{ids.participant}/hapus")
    assert answer.status_code == 303
    assert {model.__name__: count(world, model) for model in EVERYTHING if count(world, model)} == {}
    assert count(world, Participant) == 0
    assert not store.exists(f"{stem}/list.webp")
    assert world.phone().get("/t/keripik").status_code == 404


def test_a_shop_kept_by_two_stays_for_the_other(world: World) -> None:
    ids = world.arranged()
    friend = world.participant(ids.classroom, "Pak Wawan")
    world.add(ShopKeeper(shop_id=ids.shop, participant_id=friend))
    world.phone("trainer", ids.trainer).send(f"/pelatih/peserta/{ids.participant}/hapus")
    assert world.one(select(ShopKeeper.participant_id)) == friend
    assert count(world, Product) == 2


def test_only_the_class_trainer_may(world: World) -> None:
    mine, theirs = world.arranged(), world.arranged(nickname="Pak Harto", slug="tetangga")
    address = f"/pelatih/peserta/{theirs.participant}/hapus"
    assert world.phone("trainer", mine.trainer).send(address).status_code == 404
    assert world.phone("participant", theirs.participant).send(address).status_code == 403
    assert count(world, Participant) == 2
