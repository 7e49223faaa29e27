"""The campaign desk of a test class, moved by its operations as pages would; each call is one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from sandbox.campaigns import operations, queries
from sandbox.campaigns.models import Campaign, ClassEvent, MarketDay, MarketRun, ShopDay, WalletEntry
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.shops.models import Shop
from tests.support.world import Ids, World

LAST_DAY = 89
START = date(2026, 11, 23)


@dataclass(frozen=True)
class Desk:
    """One shop of a class, seen from its keeper's and its trainer's side."""

    world: World
    ids: Ids

    @property
    def pack(self) -> Any:
        """The country pack."""
        return self.world.app.extensions["pack"]

    def post(self, product: int = 0, **facts: Any) -> int:
        """A post of the shop about one of its products."""
        values = {"aim": "sell", "caption": "Keripik tipis Rp 18.000, pesan ya!"} | facts
        product_id = self.ids.products[product]
        return self.world.add(Post(shop_id=self.ids.shop, product_id=product_id, **values))

    def neighbour(self, nickname: str, **shop: Any) -> Desk:
        """Another shop of the same class with a product of its own."""
        world, here = self.world, self.ids
        person = world.participant(here.classroom, nickname)
        shop_id = world.shop(here.classroom, person, **{"trade": "camilan"} | shop)
        products = (world.product(shop_id), world.product(shop_id))
        return Desk(world, Ids(here.trainer, here.classroom, person, shop_id, products))

    def launch(self, post_id: int, **changes: Any) -> int:
        """Launch a campaign, beginning the run when there is none; its id."""
        plan = {
            "channel": "meta", "aim": "sell", "audience": {"regions": ["home"]}, "daily_amount": 20_000, "days": 3,
            "last_day": LAST_DAY,
        }  # fmt: skip
        with self.world.session():
            return operations.launch_campaign(run=self._run(), post_id=post_id, **plan | changes).id

    def launch_test(self, *post_ids: int, **changes: Any) -> int:
        """Launch an A/B test; its id."""
        plan = {
            "channel": "meta", "aim": "sell", "audience": {}, "daily_amount": 41_001, "days": 2, "metric": "click",
            "lift": 0.3, "planned_per_arm": 4000, "last_day": LAST_DAY,
        }  # fmt: skip
        with self.world.session():
            return operations.launch_test(run=self._run(), post_ids=post_ids, **plan | changes).id  # type: ignore[arg-type]

    def _run(self) -> MarketRun:
        shop = db.session.get_one(Shop, self.ids.shop)
        return operations.open_run(shop=shop, tuning_version="t")

    def play(self, days: int | None = 1, campaign_id: int | None = None) -> bool:
        """Play the shop's next days."""
        with self.world.session():
            run = queries.current_run(self.ids.shop)
            day = run.day if run else 0
            db.session.rollback()
            return operations.play_alone(
                shop_id=self.ids.shop, pack=self.pack, first_day=day, days=days, campaign_id=campaign_id
            )

    def change(self, name: str, campaign_id: int, **facts: Any) -> Any:
        """Run ``name`` (pause, resume, stop or edit) on a campaign."""
        with self.world.session():
            campaign = queries.get_own_campaign(self.ids.shop, campaign_id)
            if name == "edit":
                facts = {"last_day": LAST_DAY, "version": campaign.row_version} | facts
            return getattr(operations, f"{name}_campaign")(campaign=campaign, **facts)

    def restart(self, number: int | None = None) -> int:
        """Begin anew; the number of the run the shop is in then."""
        with self.world.session():
            shop = db.session.get_one(Shop, self.ids.shop)
            run = queries.current_run(shop.id)
            number = (run.number if run else 1) if number is None else number
            return operations.restart_run(shop=shop, number=number, tuning_version="t").number

    # -- the trainer ------------------------------------------------------------------------------------

    def settle(self, version: int | None = None, **facts: Any) -> int:
        """Save settings of the class's market; the new version."""
        with self.world.session():
            market = queries.class_market(self.ids.classroom, start_date=START)
            version = market.row_version if version is None else version
            return operations.change_market(
                classroom_id=self.ids.classroom, version=version, start_date_default=START, facts=facts
            ).row_version

    def close(self, days: int = 1, first_day: int | None = None) -> int | None:
        """Close a round of ``days``; its number, None when it was closed already."""
        with self.world.session():
            day = queries.class_market(self.ids.classroom, start_date=START).day
            db.session.rollback()
            closed = operations.close_round(
                classroom_id=self.ids.classroom,
                pack=self.pack,
                first_day=day if first_day is None else first_day,
                days=days,
                trainer_id=self.ids.trainer,
            )
            return closed.number if closed else None

    def undo(self, number: int) -> bool:
        """Take a round back."""
        with self.world.session():
            return operations.undo_round(classroom_id=self.ids.classroom, number=number)

    def event(self, kind: str, first_day: int, days: int = 1) -> int:
        """Let something happen; its id."""
        with self.world.session():
            return operations.add_event(
                classroom_id=self.ids.classroom,
                kind=kind,
                first_day=first_day,
                days=days,
                start_date_default=START,
            ).id

    def remove_event(self, event_id: int) -> None:
        """Take an event back."""
        with self.world.session():
            operations.remove_event(event=db.session.get_one(ClassEvent, event_id))

    # -- what is stored ---------------------------------------------------------------------------------

    def run(self) -> MarketRun:
        """The shop's current run."""
        return self.world.one(
            select(MarketRun).where(MarketRun.shop_id == self.ids.shop, MarketRun.ended_at.is_(None))
        )

    def campaign(self, campaign_id: int) -> Campaign:
        """A campaign as stored."""
        return self.world.one(select(Campaign).where(Campaign.id == campaign_id))

    def days(self, campaign_id: int) -> list[MarketDay]:
        """A campaign's days in order."""
        query = select(MarketDay).where(MarketDay.campaign_id == campaign_id).order_by(MarketDay.day)
        return self.world.read(lambda session: list(session.scalars(query)))

    def outcome(self, campaign_id: int) -> list[tuple[int, ...]]:
        """What each day of a campaign brought."""
        return [
            (day.day, day.impressions, day.clicks, day.orders, day.spend, day.money_left)
            for day in self.days(campaign_id)
        ]

    def balance(self) -> int:
        """Practice money in the wallet."""
        return self.world.read(lambda _session: queries.balance_of(self.ids.shop)) or 0

    def free(self) -> int:
        """Practice money that is not promised."""
        return self.world.read(lambda _session: queries.free_of(self.ids.shop)) or 0

    def count(self, model: Any) -> int:
        """Rows of a table."""
        return self.world.one(select(func.count()).select_from(model))

    def entries(self) -> list[WalletEntry]:
        """The wallet's movements of the current run, oldest first."""
        return self.world.read(
            lambda session: list(session.scalars(queries.wallet_entries(self.ids.shop)))[::-1]
        )

    def shop_days(self) -> list[ShopDay]:
        """The days of the current run."""
        query = select(ShopDay).where(ShopDay.run_id == self.run().id).order_by(ShopDay.day)
        return self.world.read(lambda session: list(session.scalars(query)))


def desk_of(world: World, **shop: Any) -> Desk:
    """A class with one shop that sells snacks."""
    story = "Keripik dari dapur kecil kami, digoreng tiap pagi, renyah."
    return Desk(world, world.arranged(**{"trade": "camilan", "story": story} | shop))
