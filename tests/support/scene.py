"""The example class, served, with a trainer of its own and somebody who has only just joined."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, select

from sandbox.campaigns.models import Campaign, MarketRun
from sandbox.classrooms.models import Classroom, ClassroomStaff
from sandbox.classrooms.operations import create_setup_link
from sandbox.config import Settings
from sandbox.demo import load_demo_class
from sandbox.links.models import ShortLink
from sandbox.migrations.runner import migrate
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop, ShopKeeper
from tests.support.live import served
from tests.support.world import World


@dataclass(frozen=True)
class Scene:
    """Who to be, and what stands for each argument in an address."""

    address: str
    app: Flask
    participant: int
    newcomer: int
    trainer: int
    arguments: dict[str, Any]


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
            {
                "classroom_id": classroom.id,
                "code": classroom.code,
                "participant_id": participant,
                "shop_id": shop.id,
                "product_id": product.id,
                "product_slug": product.slug,
                "slug": shop.slug,
                "campaign_id": campaign.id,
                "post_id": world.one(select(Post.id).where(Post.shop_id == shop.id)),
                "link_id": world.one(select(ShortLink.id).where(ShortLink.shop_id == shop.id)),
                "token": token,
            },
        )
