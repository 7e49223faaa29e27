"""Every address of the house: who may, how it is spelt, what it does with a stranger."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from sandbox.web.gate import Permission
from tests.support.world import World

pytestmark = pytest.mark.one_database  # routes do not depend on the database: SQLite is enough

PUBLIC_PAGES = {
    "static", "web.set_language", "web.health", "media.show", "style.", "home.start",
    "storefront.", "share_card.", "links.follow", "links.type_code", "orders.order", "orders.send_order",
    "paying.pay", "paying.send_payment",
    "classrooms.join", "classrooms.show_pin", "classrooms.sign_in", "classrooms.sign_out_here", "classrooms.trainer_sign_in",
    "classrooms.set_up_trainer",
}  # fmt: skip


def rules(app: Flask) -> list[Any]:
    return sorted(app.url_map.iter_rules(), key=str)


def view_of(app: Flask, endpoint: str) -> Any:
    return app.view_functions[endpoint]


def test_every_route_declares_a_permission(app: Flask) -> None:
    undeclared = [
        rule.endpoint
        for rule in rules(app)
        if not isinstance(getattr(view_of(app, rule.endpoint), "permission", None), Permission)
    ]
    assert undeclared == []


def test_public_routes_are_the_ones_we_meant(app: Flask) -> None:
    public = {
        rule.endpoint for rule in rules(app) if view_of(app, rule.endpoint).permission is Permission.PUBLIC
    }
    unexpected = {
        endpoint for endpoint in public
        if endpoint not in PUBLIC_PAGES and not any(name.endswith(".") and endpoint.startswith(name) for name in PUBLIC_PAGES)
    }  # fmt: skip
    assert unexpected == set()


def test_addresses_are_lower_case_words_joined_by_hyphens(app: Flask) -> None:
    for rule in rules(app):
        fixed = re.sub(r"<[^>]+>", "x", rule.rule)
        assert re.fullmatch(r"(/[a-z0-9.-]*)+", fixed), rule.rule


def test_numbers_in_addresses_are_typed(app: Flask) -> None:
    for rule in rules(app):
        for name in re.findall(r"<([^>:]+)>", rule.rule):
            assert not name.endswith("_id"), f"{rule.rule}: use <int:{name}>"


def test_a_stranger_is_turned_away_from_every_private_route(app: Flask, world: World) -> None:
    visitor = app.test_client()
    for rule in rules(app):
        if view_of(app, rule.endpoint).permission is Permission.PUBLIC:
            continue
        address = re.sub(r"<int:[^>]+>", "1", re.sub(r"<(?!int:)[^>]+>", "x", rule.rule))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            response = visitor.open(address, method=method)
            # 400: the missing form token is noticed first; 401/303: sign in first
            assert response.status_code in {303, 400, 401}, f"{method} {address}: {response.status_code}"
            if response.status_code == 303:
                assert response.headers["Location"].split("?")[0] in {"/", "/pelatih/masuk"}


def test_a_participant_never_enters_a_trainer_page(app: Flask, world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    tried = 0
    for rule in rules(app):
        if view_of(app, rule.endpoint).permission not in {
            Permission.TRAIN,
            Permission.ASSIST,
        } or "GET" not in (rule.methods or ()):
            continue
        address = re.sub(r"<int:[^>]+>", "1", re.sub(r"<(?!int:)[^>]+>", "x", rule.rule))
        assert phone.get(address).status_code == 403, address
        tried += 1
    assert tried >= 4


def test_an_undeclared_view_is_refused(app: Flask) -> None:
    app.add_url_rule("/lupa", "forgotten", lambda: "open")
    assert app.test_client().get("/lupa").status_code == 403
