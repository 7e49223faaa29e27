"""The day's report of what came without a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.rounding import in_order, largest_remainder, split
from sandbox.campaigns.market.world import OrganicReport

if TYPE_CHECKING:
    from sandbox.campaigns.market.carried import Carried
    from sandbox.campaigns.market.report import Day
    from sandbox.campaigns.market.tuning import Tuning

Array = NDArray[np.float64]


def organic_reports_of(day: Day, carried: Carried, tuning: Tuning) -> list[OrganicReport]:
    """Return one report per world (``carried``: with today)."""
    fans = carried.glows.fans()
    own = day.today.rows.world[day.today.rows.own]
    return [
        _report(day, number, np.flatnonzero(own == number), fans[number], carried=carried, tuning=tuning)
        for number in range(len(day.today.rows.worlds))
    ]


def _report(
    day: Day, number: int, cells: NDArray[np.intp], fans: Array, *, carried: Carried, tuning: Tuning
) -> OrganicReport:
    today, sale, interest = day.today, day.sale, day.sale.interest
    at, world, who = today.own[cells], today.rows.worlds[number], today.coming
    when = int(today.days[number])

    def count(values: Array) -> float:
        total = sum(values[at].tolist())
        return int(total) if day.whole else float(total)

    visits = count(interest.visits)
    parts = [sum(in_order(part[cells]).tolist()) for part in (who.memory, who.contacts, who.talk)]
    from_memory, from_contacts, from_talk = (largest_remainder if day.whole else split)(visits, parts)
    money = {name: int(sum(getattr(day.account, name)[at].tolist())) for name in _LINES}
    keys = [today.rows.cells[cell][1].key for cell in cells.tolist()]
    sold = sale.orders[at].tolist()
    glows = carried.glows
    return OrganicReport(
        day=when,
        date=world.env.date_of(when),
        visits=visits,
        from_memory=from_memory,
        from_contacts=from_contacts,
        from_talk=from_talk,
        carts=count(interest.carts),
        chats=count(interest.chats),
        orders=count(sale.orders),
        again=count(sale.again),
        lost_to_stock=count(sale.lost),
        cod_failed=count(sale.cod_failed),
        **money,
        profit=money["revenue"] - sum(money[name] for name in _LINES[1:]),
        sold={key: int(n) if day.whole else n for key, n in zip(keys, sold, strict=True)},
        followers=dict(zip(tuning.organic.feeds, fans.tolist(), strict=True)),
        contacts=float(in_order(carried.contacts[number])),
        rating=float(glows.rating[number]),
        reviews=float(world.shop.reviews + glows.reviews[number]),
    )


_LINES = ("revenue", "goods_cost", "packing", "cod_loss", "shipping_cost")
