"""The words of causes and true effects: what each means, in orders and rupiah, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from sandbox.campaigns.calendar import Records, stretches
from sandbox.campaigns.desk.plan_presenters import channel_text
from sandbox.campaigns.insight.words import count, decimal, signed_count, signed_money
from sandbox.lang.texts import t

if TYPE_CHECKING:
    from sandbox.campaigns.insight.computing import Explained
    from sandbox.campaigns.market.causes import Cause, Causes, Switched
    from sandbox.campaigns.market.chance import Band
    from sandbox.campaigns.market.situation import Situation
    from sandbox.campaigns.market.truth import Effect

WORTH_A_LINE = 0.3
"""Orders that a mechanism must cost or bring to be mentioned."""


@dataclass(frozen=True)
class CauseLine:
    """One cause, ready to show: its size in orders, what it was, its rupiah, and where to act."""

    size: str
    tone: str
    title: str
    note: str
    href: str
    action: str


@dataclass(frozen=True)
class CauseWords:
    """Why this campaign differs from the base. ``luck`` is said first when it is not empty."""

    luck: str
    short: str
    summary: str
    lines: tuple[CauseLine, ...]
    rest: str
    mechanisms: tuple[str, ...]
    edited: str


def cause_words(
    explained: Explained, *, now: Situation, base: Situation, name: str, luck: Band, before: float | None,
    edited: bool, post: Any, calendar: Records,
) -> CauseWords:  # fmt: skip
    """Put causes into words. ``name`` is the base's, ``luck`` this campaign's band, ``before`` what
    happened there, ``calendar`` the country's market dates.
    """
    from sandbox.campaigns.market.causes import worth_saying

    causes = explained.causes
    said = worth_saying(causes)
    return CauseWords(
        luck=luck_against(luck, causes.base.orders if before is None else before, name),
        short=short(worth_saying(causes, by="profit").causes, name, moved=has_moved(now, base)),
        summary=summary(causes, said.causes, name, moved=has_moved(now, base)),
        lines=tuple(
            cause_line(cause, now=now, base=base, post=post, calendar=calendar) for cause in said.causes
        ),
        rest=rest_words(said.rest_orders, said.rest_profit),
        mechanisms=mechanism_words(explained.mechanisms),
        edited=t("insight-cause-edited") if edited else "",
    )


def luck_against(luck: Band, other: float, name: str) -> str:
    """That chance alone may explain the difference from the base; empty when it does not, or there is none.

    A day luckier than chance usually makes it is told as luck already, and not called ordinary here.
    """
    change = luck.realised - other
    if not luck.ordinary or not luck.low <= other <= luck.high or abs(change) < 1:
        return ""
    return t(
        "insight-luck-against",
        name=name,
        change=signed_count(change),
        low=round(luck.low),
        high=round(luck.high),
    )


def has_moved(now: Situation, base: Situation) -> bool:
    """Whether the two campaigns ran in different places; the market counts the place with the people it reaches."""
    return now.plan.channel != base.plan.channel


def summary(causes: Causes, named: Sequence[Cause], name: str, *, moved: bool = False) -> str:
    """One sentence: the expected difference, and what pushed and what held back."""
    change = causes.now.orders - causes.base.orders
    helped = [because(cause, moved=moved) for cause in named if cause.orders > 0]
    held = [because(cause, moved=moved) for cause in named if cause.orders < 0]
    left = causes.now.profit - causes.base.profit
    facts = {"name": name, "change": signed_count(change), "money": signed_money(left)}
    if not named:
        return t("insight-summary-same", name=name)
    if helped and held:
        return t("insight-summary-both", **facts, helped=listed(helped), held=listed(held))
    if helped:
        return t("insight-summary-helped", **facts, helped=listed(helped))
    return t("insight-summary-held", **facts, held=listed(held))


def short(named: Sequence[Cause], name: str, *, moved: bool = False) -> str:
    """The second sentence of the result: what added most money, and what took most of it."""
    things = [(thing(cause, moved=moved), cause.profit) for cause in named]
    helped = max(things, key=lambda thing: thing[1])[0] if any(money > 0 for _, money in things) else ""
    held = min(things, key=lambda thing: thing[1])[0] if any(money < 0 for _, money in things) else ""
    if helped and held:
        return t("insight-short-both", name=name, helped=helped, held=held)
    if helped:
        return t("insight-short-helped", name=name, helped=helped)
    return t("insight-short-held", name=name, held=held) if held else t("insight-summary-same", name=name)


def thing(cause: Cause, *, moved: bool) -> str:
    """What a cause is called in a sentence; ``moved``: another place is what made the people different."""
    player = cause.player.value
    return t("insight-thing-place" if moved and player == "audience" else f"insight-thing-{player}")


def because(cause: Cause, *, moved: bool) -> str:
    """``foto (+3,1)``."""
    return t("insight-because", thing=thing(cause, moved=moved), size=signed_count(cause.orders))


def listed(words: Sequence[str]) -> str:
    """``a, b dan c``."""
    if len(words) < 2:
        return "".join(words)
    return t("insight-and", first=", ".join(words[:-1]), last=words[-1])


def cause_line(cause: Cause, *, now: Situation, base: Situation, post: Any, calendar: Records) -> CauseLine:
    """One cause as a line with its next action."""
    helps = cause.orders > 0
    sort, detail = detail_of(cause.player.value, now, base, helps=helps)
    if sort == "circumstances":
        detail = _pair("times", *(times_of(situation, calendar) for situation in (now, base)))
    action, href = next_action(sort, helps=helps, post=post)
    is_mixed = cause.orders * cause.profit < 0
    money = "even" if abs(cause.profit) < 50 else "but" if is_mixed else "money"
    rupiah = t(f"insight-cause-{money}", **({} if money == "even" else {"money": signed_money(cause.profit)}))
    return CauseLine(
        size=signed_count(cause.orders),
        tone="sun" if is_mixed else "leaf" if helps else "chilli",
        title=t(f"insight-cause-{sort}-{'up' if helps else 'down'}"),
        note=" · ".join(filter(None, (rupiah, detail))),
        href=href,
        action=action,
    )


def detail_of(player: str, now: Situation, base: Situation, *, helps: bool) -> tuple[str, str]:
    """What exactly differs: a finer name of the cause, and the two figures side by side."""
    mine, theirs = now.plan, base.plan
    shop, other = now.world.shop, base.world.shop
    if player in {"photo", "caption"}:
        scores = (getattr(plan.creative, f"{player}_score") for plan in (mine, theirs))
        return player, _pair("scores", *(decimal(score, 0) for score in scores))
    if player == "price":
        if mine.offer.shipping != theirs.offer.shipping and "hidden" in {
            mine.offer.shipping,
            theirs.offer.shipping,
        }:
            return "shipping", ""
        if mine.offer.price != theirs.offer.price:
            return "price", _pair("prices", *(_round(o.price) for o in (mine.offer, theirs.offer)))
        return "stock", ""
    if player == "page":
        if shop.page_score == other.page_score and shop.reply_minutes != other.reply_minutes:
            return "reply", _pair("minutes", *(decimal(s.reply_minutes, 0) for s in (shop, other)))
        return "page", _pair("scores", *(decimal(s.page_score, 0) for s in (shop, other)))
    if player == "budget":
        return "budget", _pair("budgets", *(_money_and_days(situation) for situation in (now, base)))
    is_place = player == "audience" and has_moved(now, base)
    places = (channel_text(plan.channel) for plan in (mine, theirs))
    return ("place", _pair("places", *places)) if is_place else (player, "")


def _money_and_days(situation: Situation) -> str:
    amount, days = situation.plan.daily_budget, situation.days
    if not amount:
        return t("campaigns-days-count", days=days)
    return t("insight-per-day", money=_rupiah(amount), days=days)


def times_of(situation: Situation, calendar: Records) -> str:
    """What fell into a situation's days: pay day, a feast, an event; or that they were ordinary."""
    env, first = situation.world.env, situation.world.state.day
    found = stretches(env.date_of(first), situation.days, calendar)
    names = [t(f"campaigns-mark-{mark}") for mark in dict.fromkeys(one.mark.value for one in found)]
    days = range(first, first + situation.days)
    kinds = dict.fromkeys(event.kind for event in env.events if any(event.covers(day) for day in days))
    names += [t(f"campaigns-event-{kind.replace('_', '-')}") for kind in kinds]
    return listed(names) or t("insight-ordinary-days")


