"""The site a graduate takes home: plain files that open by double-click, from a sub-folder and on any host.

Pages come from the same templates as the live shop page; only the links differ. Nothing of the sandbox goes
along: no badge, no class, no names of people, no scripts. The same shop always gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from flask import render_template

from sandbox.exports.taking import goes_along
from sandbox.lang.phone import format_phone
from sandbox.lang.texts import t, use_locale
from sandbox.packs.loader import Pack
from sandbox.shops.queries import Photo, Product, Shop, visible_products
from sandbox.shops.storefront import Links, ShopPage, shorten, storefront_page
from sandbox.shops.storefront_style import stylesheet

STYLES = "css/toko.css"
SIZES = {"list": "kecil", "page": "sedang", "zoom": "besar"}
LONGEST_NAME = 48
NAME_IN_MESSAGE = 80
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
DEVICE_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""File names Windows keeps for itself, whatever their ending."""


@dataclass(frozen=True)
class SiteChoices:
    """What the graduate decided on the review page.

    `phone` is a normalised number or "". `kept_examples` are the ids of example products that go along;
    `keep_example_photos` says whether photos that came with the shop do.
    """

    phone: str = ""
    kept_examples: frozenset[int] = frozenset()
    keep_example_photos: bool = False


def build_site(
    shop: Shop, *, pack: Pack, locale: str, choices: SiteChoices, read: Callable[[str], bytes]
) -> dict[str, bytes]:
    """Every file of the site by its path. `read` gives a media file; one it cannot find is left out."""
    products = [product for product in visible_products(shop) if goes_along(product, choices.kept_examples)]
    pictures = _Pictures(shop, products, read)
    pages = _Names(product.slug for product in products)

    def present(prefix: str) -> ShopPage:
        return storefront_page(
            shop,
            pack=pack,
            locale=locale,
            links=SiteLinks(prefix, pages, pictures, choices.phone),
            products=products,
            keep_photo=lambda photo: choices.keep_example_photos or not photo.is_example,
            contact=format_phone(choices.phone) if choices.phone else "",
            telephone=f"+{choices.phone}" if choices.phone else "",
        )

    with use_locale(locale):
        page, inner = present(""), present("../")
        texts = {"index.html": render_template(f"storefront/{page.theme}/shop.html", page=page)}
        for product in inner.products:
            texts[f"produk/{pages.of(product.slug)}.html"] = render_template(
                "storefront/product.html", page=inner, product=product
            )
        texts[STYLES] = stylesheet(page.theme, page.accent)
        has_qris = QRIS in (shop.payment_ways or [])
        for path, template in (PLAIN_FILES | (QRIS_FILES if has_qris else {})).items():
            texts[path] = render_template(template, page=page, has_qris_sheet=has_qris)
        texts["BACA-DULU.txt"] = texts["BACA-DULU.txt"].replace("\n", "\r\n")  # for the oldest Notepads
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    return files | pictures.used_in(texts.values()) | {".nojekyll": b""}


def zip_site(files: dict[str, bytes]) -> bytes:
    """The files as one ZIP: sorted, dated alike, so that equal sites are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, FIXED_TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            is_packed_already = path.endswith((".webp", ".jpg"))
            info.compress_type = zipfile.ZIP_STORED if is_packed_already else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[path])
    return out.getvalue()


PLAIN_FILES = {
    "404.html": "exports/site_404.html",
    "robots.txt": "exports/robots.txt",
    "_headers": "exports/headers.txt",
    ".htaccess": "exports/htaccess.txt",
    "BACA-DULU.txt": "exports/readme.txt",
}
QRIS = "qris"
QRIS_FILES = {"tempat-qris.html": "exports/site_qris.html"}
"""For shops that take QRIS: a sheet with an empty place for the real code, and what to check at the till."""


def file_name(text: str) -> str:
    """`text` as a file name of `a-z`, `0-9` and hyphens that every system and host accepts."""
    name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME].strip("-") or "produk"
    return f"{name}-1" if name in DEVICE_NAMES else name


class _Names:
    """A different file name for each slug, in the order given."""

    def __init__(self, slugs: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for slug in slugs:
            name = wanted = file_name(slug)
            number = 2
            while name in taken:
                name = f"{wanted}-{number}"
                number += 1
            taken.add(name)
            self._names[slug] = name

    def of(self, slug: str) -> str:
        """The file name of this slug."""
        return self._names[slug]


class _Pictures:
    """Photos of the media store under names that say what they show."""

    def __init__(self, shop: Shop, products: list[Product], read: Callable[[str], bytes]) -> None:
        self._read = read
        self._paths: dict[str, str] = {}
        self._data: dict[str, bytes] = {}
        named: list[tuple[Photo, str]] = [
            (photo, name) for photo, name in ((shop.cover, "sampul"), (shop.logo, "logo")) if photo
        ]
        names = _Names(product.slug for product in products)
        for product in products:
            named += [
                (photo, f"{names.of(product.slug)}-foto-{number}")
                for number, photo in enumerate(product.photos, start=1)
            ]
        for photo, name in named:
            for variant, size in SIZES.items():
                stored = (photo.variants.get(variant) or [""])[0]
                if stored:
                    self._paths.setdefault(stored, f"gambar/{name}-{size}.{stored.rpartition('.')[2]}")

    def path(self, stored: str) -> str:
        """Where a media file goes in the site; "" when its file is gone."""
        path = self._paths.get(stored, "")
        if path and path not in self._data:
            try:
                self._data[path] = self._read(stored)
            except (FileNotFoundError, ValueError):
                return ""
        return path

    def used_in(self, texts: Iterable[str]) -> dict[str, bytes]:
        """The picture files that any of the pages shows or links to."""
        everything = "\n".join(texts)
        return {path: data for path, data in self._data.items() if f'{path}"' in everything}


@dataclass(frozen=True)
class SiteLinks(Links):
    """Relative addresses with file names; `prefix` leads from the page to the site's root."""

    prefix: str
    pages: _Names
    pictures: _Pictures = field(repr=False)
    phone: str = ""

    def shop(self) -> str:
        """The first page."""
        return f"{self.prefix}index.html"

    def product(self, product_slug: str) -> str:
        """A product's page."""
        return f"{self.prefix}produk/{self.pages.of(product_slug)}.html"

    def order(
        self, shop_name: str, product_name: str = "", product_slug: str = "", variant: str = "", day: str = ""
    ) -> str:
        """WhatsApp on the graduate's own number, with the message begun; "" without a number."""
        if not self.phone:
            return ""
        shop = shorten(shop_name, NAME_IN_MESSAGE)
        if product_name:
            product = shorten(product_name, NAME_IN_MESSAGE)
            if variant:
                product = f"{product} ({shorten(variant, NAME_IN_MESSAGE // 2)})"
            text = t("storefront-whatsapp-product", shop=shop, product=product)
        else:
            text = t("storefront-whatsapp-shop", shop=shop)
        return f"https://wa.me/{self.phone}?text={quote(text, safe='')}"

    def picture(self, name: str) -> str:
        """A photo in the site's own folder."""
        path = self.pictures.path(name)
        return f"{self.prefix}{path}" if path else ""

    def styles(self, theme: str, accent: str) -> str:
        """The one stylesheet."""
        return f"{self.prefix}{STYLES}"
