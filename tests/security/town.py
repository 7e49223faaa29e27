"""Two classes side by side with one of everything, and addresses made for all routes of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask

from sandbox.campaigns.models import Campaign, ClassEvent, PostTest
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant
from sandbox.classrooms.pins import pin_digest
from sandbox.lang.codes import new_link_code
from sandbox.links.models import ShortLink
from sandbox.orders.models import Order
from sandbox.posts.models import Post, PostVersion
from sandbox.shops.models import CustomerReview, Shop
from tests.support.pages import LintingClient
from tests.support.world import World

SECRET = "a key for tests"
PIN = "4826"
SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Class:
    """The ids of one class with one of everything; ``helper`` marks and resets PINs there."""

    trainer: int
    helper: int
    classroom: int
    participant: int
    shop: int
    products: tuple[int, int]
    photo: int
    post: int
    link: int
    campaign: int
    test: int
    event: int
    order: int
    review: int
    version: int
    slug: str
    code: str
    link_code: str
    payment_code: str

    def parameters(self) -> dict[str, Any]:
        """What to put into an address, by the parameter's name; by the whole address where a name means several."""
        return {
            "classroom_id": self.classroom, "participant_id": self.participant, "shop_id": self.shop,
            "product_id": self.products[0], "photo_id": self.photo, "post_id": self.post,
            "link_id": self.link, "campaign_id": self.campaign, "test_id": self.test,
            "event_id": self.event, "order_id": self.order, "review_id": self.review, "slug": self.slug,
            "product_slug": "keripik", "code": self.code, "ticket": "x.y", "token": "t", "slot": "logo",
            "sheet": "stall", "accent": "leaf", "file": "x.webp", "name": f"{'a' * 26}/list.webp",
            "filename": "css/base.css", "version_id": self.version, "channel": "instagram",
            "/q/<code>": self.link_code, "/latihan/qr/<code>": self.payment_code,
        }  # fmt: skip


def found(world: World, slug: str, state: str = "shown") -> Class:
    """A class of its own with one of everything in it."""
    ids = world.arranged(slug=slug, state=state)
    helper = world.trainer("Pak Bantu")
    world.add(ClassroomStaff(classroom_id=ids.classroom, trainer_id=helper, role="helper"))
    world.product(ids.shop, slug="keripik")
    photo = world.photo(ids.shop)
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="sell", caption="Pesan ya!"))
    link_code = new_link_code()
    link = world.add(ShortLink(shop_id=ids.shop, target_kind="shop", target_id=ids.shop, code=link_code))
    payment_code = new_link_code()
    world.add(ShortLink(shop_id=ids.shop, target_kind="payment", target_id=ids.shop, code=payment_code))
    order = world.add(Order(shop_id=ids.shop, product_id=ids.products[0], buyer_name="Pak Budi"))
    review = world.add(CustomerReview(shop_id=ids.shop, author_id=ids.participant, stars=3))
    version = world.add(PostVersion(post_id=post, aim="sell", caption="Beli ya!"))
    with world.session() as session:
        session.get_one(Participant, ids.participant).pin_digest = pin_digest(PIN, SECRET)
        code = session.get_one(Classroom, ids.classroom).code
        session.get_one(Shop, ids.shop).logo_id = photo
    run = world.run(ids.shop)
    test = world.add(PostTest(run_id=run, metric="click", lift=0.5, planned_per_arm=4000))
    plan = {
        "shop_id": ids.shop, "run_id": run, "post_id": post, "channel": "meta", "aim": "sell", "audience": {},
        "daily_amount": 20_000, "days": 2, "start_day": 0,
    }  # fmt: skip
    campaign = world.add(Campaign(slot=0, **plan))
    for slot, arm in enumerate(("a", "b"), start=1):
        world.add(Campaign(slot=slot, arm=arm, test_id=test, **plan))
    event = world.add(ClassEvent(classroom_id=ids.classroom, kind="rain", first_day=5, days=2))
    return Class(
        ids.trainer, helper, ids.classroom, ids.participant, ids.shop, ids.products, photo, post, link,
        campaign, test, event, order, review, version, slug, code, link_code,
        payment_code,
    )  # fmt: skip


def phones(world: World, here: Class) -> dict[str, LintingClient]:
    """One browser for each kind of person of the class, and a stranger's."""
    return {
        "participant": world.phone("participant", here.participant),
        "trainer": world.phone("trainer", here.trainer),
        "helper": world.phone("trainer", here.helper),
        "stranger": world.phone(),
    }


def addresses(app: Flask, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, str, str]]:
    """Every route as (rule, method, address), its parameters filled in; HEAD and OPTIONS left out."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        known = dict(parameters) | ({"code": parameters[rule.rule]} if rule.rule in parameters else {})
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found, known=known: str(known[found[1]]), rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, address
