"""From shops, products and posts as stored to the frozen inputs of the market kernel.

Loads numpy, which takes longer than the rest of the wing: views import this module when a campaign page asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from sandbox.campaigns.enums import OBJECTIVES
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
)
from sandbox.campaigns.models import Campaign, MarketState
from sandbox.packs.campaigns import CampaignRules, load_campaign_rules
from sandbox.packs.loader import Pack
from sandbox.packs.market import load_tuning
from sandbox.posts.enums import Aim
from sandbox.posts.queries import post_quality
from sandbox.shops.queries import visible_products


@cache
def market_tuning(country: str) -> Tuning:
    """The country's market numbers, checked and typed, read once."""
    return tuning_from_dict(load_tuning(country))


@dataclass(frozen=True)
class Market:
    """Everything the kernel needs to play one shop's next days."""

    state: ShopState
    plans: tuple[CampaignPlan, ...]
    shop: ShopFacts
    env: Environment
    tuning: Tuning


def market_of(
    *,
    shop: Any,
    pack: Pack,
    seed: str,
    memory: MarketState | None,
    campaigns: list[Campaign],
    sold: Mapping[int, int],
) -> Market:
    """The market as one shop meets it. ``seed`` is the class's; ``campaigns`` are the running ones.

    ``sold`` is what the market has bought so far by product id: what is left is the typed stock minus that,
    so a restock on the product page counts at once.
    """
    rules, tuning = load_campaign_rules(pack.key), market_tuning(pack.key)
    facts = shop_facts(shop, rules)
    day = memory.day if memory else 0
    state = (
        state_from_dict(memory.memory) if memory and memory.memory else initial_state(facts, tuning, day=day)
    )
    products = {campaign.post.product.id: campaign.post.product for campaign in campaigns}
    left = {
        f"product-{product.id}": float(max(0, product.stock - sold.get(product.id, 0)))
        for product in products.values()
    }
    return Market(
        state=with_stock(state, left),
        plans=tuple(plan_of(campaign, shop, pack) for campaign in campaigns),
        shop=facts,
        env=Environment(class_seed=seed, start_date=rules.start_date),
        tuning=tuning,
    )


def shop_facts(shop: Any, rules: CampaignRules) -> ShopFacts:
    """The shop as buyers meet it; what its page does not say comes from the pack's rules."""
    return ShopFacts(
        key=f"shop-{shop.id}",
        page_score=page_score(shop, rules),
        reply_minutes=rules.reply_minutes,
        contacts=rules.first_contacts,
        followers=rules.first_followers,
    )


def page_score(shop: Any, rules: CampaignRules) -> float:
    """0 to 100: points for each thing a buyer finds on the shop page; filling in more never lowers it."""
    products = visible_products(shop)
    found = {
        "base": True,
        "cover": shop.cover_id is not None,
        "tagline": bool(shop.tagline.strip()),
        "story": len(shop.story.strip()) >= 40,
        "hours": bool(shop.hours.strip()),
        "how_to_order": bool(shop.how_to_order.strip()),
        "shipping": shop.shipping_from is not None,
        "payments": bool(shop.payment_ways),
        "three_products": len(products) >= 3,
        "own_photo": any(not photo.is_example for product in products for photo in product.photos),
    }
    return float(min(100, sum(rules.page_points[name] for name, is_there in found.items() if is_there)))


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
        end_day=campaign.start_day + campaign.days - 1,
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
        market_price=max(1, market_price),
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
    """The post as the audience sees it; a new photo or a new caption is a new creative."""
    scores = post_quality(post)
    return Creative(
        photo=f"photo-{post.photo_id or 0}",
        caption=f"post-{post.id}-{post.row_version}",
        photo_score=float(scores.photo_score),
        caption_score=float(scores.caption_score),
    )
