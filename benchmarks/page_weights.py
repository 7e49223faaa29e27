"""What a phone with an empty cache downloads for each main page: requests and kilobytes on the wire, in Chromium."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright
from sqlalchemy import create_engine, select

from sandbox.app import load_models
from sandbox.config import Settings
from sandbox.migrations.runner import migrate
from tests.browser.conftest import open_phone, served
from tests.support.browser import INSTALLED_BROWSERS, LAPTOP
from tests.support.world import World


def weigh(page: Page, address: str) -> tuple[int, int]:
    """(requests, bytes) of a first visit, everything near the first screen included."""
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    session.detach()
    return len(sizes), sum(sizes)


def main() -> None:
    """Serve the example class and weigh its pages."""
    load_models()
    from sandbox.campaigns.models import Campaign
    from sandbox.classrooms.models import Classroom, ClassroomStaff
    from sandbox.demo import load_demo_class
    from sandbox.shops.models import Product, Shop, ShopKeeper

    folder = Path(tempfile.mkdtemp())
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'w.sqlite3'}", secret_key="w", media_workers=0
    )
    engine = create_engine(settings.database_url)
    migrate(engine)
    engine.dispose()
    path = os.environ.get("SANDBOX_TEST_BROWSER") or next(filter(None, map(shutil.which, INSTALLED_BROWSERS)))
    with served(settings) as (address, app), sync_playwright() as playwright:
        world = World(app)
        with world.session():
            load_demo_class()
        trainer = world.trainer()
        classroom = world.one(select(Classroom))
        world.add(ClassroomStaff(classroom_id=classroom.id, trainer_id=trainer, role="trainer"))
        campaign = world.one(select(Campaign))
        shop = world.one(select(Shop).where(Shop.id == campaign.shop_id))
        product = world.one(select(Product).where(Product.shop_id == shop.id).limit(1))
        keeper = world.one(select(ShopKeeper.participant_id).where(ShopKeeper.shop_id == shop.id))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        print("| page | requests | KB on the wire |\n|---|---|---|")
        with open_phone(browser, address, app) as phone:
            for kind, person, name, where in (
                ("", 0, "front door", "/"),
                ("", 0, "join", f"/k/{classroom.code}"),
                ("", 0, "shop page", f"/t/{shop.slug}"),
                ("", 0, "product page", f"/t/{shop.slug}/{product.slug}"),
                ("participant", keeper, "home", "/beranda"),
                ("participant", keeper, "shop editor", "/toko"),
                ("participant", keeper, "product form", f"/toko/produk/{product.id}"),
                ("participant", keeper, "post composer", "/posting/baru"),
                ("participant", keeper, "campaign plan", "/promosi/baru"),
                ("participant", keeper, "campaign result", f"/promosi/{campaign.id}"),
                ("trainer", trainer, "class page", f"/pelatih/kelas/{classroom.id}"),
                ("trainer", trainer, "projector wall", f"/pelatih/kelas/{classroom.id}/layar"),
            ):
                page = phone(kind, person, **(LAPTOP if kind == "trainer" else {}))
                requests, size = weigh(page, where)
                print(f"| {name} | {requests} | {size / 1000:.0f} |", flush=True)
                page.context.close()
        browser.close()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
