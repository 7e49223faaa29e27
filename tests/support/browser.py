"""Phones, laptops, and the accessibility checker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

INSTALLED_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
LAPTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "device_scale_factor": 1,
    "is_mobile": False,
    "has_touch": False,
}
AXE = Path(__file__).parent / "axe" / "axe.min.js"


def axe_violations(page: Page) -> list[str]:
    """What axe-core objects to on the present page, one line each (empty is good).

    The script is evaluated through the debugging protocol, so the page's strict policy stays in force.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many CSS pixels the page is wider than its window (0 is good)."""
    return page.evaluate(
        "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )
