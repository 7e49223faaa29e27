"""The trainer's market desk: the market day, who is ready, closing rounds. Its other rooms are named at the end."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.campaigns.calendar import marks_of
from sandbox.campaigns.class_market import pages
from sandbox.campaigns.class_market import result_views as class_result_views
from sandbox.campaigns.class_market import rule_views as class_rule_views
from sandbox.campaigns.class_market.desk import Desk, back_to, bp, lines_of, open_desk
from sandbox.campaigns.class_market.forms import RoundForm
from sandbox.campaigns.class_market.queries import round_totals
from sandbox.campaigns.models import Round
from sandbox.campaigns.operations import (
    IsolatedMarket,
    NothingToUndo,
    WrongDates,
    close_round,
    undo_round,
)
from sandbox.campaigns.queries import rounds_of
from sandbox.lang.texts import t
from sandbox.web.country import pack
from sandbox.web.fragments import unless_changed
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id

__all__ = ["bp", "class_result_views", "class_rule_views"]


def ready_of(desk: Desk) -> pages.Ready:
    """Who would meet the market if it went on now."""
    return pages.present_ready(
        desk.people,
        desk.shops,
        running={shop_id: standing.running for shop_id, standing in desk.standings.items()},
        partners=desk.partners,
        href=lambda person_id: url_for("classrooms.show_participant", participant_id=person_id),
    )


@bp.get("")
@allow(Permission.ASSIST)
def show(classroom_id: int) -> str:
    """The desk: the market day, who is ready, what comes, what was closed, the rules."""
    desk = open_desk(classroom_id)
    today = desk.date_of(desk.today)
    rounds = rounds_of(desk.classroom.id)
    return render_template(
        "campaigns/class/market.html",
        desk=desk,
        classroom=desk.classroom,
        ready=ready_of(desk),
        date=pages.long_date(today),
        marks=pages.mark_tags(today, desk.calendar),
        ahead=pages.coming(today, desk.calendar),
        events=[line for line in lines_of(desk) if line.state != "over"],
        rounds=pages.round_lines(rounds, start=desk.market.start_date),
    )


@bp.get("/daftar")
@allow(Permission.ASSIST)
def ready(classroom_id: int) -> Response:
    """Who is ready, asked for again and again while the desk is open."""
    desk = open_desk(classroom_id)
    html = render_template(
        "campaigns/class/_ready.html", desk=desk, classroom=desk.classroom, ready=ready_of(desk)
    )
    return unless_changed(html)


# -- rounds -----------------------------------------------------------------------------------------------


def close_page(desk: Desk, form: RoundForm, days: int) -> str:
    """What closing will do, before it is done."""
    dates = [desk.date_of(desk.today + offset) for offset in range(days)]
    falls = [mark for day in dates for mark in marks_of(day, desk.calendar)]
    last = desk.today + days - 1
    happening = [e.name for e in lines_of(desk) if e.first_day <= last and e.last_day >= desk.today]
    return render_template(
        "campaigns/class/close.html",
        desk=desk,
        classroom=desk.classroom,
        form=form,
        days=days,
        ready=ready_of(desk),
        dates=pages.span_words(dates[0], dates[-1]),
        day_words=pages.day_words(desk.today, days),
        falls=[t(f"class-market-mark-{mark}") for mark in dict.fromkeys(falls)],
        happening=happening,
    )


@bp.route("/tutup", methods=["GET", "POST"])
@allow(Permission.TRAIN)
def close(classroom_id: int) -> ResponseReturnValue:
    """Ask, then let the whole class go on by some days.

    The day the page showed keeps a double tap from playing twice: a submit key would be lost, because the days
    are computed outside the transaction.
    """
    desk = open_desk(classroom_id, to_change=True)
    if not desk.is_shared or desk.most_days == 0 or not desk.partners:
        flash(t("class-market-nothing-to-close"), "warn")
        return back_to(desk)
    form = RoundForm(most=desk.most_days)
    if request.method != "POST":
        form.days.data = min(max(row_id(request.args.get("days", "1")), 1), desk.most_days)
        return close_page(desk, form, form.days.data)
    if not form.validate():
        return close_page(desk, form, 1), 422
    first_day, days = row_id(request.form.get("first_day", "")), form.days.data
    try:
        closed = close_round(
            classroom_id=classroom_id, pack=pack(), first_day=first_day, days=days, trainer_id=the_actor().id
        )
    except (IsolatedMarket, WrongDates):
        closed = None
    closed = closed or own_last_round(classroom_id, first_day, days)
    if closed is None:
        flash(t("class-market-closed-by-other"), "warn")
    else:
        flash(t("class-market-closed", number=closed.number, days=closed.days), "success")
    return redirect(url_for("class_market.show", classroom_id=classroom_id), 303)


def own_last_round(classroom_id: int, first_day: int, days: int) -> Round | None:
    """The last round when this trainer closed just these days: the second of two taps is told the same."""
    last = next(iter(rounds_of(classroom_id)), None)
    is_same = last and (last.first_day, last.days, last.closed_by) == (first_day, days, the_actor().id)
    return last if is_same else None


@bp.route("/batal", methods=["GET", "POST"])
@allow(Permission.TRAIN)
def undo(classroom_id: int) -> ResponseReturnValue:
    """Ask, then take the last closed round back."""
    desk = open_desk(classroom_id, to_change=True)
    rounds = rounds_of(desk.classroom.id)
    if request.method != "POST":
        if not rounds:
            flash(t("class-market-nothing-to-undo"), "warn")
            return back_to(desk)
        last = rounds[0]
        return render_template(
            "campaigns/class/undo.html",
            desk=desk,
            classroom=desk.classroom,
            last=pages.round_lines([last], start=desk.market.start_date)[0],
            totals=round_totals(desk.classroom.id, first_day=last.first_day, days=last.days),
        )
    number = row_id(request.form.get("number", ""))
    try:
        is_undone = undo_round(classroom_id=desk.classroom.id, number=number)
    except NothingToUndo:
        is_undone = False
    if is_undone:
        flash(t("class-market-undone", number=number), "success")
    else:
        flash(t("class-market-not-undone"), "warn")
    return back_to(desk)
