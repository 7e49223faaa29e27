"""Searching within a shop: every word must be found somewhere in the product. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from sandbox.shops.storefront_data import Search, ShopPage, ShopProduct

LONGEST_SEARCH = 60


def search_page(page: ShopPage, text: str) -> ShopPage:
    """`page` with only the products that have every word of `text`, those named so first.

    Nothing to look for leaves the page as it is.
    """
    text = " ".join(text.split())[:LONGEST_SEARCH].strip()
    words = folded(text).split()
    if not words:
        return page
    named, told = [], []
    for product in page.products:
        if _has_all(product.name, words):
            named.append(product)
        elif _has_all(_everything(product), words):
            told.append(product)
    found = tuple(
        replace(product, group=0, position=position, is_eager=position <= 2)
        for position, product in enumerate([*named, *told], start=1)
    )
    return replace(page, products=found, categories=(), search=Search(text, len(found)))


def folded(text: str) -> str:
    """Letters and digits as they are compared: small, without accents, everything else a space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (sign for sign in plain if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in kept)


def _has_all(text: str, words: list[str]) -> bool:
    text = folded(text)
    return all(word in text for word in words)


def _everything(product: ShopProduct) -> str:
    variants = (variant.name for variant in product.variants)
    parts = (part.name for part in product.bundle)
    return " ".join([product.name, product.category, *product.paragraphs, *variants, *parts, *product.diets])
