"""Believable content for the style page, in the language of the person looking."""

from __future__ import annotations

import re
import secrets
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import url_for
from markupsafe import Markup

from sandbox.campaigns.desk.plan_calendar import MarketCalendar, Month
from sandbox.campaigns.models import ClassEvent
from sandbox.lang.filters import rupiah
from sandbox.lang.texts import t
from sandbox.media.qr import qr_svg
from sandbox.packs.market import load_tuning

PERSON = SimpleNamespace(name="Bu Siti", kind="example", id=0)
TONES = ("leaf", "sun", "chilli", "sky", "plain")
ACCENTS = (("leaf", "#0b6b58"), ("brick", "#9a3412"), ("indigo", "#3f3d9e"), ("plum", "#86198f"))
DAYS = (24, 31, 28, 46, 52, 61, 40)
CLICKS = (9, 12, 10, 19, 24, 30, 17)
SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons" / "sprite.svg"


def icons() -> list[str]:
    """Names of all icons, as drawn."""
    return re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8"))


def picture(name: str) -> str:
    """Address of one of the example photos."""
    return url_for("static", filename=f"img/style/{name}.webp")


def qr() -> Markup:
    """A real code, so that the frame is seen as it will be."""
    return Markup(qr_svg("http://192.168.8.2:8000/k/MDN74K"))  # noqa: S704 (our own drawing, no typed text)


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
            url=url_for("style.show") + f"#{part}",
            icon=icon,
            label_key=f"layout-nav-{name}",
            active=name == "home",
            badge=badge,
        )
        for name, icon, part, badge in entries
    ]


def stalls() -> list[dict[str, str]]:
    """Shops as they hang on the wall."""
    rows = (
        ("Teh Telang Osing", "Lilis", "Banyuwangi", picture("teh-herbal-tabur"), "#86198f"),
        ("Anyam Mbak Yuni", "Yuni", "Wonosobo", picture("topi-anyam"), "#a16207"),
        ("Keramik Ledokombo", "Wawan", "Jember", picture("cangkir-keramik-abu"), "#0b6b58"),
        ("Tenun Ina Buton", "Wa Ode", "Baubau", picture("serbet-kain-biru"), "#1f5f99"),
        ("Keripik Bu Siti", "Siti", "Madiun", "", "#9a3412"),
    )
    return [dict(zip(("name", "owner", "note", "image", "accent"), row, strict=True)) for row in rows]


def steps() -> list[dict[str, str]]:
    """A journey half way."""
    states = ("done", "done", "done", "current", "todo", "todo")
    return [
        {
            "title": t(f"style-step-{n}"),
            "note": t(f"style-step-{n}-note"),
            "state": state,
            "href": "" if state == "todo" else "#steps",
        }
        for n, state in enumerate(states, start=1)
    ]


def money() -> list[dict[str, Any]]:
    """Where the money of a campaign went."""
    rows = (
        ("sales", 198000, "start"),
        ("cost", 119900, "minus"),
        ("packing", 11900, "minus"),
        ("ads", 20000, "minus"),
        ("left", 46200, "total"),
    )
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


def insight() -> dict[str, Any]:
    """What explains a result: a day chart with its band, ranges, claims, two tries side by side."""
    return {
        "band": {
            "values": [1, 3, 2, 0, 4, 2, 3],
            "expected": [1.4, 1.8, 2.1, 2.0, 2.4, 2.6, 2.2],
            "low": [0, 0, 1, 1, 1, 1, 1],
            "high": [3, 3, 4, 4, 4, 5, 4],
            "value_texts": ["1", "3", "2", "0", "4", "2", "3"],
            "expected_texts": ["1,4", "1,8", "2,1", "2", "2,4", "2,6", "2,2"],
            "band_texts": ["0–3", "0–3", "1–4", "1–4", "1–4", "1–5", "1–4"],
            "top_text": "5",
        },
        "names": {
            "value": t("insight-realised"),
            "expected": t("insight-expected-band"),
            "band": t("insight-ordinary-range"),
        },
        "ranges": [
            {
                "label": t("insight-measure-cpc"),
                "note": t("insight-measure-cpc-note"),
                "value_text": rupiah(1250),
                "range_text": t("insight-range", low=rupiah(500), high=rupiah(5000)),
                "source": t("insight-range-source", grade="C", place="Indonesia", year="2026"),
                "start": 7.4,
                "width": 66.7,
                "at": 18.5,
            }
        ],
        "claims": [
            {
                "label": t(f"insight-truth-{key}"),
                "note": t(f"insight-truth-{key}-note"),
                "value": value,
                "text": t("insight-orders", orders=str(value)),
                "tone": tone,
            }
            for key, value, tone in (("claimed", 14, "sand"), ("true", 9, "leaf"))
        ],
        "choices": [
            {"label": t("insight-choice-amount"), "a": rupiah(40000), "b": rupiah(60000), "is_changed": True},
            {"label": t("insight-choice-days"), "a": "7", "b": "7", "is_changed": False},
        ],
    }


def month() -> Month:
    """Four weeks of market days: pay day, a twin date, and rain that a trainer let fall."""
    rain = ClassEvent(kind="rain", first_day=9, days=2)
    calendar = MarketCalendar(date(2026, 11, 23), load_tuning()["calendar"], [rain])
    return calendar.month(calendar.open_days(3, horizon=90))


def all_examples() -> dict[str, Any]:
    """Everything the page shows, by name."""
    trades = (
        ("food", "food", "leaf"),
        ("drinks", "cup", "sun"),
        ("craft", "basket", "chilli"),
        ("cloth", "cloth", "sky"),
    )
    return {
        "tones": TONES,
        "icons": icons(),
        "navigation": navigation(),
        "stalls": stalls(),
        "steps": steps(),
        "money": money(),
        "insight": insight(),
        "month": month(),
        "qr": qr(),
        "accents": [(name, t(f"style-accent-{name}"), colour) for name, colour in ACCENTS],
        "trades": [
            {"value": name, "text": t(f"style-trade-{name}"), "icon": icon, "tone": tone}
            for name, icon, tone in trades
        ],
        "pictures": [
            {
                "value": "drinks",
                "text": t("style-trade-drinks"),
                "note": t("style-trade-drinks-note"),
                "image": picture("teh-herbal-tabur"),
            },
            {
                "value": "craft",
                "text": t("style-trade-craft"),
                "note": t("style-trade-craft-note"),
                "image": picture("topi-anyam"),
            },
        ],
        "photos": [
            {"id": 1, "url": picture("teh-herbal-tabur"), "alt": t("style-photo-alt-tea"), "fix_url": "#"},
            {
                "id": 2,
                "url": picture("cangkir-keramik-abu"),
                "alt": t("style-photo-alt-cup"),
                "fix_url": "#",
                "hint": t("studio-hint-dark-short"),
            },
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
