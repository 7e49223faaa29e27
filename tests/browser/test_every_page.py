"""axe-core finds nothing, and nothing sticks out sideways, on any page, in both languages and both themes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from sandbox.web.gate import Permission
from tests.support.browser import LAPTOP, axe_violations, overflow
from tests.support.scene import Scene, build_scene
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

LOOKS = [("id", False), ("en", True), ("id", True), ("en", False)]


def pages_of(app: Flask, scene: Scene) -> dict[str, list[str]]:
    """Every GET page of the house by who opens it. A route without known arguments is a fault of this table."""
    found: dict[str, list[str]] = {"": [], "participant": [], "trainer": []}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in scene.not_pages:
            continue
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(scene.arguments[match[1]]), rule.rule)
        permission = app.view_functions[rule.endpoint].permission
        who = {
            Permission.PUBLIC: "",
            Permission.SIGNED_IN: "participant",
            Permission.PARTICIPATE: "participant",
        }.get(permission, "trainer")
        found[who].append(scene.addresses.get(rule.endpoint, address))
    return found


@pytest.mark.parametrize(("language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits_a_phone(
    live: tuple[str, Flask], live_world: World, phone: Callable[..., Page], language: str, dark: bool
) -> None:
    scene = build_scene(live_world)
    faults: list[str] = []
    for who, addresses in pages_of(live[1], scene).items():
        person = {"participant": scene.participant, "trainer": scene.trainer}.get(who, 0)
        page = phone(who, person, dark=dark, language=language)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, f"{address}: {answer.status}"
            assert page.locator("html").get_attribute("lang") == language, address
            faults += [f"{who} {address} {violation}" for violation in axe_violations(page)]
            if (wide := overflow(page)) > 0:
                faults.append(f"{who} {address} is {wide} px too wide at 360 px")
    assert faults == []


def test_every_page_fits_a_laptop(
    live: tuple[str, Flask], live_world: World, phone: Callable[..., Page]
) -> None:
    scene = build_scene(live_world)
    faults: list[Any] = []
    for who, addresses in pages_of(live[1], scene).items():
        person = {"participant": scene.participant, "trainer": scene.trainer}.get(who, 0)
        page = phone(who, person, **LAPTOP)
        for address in addresses:
            page.goto(address)
            faults += [f"{address} {violation}" for violation in axe_violations(page)]
            if (wide := overflow(page)) > 0:
                faults.append(f"{who} {address} is {wide} px too wide at 1280 px")
    assert faults == []
