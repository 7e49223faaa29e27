"""Reading the shop editor's pages in tests, and the odd strings to type into them."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from sandbox.shops.models import ExamplePhoto
from tests.support.pages import LintingClient, elements, text_of
from tests.support.shared_data import shared_data_dir


def field(page: Any, name: str) -> str:
    """What a form field called ``name`` holds (the checked one among radio buttons)."""
    for node in elements(page):
        if node.get("name") != name:
            continue
        if node.tag == "textarea":
            return (node.text or "").removeprefix("\n")
        if node.get("type") in {"radio", "checkbox"} and node.get("checked") is None:
            continue
        return node.get("value") or ""
    raise AssertionError(f"no field {name!r}")


def fields(page: Any, action: str) -> dict[str, Any]:
    """Every value the form with this action would send, as a browser would (lists for repeated names)."""
    form = next(node for node in elements(page) if node.tag == "form" and node.get("action") == action)
    sent: dict[str, list[str]] = {}
    for node in elements(form):
        if not node.get("name") or node.get("type") in {"file", "submit"} or node.tag == "button":
            continue
        if node.get("type") in {"radio", "checkbox"} and node.get("checked") is None:
            continue
        sent.setdefault(node.get("name"), []).append(_value_of(node))
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


def _value_of(node: Any) -> str:
    """What a browser would send for one field."""
    if node.tag == "textarea":
        return (node.text or "").removeprefix("\n")
    if node.tag == "select":
        options = [option for option in elements(node) if option.tag == "option"]
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return (chosen[0].get("value") or "") if chosen else ""
    return node.get("value") or ""


def page_text(page: Any) -> str:
    """All the words of a page."""
    return text_of(page)


def error_beside(page: Any, field_id: str) -> str:
    """The sentence beside a field; "" when there is none."""
    for node in elements(page):
        if node.get("id") == f"{field_id}-error":
            return text_of(node)
    return ""


def odd_strings() -> list[str]:
    """The Big List of Naughty Strings, and a few of our own."""
    listed = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    own = [
        "a\x00b",
        "\u202ekanan ke kiri",
        "\ufdfa" * 20,
        "e\u0301",
        "\U0001f469\u200d\U0001f467 \U0001f1ee\U0001f1e9",
    ]
    return [*listed, *own, "\u200f\u0639\u0631\u0628\u064a\u200f toko"]


def as_stored(typed: str) -> str:
    """What must come back of one typed line: NFC, without what no one can see, ends trimmed."""
    line = re.sub("\r\n|[\r\n\t\x85\u2028\u2029]", " ", typed)
    kept = [c for c in line if unicodedata.category(c) not in {"Cc", "Cs"} and c not in "\ufffe\uffff"]
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def autosave(phone: LintingClient, address: str, data: dict[str, Any]) -> Any:
    """Save as the phone does by itself; the JSON answer's response."""
    return phone.post(address, data=data, headers={"X-Autosave": "1", "Accept": "application/json"})


def pictures_ready(world: Any) -> None:
    """Pretend the pack's pictures were taken in already: rows without files, so that shops open fast."""
    for number, file in enumerate(sorted(world.app.extensions["pack"].photos())):
        stem = f"{number:026d}"
        sizes = {"list": (320, 240, 900), "page": (720, 540, 4000)}
        variants = {name: [f"{stem}/{name}.webp", *size] for name, size in sizes.items()}
        with world.session() as session:
            row = ExamplePhoto(digest=f"{number:064x}", file=file, stem=stem, variants=variants)
            row.width, row.height = 900, 675
            session.add(row)
