"""From shops, products and posts as stored to the frozen inputs of the market kernel.

Loads numpy, which takes longer than the rest of the wing: views import this module when a campaign page asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from sandbox.campaigns.enums import OBJECTIVES, UNFINISHED, CampaignState, MarketMode
from sandbox.campaigns.market.events import EventKind, event_kinds, event_of
from sandbox.campaigns.market.plain import world_from_dict
from sandbox.campaigns.market.state import ShopState, initial_state, state_from_dict, with_stock
from sandbox.campaigns.market.tuning import Tuning, tuning_from_dict
from sandbox.campaigns.market.types import (
    Audience,
    CampaignPlan,
    Creative,
    Environment,
    Offer,
    ShippingTerms,
    ShopFacts,
    Targeting,
)
from sandbox.campaigns.market.world import World
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay
from sandbox.campaigns.queries import (
    class_market,
    class_seed,
    current_run,
    current_runs,
    events_of_class,
    played_versions,
    post_fault,
    stored_market,
    unfinished_campaigns,
)
from sandbox.extensions import db
from sandbox.lang.rupiah import LARGEST
from sandbox.packs.campaigns import load_campaign_rules
from sandbox.packs.events import load_events
from sandbox.packs.loader import Pack
from sandbox.packs.market import PACKS, load_tuning, version_to_use
from sandbox.posts.enums import Aim
from sandbox.posts.queries import caption_key, post_quality
from sandbox.shops.enums import ShopState as ShopDisplay
from sandbox.shops.page_check.queries import page_score
from sandbox.shops.queries import shops_of_class, visible_products, with_products


def market_tuning(country: str, version: str = "", *, packs: Path = PACKS) -> Tuning:
    """The country's market numbers, the newest or those of ``version``; ``FileNotFoundError`` when not kept."""
    return _tuning(country, version or version_to_use(country, (), packs=packs), packs)


@cache
def _tuning(country: str, version: str, packs: Path) -> Tuning:
    """Numbers checked and typed, read once."""
    return tuning_from_dict(load_tuning(country, version, packs=packs))


def tuning_of_class(classroom_id: int, country: str, *, packs: Path = PACKS) -> Tuning:
    """The numbers a class plays with: those it has played with, for a class yet to begin the newest.

    A class whose numbers are not kept any more goes on with the newest, once: from then on those are its own.
    """
    return market_tuning(
        country, version_to_use(country, played_versions(classroom_id), packs=packs), packs=packs
    )


def tuning_of_days(days: Sequence[MarketDay], country: str, *, packs: Path = PACKS) -> Tuning:
    """The numbers stored days were played with (the last, if they changed); the newest when not kept."""
    versions = [day.tuning_version for day in reversed(days)]
    return market_tuning(country, version_to_use(country, versions[:1], packs=packs), packs=packs)


@cache
def event_kinds_of(country: str) -> Mapping[str, EventKind]:
    """The country's kinds of events, checked and typed, read once."""
    return event_kinds(load_events(country), market_tuning(country).segments)


@dataclass(frozen=True)
class Market:
    """Everything the kernel needs to play one shop's next days.

    ``version`` is the run's row version when it was read (0: the run is yet to begin). ``held`` are the slots
    of running campaigns whose post nobody can see, with why; they are not among the plans. ``shelf`` is the
    typed stock by product id, ``states`` are the unfinished campaigns' [state, paused_for] by slot.
    ``class_version`` is that of the class's market (0: never set).
    """

    world: World
    tuning: Tuning
    version: int = 0
    held: Mapping[int, str] = field(default_factory=dict)
    shelf: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, list[str]] = field(default_factory=dict)
    class_version: int = 0

    @property
    def state(self) -> ShopState:
        """The shop at the start of the next day."""
        return self.world.state

    @property
    def plans(self) -> tuple[CampaignPlan, ...]:
        """The campaigns that run or will run."""
        return self.world.plans

    @property
    def shop(self) -> ShopFacts:
        """The shop as buyers meet it."""
        return self.world.shop

    @property
    def env(self) -> Environment:
        """What is the same for every shop of the class."""
        return self.world.env


