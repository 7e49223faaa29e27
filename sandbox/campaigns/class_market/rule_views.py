"""The rules of a class's market, and what the trainer lets happen in it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.campaigns.class_market import pages
from sandbox.campaigns.class_market.desk import (
    Desk,
    back_to,
    bp,
    event_records,
    first_date,
    horizon,
    known_dates,
    lines_of,
    open_desk,
    pack,
)
from sandbox.campaigns.class_market.forms import OWN_DATE, EventForm, MarketForm
from sandbox.campaigns.operations import (
    MarketBegun,
    WrongEventDays,
    add_event,
    change_market,
    remove_event,
)
from sandbox.campaigns.queries import events_of_class
from sandbox.classrooms.operations import StaleVersion
from sandbox.clock import now
from sandbox.lang.dates import to_zone
from sandbox.lang.texts import t
from sandbox.web.gate import Permission, allow
from sandbox.web.numbers import row_id
from sandbox.web.submissions import once

LONGEST_EVENT = 14
EVENT_STARTS = 28


# -- rules ------------------------------------------------------------------------------------------------


def market_form(desk: Desk, picks: list[tuple[str, str, str]]) -> MarketForm:
    """The form with the rules as they are."""
    values = {
        "mode": desk.market.mode,
        "wallet_start": desk.classroom.wallet_start,
        "start_pick": desk.market.start_date.isoformat(),
        "start_date": desk.market.start_date.isoformat(),
        "seed": desk.classroom.seed,
        "max_restarts": desk.market.max_restarts,
        "show_ranking": desk.market.show_ranking,
    }
    return MarketForm(
        picks=[pick[0] for pick in picks], calendar=known_dates(), is_begun=desk.is_begun, data=values
    )


def settings_page(desk: Desk, form: MarketForm, picks: list[Any], fault: str = "") -> str:
    """The rules with what each of them means."""
    return render_template(
        "campaigns/class/settings.html",
        desk=desk,
        classroom=desk.classroom,
        form=form,
        starts=[*picks, (OWN_DATE, t("class-market-start-own-pick"), "")],
        start_words=pages.long_date(desk.market.start_date),
        fault=fault,
    )


@bp.route("/atur", methods=["GET", "POST"])
@allow(Permission.TRAIN)
def settings(classroom_id: int) -> ResponseReturnValue:
    """Set the rules of the market; those every played day was played under stay as they are."""
    desk = open_desk(classroom_id, to_change=True)
    today = to_zone(now(), desk.classroom.timezone).date()
    picks = pages.start_picks(today, desk.calendar, desk.market.start_date)
    form = market_form(desk, picks)
    if request.method != "POST":
        return settings_page(desk, form, picks)
    if not form.validate():
        return settings_page(desk, form, picks), 422
    try:
        change_market(
            classroom_id=desk.classroom.id,
            version=row_id(request.form.get("version", "")),
            start_date_default=first_date(),
            facts=form.facts(),
        )
    except StaleVersion:
        return settings_page(desk, form, picks, t("forms-conflict")), 409
    except MarketBegun:
        return settings_page(desk, form, picks, t("class-market-begun-meanwhile")), 409
    flash(t("class-market-saved"), "success")
    return back_to(desk)


# -- events -----------------------------------------------------------------------------------------------


def events_page(desk: Desk, form: EventForm, starts: list[tuple[str, str]]) -> str:
    """What may happen, and what will."""
    return render_template(
        "campaigns/class/events.html",
        desk=desk,
        classroom=desk.classroom,
        form=form,
        starts=starts,
        cards=pages.event_cards(event_records(pack().key)),
        events=lines_of(desk),
    )


@bp.route("/kejadian", methods=["GET", "POST"])
@allow(Permission.TRAIN)
@once
def events(classroom_id: int) -> ResponseReturnValue:
    """Let something happen to the whole class on coming days."""
    desk = open_desk(classroom_id, to_change=True)
    kinds = event_records(pack().key)
    days = range(desk.today, min(desk.today + EVENT_STARTS, horizon()))
    if not days:
        flash(t("class-market-calendar-over"), "warn")
        return back_to(desk)
    starts = [
        (str(day), t("class-market-event-start", day=day + 1, date=pages.short_date(desk.date_of(day))))
        for day in days
    ]
    form = EventForm(kinds=kinds, first_days=days, most=LONGEST_EVENT)
    if request.method != "POST":
        form.first_day.data, form.days.data = str(desk.today), 2
        return events_page(desk, form, starts)
    if not form.validate():
        return events_page(desk, form, starts), 422
    try:
        add_event(classroom_id=desk.classroom.id, start_date_default=first_date(), **form.facts())
    except WrongEventDays as answer:
        form.first_day.errors = [t("class-market-event-too-early", day=answer.first + 1)]
        return events_page(desk, form, starts), 422
    flash(t("class-market-event-added", event=pages.event_name(form.kind.data or "")), "success")
    return redirect(url_for("class_market.events", classroom_id=desk.classroom.id), 303)


@bp.post("/kejadian/<int:event_id>/hapus")
@allow(Permission.TRAIN)
def drop_event(classroom_id: int, event_id: int) -> ResponseReturnValue:
    """Take back an event that has not begun."""
    desk = open_desk(classroom_id, to_change=True)
    event = next((one for one in events_of_class(desk.classroom.id) if one.id == event_id), None)
    if event is None:
        abort(404)
    try:
        remove_event(event=event)
    except WrongEventDays:
        flash(t("class-market-event-begun"), "warn")
    else:
        flash(t("class-market-event-removed", event=pages.event_name(event.kind)), "success")
    return redirect(url_for("class_market.events", classroom_id=desk.classroom.id), 303)
