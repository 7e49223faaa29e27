"""Who counts as a visitor of a short link, and for how long a browser is the same one."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.links.visitors import MOST_REMEMBERED, SAME_VISIT_SECONDS, RecentVisits, is_person

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
ANDROID = "Mozilla/5.0 (Linux; Android 10; {}) AppleWebKit/537.36 Chrome/80.0.3987.99 Mobile Safari/537.36"
PEOPLE = [
    ANDROID.format("SM-A105F"),
    ANDROID.format("CUBOT KINGKONG"),
    ANDROID.format("K") + " Instagram 300.0.0.29.110 Android",
    ANDROID.format("K") + " [FBAN/EMA;FBAV/400.0]",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Version/15.0 Safari/604.1",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9/20.3714; U; id) Presto/2.5.25",
]
ROBOTS = [
    "",
    "WhatsApp/2.23.20.0 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "Slackbot-LinkExpanding 1.0",
    "curl/8.1.2",
    "python-requests/2.31",
]


def test_it_is_pure() -> None:
    code = "import sys, sandbox.links.visitors; print({'flask', 'sqlalchemy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "set()"


@pytest.mark.parametrize("agent", PEOPLE)
def test_people_count(agent: str) -> None:
    assert is_person("GET", {"User-Agent": agent})
    assert not is_person("HEAD", {"User-Agent": agent})
    for header in ("Purpose", "Sec-Purpose", "X-Moz", "X-Purpose"):
        for value in ("prefetch", "prefetch;prerender", "Preview"):
            assert not is_person("GET", {"User-Agent": agent, header: value})


@pytest.mark.parametrize("agent", ROBOTS)
def test_robots_and_link_pictures_do_not(agent: str) -> None:
    assert not is_person("GET", {"User-Agent": agent})


def test_a_browser_is_remembered_for_ten_seconds() -> None:
    stored = RecentVisits("", NOON).add("7M4T9KA")
    assert RecentVisits(stored, NOON + timedelta(seconds=SAME_VISIT_SECONDS - 1)).has("7M4T9KA")
    assert not RecentVisits(stored, NOON + timedelta(seconds=SAME_VISIT_SECONDS)).has("7M4T9KA")
    assert not RecentVisits(stored, NOON).has("7M4T9KC")
    assert not RecentVisits(stored, NOON - timedelta(seconds=5)).has("7M4T9KA"), "no visits from the future"


def test_what_is_remembered_stays_small() -> None:
    stored = ""
    for number in range(20):
        stored = RecentVisits(stored, NOON).add(f"CODE{number}")
    assert stored.split(".")[0].startswith("CODE19-")
    assert len(stored.split(".")) == MOST_REMEMBERED


@given(st.text(max_size=400))
def test_any_cookie_is_survived(text: str) -> None:
    visits = RecentVisits(text, NOON)
    assert RecentVisits(visits.add("AAA"), NOON).has("AAA")
