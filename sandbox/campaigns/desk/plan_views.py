"""Planning a campaign: the form, its living estimate, and the launch."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk import desk
from sandbox.campaigns.desk.estimates import card_for, declared_test
from sandbox.campaigns.desk.forms import EVERY_DAYS, CampaignForm
from sandbox.campaigns.desk.plan_calendar import long_day
from sandbox.campaigns.desk.plan_presenters import (
    PlanMoney,
    aim_cards,
    audience_choices,
    every_choices,
    first_plan,
    hold_words,
    money_keys,
    places,
    plan_again,
    post_cards,
    targeting_choices,
)
from sandbox.campaigns.models import ClassMarket
from sandbox.campaigns.operations import (
    MOST_AT_ONCE,
    NotEnoughMoney,
    PostGone,
    TooManyCampaigns,
    WrongDates,
    launch_campaign,
    launch_test,
    open_run,
)
from sandbox.campaigns.queries import get_own_campaign
from sandbox.extensions import db
from sandbox.lang.filters import rupiah
from sandbox.lang.texts import t
from sandbox.posts.queries import posts_of_shop
from sandbox.shops.queries import own_shop, own_shop_to_change
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once
from sandbox.web.transaction import reads


def plan_form(shop: Any, market: ClassMarket, **given: Any) -> CampaignForm:
    """The form with this shop's posts and the class's coming days to choose from."""
    calendar = desk.calendar_of(desk.own_class(), market)
    days_open = calendar.open_days(desk.next_day_of(shop.id, market), desk.market_rules().horizon)
    return CampaignForm(desk=desk.open_desk(), post_ids=post_ids(shop), days_open=days_open, **given)


def post_ids(shop: Any) -> list[int]:
    """The shop's posts that can be promoted."""
    return [post.id for post in db.session.scalars(posts_of_shop(shop.id))]


def plan_page(shop: Any, market: ClassMarket, form: CampaignForm, **more: Any) -> str:
    """The planning page."""
    calendar = desk.calendar_of(desk.own_class(), market)
    days_open = calendar.open_days(desk.next_day_of(shop.id, market), desk.market_rules().horizon)
    paid, free_places = places(form.desk)
    free = desk.free_money(shop.id)
    facts = {
        "form": form,
        "posts": post_cards(db.session.scalars(posts_of_shop(shop.id)).all()),
        "aims": aim_cards(),
        "paid": paid,
        "free_places": free_places,
        "audience": audience_choices(form.desk.tuning.segments, desk.district_of(shop)),
        "targetings": targeting_choices(form.desk),
        "every": every_choices(EVERY_DAYS),
        "keys": money_keys(),
        "month": calendar.month(days_open),
        "free": free,
        "money": PlanMoney(form.daily_amount.data or 0, form.days.data or 1, free),
        "card": None,
        "fault": "",
    }
    return render_template("campaigns/plan.html", **facts | more)


@bp.get("/promosi/baru")
@allow(Permission.PARTICIPATE)
def plan_campaign() -> ResponseReturnValue:
    """Plan a campaign; the fields come filled with a sensible first try, or with what the link asks for."""
    shop = own_shop(the_actor())
    ids = post_ids(shop)
    if not ids:
        return redirect(url_for("campaigns.list_campaigns"), 303)
    market = desk.own_market(desk.own_class())
    start = desk.next_day_of(shop.id, market)
    if earlier := row_id(request.args.get("dari", "")):
        plan = plan_again(get_own_campaign(shop.id, earlier), start=start)
    else:
        wanted = row_id(request.args.get("post", ""))
        plan = first_plan(
            desk.open_desk(),
            free=desk.free_money(shop.id),
            start=start,
            post=wanted if wanted in ids else ids[0],
            asked=request.args,
        )
    return plan_page(shop, market, plan_form(shop, market, formdata=MultiDict(plan)))


@bp.post("/promosi/perkiraan")
@allow(Permission.PARTICIPATE)
@reads
def estimate_campaign() -> ResponseReturnValue:
    """What a plan may bring on its first day, as a fragment for the open form or as the whole page."""
    shop = own_shop(the_actor())
    market = desk.own_market(desk.own_class())
    form = plan_form(shop, market)
    is_right = form.validate()
    errors, free = form.first_errors(), desk.free_money(shop.id)
    card = card_for(shop, market, form, free=free, second_post=form.second_post, errors=errors)
    if request.headers.get("HX-Request") == "true":
        return render_template("campaigns/_estimate.html", card=card, fragment=True)
    page = plan_page(shop, market, form, card=card, submit_key=request.form.get("submit_key", ""))
    return page, 200 if is_right else 422


@bp.post("/promosi/baru")
@allow(Permission.PARTICIPATE)
@once
def launch() -> ResponseReturnValue:
    """Start the campaign, or the A/B test of two posts."""
    shop = own_shop_to_change(the_actor())  # a pair's two phones launch one after the other
    market = desk.own_market(desk.own_class())
    form = plan_form(shop, market, is_launch=True)
    again = {"submit_key": request.form.get("submit_key", "")}
    if not form.validate():
        return plan_page(shop, market, form, **again), 422
    try:
        campaign_id = _launch(shop, form)
    except NotEnoughMoney as answer:
        fault = t("campaigns-not-enough", free=rupiah(answer.free))
    except PostGone as answer:
        fault = hold_words(answer.reason)
    except TooManyCampaigns:
        fault = t("campaigns-too-many", most=MOST_AT_ONCE)
    except WrongDates as answer:
        fault = dates_fault(answer, market)
    else:
        return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)
    return plan_page(shop, market, form, fault=fault, **again), 422


def dates_fault(answer: WrongDates, market: ClassMarket) -> str:
    """Which days are left for a campaign; that there are none at the end of the calendar."""
    if answer.last < answer.first:
        return t("campaigns-calendar-over")
    first = long_day(desk.calendar_of(desk.own_class(), market).date_of(answer.first))
    return t("campaigns-wrong-dates", first=first, days=answer.last - answer.first + 1)


def _launch(shop: Any, form: CampaignForm) -> int:
    """The id of the new campaign, or of the first half of the new test."""
    facts = form.facts() | {"last_day": form.desk.rules.horizon - 1}
    declared = declared_test(shop, facts) if form.second_post else {}
    run = open_run(shop=shop, tuning_version=form.desk.tuning.version)
    if form.second_post is None:
        return launch_campaign(run=run, **facts).id
    both = (facts.pop("post_id"), form.second_post)
    return launch_test(run=run, post_ids=both, **declared, **facts).campaigns[0].id
