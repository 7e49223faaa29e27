"""What the practice market assumes about shops, read from ``<country>/campaigns.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class CampaignRules:
    """Channels offered, in order; the longest campaign in days; market days a
    class may use; the difference an A/B test is planned to find, as a
    share; first contacts in people; packing in rupiah; the calendar date of market day 0; reply time in minutes;
    first followers in people by feed; channels by the targeting they can do beside the broad one; interest by trade.
    """

    channels: tuple[str, ...]
    most_days: int
    horizon: int
    test_lift: float
    first_contacts: int
    packing: int
    start_date: date
    reply_minutes: float
    first_followers: Mapping[str, int]
    targeting: Mapping[str, tuple[str, ...]]
    interest: Mapping[str, str]


@cache
def load_campaign_rules(country: str = "indonesia") -> CampaignRules:
    """The country's rules, read once. Raises TypeError when the file has other keys than these."""
    text = (HERE / country / "campaigns.toml").read_text(encoding="utf-8")
    values: dict[str, Any] = tomllib.loads(text)
    values["channels"] = tuple(values["channels"])
    values["targeting"] = {name: tuple(channels) for name, channels in values["targeting"].items()}
    return CampaignRules(**values)
