"""The example class of the first start, made through the same operations people's taps use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

from flask import current_app
from sqlalchemy import exists, select

from sandbox.campaigns.facts import market_now, market_tuning
from sandbox.campaigns.operations import (
    add_event,
    launch_campaign,
    open_run,
    pause_campaign,
    record_days,
    restart_run,
)
from sandbox.campaigns.playing import play_days
from sandbox.campaigns.queries import running_campaigns
from sandbox.classrooms.models import Classroom, Participant, Trainer
from sandbox.classrooms.operations import create_classroom, join_class
from sandbox.classrooms.queries import participants_of
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.lang.catalogue import DEFAULT_LOCALE
from sandbox.lang.dates import to_zone
from sandbox.links.enums import TargetKind
from sandbox.links.operations import count_scan, make_link
from sandbox.packs.campaigns import load_campaign_rules
from sandbox.packs.links import load_links
from sandbox.packs.loader import Pack
from sandbox.posts.models import Post
from sandbox.posts.operations import add_post
from sandbox.reviews.operations import save_review
from sandbox.shops.customer_reviews.operations import answer_review, write_review
from sandbox.shops.enums import ProductKind
from sandbox.shops.examples import files_of, prepare_pictures
from sandbox.shops.models import ExamplePhoto, Product, ProductPhoto, Shop, ShopKeeper
from sandbox.shops.operations import PhotoFacts, keep_photo, open_shop, show_shop


@dataclass(frozen=True)
class Stage:
    """What every example person is put on."""

    classroom: Classroom
    trainer: Trainer
    pack: Pack
    pictures: Mapping[str, ExamplePhoto]
    locale: str


VISITED_FROM = ("qr", "poster", "wa", "qr", "meja", "ig")  # places of links.toml, over and over
NO_PASSWORD = "!"  # noqa: S105  (a hash nothing matches: nobody signs in as the example trainer)


def load_demo_class(locale: str = DEFAULT_LOCALE) -> Classroom | None:
    """Load the country pack's example class, once; None when there is one already or the pack has none.

    Call it outside a request, before anything was written; the caller commits. Its pictures are taken in
    first and kept for every shop of that trade to come.
    """
    pack: Pack = current_app.extensions["pack"]
    file = pack.folder / "demo.toml"
    if not file.is_file() or db.session.scalar(select(exists().where(Classroom.is_demo))):
        return None
    plan = tomllib.loads(file.read_text(encoding="utf-8"))
    pictures = prepare_pictures(
        dict.fromkeys(name for person in plan["people"] for name in files_of(pack.trades[person["trade"]])),
        pack=pack,
        store=current_app.extensions["media_store"],
        intake=current_app.extensions["photo_intake"],
    )
    trainer = Trainer(
        name=plan["trainer"][locale], sign_in_name="", password_hash=NO_PASSWORD, session_version=0
    )
    db.session.add(trainer)
    db.session.flush()
    classroom = create_classroom(
        trainer_id=trainer.id,
        name=plan["class"][locale],
        wallet_start=100_000,
        language=locale,
        timezone=pack.zones[0],
        is_demo=True,
    )
    stage = Stage(classroom, trainer, pack, pictures, locale)
    for person in plan["people"]:
        _add_person(person, stage)
    for review in plan.get("customer_reviews", ()):
        _add_customer_review(review, stage)
    start = load_campaign_rules(pack.key).start_date
    for event in plan["events"]:
        add_event(classroom_id=classroom.id, start_date_default=start, **event)
    db.session.flush()
    return classroom


def _add_person(person: Mapping[str, Any], stage: Stage) -> None:
    participant, _pin = join_class(
        classroom=stage.classroom,
        nickname=person["nickname"],
        secret=current_app.extensions["settings"].secret_key,
        sex=person["sex"],
        age_band=person["age_band"],
        district_code=person["district"],
    )
    shop = _add_shop(person, participant, stage)
    if person["visits"]:
        link = make_link(shop_id=shop.id, kind=TargetKind.SHOP, target_id=shop.id)
        places = load_links(stage.pack.key, stage.pack.locales)
        for _, place in zip(range(person["visits"]), cycle(VISITED_FROM), strict=False):
            count_scan(link=link, source=place, medium=places.medium_of(place), is_own=False)
    post = _add_post(person["post"], shop, stage) if "post" in person else None
    for number, facts in enumerate(person.get("tries", ()), start=1):
        _play_try(number, facts, shop, post, stage)
    if "marks" in person:
        save_review(
            trainer_id=stage.trainer.id,
            shop_id=shop.id,
            marks=dict(person["marks"]),
            comment=person["comment"][stage.locale],
            version=0,
        )


def _add_shop(person: Mapping[str, Any], participant: Participant, stage: Stage) -> Shop:
    trade = stage.pack.trades[person["trade"]]
    shop = open_shop(
        classroom_id=stage.classroom.id,
        participant_id=participant.id,
        trade=trade.key,
        name=trade.shop.name(person["nickname"], stage.locale),
        locale=stage.locale,
        pack=stage.pack,
        pictures=stage.pictures,
    )
    shop.district_code = person["district"]
    shop.shipping_rates = dict(person.get("shipping_rates", {}))
    db.session.flush()
    db.session.refresh(shop)
    _fill_calendar(shop, person.get("full_in_days", ()), stage)
    if person["own_photo"] and (picture := stage.pictures.get(trade.picture)) is not None:
        _replace_first_photo(shop, picture)
    if person["shown"]:
        show_shop(shop=shop)
    db.session.flush()
    return shop


def _fill_calendar(shop: Shop, days_ahead: Iterable[int], stage: Stage) -> None:
    """Nights somebody has booked already."""
    today = to_zone(now(), stage.classroom.timezone).date()
    for product in shop.products:
        if product.kind == ProductKind.NIGHT:
            product.taken_dates = [(today + timedelta(days=days)).isoformat() for days in days_ahead]


def _replace_first_photo(shop: Shop, picture: ExamplePhoto) -> None:
    """Let the first product's photo count as one of the participant's own."""
    photo = keep_photo(
        shop=shop,
        facts=PhotoFacts(
            stem=picture.stem,
            digest=f"own-{picture.digest}",
            width=picture.width,
            height=picture.height,
            colour=picture.colour,
            variants=picture.variants,
        ),
    )
    db.session.flush()
    product = shop.products[0]
    product.photo_links = [ProductPhoto(photo_id=photo.id, position=0)]


def _add_customer_review(facts: Mapping[str, Any], stage: Stage) -> None:
    """What one of them said after visiting another's shop, and the answer if there was one."""
    people = {row.nickname: row.id for row in db.session.scalars(participants_of(stage.classroom.id))}
    shop = db.session.scalars(
        select(Shop).join(ShopKeeper).where(ShopKeeper.participant_id == people[facts["shop_of"]])
    ).one()
    review = write_review(
        shop=shop,
        author_id=people[facts["by"]],
        stars=facts["stars"],
        words=facts["words"][stage.locale],
        product_id=None,
    )
    if "reply" in facts:
        answer_review(shop=shop, review=review, reply=facts["reply"][stage.locale])


