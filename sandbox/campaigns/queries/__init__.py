"""Reading runs, campaigns, market days, wallets and the market of a class."""

from __future__ import annotations

from sandbox.campaigns.queries.campaigns import (
    CampaignTotals,
    arms_of,
    campaigns_of,
    count_campaigns,
    count_market_orders,
    get_own_campaign,
    hold_reason,
    post_fault,
    running_campaigns,
    tests_of,
    totals_of,
    unfinished_campaigns,
)
from sandbox.campaigns.queries.classes import (
    class_market,
    class_seed,
    events_of_class,
    lock_class,
    rounds_of,
    stored_market,
)
from sandbox.campaigns.queries.runs import current_run, current_run_id, find_shop_day, runs_of, shop_days_of
from sandbox.campaigns.queries.wallet import (
    balance_of,
    days_left,
    free_of,
    promised,
    promised_by,
    wallet_entries,
    wallets_of,
)

__all__ = [
    "CampaignTotals",
    "arms_of",
    "balance_of",
    "campaigns_of",
    "class_market",
    "class_seed",
    "count_campaigns",
    "count_market_orders",
    "current_run",
    "current_run_id",
    "days_left",
    "events_of_class",
    "find_shop_day",
    "free_of",
    "get_own_campaign",
    "hold_reason",
    "lock_class",
    "post_fault",
    "promised",
    "promised_by",
    "rounds_of",
    "running_campaigns",
    "runs_of",
    "shop_days_of",
    "stored_market",
    "tests_of",
    "totals_of",
    "unfinished_campaigns",
    "wallet_entries",
    "wallets_of",
]
