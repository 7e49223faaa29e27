"""axe-core finds nothing and nothing sticks out sideways, on any page, in both languages and both themes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from sandbox.web.gate import Permission
from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.live import open_phone
from tests.support.scene import Scene, example_class

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

LOOKS = [("id", False), ("en", True)]
"""Each language and each theme once: colours do not depend on words. The laptop sees Indonesian in the dark."""

NOT_PAGES = re.compile(
    r"static|\.svg|\.jpg|\.pdf|\.webp|\.css|\.zip|\.csv|/m/|sehat|qr\.|/toko/contoh/|/posting/contoh"
    r"|/pin(/|$)|/q/<|/latihan/qr/<|bayar/masuk|daftar$|layar/toko$|hitungan$|tunggu$|\.json"
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The example class, once for all walks."""
    with example_class(tmp_path_factory.mktemp("scene")) as served_class:
        yield served_class


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
        ("trainer", scene.trainer, [*found["trainer"], *market_pages(scene)]),
    ]


def market_pages(scene: Scene) -> list[str]:
    """The trainer's market desk of a class in one market, where there is something to close and to undo."""
    rooms = ("", "/tutup?days=2", "/batal", "/atur", "/kejadian", "/hasil", "/hasil/layar")
    return [f"/pelatih/kelas/{scene.shared}/pasar{room}" for room in rooms]


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
        page = phone(kind, person, dark=True, missing_pages=True, **LAPTOP)
        for address in addresses:
            page.goto(address)
            if (wide := overflow(page)) > 0:
                faults.append(f"{kind} {address} is {wide} px too wide")
    assert faults == [], "\n".join(faults)