def _add_post(facts: Mapping[str, Any], shop: Shop, stage: Stage) -> Post:
    """The person's post about the product made from the trade's example of that key."""
    keys = [example.key for example in stage.pack.trades[shop.trade].products]
    product: Product = shop.products[keys.index(facts["product"])]
    photo_id = product.photo_links[0].photo_id if product.photo_links else None
    caption = facts["caption"][stage.locale]
    return add_post(
        shop_id=shop.id,
        facts={"product_id": product.id, "photo_id": photo_id, "aim": facts["aim"], "caption": caption},
    )


def _play_try(number: int, facts: Mapping[str, Any], shop: Shop, post: Post | None, stage: Stage) -> None:
    """Begin the shop's try of that number, launch its campaigns and play its days.

    Campaigns on places the market has no numbers for are left out.
    """
    if post is None:
        return
    tuning, rules = market_tuning(stage.pack.key), load_campaign_rules(stage.pack.key)
    if number > 1:
        run = restart_run(shop=shop, number=number - 1, tuning_version=tuning.version)
    else:
        run = open_run(shop=shop, tuning_version=tuning.version)
    for plan in facts["campaigns"]:
        if plan["channel"] in tuning.channels:
            audience = {"regions": list(plan.get("regions", ()))}
            more = {name: plan[name] for name in plan if name != "regions"} | {"audience": audience}
            launch_campaign(run=run, post_id=post.id, aim=post.aim, last_day=rules.horizon - 1, **more)
    market = market_now(shop=shop, pack=stage.pack)
    record_days(shop_id=shop.id, played=play_days(market=market, days=facts["days"]))
    if facts.get("paused"):
        for campaign in running_campaigns(shop.id):
            pause_campaign(campaign=campaign)