def _pair(kind: str, mine: str, theirs: str) -> str:
    return "" if mine == theirs else t(f"insight-versus-{kind}", mine=mine, theirs=theirs)


def _rupiah(amount: float) -> str:
    return signed_money(amount, exact=True).lstrip("+")


def next_action(sort: str, *, helps: bool, post: Any) -> tuple[str, str]:
    """The one next thing to do, and the address of the place to do it."""
    is_there = post.deleted_at is None
    edit_post = url_for("posts.edit_post", post_id=post.id) if is_there else url_for("posts.list_posts")
    has_product = post.product.deleted_at is None
    product = (
        url_for("shops.edit_product", product_id=post.product_id)
        if has_product
        else url_for("shops.edit_shop")
    )
    plan = url_for("campaigns.plan_campaign")
    places = {
        "photo": (url_for("posts.list_posts"), edit_post),
        "caption": (url_for("posts.list_posts"), edit_post),
        "audience": (plan, plan),
        "place": (plan, plan),
        "price": (product, product),
        "shipping": (url_for("shops.edit_buying"), url_for("shops.edit_buying")),
        "stock": (product, product),
        "budget": (plan, plan),
        "page": (url_for("shops.edit_shop"), url_for("shops.edit_shop")),
        "reply": (url_for("orders.list_orders"), url_for("orders.list_orders")),
        "circumstances": (plan, plan),
    }
    good, bad = places[sort]
    return t(f"insight-do-{sort}-{'up' if helps else 'down'}"), good if helps else bad


