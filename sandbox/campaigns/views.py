"""Pages of the campaigns wing: the wallet, planning a campaign, and its days.

The market kernel is imported where it is used: it brings numpy, and the class should open without waiting.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.forms import CampaignForm
from sandbox.campaigns.models import Campaign
from sandbox.campaigns.operations import (
    NotEnoughMoney,
    launch_campaign,
    open_wallet,
    record_days,
    stop_campaign,
)
from sandbox.campaigns.presenters import (
    audience_choices,
    audience_words,
    campaign_result,
    channel_choices,
    estimate_lines,
)
from sandbox.campaigns.queries import (
    balance_of,
    campaigns_of,
    get_own_campaign,
    market_state,
    promised,
    running_campaigns,
    sold_in_market,
    totals_of,
    wallet_entries,
)
from sandbox.classrooms.queries import me
from sandbox.extensions import db
from sandbox.lang.dates import format_short_day
from sandbox.lang.filters import current_timezone, rupiah
from sandbox.lang.texts import current_locale, t
from sandbox.packs.campaigns import load_campaign_rules
from sandbox.posts.enums import Aim
from sandbox.posts.queries import get_own_post, posts_of_shop
from sandbox.shops.queries import bare_shop_of, own_shop, own_shop_to_change
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.submissions import once
from sandbox.web.transaction import outside_transaction, reads

if TYPE_CHECKING:
    from sandbox.campaigns.facts import Market
    from sandbox.campaigns.market.estimate import Estimate
    from sandbox.campaigns.market.tuning import Tuning

bp = Blueprint("campaigns", __name__)

TRIAL_SLOT = 1_000_000
"""No stored campaign ever has this slot: an estimate draws nothing that a real day would."""

FIRST_PLAN: dict[str, str | list[str]] = {
    "aim": Aim.SELL.value,
    "channel": "meta",
    "daily_amount": "40.000",
    "days": "2",
    "regions": ["home", "regency"],
}


def pack() -> Any:
    """The country pack."""
    return current_app.extensions["pack"]


def market_tuning() -> Tuning:
    """The country's market numbers."""
    from sandbox.campaigns import facts

    return facts.market_tuning(pack().key)


def free_money(shop_id: int) -> int:
    """Rupiah a new campaign may use; before the wallet is opened, what it will open with."""
    balance = balance_of(shop_id)
    return me(the_actor()).classroom.wallet_start if balance is None else balance - promised(shop_id)


def read_market(shop: Any, campaigns: list[Campaign]) -> Market:
    """The market as this shop meets it now."""
    from sandbox.campaigns.facts import market_of

    return market_of(
        shop=shop,
        pack=pack(),
        seed=me(the_actor()).classroom.seed,
        memory=market_state(shop.id),
        campaigns=campaigns,
        sold=sold_in_market(shop.id),
    )


@bp.get("/promosi")
@allow(Permission.PARTICIPATE)
def list_campaigns() -> ResponseReturnValue:
    """The wallet and every campaign, newest first."""
    shop = bare_shop_of(the_actor())
    if shop is None:
        return redirect(url_for("shops.open_shop"), 303)
    return render_template(
        "campaigns/list.html",
        free=free_money(shop.id),
        campaigns=db.session.scalars(campaigns_of(shop.id)).all(),
        totals=totals_of(shop.id),
        has_posts=db.session.scalar(posts_of_shop(shop.id).limit(1)) is not None,
    )


@bp.get("/promosi/uang")
@allow(Permission.PARTICIPATE)
def show_wallet() -> str:
    """Every movement of practice money."""
    shop = own_shop(the_actor())
    g.timezone = me(the_actor()).classroom.timezone
    entries = db.session.scalars(wallet_entries(shop.id)).all()
    return render_template("campaigns/wallet.html", entries=entries, free=free_money(shop.id))


def campaign_form(shop: Any, formdata: MultiDict[str, str] | None = None) -> CampaignForm:
    """The form with this shop's posts to choose from."""
    tuning, rules = market_tuning(), load_campaign_rules(pack().key)
    post_ids = [post.id for post in db.session.scalars(posts_of_shop(shop.id))]
    given = {} if formdata is None else {"formdata": formdata}
    return CampaignForm(tuning=tuning, rules=rules, post_ids=post_ids, **given)


def plan_page(shop: Any, form: CampaignForm, **more: Any) -> str:
    """The planning page."""
    tuning, rules = market_tuning(), load_campaign_rules(pack().key)
    facts = {
        "form": form,
        "posts": db.session.scalars(posts_of_shop(shop.id)).all(),
        "channels": channel_choices(tuning, rules.channels),
        "audience": audience_choices(tuning),
        "aims": [aim.value for aim in Aim],
        "free": free_money(shop.id),
        "lines": None,
        "money_fault": "",
    }
    return render_template("campaigns/plan.html", **facts | more)


