"""What a first visit to a shop page fetches, in bytes: measured on the page itself."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, render_template, url_for

from sandbox.lang.texts import use_locale
from sandbox.shops.models import Shop
from sandbox.shops.storefront import Picture, ShopPage
from sandbox.shops.storefront_live import live_page, load_shop, page_key, visible_stamp
from sandbox.shops.storefront_style import packed_stylesheet

FONT = "fonts/plus-jakarta-sans-shop.woff2"


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes as they travel: the page packed, its styles with the font, and every picture down to the end."""

    page: int
    styles: int
    pictures: int

    @property
    def total(self) -> int:
        """Everything together."""
        return self.page + self.styles + self.pictures


def weigh(shop: Shop) -> Weight:
    """Render the shop's page once and add up what a phone would fetch for it."""
    key = page_key(shop.slug)
    with use_locale(key.locale):
        page = live_page(load_shop(shop.id), key, visible_stamp(shop.slug))
        html = render_template(f"storefront/{page.theme}/shop.html", page=page)
    font = url_for("static", filename=FONT)
    return Weight(
        page=len(gzip.compress(html.encode("utf-8"), 6)),
        styles=len(packed_stylesheet(page.theme, page.accent, font)) + _font_bytes(),
        pictures=_pictures(page),
    )


def _font_bytes() -> int:
    return (Path(current_app.static_folder or "") / FONT).stat().st_size


def _pictures(page: ShopPage) -> int:
    """The cover at a phone's width, the logo, and each product's picture as lists show it."""
    shown: list[Picture | None] = [product.picture for product in page.products]
    small = {picture.small.url: picture.small.bytes for picture in [*shown, page.logo] if picture}
    return sum(small.values()) + (page.cover.page.bytes if page.cover else 0)
