"""Take the pictures of the README and the guides from the running application.

Run ``python3 start.py pictures``. It serves the example class on this machine, photographs it with an installed
Chromium and writes docs/pictures/. Pictures therefore never show a screen that no longer exists.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402  (the repository must be importable first)
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from sqlalchemy import create_engine, select  # noqa: E402

from sandbox.campaigns.models import Campaign  # noqa: E402
from sandbox.classrooms.models import Classroom, ClassroomStaff  # noqa: E402
from sandbox.config import Settings  # noqa: E402
from sandbox.demo import load_demo_class  # noqa: E402
from sandbox.migrations.runner import migrate  # noqa: E402
from sandbox.shops.models import Product, Shop, ShopKeeper  # noqa: E402
from tests.browser.conftest import open_phone, served  # noqa: E402
from tests.support.browser import INSTALLED_BROWSERS, LAPTOP  # noqa: E402
from tests.support.world import World  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"


def save(page: Page, name: str, *, full: bool = False) -> None:
    """Photograph the page into docs/pictures/<name>.webp."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=full)))
    picture.convert("RGB").save(PICTURES / f"{name}.webp", quality=82, method=6)


def main() -> None:
    """Serve the example class and photograph it."""
    PICTURES.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'pictures.sqlite3'}",
        secret_key="pictures",  # noqa: S106  (a throw-away installation)
        public_url="http://192.168.8.2:8000",
        media_workers=0,
    )
    engine = create_engine(settings.database_url)
    migrate(engine)
    engine.dispose()
    browser_path = os.environ.get("SANDBOX_TEST_BROWSER") or next(
        filter(None, map(shutil.which, INSTALLED_BROWSERS)), None
    )
    with served(settings) as (address, app), sync_playwright() as playwright:
        world = World(app)
        with world.session():
            load_demo_class()
        trainer = world.trainer("Bu Ani")
        classroom = world.one(select(Classroom))
        world.add(ClassroomStaff(classroom_id=classroom.id, trainer_id=trainer, role="trainer"))
        campaign = world.one(select(Campaign))
        shop = world.one(select(Shop).where(Shop.id == campaign.shop_id))
        product = world.one(select(Product).where(Product.shop_id == shop.id).limit(1))
        keeper = world.one(select(ShopKeeper.participant_id).where(ShopKeeper.shop_id == shop.id))
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        with open_phone(browser, address, app) as phone:
            page = phone()
            page.goto("/")
            save(page, "front-door")
            page.goto(f"/t/{shop.slug}")
            save(page, "shop-page")
            page = phone("participant", keeper)
            for name, path in {
                "home": "/beranda",
                "shop-editor": "/toko",
                "product-editor": f"/toko/produk/{product.id}",
                "posts": "/posting",
                "links": "/tautan",
                "campaign": f"/promosi/{campaign.id}",
                "marks": "/nilai",
                "take-home": "/bawa-pulang",
            }.items():
                page.goto(path)
                save(page, name)
            laptop = phone("trainer", trainer, **LAPTOP)
            for name, path in {
                "wall": f"/pelatih/kelas/{classroom.id}/layar",
                "class": f"/pelatih/kelas/{classroom.id}",
                "marking": f"/pelatih/kelas/{classroom.id}/nilai/{shop.id}",
            }.items():
                laptop.goto(path)
                save(laptop, name)
        browser.close()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
