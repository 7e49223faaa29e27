"""Running campaigns: the list of tries, the wallet, a campaign's own page, playing its days, beginning anew."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk import desk
from sandbox.campaigns.desk.plan_presenters import audience_words, channel_text, hold_words
from sandbox.campaigns.desk.run_presenters import (
    day_sums,
    event_sentences,
    ledger,
    new_days,
    plan_facts,
    standing,
    try_of,
)
from sandbox.campaigns.enums import CampaignState
from sandbox.campaigns.models import ClassMarket, MarketRun
from sandbox.campaigns.operations import (
    CampaignOver,
    NoRestartsLeft,
    NotEnoughMoney,
    PostGone,
    SharedMarket,
    pause_campaign,
    play_alone,
    restart_run,
    resume_campaign,
    stop_campaign,
)
from sandbox.campaigns.queries import (
    campaigns_by_run,
    campaigns_of,
    current_run,
    get_own_campaign,
    hold_reason,
    promised,
    runs_of,
    totals_of,
    wallet_entries,
)
from sandbox.extensions import db
from sandbox.lang.filters import rupiah
from sandbox.lang.texts import t
from sandbox.posts.queries import posts_of_shop
from sandbox.shops.queries import bare_shop_of, own_shop, own_shop_to_change
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id


@bp.get("/promosi")
@allow(Permission.PARTICIPATE)
def list_campaigns() -> ResponseReturnValue:
    """The money, today's events, and every campaign by try, newest first."""
    shop = bare_shop_of(the_actor())
    if shop is None:
        return redirect(url_for("shops.open_shop"), 303)
    classroom = desk.own_class()
    market = desk.own_market(classroom)
    calendar = desk.calendar_of(classroom, market)
    runs = runs_of(shop.id)
    run = next((run for run in runs if run.ended_at is None), None)
    campaigns, totals = campaigns_by_run(shop.id), totals_of(shop.id)
    tries = [try_of(run, campaigns.get(run.id, []), totals, calendar) for run in runs]
    return render_template(
        "campaigns/list.html",
        free=desk.free_money(shop.id),
        start=classroom.wallet_start,
        tries=tries,
        events=event_sentences(calendar, desk.next_day(run, market)),
        is_shared=desk.is_shared(market),
        left=restarts_left(run, market),
        has_posts=db.session.scalar(posts_of_shop(shop.id).limit(1)) is not None,
    )


def restarts_left(run: MarketRun | None, market: ClassMarket) -> int:
    """How often the shop may begin anew; nothing to begin anew before the first campaign."""
    if run is None or desk.is_shared(market):
        return 0
    return max(0, market.max_restarts - (run.number - 1))


@bp.get("/promosi/uang")
@allow(Permission.PARTICIPATE)
def show_wallet() -> str:
    """Every movement of practice money of the present try, or of an earlier one."""
    shop = own_shop(the_actor())
    classroom = desk.own_class()
    runs = runs_of(shop.id)
    asked = row_id(request.args.get("coba", ""))
    run = next((run for run in runs if run.number == asked), runs[0] if runs else None)
    entries = db.session.scalars(wallet_entries(shop.id, run_id=run.id)).all() if run else []
    known = db.session.scalars(campaigns_of(shop.id, run_id=run.id)).all() if run else []
    calendar = desk.calendar_of(classroom, desk.own_market(classroom))
    is_current = run is None or run.ended_at is None
    return render_template(
        "campaigns/wallet.html",
        lines=ledger(entries, {campaign.id: campaign for campaign in known}, calendar),
        free=desk.free_money(shop.id),
        promised=promised(shop.id) if is_current else 0,
        number=run.number if run else 1,
        numbers=[run.number for run in runs],
        is_current=is_current,
        left=entries[0].balance_after if entries else classroom.wallet_start,
    )


@bp.get("/promosi/<int:campaign_id>")
@allow(Permission.PARTICIPATE)
def show_campaign(campaign_id: int) -> str:
    """One campaign: what comes next on top, then what came of it."""
    from sandbox.campaigns.insight.presenters import understanding

    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    classroom = desk.own_class()
    market = desk.own_market(classroom)
    calendar = desk.calendar_of(classroom, market)
    now = standing(campaign, calendar, hold_reason(campaign))
    since = request.args.get("sejak", "")
    days = new_days(campaign, calendar, row_id(since)) if since else ()
    segments = desk.market_tuning().segments
    is_free = desk.open_desk().is_free(campaign.channel)
    return render_template(
        "campaigns/result.html",
        campaign=campaign,
        place=channel_text(campaign.channel),
        now=now,
        market_day=campaign.run.day,
        is_shared=desk.is_shared(market),
        days=days,
        days_sum=day_sums(days),
        understand=understanding(campaign),
        plan=plan_facts(
            campaign,
            audience=audience_words(campaign, segments, desk.district_of(shop)),
            dates=now.dates,
            is_free=is_free,
        ),
        left=restarts_left(campaign.run, market),
    )


