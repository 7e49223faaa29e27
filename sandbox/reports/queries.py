"""Facts about whole classes, gathered from every wing in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any

from sandbox.campaigns.queries import count_campaigns, count_market_orders, wallets_of
from sandbox.classrooms.progress import Progress, ShopGlance
from sandbox.links.queries import count_links, count_visits
from sandbox.orders.queries import count_orders
from sandbox.posts.queries import count_posts
from sandbox.reviews.queries import reviews_by_shop
from sandbox.shops.enums import ShopState
from sandbox.shops.queries import count_own_photos, count_products, first_product_photos, kept_shops


def class_progress(classroom_id: int) -> dict[int, Progress]:
    """Progress of everybody who keeps a shop, by participant id. The others have nothing yet."""
    return progress_of(kept_shops(classroom_id))


def progress_of(shops: Mapping[int, Any]) -> dict[int, Progress]:
    """Progress by participant id for ``shops`` by participant id; the same number of queries however many."""
    ids = {shop.id for shop in shops.values()}
    if not ids:
        return {}
    bare = {shop.id for shop in shops.values() if shop.cover_id is None}
    photos = first_product_photos(bare) if bare else {}
    products, own_photos, posts = count_products(ids), count_own_photos(ids), count_posts(ids)
    links, scans = count_links(ids), count_visits(ids)
    campaigns, market_orders = count_campaigns(ids), count_market_orders(ids)
    orders, wallets, reviews = count_orders(ids), wallets_of(ids), reviews_by_shop(ids)
    return {
        participant_id: Progress(
            shop=_glance(shop, shop.cover or photos.get(shop.id)),
            products=products.get(shop.id, 0),
            own_photos=own_photos.get(shop.id, 0),
            posts=posts.get(shop.id, 0),
            links=links.get(shop.id, 0),
            scans=scans.get(shop.id, 0),
            campaigns=campaigns.get(shop.id, 0),
            orders=orders.get(shop.id, 0),
            market_orders=market_orders.get(shop.id, 0),
            wallet=wallets.get(shop.id),
            marks=_mean_marks([review.marks for review in reviews.get(shop.id, [])]),
            comments=tuple(review.comment for review in reviews.get(shop.id, []) if review.comment),
            taken_home=shop.taken_home_at is not None,
        )
        for participant_id, shop in shops.items()
    }


def _glance(shop: Any, photo: Any | None) -> ShopGlance:
    variants = photo.variants if photo else {}
    picture = variants.get("list") or next(iter(variants.values()), None)
    return ShopGlance(
        id=shop.id,
        slug=shop.slug,
        name=shop.name,
        trade=shop.trade,
        accent=shop.accent,
        district_code=shop.district_code,
        is_shown=shop.state == ShopState.SHOWN,
        shown_at=shop.shown_at,
        returned_reason=shop.returned_reason,
        image=picture[0] if picture else "",
    )


def _mean_marks(sheets: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """The mean level of each criterion over the markers who gave one."""
    keys = dict.fromkeys(key for sheet in sheets for key in sheet)
    return {key: mean(sheet[key] for sheet in sheets if key in sheet) for key in keys}