@bp.get("/promosi/baru")
@allow(Permission.PARTICIPATE)
def plan_campaign() -> ResponseReturnValue:
    """Plan a campaign; the fields come filled with a sensible first try."""
    shop = own_shop(the_actor())
    newest = db.session.scalar(posts_of_shop(shop.id).limit(1))
    if newest is None:
        return redirect(url_for("campaigns.list_campaigns"), 303)
    start = MultiDict({**FIRST_PLAN, "post": str(newest.id)})
    return plan_page(shop, campaign_form(shop, start))


@bp.post("/promosi/perkiraan")
@allow(Permission.PARTICIPATE)
@reads
def estimate_campaign() -> ResponseReturnValue:
    """What a plan may bring on its first day, as a fragment for the open form or as the whole page."""
    shop = own_shop(the_actor())
    form = campaign_form(shop)
    is_fragment = request.headers.get("HX-Request") == "true"
    if not form.validate():
        if is_fragment:
            return render_template("campaigns/_estimate.html", lines=None)
        return plan_page(shop, form, submit_key=request.form.get("submit_key", "")), 422
    lines = estimate_lines(_estimate(shop, form))
    if is_fragment:
        return render_template("campaigns/_estimate.html", lines=lines)
    return plan_page(shop, form, lines=lines, submit_key=request.form.get("submit_key", ""))


def _estimate(shop: Any, form: CampaignForm) -> Estimate:
    """The kernel's estimate for the typed plan; nothing is stored."""
    from sandbox.campaigns.market.estimate import estimate

    facts = form.facts()
    post = get_own_post(shop, facts.pop("post_id"))
    memory = market_state(shop.id)
    trial = Campaign(slot=TRIAL_SLOT, start_day=memory.day if memory else 0, post=post, **facts)
    market = read_market(shop, [trial])
    return estimate(market.plans[0], market.shop, market.env, market.tuning, market.state)


@bp.post("/promosi/baru")
@allow(Permission.PARTICIPATE)
@once
def launch() -> ResponseReturnValue:
    """Start the campaign."""
    shop = own_shop_to_change(the_actor())  # a pair's two phones launch one after the other
    form = campaign_form(shop)
    sent_key = request.form.get("submit_key", "")
    if not form.validate():
        return plan_page(shop, form, submit_key=sent_key), 422
    open_wallet(shop_id=shop.id, amount=me(the_actor()).classroom.wallet_start)
    try:
        campaign = launch_campaign(shop_id=shop.id, tuning_version=market_tuning().version, **form.facts())
    except NotEnoughMoney as answer:
        fault = t("campaigns-not-enough", free=rupiah(answer.free))
        return plan_page(shop, form, money_fault=fault, submit_key=sent_key), 422
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign.id), 303)


@bp.get("/promosi/<int:campaign_id>")
@allow(Permission.PARTICIPATE)
def show_campaign(campaign_id: int) -> str:
    """One campaign day by day."""
    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    rules = load_campaign_rules(pack().key)
    memory = market_state(shop.id)
    names = [t("campaigns-day-name", number=day.day - campaign.start_day + 1) for day in campaign.results]
    locale = current_locale()
    dates = [
        format_short_day(rules.start_date + timedelta(days=day.day), current_timezone(), locale)
        for day in campaign.results
    ]
    return render_template(
        "campaigns/result.html",
        campaign=campaign,
        result=campaign_result(campaign, day_names=names),
        dates=dates,
        audience=audience_words(campaign, market_tuning()),
        market_day=memory.day if memory else 0,
        is_running=campaign.state == CampaignState.RUNNING,
        free=free_money(shop.id),
    )


@bp.post("/promosi/<int:campaign_id>/jalankan")
@allow(Permission.PARTICIPATE)
def play(campaign_id: int) -> ResponseReturnValue:
    """Play one market day, or all that are left; the simulation holds up no other writer."""
    from sandbox.campaigns.playing import play_days

    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    back = redirect(url_for("campaigns.show_campaign", campaign_id=campaign.id), 303)
    memory = market_state(shop.id)
    if (
        memory is None
        or campaign.state != CampaignState.RUNNING
        or request.form.get("day") != str(memory.day)
    ):
        return back
    market = read_market(shop, running_campaigns(shop.id))
    last_day = campaign.start_day + campaign.days
    days = 1 if request.form.get("pace") == "day" else last_day - memory.day
    with outside_transaction():
        played = play_days(market=market, days=days)
    record_days(shop_id=own_shop_to_change(the_actor()).id, played=played)
    return back


@bp.post("/promosi/<int:campaign_id>/hentikan")
@allow(Permission.PARTICIPATE)
def stop(campaign_id: int) -> ResponseReturnValue:
    """End a campaign before its time."""
    campaign = get_own_campaign(own_shop_to_change(the_actor()).id, campaign_id)
    stop_campaign(campaign=campaign)
    flash(t("campaigns-stopped"), "info")
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign.id), 303)
