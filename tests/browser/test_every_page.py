"""axe-core finds nothing and nothing sticks out sideways, on any page, in both languages and both themes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from sandbox.campaigns.models import Campaign
from sandbox.classrooms.models import Classroom, ClassroomStaff
from sandbox.classrooms.operations import create_setup_link
from sandbox.config import Settings
from sandbox.demo import load_demo_class
from sandbox.links.models import ShortLink
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop, ShopKeeper
from sandbox.web.gate import Permission
from tests.browser.conftest import open_phone, served
from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

LOOKS = [("id", False), ("en", True), ("id", True), ("en", False)]
NOT_PAGES = re.compile(
    r"static|\.svg|\.css|\.zip|\.csv|/m/|sehat|qr\.|/toko/contoh/|/posting/contoh"
    r"|/pin(/|$)|/q/<|daftar$|layar/toko$|hitungan$"
)


@dataclass(frozen=True)
class Scene:
    """The example class, served: who to be, and what stands for each argument in an address."""

    address: str
    app: Flask
    participant: int
    newcomer: int
    trainer: int
    arguments: dict[str, Any]


@pytest.fixture(scope="module")
def scene(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The example class with a trainer of its own and somebody who has only just joined."""
    folder = tmp_path_factory.mktemp("scene")
    shutil.copy(sqlite_template, folder / "test.sqlite3")
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'test.sqlite3'}", secret_key="k", media_workers=0
    )
    with served(settings) as (address, app):
        world = World(app)
        with world.session():
            assert load_demo_class() is not None
        trainer = world.trainer()
        classroom = world.one(select(Classroom))
        world.add(ClassroomStaff(classroom_id=classroom.id, trainer_id=trainer, role="trainer"))
        with world.session():
            token = create_setup_link()
        campaign = world.one(select(Campaign))
        shop = world.one(select(Shop).where(Shop.id == campaign.shop_id))
        product = world.one(select(Product).where(Product.shop_id == shop.id).limit(1))
        participant = world.one(select(ShopKeeper.participant_id).where(ShopKeeper.shop_id == shop.id))
        yield Scene(
            address,
            app,
            participant,
            world.participant(classroom.id, "Orang baru"),
            trainer,
            {
                "classroom_id": classroom.id,
                "code": classroom.code,
                "participant_id": participant,
                "shop_id": shop.id,
                "product_id": product.id,
                "product_slug": product.slug,
                "slug": shop.slug,
                "campaign_id": campaign.id,
                "post_id": world.one(select(Post.id).where(Post.shop_id == shop.id)),
                "link_id": world.one(select(ShortLink.id).where(ShortLink.shop_id == shop.id)),
                "token": token,
            },
        )


@pytest.fixture
def phone(browser: Browser, scene: Scene) -> Iterator[Callable[..., Page]]:
    """Phones on the example class."""
    with open_phone(browser, scene.address, scene.app) as make:
        yield make


def walks(scene: Scene) -> list[tuple[str, int, list[str]]]:
    """Every GET page by who opens it. An argument the scene lacks is a KeyError: extend the scene."""
    found: dict[str, list[str]] = {"": [], "participant": [], "trainer": []}
    for rule in sorted(scene.app.url_map.iter_rules(), key=str):
        if "GET" not in (rule.methods or ()) or NOT_PAGES.search(rule.rule):
            continue
        address = re.sub(r"<(?:[^<>:]+:)?(\w+)>", lambda match: str(scene.arguments[match[1]]), rule.rule)
        permission = scene.app.view_functions[rule.endpoint].permission
        by = {Permission.TRAIN: "trainer", Permission.ASSIST: "trainer", Permission.PUBLIC: ""}
        found[by.get(permission, "participant")].append(address)
    newcomer = ["/beranda", "/toko/buka", "/promosi", "/posting", "/tautan", "/pesan", "/bawa-pulang"]
    return [
        ("", 0, [*found[""], "/tidak-ada"]),
        ("participant", scene.participant, found["participant"]),
        ("participant", scene.newcomer, newcomer),
        ("trainer", scene.trainer, found["trainer"]),
    ]


def faults_on(page: Page, address: str) -> list[str]:
    """What is wrong with the page now open."""
    faults = [f"{address} {violation}" for violation in axe_violations(page)]
    if (wide := overflow(page)) > 0:
        faults.append(f"{address} is {wide} px too wide")
    return faults


@pytest.mark.parametrize(("language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits_a_phone(
    scene: Scene, phone: Callable[..., Page], language: str, dark: bool
) -> None:
    faults: list[str] = []
    seen = 0
    for kind, person, addresses in walks(scene):
        page = phone(kind, person, dark=dark, language=language, missing_pages=True)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status in {200, 404}, f"{address}: {answer.status}"
            assert page.locator("html").get_attribute("lang") == language, address
            faults += faults_on(page, f"{kind} {address}")
            seen += 1
    assert faults == [], "\n".join(faults)
    assert seen > 40


def test_every_page_fits_a_laptop(scene: Scene, phone: Callable[..., Page]) -> None:
    faults: list[str] = []
    for kind, person, addresses in walks(scene):
        page = phone(kind, person, missing_pages=True, **LAPTOP)
        for address in addresses:
            page.goto(address)
            faults += faults_on(page, f"{kind} {address}")
    assert faults == [], "\n".join(faults)