@bp.get("/promosi/<int:campaign_id>/tunggu")
@allow(Permission.PARTICIPATE)
def wait_for_round(campaign_id: int) -> str:
    """Whether the trainer has closed the round since market day ``hari``; a fragment, asked for again and again."""
    campaign = get_own_campaign(own_shop(the_actor()).id, campaign_id)
    since = row_id(request.args.get("hari", ""))
    return render_template(
        "campaigns/_waiting.html", campaign=campaign, since=since, is_over=campaign.run.day > since
    )


@bp.post("/promosi/<int:campaign_id>/jalankan")
@allow(Permission.PARTICIPATE)
def play(campaign_id: int) -> ResponseReturnValue:
    """Play one market day, or all that are left; the simulation holds up no other writer."""
    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    back = url_for("campaigns.show_campaign", campaign_id=campaign_id)
    first = row_id(request.form.get("day", ""))
    if campaign.state != CampaignState.RUNNING or campaign.run.ended_at is not None:
        return redirect(back, 303)
    days = 1 if request.form.get("pace") == "day" else None
    try:
        played = play_alone(
            shop_id=shop.id, pack=desk.pack(), first_day=first, days=days, campaign_id=campaign_id
        )
    except SharedMarket:
        flash(t("campaigns-shared-plays"), "info")
        return redirect(back, 303)
    return redirect(
        url_for("campaigns.show_campaign", campaign_id=campaign_id, sejak=first) if played else back, 303
    )


@bp.post("/promosi/<int:campaign_id>/hentikan")
@allow(Permission.PARTICIPATE)
def stop(campaign_id: int) -> ResponseReturnValue:
    """End a campaign before its time."""
    campaign = get_own_campaign(own_shop_to_change(the_actor()).id, campaign_id)
    stop_campaign(campaign=campaign)
    flash(t("campaigns-stopped"), "info")
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)


@bp.post("/promosi/<int:campaign_id>/jeda")
@allow(Permission.PARTICIPATE)
def pause(campaign_id: int) -> ResponseReturnValue:
    """Let a campaign rest."""
    campaign = get_own_campaign(own_shop_to_change(the_actor()).id, campaign_id)
    try:
        pause_campaign(campaign=campaign)
    except CampaignOver:
        flash(t("campaigns-over"), "warn")
    else:
        flash(t("campaigns-paused"), "info")
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)


@bp.post("/promosi/<int:campaign_id>/lanjut")
@allow(Permission.PARTICIPATE)
def resume(campaign_id: int) -> ResponseReturnValue:
    """Let a paused campaign go on."""
    campaign = get_own_campaign(own_shop_to_change(the_actor()).id, campaign_id)
    try:
        resume_campaign(campaign=campaign)
    except CampaignOver:
        flash(t("campaigns-over"), "warn")
    except PostGone as answer:
        flash(hold_words(answer.reason), "warn")
    except NotEnoughMoney as answer:
        flash(t("campaigns-not-enough-to-resume", free=rupiah(answer.free)), "warn")
    else:
        flash(t("campaigns-resumed"), "success")
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)


@bp.get("/promosi/ulang")
@allow(Permission.PARTICIPATE)
def ask_restart() -> ResponseReturnValue:
    """Ask kindly before beginning anew: what is kept, and how many tries are left."""
    shop = own_shop(the_actor())
    run = current_run(shop.id)
    classroom = desk.own_class()
    market = desk.own_market(classroom)
    if run is None or desk.is_shared(market):
        return redirect(url_for("campaigns.list_campaigns"), 303)
    return render_template(
        "campaigns/restart.html", run=run, left=restarts_left(run, market), start=classroom.wallet_start
    )


@bp.post("/promosi/ulang")
@allow(Permission.PARTICIPATE)
def restart() -> ResponseReturnValue:
    """Begin anew with fresh practice money and the same luck; the earlier try stays to compare with."""
    shop = own_shop_to_change(the_actor())
    number = row_id(request.form.get("number", ""))
    try:
        run = restart_run(shop=shop, number=number, tuning_version=desk.market_tuning().version)
    except SharedMarket:
        flash(t("campaigns-shared-restart"), "warn")
    except NoRestartsLeft as answer:
        flash(t("campaigns-no-restarts", allowed=answer.allowed), "warn")
    else:
        if run.number != number:  # an untouched try goes on
            flash(t("campaigns-restarted", number=run.number), "success")
    return redirect(url_for("campaigns.list_campaigns"), 303)
