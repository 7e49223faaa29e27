"""What a phone with an empty cache downloads for each main page: requests and kilobytes on the wire, in Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.support.browser import LAPTOP
from tests.support.live import chromium, open_phone
from tests.support.scene import example_class

PAGES = (
    ("", "front door", "/"),
    ("", "join", "/k/{code}"),
    ("", "shop page", "/t/{slug}"),
    ("", "product page", "/t/{slug}/{product_slug}"),
    ("participant", "home", "/beranda"),
    ("participant", "shop editor", "/toko"),
    ("participant", "product form", "/toko/produk/{product_id}"),
    ("participant", "post composer", "/posting/baru"),
    ("participant", "campaign plan", "/promosi/baru"),
    ("participant", "campaign result", "/promosi/{campaign_id}"),
    ("trainer", "class page", "/pelatih/kelas/{classroom_id}"),
    ("trainer", "projector wall", "/pelatih/kelas/{classroom_id}/layar"),
)


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
    print("| page | requests | KB on the wire |\n|---|---|---|")
    with (
        tempfile.TemporaryDirectory() as folder,
        example_class(Path(folder)) as scene,
        chromium() as browser,
        open_phone(browser, scene.address, scene.app) as phone,
    ):
        people = {"": 0, "participant": scene.participant, "trainer": scene.trainer}
        for kind, name, address in PAGES:
            page = phone(kind, people[kind], **(LAPTOP if kind == "trainer" else {}))
            requests, size = weigh(page, address.format(**scene.arguments))
            print(f"| {name} | {requests} | {size / 1000:.0f} |", flush=True)
            page.context.close()


if __name__ == "__main__":
    main()
