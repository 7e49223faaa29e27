"""Take the pictures of the README and the guides from the running application.

Run ``python3 start.py pictures``. It serves the example class on this machine, photographs it with an installed
Chromium and writes docs/pictures/. Pictures therefore never show a screen that no longer exists.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.support.browser import LAPTOP
from tests.support.live import chromium, open_phone
from tests.support.scene import example_class

PICTURES = Path(__file__).resolve().parent / "pictures"
VISITOR = {"front-door": "/", "shop-page": "/t/{slug}"}
PARTICIPANT = {
    "home": "/beranda",
    "shop-editor": "/toko",
    "product-editor": "/toko/produk/{product_id}",
    "posts": "/posting",
    "composer": "/posting/{post_id}#coach",
    "links": "/tautan",
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


def main() -> None:
    """Serve the example class and photograph it."""
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
            for name, address in pictures.items():
                page.goto(address.format(**scene.arguments, shared=scene.shared))
                save(page, name)


if __name__ == "__main__":
    main()
