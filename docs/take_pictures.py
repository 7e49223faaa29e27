"""Take the pictures of the README and the guides from the running application.

Run ``python3 start.py pictures``. It serves the example class on this machine, photographs it with an installed
Chromium and writes docs/pictures/. Pictures therefore never show a screen that no longer exists.
``python -m docs.take_pictures theme-`` takes those alone whose name begins so.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from sqlalchemy import case, select

from sandbox.shops.enums import Theme
from sandbox.shops.models import Shop
from tests.support.browser import LAPTOP
from tests.support.live import chromium, open_phone
from tests.support.scene import Scene, example_class
from tests.support.world import World

PICTURES = Path(__file__).resolve().parent / "pictures"
VISITOR = {"front-door": "/", "shop-page": "/t/{slug}"}
PARTICIPANT = {
    "home": "/beranda",
    "shop-editor": "/toko",
    "product-editor": "/toko/produk/{product_id}",
    "price": "/toko/harga/{product_id}#tempat",
    "shop-check": "/toko/cek",
    "photo-studio": "/toko/foto/{photo_id}",
    "posts": "/posting",
    "composer": "/posting/{post_id}#coach",
    "links": "/tautan",
    "calendar": "/posting/kalender",
    "qr-studio": "/tautan/{link_id}/qr",
    "print": "/tautan/cetak",
    "plan": "/promosi/baru",
    "campaign": "/promosi/{campaign_id}",
    "campaign-why": "/promosi/{campaign_id}/sebab",
    "marks": "/nilai",
    "take-home": "/bawa-pulang",
}
TRAINER = {
    "wall": "/pelatih/kelas/{classroom_id}/layar",
    "class": "/pelatih/kelas/{classroom_id}",
    "marking": "/pelatih/kelas/{classroom_id}/nilai/{shop_id}",
    "class-market": "/pelatih/kelas/{shared}/pasar",
    "class-result": "/pelatih/kelas/{shared}/pasar/hasil",
}


def save(page: Page, name: str) -> None:
    """Photograph the page into docs/pictures/<name>.webp."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(PICTURES / f"{name}.webp", quality=82, method=6)


def shop_in(scene: Scene, theme: Theme) -> str:
    """A shop in this layout: one of the example class that has it, else the first participant's tries it on."""
    in_class = Shop.classroom_id == scene.arguments["classroom_id"]
    has_it = case((Shop.theme == theme, 0), (Shop.slug == scene.arguments["slug"], 1), else_=2)
    with World(scene.app).session() as session:
        best = select(Shop).where(in_class, Shop.state == "shown").order_by(has_it, Shop.id)
        shop = session.scalars(best.limit(1)).one()
        shop.theme = theme
        shop.page_version += 1
        return f"/t/{shop.slug}"


def main(start: str = "") -> None:
    """Serve the example class and photograph it, the layouts last: a shop may change its own for them."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        example_class(Path(folder), public_url="http://192.168.8.2:8000") as scene,
        chromium() as browser,
        open_phone(browser, scene.address, scene.app) as phone,
    ):
        for page, pictures in (
            (phone(), VISITOR),
            (phone("participant", scene.participant), PARTICIPANT),
            (phone("trainer", scene.trainer, **LAPTOP), TRAINER),
        ):
            for name in filter(lambda name: name.startswith(start), pictures):
                page.goto(pictures[name].format(**scene.arguments, shared=scene.shared))
                save(page, name)
        visitor = phone()
        for theme in Theme:
            if f"theme-{theme}".startswith(start):
                visitor.goto(shop_in(scene, theme))
                save(visitor, f"theme-{theme}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
