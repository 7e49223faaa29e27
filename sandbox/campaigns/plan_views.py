"""Planning a campaign: the form, its living estimate, and the launch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk import free_money, market_rules, market_tuning, offered_channels, pack
from sandbox.campaigns.forms import CampaignForm
from sandbox.campaigns.models import Campaign
from sandbox.campaigns.operations import NotEnoughMoney, launch_campaign, open_run
from sandbox.campaigns.presenters import audience_choices, channel_choices, estimate_lines
from sandbox.campaigns.queries import current_run
from sandbox.extensions import db
from sandbox.lang.filters import rupiah
from sandbox.lang.texts import t
from sandbox.posts.enums import Aim
from sandbox.posts.queries import get_own_post, posts_of_shop
from sandbox.shops.queries import own_shop, own_shop_to_change
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.submissions import once
from sandbox.web.transaction import reads

if TYPE_CHECKING:
    from sandbox.campaigns.market.estimate import Estimate

TRIAL_SLOT = 1_000_000
"""No stored campaign ever has this slot: an estimate draws nothing that a real day would."""

FIRST_PLAN: dict[str, str | list[str]] = {
    "aim": Aim.SELL.value,
    "channel": "meta",
    "daily_amount": "40.000",
    "days": "2",
    "regions": ["home", "regency"],
}


def campaign_form(shop: Any, formdata: MultiDict[str, str] | None = None) -> CampaignForm:
    """The form with this shop's posts to choose from."""
    post_ids = [post.id for post in db.session.scalars(posts_of_shop(shop.id))]
    given = {} if formdata is None else {"formdata": formdata}
    known = {"tuning": market_tuning(), "channels": offered_channels(), "most_days": market_rules().most_days}
    return CampaignForm(post_ids=post_ids, **known, **given)


def plan_page(shop: Any, form: CampaignForm, **more: Any) -> str:
    """The planning page."""
    tuning = market_tuning()
    facts = {
        "form": form,
        "posts": db.session.scalars(posts_of_shop(shop.id)).all(),
        "channels": channel_choices(tuning, offered_channels()),
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
    from sandbox.campaigns.facts import market_now
    from sandbox.campaigns.market.estimate import estimate

    facts = form.facts()
    post = get_own_post(shop, facts.pop("post_id"))
    run = current_run(shop.id)
    trial = Campaign(slot=TRIAL_SLOT, start_day=run.day if run else 0, post=post, **facts)
    market = market_now(shop=shop, pack=pack(), campaigns=[trial])
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
    run = open_run(shop=shop, tuning_version=market_tuning().version)
    try:
        campaign = launch_campaign(run=run, last_day=market_rules().horizon - 1, **form.facts())
    except NotEnoughMoney as answer:
        fault = t("campaigns-not-enough", free=rupiah(answer.free))
        return plan_page(shop, form, money_fault=fault, submit_key=sent_key), 422
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign.id), 303)
