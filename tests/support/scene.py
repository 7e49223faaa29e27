"""The example class, served, with a trainer of its own and somebody who has only just joined."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, select

from sandbox.campaigns.models import Campaign, MarketRun, PostTest
from sandbox.classrooms.models import Classroom, ClassroomStaff
from sandbox.classrooms.operations import create_setup_link
from sandbox.config import Settings
from sandbox.demo import load_demo_class
from sandbox.links.models import ShortLink
from sandbox.migrations.runner import migrate
from sandbox.posts.models import Post
from sandbox.shops.models import Photo, Product, Shop, ShopKeeper
from tests.support.desk import desk_of
from tests.support.live import served
from tests.support.world import World


@dataclass(frozen=True)
class Scene:
    """Who to be, and what stands for each argument in an address. ``shared`` is a second class of the same trainer
    in one market, with a closed round behind it and an event to come.
    """

    address: str
    app: Flask
    participant: int
    newcomer: int
    trainer: int
    shared: int
    arguments: dict[str, Any]


def post_test(world: World, campaign: Campaign) -> int:
    """An A/B test beside a campaign of the example class, not played yet; its id."""
    test = world.add(PostTest(run_id=campaign.run_id, metric="click", lift=0.5, planned_per_arm=4000))
    for place, arm in enumerate(("a", "b"), start=1):
        world.add(
            Campaign(
                shop_id=campaign.shop_id, run_id=campaign.run_id, post_id=campaign.post_id, test_id=test, arm=arm,
                slot=100 + place, channel="meta", aim="sell", audience={}, daily_amount=0, days=2,
                start_day=campaign.end_day + 1,
            )
        )  # fmt: skip
    return test


FRIENDS = ("Pak Wawan", "Mbak Rina", "Mas Agus", "Bu Lilis", "Wa Ode", "Pak Dul", "Bu Tini", "Mas Joko")


def shared_class(world: World, trainer_id: int) -> int:
    """A class of ten in one market: nine with a campaign, all played two days; its id."""
    desk = desk_of(world)
    world.add(ClassroomStaff(classroom_id=desk.ids.classroom, trainer_id=trainer_id, role="trainer"))
    desk.settle(mode="shared", show_ranking=True)
    desk.launch(desk.post())
    for place, name in enumerate(FRIENDS):
        friend = desk.neighbour(name, name=f"Warung {name}")
        is_free = place % 3 == 2
        friend.launch(
            friend.post(),
            channel="wa_bc" if is_free else ("meta", "tiktok")[place % 2],
            daily_amount=0 if is_free else 20_000 + 1_500 * place,
            days=3,
        )
    desk.close(2)
    desk.event("rain", first_day=2, days=2)
    desk.neighbour("Bu Sri", name="Warung Bu Sri")
    world.participant(desk.ids.classroom, "Mbak Nur")
    return desk.ids.classroom


@contextmanager
def example_class(folder: Path, *, public_url: str = "") -> Iterator[Scene]:
    """Migrate a database in ``folder``, load the example class into it, and serve it."""
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'example.sqlite3'}",
        secret_key="example",
        public_url=public_url,
        media_workers=0,
    )
    engine = create_engine(settings.database_url)
    migrate(engine)
    engine.dispose()
    with served(settings) as (address, app):
        world = World(app)
        with world.session():
            assert load_demo_class() is not None
        trainer = world.trainer("Bu Ani")
        classroom = world.one(select(Classroom))
        world.add(ClassroomStaff(classroom_id=classroom.id, trainer_id=trainer, role="trainer"))
        with world.session():
            token = create_setup_link()
        current = select(MarketRun.id).where(MarketRun.ended_at.is_(None))
        done = select(Campaign).where(Campaign.state == "done", Campaign.run_id.in_(current))
        campaign = world.one(done.order_by(Campaign.id).limit(1))
        shop = world.one(select(Shop).where(Shop.id == campaign.shop_id))
        product = world.one(select(Product).where(Product.shop_id == shop.id).limit(1))
        participant = world.one(select(ShopKeeper.participant_id).where(ShopKeeper.shop_id == shop.id))
        yield Scene(
            address,
            app,
            participant,
            world.participant(classroom.id, "Orang baru"),
            trainer,
            shared_class(world, trainer),
            {
                "classroom_id": classroom.id,
                "code": classroom.code,
                "participant_id": participant,
                "shop_id": shop.id,
                "product_id": product.id,
                "photo_id": world.one(select(Photo.id).where(Photo.shop_id == shop.id).limit(1)),
                "product_slug": product.slug,
                "slug": shop.slug,
                "campaign_id": campaign.id,
                "test_id": post_test(world, campaign),
                "post_id": world.one(select(Post.id).where(Post.shop_id == shop.id).limit(1)),
                "link_id": world.one(select(ShortLink.id).where(ShortLink.shop_id == shop.id)),
                "token": token,
            },
        )
