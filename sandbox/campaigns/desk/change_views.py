"""Changing a campaign between two days, as on a real platform: with a warning when it has to learn again."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk import desk
from sandbox.campaigns.desk.estimates import card_for, forgets
from sandbox.campaigns.desk.forms import EVERY_DAYS, ChangeForm
from sandbox.campaigns.desk.plan_presenters import (
    PlanMoney,
    aim_cards,
    audience_choices,
    channel_text,
    every_choices,
    hold_words,
    money_keys,
    plan_again,
    post_cards,
    targeting_choices,
)
from sandbox.campaigns.enums import UNFINISHED, CampaignState
from sandbox.campaigns.models import Campaign
from sandbox.campaigns.operations import (
    CampaignOver,
    InTest,
    NotEnoughMoney,
    PostGone,
    WrongDates,
    edit_campaign,
)
from sandbox.campaigns.queries import days_left, get_own_campaign
from sandbox.extensions import db
from sandbox.lang.filters import rupiah
from sandbox.lang.texts import t
from sandbox.posts.queries import posts_of_shop
from sandbox.shops.queries import own_shop, own_shop_to_change
from sandbox.web.editing import EditConflict
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.transaction import reads


def change_form(shop: Any, campaign: Campaign, **given: Any) -> ChangeForm:
    """The form for one campaign, with this shop's posts to choose from."""
    post_ids = [post.id for post in db.session.scalars(posts_of_shop(shop.id))]
    return ChangeForm(
        desk=desk.open_desk(),
        post_ids=post_ids,
        channel=campaign.channel,
        current=campaign.row_version,
        **given,
    )


def money_for(shop: Any, campaign: Campaign) -> int:
    """Rupiah the campaign's days to come may cost: what is free, and while it runs what it is promised."""
    is_promised = campaign.state == CampaignState.RUNNING
    promised = campaign.daily_amount * days_left(campaign, campaign.run.day) if is_promised else 0
    return desk.free_money(shop.id) + promised


def days_gone(campaign: Campaign) -> int:
    """Days of the campaign that are over."""
    return campaign.days - days_left(campaign, campaign.run.day)


def change_page(shop: Any, campaign: Campaign, form: ChangeForm, **more: Any) -> str:
    """The page for changing a campaign."""
    kinds = form.desk.targetings(campaign.channel)
    facts = {
        "campaign": campaign,
        "form": form,
        "place": channel_text(campaign.channel),
        "posts": post_cards(db.session.scalars(posts_of_shop(shop.id)).all()),
        "aims": aim_cards(),
        "audience": audience_choices(form.desk.tuning.segments, desk.district_of(shop)),
        "targetings": [(kind, text) for kind, text in targeting_choices(form.desk) if kind in kinds],
        "every": every_choices(EVERY_DAYS),
        "keys": money_keys(),
        "money": PlanMoney(
            form.daily_amount.data or 0, form.days.data or 1, money_for(shop, campaign), days_gone(campaign)
        ),
        "card": None,
        "fault": "",
        "sure": False,
    }
    return render_template("campaigns/change.html", **facts | more)


@bp.get("/promosi/<int:campaign_id>/ubah")
@allow(Permission.PARTICIPATE)
def change_campaign(campaign_id: int) -> ResponseReturnValue:
    """The plan as it stands, to be changed from the next market day on."""
    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    if campaign.state not in UNFINISHED or campaign.run.ended_at is not None or campaign.test_id is not None:
        return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)
    plan = plan_again(campaign, start=campaign.start_day)
    return change_page(shop, campaign, change_form(shop, campaign, formdata=MultiDict(plan)))


@bp.post("/promosi/<int:campaign_id>/perkiraan")
@allow(Permission.PARTICIPATE)
@reads
def estimate_change(campaign_id: int) -> ResponseReturnValue:
    """What the changed plan may bring a day, and whether the platform forgets what it learnt."""
    shop = own_shop(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    form = change_form(shop, campaign)
    is_right = form.validate()
    card = card_for(
        shop,
        desk.own_market(desk.own_class()),
        form,
        free=money_for(shop, campaign),
        gone=days_gone(campaign),
        errors=form.first_errors(),
        changed=campaign,
    )
    if request.headers.get("HX-Request") == "true":
        return render_template("campaigns/_estimate.html", card=card, fragment=True)
    return change_page(shop, campaign, form, card=card), 200 if is_right else 422


@bp.post("/promosi/<int:campaign_id>/ubah")
@allow(Permission.PARTICIPATE)
def save_change(campaign_id: int) -> ResponseReturnValue:
    """Change the campaign; when that makes the platform learn again, ask once before."""
    shop = own_shop_to_change(the_actor())
    campaign = get_own_campaign(shop.id, campaign_id)
    form = change_form(shop, campaign)
    if not form.validate():
        return change_page(shop, campaign, form), 422
    if not request.form.get("sure") and forgets(campaign, form.facts()):
        return change_page(shop, campaign, form, fault=t("campaigns-change-forgets"), sure=True), 422
    last_day = form.desk.rules.horizon - 1
    try:
        edit_campaign(campaign=campaign, facts=form.facts(), version=form.version, last_day=last_day)
    except NotEnoughMoney as answer:
        fault = t("campaigns-not-enough", free=rupiah(answer.free))
    except PostGone as answer:
        fault = hold_words(answer.reason)
    except WrongDates:
        fault = t("campaigns-change-too-short")
    except EditConflict:
        form.version, fault = campaign.row_version, t("forms-conflict")  # once seen, the next tap decides
    except (CampaignOver, InTest):
        flash(t("campaigns-over"), "warn")
        return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)
    else:
        flash(t("campaigns-changed"), "success")
        return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id), 303)
    return change_page(shop, campaign, form, fault=fault), 422
