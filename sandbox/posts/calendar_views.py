"""The calendar of posts: what is planned when and where, on the class's own days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.clock import now
from sandbox.lang.dates import to_zone
from sandbox.lang.texts import current_locale, t
from sandbox.packs.calendar import load_sellers_calendar
from sandbox.posts import calendar, operations
from sandbox.posts.blueprint import bp, enter
from sandbox.posts.forms import HOURS, LONGEST_PLAN, PlanForm
from sandbox.posts.models import Post
from sandbox.posts.presenters import hour_words
from sandbox.posts.queries import channels, get_own_post, own_post_to_change, planned_posts, unplanned_posts
from sandbox.web.country import pack
from sandbox.web.gate import Permission, allow

USUAL_HOUR = 19


def today() -> dt.datetime:
    """This moment on the class's clock; :func:`enter` comes first."""
    return to_zone(now(), g.timezone)


@bp.get("/posting/kalender")
@allow(Permission.PARTICIPATE)
def show_calendar() -> str:
    """A month of planned posts, ``?bulan=2026-11``, and the coming two weeks."""
    shop, moment = enter(), today()
    first = calendar.first_of_month(request.args.get("bulan", ""), moment.date())
    weeks = calendar.weeks_of(first)
    near = [moment.date() + dt.timedelta(days=ahead) for ahead in range(calendar.NEAR_DAYS)]
    span = min(weeks[0][0], near[0]), max(weeks[-1][-1], near[-1] + LONGEST_PLAN)
    look = calendar.Look(load_sellers_calendar(pack().key), channels(), moment, first)
    posts = planned_posts(shop.id, *span)
    later = sorted({post.planned_on for post in posts if post.planned_on and post.planned_on > near[-1]})
    return render_template(
        "posts/calendar.html",
        month=calendar.month_words(first),
        before=calendar.neighbour(first, -1),
        after=calendar.neighbour(first, 1),
        is_now=first == moment.date().replace(day=1),
        weekdays=calendar.weekday_names(),
        weeks=calendar.month_grid(weeks, posts, look),
        near=calendar.day_list(near, posts, look),
        later=calendar.day_list(later, posts, look),
        unplanned=calendar.unplanned_cards(unplanned_posts(shop.id)),
        has_plans=bool(posts),
    )


@bp.get("/posting/<int:post_id>/rencana")
@allow(Permission.PARTICIPATE)
def edit_plan(post_id: int) -> str:
    """Choose a day, an hour and a channel; ``?hari=2026-11-30`` chooses the day."""
    post = get_own_post(enter(), post_id)
    asked = request.args.get("hari", "")
    day = post.planned_on.isoformat() if post.planned_on else asked or today().date().isoformat()
    hour = USUAL_HOUR if post.planned_hour is None else post.planned_hour
    return plan_page(post, plan_form(day=day, hour=str(hour), channel=post.planned_channel or "instagram"))


def plan_form(**stored: str) -> PlanForm:
    """The form with what is stored; the keys of all channels can be chosen."""
    keys = frozenset(channel.key for channel in channels())
    return PlanForm(channels=keys, today=today().date(), data=stored)


def plan_page(post: Post, form: PlanForm) -> str:
    """The form of a post's place in the calendar."""
    locale = current_locale()
    facts: dict[str, Any] = {
        "hours": [(str(hour), hour_words(hour)) for hour in HOURS],
        "places": [(channel.key, channel.name(locale)) for channel in channels()],
        "about": calendar.unplanned_cards([post])[0],
    }
    return render_template("posts/plan.html", post=post, form=form, today=form.today.isoformat(), **facts)


@bp.post("/posting/<int:post_id>/rencana")
@allow(Permission.PARTICIPATE)
def save_plan(post_id: int) -> ResponseReturnValue:
    """Plan the post, or move it."""
    post = own_post_to_change(enter(), post_id)
    form = plan_form()
    if not form.validate() or form.date is None:
        return plan_page(post, form), 422
    operations.plan_post(
        post=post, day=form.date, hour=int(form.hour.data or 0), channel=form.channel.data or ""
    )
    flash(t("posts-planned"), "success")
    return redirect(url_for(".show_calendar", bulan=f"{form.date:%Y-%m}"), 303)


@bp.post("/posting/<int:post_id>/rencana/lepas")
@allow(Permission.PARTICIPATE)
def drop_plan(post_id: int) -> ResponseReturnValue:
    """Take the post off the calendar."""
    operations.unplan_post(post=own_post_to_change(enter(), post_id))
    flash(t("posts-unplanned"), "success")
    return redirect(url_for(".show_calendar"), 303)
