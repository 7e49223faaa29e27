"""Running campaigns: the list and the wallet, a campaign's own page, playing its days, stopping it."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk import free_money, market_tuning, pack
from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.operations import play_alone, stop_campaign
from sandbox.campaigns.presenters import audience_words, campaign_result
from sandbox.campaigns.queries import (
    campaigns_of,
    current_run,
    get_own_campaign,
    totals_of,
    wallet_entries,
)
from sandbox.classrooms.queries import me
from sandbox.extensions import db
from sandbox.lang.dates import format_short_day
from sandbox.lang.filters import current_timezone
from sandbox.lang.texts import current_locale, t
from sandbox.packs.campaigns import load_campaign_rules
from sandbox.posts.queries import posts_of_shop
from sandbox.shops.queries import bare_shop_of, own_shop, own_shop_to_change
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id


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


@bp.get("/promosi/<int:campaign_id>")
@allow(Permission.PARTICIPATE)
def show_campaign(campaign_id: int) -> str:
    """One campaign day by day."""
    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    rules = load_campaign_rules(pack().key)
    run = current_run(shop.id)
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
        market_day=run.day if run else 0,
        is_running=campaign.state == CampaignState.RUNNING,
        free=free_money(shop.id),
    )


@bp.post("/promosi/<int:campaign_id>/jalankan")
@allow(Permission.PARTICIPATE)
def play(campaign_id: int) -> ResponseReturnValue:
    """Play one market day, or all that are left; the simulation holds up no other writer."""
    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    if campaign.state == CampaignState.RUNNING:
        play_alone(
            shop_id=shop.id,
            pack=pack(),
            first_day=row_id(request.form.get("day", "")),
            days=1 if request.form.get("pace") == "day" else None,
            campaign_id=campaign_id,
        )
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)


@bp.post("/promosi/<int:campaign_id>/hentikan")
@allow(Permission.PARTICIPATE)
def stop(campaign_id: int) -> ResponseReturnValue:
    """End a campaign before its time."""
    campaign = get_own_campaign(own_shop_to_change(the_actor()).id, campaign_id)
    stop_campaign(campaign=campaign)
    flash(t("campaigns-stopped"), "info")
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign.id), 303)