def market_now(
    *, shop: Any, pack: Pack, campaigns: Sequence[Campaign] | None = None, packs: Path = PACKS
) -> Market:
    """The market as one shop meets it now, with ``campaigns`` instead of its unfinished ones when given.

    ``packs``: where the market numbers lie.
    """
    settings, run = stored_market(shop.classroom_id), current_run(shop.id)
    if campaigns is None:
        campaigns = unfinished_campaigns({run.id}).get(run.id, []) if run else []
    env = environment_of(shop.classroom_id, pack)
    day = settings.day if settings and settings.mode == MarketMode.SHARED else 0
    tuning = tuning_of_class(shop.classroom_id, pack.key, packs=packs)
    market = market_of(shop=shop, pack=pack, env=env, tuning=tuning, run=run, campaigns=campaigns, day=day)
    return replace(market, class_version=settings.row_version if settings else 0)


def world_of_day(shop_day: ShopDay) -> World:
    """The world of a stored day as it was played."""
    return world_from_dict({**shop_day.inputs, "state": shop_day.before})


def environment_of(classroom_id: int, pack: Pack) -> Environment:
    """What every shop of a class meets: its seed, its calendar, and what its trainer lets happen."""
    rules, kinds = load_campaign_rules(pack.key), event_kinds_of(pack.key)
    events = [event for event in events_of_class(classroom_id) if event.kind in kinds]
    return Environment(
        class_seed=class_seed(classroom_id),
        start_date=class_market(classroom_id, start_date=rules.start_date).start_date,
        events=tuple(event_of(kinds[event.kind], event.first_day, event.days) for event in events),
    )


def market_of(
    *,
    shop: Any,
    pack: Pack,
    env: Environment,
    tuning: Tuning,
    run: MarketRun | None,
    campaigns: Sequence[Campaign],
    day: int = 0,
) -> Market:
    """The market as one shop meets it; ``day`` is where a shop without a run begins.

    What is left of a product is what the market remembers, plus what was typed beyond the stock it was last
    played with: a restock on the product page counts at once.
    """
    facts = shop_facts(shop, pack)
    if run is not None and run.memory:
        state = state_from_dict(run.memory)
    else:
        state = initial_state(facts, tuning, day=run.day if run else day)
    on_page = visible_products(shop)
    products = [*on_page, *(campaign.post.product for campaign in campaigns)]
    shelf = dict(run.shelf) if run else {}
    left = _left_of(products, state, shelf)
    held = _held(campaigns)
    running = [c for c in campaigns if c.state != CampaignState.PAUSED and c.slot not in held]
    plans = tuple(plan_of(campaign, shop, pack) for campaign in running)
    offers = tuple(offer_of(product, shop, pack) for product in on_page)
    return Market(
        world=World(with_stock(state, left), plans, facts, env, offers),
        tuning=tuning,
        version=run.row_version if run else 0,
        held=held,
        shelf=shelf | {str(product.id): max(0, product.stock) for product in products},
        states={str(c.slot): [c.state, c.paused_for] for c in campaigns if c.state in UNFINISHED},
    )


def _held(campaigns: Sequence[Campaign]) -> dict[int, str]:
    """Why running campaigns are held, by slot. Without its other half a test says nothing: both are held."""
    active = [campaign for campaign in campaigns if campaign.state != CampaignState.PAUSED]
    faults = {campaign.slot: fault for campaign in active if (fault := post_fault(campaign.post)) is not None}
    tests = {
        campaign.test_id: faults[campaign.slot]
        for campaign in active
        if campaign.test_id is not None and campaign.slot in faults
    }
    found = {campaign.slot: faults.get(campaign.slot, tests.get(campaign.test_id)) for campaign in active}
    return {slot: fault.value for slot, fault in found.items() if fault is not None}


def _left_of(products: Iterable[Any], state: ShopState, shelf: Mapping[str, int]) -> dict[str, float]:
    """What is left of the products the market has sold from, by offer key."""
    left = {}
    for product in products:
        key, typed = f"product-{product.id}", max(0, product.stock)
        if key in state.stock:
            left[key] = max(0.0, state.stock[key] + typed - shelf.get(str(product.id), typed))
    return left


