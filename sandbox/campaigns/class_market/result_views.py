"""The class result: how the shops did as a distribution, on the trainer's screen, on the projector, and as files."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from sandbox.campaigns.class_market.desk import Desk, bp, open_desk
from sandbox.campaigns.class_market.export import COLUMNS, day_rows, dictionary_rows, export_rows
from sandbox.campaigns.class_market.pages import long_date
from sandbox.campaigns.class_market.presenters import luck_share, tally
from sandbox.campaigns.class_market.queries import channels_used
from sandbox.campaigns.class_market.result_pages import (
    channel_rows,
    luck_words,
    money_spread,
    order_spread,
    ranking_rows,
)
from sandbox.campaigns.queries import class_results
from sandbox.lang.texts import t
from sandbox.web.downloads import csv_download, file_word
from sandbox.web.fragments import unless_changed
from sandbox.web.gate import Permission, allow


def result_facts(desk: Desk, *, is_large: bool = False) -> dict[str, Any]:
    """Everything the result says. Shops that have played no day are counted apart."""
    results = class_results(desk.classroom.id)
    played = [result for result in results if result.days > 0]
    money = [result.money_left for result in played]
    share = luck_share(money, [result.expected_money_left for result in played])
    return {
        "desk": desk,
        "classroom": desk.classroom,
        "tally": tally(money),
        "waiting": len({shop.id for shop in desk.shops.values()}) - len(played),
        "money": money_spread(money, is_large=is_large),
        "orders": order_spread([result.orders for result in played], is_large=is_large),
        "channels": channel_rows(channels_used(desk.classroom.id)),
        "luck": luck_words(share),
        "ranking": ranking_rows(played, desk.names) if desk.market.show_ranking else [],
        "today": long_date(desk.date_of(max(desk.today - 1, 0))),
    }


@bp.get("/hasil")
@allow(Permission.ASSIST)
def result(classroom_id: int) -> str:
    """How the class did."""
    return render_template("campaigns/class/result.html", **result_facts(open_desk(classroom_id)))


@bp.get("/hasil/layar")
@allow(Permission.ASSIST)
def wall(classroom_id: int) -> str:
    """The same for the projector: no shop by name unless the ranking is switched on, then nicknames only."""
    return render_template(
        "campaigns/class/wall.html", **result_facts(open_desk(classroom_id), is_large=True)
    )


@bp.get("/hasil/layar/toko")
@allow(Permission.ASSIST)
def wall_part(classroom_id: int) -> Response:
    """What changes on the projector, asked for every few seconds."""
    return unless_changed(
        render_template("campaigns/class/_wall.html", **result_facts(open_desk(classroom_id), is_large=True))
    )


@bp.get("/hari.csv")
@allow(Permission.TRAIN)
def days_csv(classroom_id: int) -> ResponseReturnValue:
    """Every shop-day of every try, one row a campaign and one for what came without a campaign."""
    desk = open_desk(classroom_id, to_change=True)
    rows = export_rows(day_rows(desk.classroom.id), classroom=desk.classroom.name, date_of=desk.date_of)
    return csv_download(f"pasar-{file_word(desk.classroom.name)}", list(COLUMNS), rows)


@bp.get("/kamus.csv")
@allow(Permission.TRAIN)
def dictionary_csv(classroom_id: int) -> ResponseReturnValue:
    """What each column of the export means."""
    open_desk(classroom_id, to_change=True)
    head = [t(f"class-market-dictionary-{part}") for part in ("column", "unit", "meaning")]
    return csv_download("kamus-pasar", head, dictionary_rows())
