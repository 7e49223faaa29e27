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
    # browsers and apps as phones of this kind send them
    (
        "Mozilla/5.0 (Linux; U; Android 9; id-id; Redmi 7A Build/PKQ1.190319.001) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Version/4.0 Chrome/79.0.3945.147 Mobile Safari/537.36 XiaoMi/MiuiBrowser/12.9.4-gn"
    ),
    (
        "Mozilla/5.0 (Linux; U; Android 8.1.0; en-US; vivo 1820 Build/O11019) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Version/4.0 Chrome/78.0.3904.108 UCBrowser/13.4.0.1306 Mobile Safari/537.36"
    ),
    (
        "Mozilla/5.0 (Linux; Android 11; SAMSUNG SM-A115F) AppleWebKit/537.36 (KHTML, like Gecko)"
        " SamsungBrowser/16.0 Chrome/92.0.4515.166 Mobile Safari/537.36"
    ),
    (
        "Mozilla/5.0 (Linux; Android 10; CPH2083 Build/QP1A.190711.020; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Version/4.0 Chrome/103.0.5060.129 Mobile Safari/537.36 Instagram 243.1.0.14.111 Android (29/10; 320dpi; 720x1418;"
        " OPPO; CPH2083; OP4C7D; mt6765; in_ID; 382290498)"
    ),
    (
        "Mozilla/5.0 (Linux; Android 12; RMX3231 Build/SP1A.210812.016; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Version/4.0 Chrome/107.0.5304.105 Mobile Safari/537.36 trill_270604 BytedanceWebview/d8a21c6"
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
        " [FBAN/FBIOS;FBDV/iPhone12,1;FBMD/iPhone;FBSN/iOS;FBSV/16.1;FBSS/2;FBID/phone;FBLC/id_ID;FBOP/5]"
    ),
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
    (
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/107.0.5304.115 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    ),
    (
        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36"
        " (compatible; Bytespider; spider-feedback@bytedance.com)"
    ),
    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1"
        " Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)"
    ),
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Mozilla/5.0 (compatible; Google-InspectionTool/1.0)",
    "Dalvik/2.1.0 (Linux; U; Android 10; SM-A105F Build/QP1A.190711.020)",
    "facebookexternalhit/1.1;line-poker/1.0",
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
