"""Believable content for the style page, in the language of the person looking."""

from __future__ import annotations

import secrets
from types import SimpleNamespace
from typing import Any

from flask import url_for
from markupsafe import Markup

from sandbox.lang.filters import rupiah
from sandbox.lang.texts import t

PERSON = SimpleNamespace(name="Bu Siti", kind="example", id=0)
TONES = ("leaf", "sun", "chilli", "sky", "plain")
ACCENTS = (("leaf", "#0b6b58"), ("brick", "#9a3412"), ("indigo", "#3f3d9e"), ("plum", "#86198f"))
DAYS = (24, 31, 28, 46, 52, 61, 40)
CLICKS = (9, 12, 10, 19, 24, 30, 17)
QR = Markup(
    '<svg viewBox="0 0 29 29" role="img" aria-label="QR" shape-rendering="crispEdges">'
    '<path d="M0 0h29v29H0z" fill="#fff"/><path d="M4 4h7v7H4zm14 0h7v7h-7zM4 18h7v7H4z'
    "M13 4h1v2h2v2h-2v3h2v2h3v1h2v-1h2v1h2v2h-3v2h-1v3h2v1h2v3h-2v-1h-4v-2h1v-2h-2v3h-3v-3h1v-2h-2v-2h-3v1H8v-2h2v-1h3z"
    'M4 13h2v2H4z"/><path d="M5 5h5v5H5zm14 0h5v5h-5zM5 19h5v5H5z" fill="#fff"/>'
    '<path d="M6 6h3v3H6zm14 0h3v3h-3zM6 20h3v3H6z"/></svg>'
)
ICONS = (
    "home shop image megaphone chat wallet check check-circle circle clock pin truck star star-full qr link download print "
    "trash undo copy eye eye-off camera plus minus arrow-right arrow-left up down chevron-right user users swap key screen "
    "chart info warn x menu settings globe dice phone box edit bag food cup basket cloth dress leaf spark bed heart flag "
    "moon sun help search logout calendar send play"
).split()


def picture(name: str) -> str:
    """Address of one of the example photos."""
    return url_for("static", filename=f"img/style/{name}.webp")


def next_photo_id() -> int:
    """A number no other photo on the page has."""
    return secrets.randbelow(10**9)


def navigation() -> list[SimpleNamespace]:
    """The five ways in; each leads to a part of the style page."""
    entries = (
        ("home", "home", "buttons", 0),
        ("shop", "shop", "fields", 0),
        ("posts", "image", "cards", 0),
        ("campaigns", "megaphone", "charts", 0),
        ("orders", "chat", "messages", 3),
    )
    return [
        SimpleNamespace(
            url=url_for("style.show") + f"#{part}", icon=icon, label_key=f"layout-nav-{name}", active=name == "home", badge=badge
        )
        for name, icon, part, badge in entries
    ]


def stalls() -> list[dict[str, str]]:
    """Shops as they hang on the wall."""
    return [
        {"name": "Teh Telang Osing", "owner": "Lilis", "note": "Banyuwangi", "image": picture("teh-herbal-tabur"), "accent": "#86198f"},
        {"name": "Anyam Mbak Yuni", "owner": "Yuni", "note": "Wonosobo", "image": picture("topi-anyam"), "accent": "#a16207"},
        {"name": "Keramik Ledokombo", "owner": "Wawan", "note": "Jember", "image": picture("cangkir-keramik-abu"), "accent": "#0b6b58"},
        {"name": "Tenun Ina Buton", "owner": "Wa Ode", "note": "Baubau", "image": picture("serbet-kain-biru"), "accent": "#1f5f99"},
        {"name": "Keripik Bu Siti", "owner": "Siti", "note": "Madiun", "image": "", "accent": "#9a3412"},
    ]


def steps() -> list[dict[str, str]]:
    """A journey half way."""
    states = ("done", "done", "done", "current", "todo", "todo")
    return [
        {"title": t(f"style-step-{n}"), "note": t(f"style-step-{n}-note"), "state": state, "href": "" if state == "todo" else "#steps"}
        for n, state in enumerate(states, start=1)
    ]


def money() -> list[dict[str, Any]]:
    """Where the money of a campaign went."""
    rows = (("sales", 198000, "start"), ("cost", 119900, "minus"), ("packing", 11900, "minus"), ("ads", 20000, "minus"), ("left", 46200, "total"))
    return [
        {
            "label": t(f"style-money-{name}"),
            "value": value,
            "kind": kind,
            "text": rupiah(value) if kind != "minus" else "−" + rupiah(value),
            "tone": "sun" if name == "ads" else "",
        }
        for name, value, kind in rows
    ]


def all_examples() -> dict[str, Any]:
    """Everything the page shows, by name."""
    trades = (("food", "food", "leaf"), ("drinks", "cup", "sun"), ("craft", "basket", "chilli"), ("cloth", "cloth", "sky"))
    return {
        "tones": TONES,
        "icons": ICONS,
        "navigation": navigation(),
        "stalls": stalls(),
        "steps": steps(),
        "money": money(),
        "qr": QR,
        "accents": [(name, t(f"style-accent-{name}"), colour) for name, colour in ACCENTS],
        "trades": [{"value": name, "text": t(f"style-trade-{name}"), "icon": icon, "tone": tone} for name, icon, tone in trades],
        "pictures": [
            {"value": "drinks", "text": t("style-trade-drinks"), "note": t("style-trade-drinks-note"), "image": picture("teh-herbal-tabur")},
            {"value": "craft", "text": t("style-trade-craft"), "note": t("style-trade-craft-note"), "image": picture("topi-anyam")},
        ],
        "photos": [
            {"id": 1, "url": picture("teh-herbal-tabur"), "alt": t("style-photo-alt-tea")},
            {"id": 2, "url": picture("cangkir-keramik-abu"), "alt": t("style-photo-alt-cup")},
        ],
        "levels": [(n, t(f"style-level-{n}"), t(f"style-level-{n}-note")) for n in (1, 2, 3)],
        "days": [str(n) for n in range(1, 8)],
        "series": [
            {"name": t("style-chart-seen"), "values": list(DAYS), "tone": "leaf"},
            {"name": t("style-chart-clicks"), "values": list(CLICKS), "tone": "sun"},
        ],
        "channels": [
            {"label": "WhatsApp", "value": 11, "text": "11", "tone": "leaf"},
            {"label": "Instagram", "value": 7, "text": "7", "tone": "leaf"},
            {"label": "Facebook", "value": 2, "text": "2", "tone": "sand"},
        ],
    }
