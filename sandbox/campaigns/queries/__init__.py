"""Reading runs, campaigns, market days, wallets and the market of a class."""

from __future__ import annotations

from sandbox.campaigns.queries.campaigns import (
    CampaignTotals,
    arms_of,
    campaigns_by_run,
    campaigns_of,
    count_campaigns,
    count_market_orders,
    get_own_campaign,
    hold_reason,
    post_fault,
    running_campaigns,
    totals_of,
    unfinished_campaigns,
)
from sandbox.campaigns.queries.classes import (
    class_market,
    class_seed,
    events_of_class,
    lock_class,
    lock_shops,
    rounds_of,
    shop_ids_of,
    stored_market,
)
from sandbox.campaigns.queries.results import ShopResult, class_results, expected
from sandbox.campaigns.queries.runs import (
    current_run,
    current_run_id,
    current_runs,
    played_versions,
    runs_of,
)
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
    "ShopResult",
    "arms_of",
    "balance_of",
    "campaigns_by_run",
    "campaigns_of",
    "class_market",
    "class_results",
    "class_seed",
    "count_campaigns",
    "count_market_orders",
    "current_run",
    "current_run_id",
    "current_runs",
    "days_left",
    "events_of_class",
    "expected",
    "free_of",
    "get_own_campaign",
    "hold_reason",
    "lock_class",
    "lock_shops",
    "played_versions",
    "post_fault",
    "promised",
    "promised_by",
    "rounds_of",
    "running_campaigns",
    "runs_of",
    "shop_ids_of",
    "stored_market",
    "totals_of",
    "unfinished_campaigns",
    "wallet_entries",
    "wallets_of",
]