def class_markets(*, classroom_id: int, pack: Pack, day: int, packs: Path = PACKS) -> dict[int, Market]:
    """The market as each shop of a class meets it, by shop id, in as many queries however many shops.

    Shops that have a run take part, and shops on display that have none yet: those begin on ``day``. All play
    with the class's numbers; ``packs``: where those lie.
    """
    shops = list(db.session.scalars(shops_of_class(classroom_id).options(with_products())))
    runs = current_runs(shop.id for shop in shops)
    campaigns = unfinished_campaigns({run.id for run in runs.values()})
    env = environment_of(classroom_id, pack)
    tuning = tuning_of_class(classroom_id, pack.key, packs=packs)
    return {
        shop.id: market_of(
            shop=shop,
            pack=pack,
            env=env,
            tuning=tuning,
            run=run,
            campaigns=campaigns.get(run.id, []) if run else [],
            day=day,
        )
        for shop in sorted(shops, key=lambda shop: shop.id)
        if (run := runs.get(shop.id)) or shop.state == ShopDisplay.SHOWN
    }


def shop_facts(shop: Any, pack: Pack) -> ShopFacts:
    """The shop as buyers meet it; what its page does not say comes from the pack's rules."""
    rules = load_campaign_rules(pack.key)
    return ShopFacts(
        key=f"shop-{shop.id}",
        category=shop.trade,
        page_score=page_score(shop, pack),
        reply_minutes=rules.reply_minutes,
        contacts=rules.first_contacts,
        followers=rules.first_followers,
    )


def plan_of(campaign: Campaign, shop: Any, pack: Pack) -> CampaignPlan:
    """One stored campaign as a plan."""
    return CampaignPlan(
        slot=campaign.slot,
        channel=campaign.channel,
        offer=offer_of(campaign.post.product, shop, pack),
        creative=creative_of(campaign.post),
        audience=Audience(**{name: tuple(keys) for name, keys in campaign.audience.items()}),
        objective=OBJECTIVES[Aim(campaign.aim)],
        daily_budget=campaign.daily_amount,
        start_day=campaign.start_day,
        end_day=campaign.end_day,
        every_days=campaign.every_days or 1,
        targeting=Targeting(campaign.targeting or Targeting.BROAD),
        arm=campaign.arm or "",
    )


def offer_of(product: Any, shop: Any, pack: Pack) -> Offer:
    """A product as the market sees it.

    What others ask for the like is taken from the product's own *modal* and the usual markup of its trade
    (the median over the pack's examples); without a *modal*, from its price.
    """
    rules = load_campaign_rules(pack.key)
    trade = pack.trades.get(shop.trade)
    usual = median(item.price / item.unit_cost for item in trade.products) if trade else 1.5
    cost = product.unit_cost if product.unit_cost is not None else round(product.price / usual)
    market_price = round(product.unit_cost * usual) if product.unit_cost else product.price
    is_sent = bool(product.weight_g)
    return Offer(
        key=f"product-{product.id}",
        price=product.price,
        goods_cost=cost,
        market_price=min(max(1, market_price), LARGEST),  # a modal may be typed as large as a price
        interest=rules.interest.get(shop.trade, rules.interest["lain"]),
        stock=product.stock,
        packing=rules.packing if is_sent else 0,
        shipping=shipping_terms(shop, is_sent=is_sent),
        shipping_fees=None if is_sent else (0,) * len(market_tuning(pack.key).segments.regions),
        cod="cod" in shop.payment_ways,
    )


def shipping_terms(shop: Any, *, is_sent: bool) -> ShippingTerms:
    """Whether the page names its shipping fee; nothing is hidden when nothing is sent."""
    if is_sent and shop.shipping_from is None:
        return ShippingTerms.HIDDEN
    if is_sent and shop.shipping_from == 0:
        return ShippingTerms.FREE
    return ShippingTerms.SHOWN


def creative_of(post: Any) -> Creative:
    """The post as the audience sees it; a new photo or a new caption is a new creative.

    The words name the caption, not the post: who has read them in one post knows them in the next, so a repeat
    with a new photo is new to the eye only.
    """
    scores = post_quality(post)
    return Creative(
        photo=f"photo-{post.photo_id or 0}",
        caption=f"caption-{caption_key(post.caption)}",
        photo_score=float(scores.photo_score),
        caption_score=float(scores.caption_score),
    )