def rest_words(orders: float, profit: float) -> str:
    """What the smaller causes add up to; empty when that is next to nothing."""
    if abs(orders) < 0.05 and abs(profit) < 500:
        return ""
    return t("insight-cause-rest", orders=signed_count(orders), money=signed_money(profit))


def mechanism_words(found: Sequence[Switched]) -> tuple[str, ...]:
    """What fatigue, learning, stock, a slow page and orders that come later cost or brought."""
    return tuple(
        t(f"insight-without-{one.mechanism.replace('_', '-')}", orders=signed_count(one.orders), money=signed_money(one.profit))
        for one in found
        if abs(one.orders) >= WORTH_A_LINE
    )  # fmt: skip


@dataclass(frozen=True)
class TruthWords:
    """What a dashboard claims beside what is true."""

    rows: tuple[tuple[str, str, str], ...]
    claimed: float
    true: float
    words: str
    earns: str


def truth_words(effect: Effect | None) -> TruthWords | None:
    """Claimed and true orders, sales and sales per rupiah of ads."""
    if effect is None:
        return None
    rows = [
        (t("insight-truth-orders"), count(effect.attributed_orders), count(effect.orders)),
        (t("insight-truth-sales"), _round(effect.attributed_revenue), _round(effect.revenue)),
    ]
    if effect.roas is not None and effect.attributed_roas is not None:
        rows.append((t("insight-truth-roas"), decimal(effect.attributed_roas), decimal(effect.roas)))
    return TruthWords(
        rows=tuple(rows),
        claimed=effect.attributed_orders,
        true=effect.orders,
        words=_truth_sentence(effect),
        earns=_earns(effect),
    )


def _round(amount: float) -> str:
    return signed_money(amount).lstrip("+")


def _truth_sentence(effect: Effect) -> str:
    more = effect.attributed_orders - effect.orders
    if abs(more) < max(0.5, 0.1 * effect.attributed_orders):
        return t("insight-truth-fair")
    if more < 0:
        return t("insight-truth-shy", less=count(-more))
    return t("insight-truth-boast", more=count(more), claimed=count(effect.attributed_orders))


def _earns(effect: Effect) -> str:
    if effect.roas is None or effect.spend <= 0:
        return ""
    if effect.break_even_roas is None:
        return t("insight-earns-never")
    key = "insight-earns-yes" if effect.roas >= effect.break_even_roas else "insight-earns-no"
    return t(key, roas=decimal(effect.roas), needed=decimal(effect.break_even_roas))
