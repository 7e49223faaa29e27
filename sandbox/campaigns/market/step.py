"""The market's clock: one day (:func:`step`) or many (:func:`run`) for one shop.

Pure functions: the same arguments give byte-identical results, and the state handed in is never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sandbox.campaigns.market import funnel, learning
from sandbox.campaigns.market.broadcast import WINDOW_DAYS
from sandbox.campaigns.market.contact import begin, contact_all
from sandbox.campaigns.market.luck import Luck
from sandbox.campaigns.market.memory import after_day
from sandbox.campaigns.market.report import day_report
from sandbox.campaigns.market.selling import Sale, arouse, sell
from sandbox.campaigns.market.state import CampaignState, ShopState
from sandbox.campaigns.market.types import CampaignPlan, DayReport, Environment, Mode, Objective, ShopFacts

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning

RECENT_DAYS = 7


def step(  # noqa: PLR0917  state, decisions, circumstances, numbers, mode: the kernel's one well-known call
    state: ShopState,
    plans: Sequence[CampaignPlan],
    shop: ShopFacts,
    env: Environment,
    tuning: Tuning,
    mode: Mode = Mode.EXPECTED,
) -> tuple[ShopState, list[DayReport]]:
    """Play market day ``state.day``; return tomorrow's state and one report per running campaign, by slot.

    ``ValueError`` when two plans share a slot, ``KeyError`` for a channel the tuning does not know.
    """
    if len({plan.slot for plan in plans}) != len(plans):
        raise ValueError("two campaigns share a slot")
    luck = Luck(mode, env, shop, tuning.version, state.day)
    today = sorted((plan for plan in plans if plan.runs_on(state.day)), key=lambda plan: plan.slot)
    running = [begin(state, plan, tuning) for plan in today]
    facts = {"shop": shop, "env": env, "tuning": tuning, "luck": luck}
    contacts = contact_all(state, running, **facts)
    interests = [arouse(state, contact, **facts) for contact in contacts]
    sales, stock = sell(state, interests, shop, tuning, luck)

    campaigns, best = dict(state.campaigns), dict(state.best_cost)
    reports = []
    for sale in sales:
        plan = sale.interest.contact.running.plan
        campaigns[plan.slot] = _after(sale, tuning)
        report = day_report(
            sale,
            campaigns[plan.slot],
            day=state.day,
            env=env,
            tuning=tuning,
            whole=luck.whole,
            stock_left=stock[plan.offer.key],
            best_cost=best.get(_cost_key(plan)),
        )
        reports.append(report)
        _note_best(best, plan, campaigns[plan.slot])
    return _tomorrow(state, sales, stock=stock, campaigns=campaigns, best=best, tuning=tuning), reports


def run(  # noqa: PLR0917  the same arguments as step
    state: ShopState,
    plans: Sequence[CampaignPlan],
    shop: ShopFacts,
    env: Environment,
    tuning: Tuning,
    mode: Mode = Mode.EXPECTED,
    *,
    days: int,
) -> tuple[ShopState, list[DayReport]]:
    """Play ``days`` market days with unchanged decisions; return the final state and all reports in order."""
    reports: list[DayReport] = []
    for _ in range(days):
        state, today = step(state, plans, shop, env, tuning, mode)
        reports += today
    return state, reports


def _after(sale: Sale, tuning: Tuning) -> CampaignState:
    """Return a campaign's totals after the day."""
    contact = sale.interest.contact
    plan, past = contact.running.plan, contact.running.past
    events = learning.events_of(
        plan.objective, clicks=contact.clicks, chats=sale.interest.chats, orders=sale.orders
    )
    results = contact.reach if plan.objective is Objective.REACH else events
    return CampaignState(
        learning=learning.end_day(past.learning, events, tuning.learning),
        seen=past.seen + contact.per_person,
        recent=np.concatenate((past.recent, contact.per_person[None, :]))[-RECENT_DAYS:],
        impressions=past.impressions + contact.impressions,
        reach=contact.reach_total,
        sends=contact.sends,
        results=(*past.results, (float(contact.spend), float(results)))[-RECENT_DAYS:],
    )


def _cost_key(plan: CampaignPlan) -> str:
    return f"{plan.channel}/{plan.objective}"


def _note_best(best: dict[str, float], plan: CampaignPlan, campaign: CampaignState) -> None:
    """Remember the shop's best full week's cost per result."""
    spend, results = (sum(column) for column in zip(*campaign.results, strict=True))
    if len(campaign.results) == RECENT_DAYS and spend > 0 and results > 0:
        key = _cost_key(plan)
        best[key] = min(best.get(key, np.inf), float(spend / results))


def _tomorrow(
    state: ShopState,
    sales: Sequence[Sale],
    *,
    stock: dict[str, float],
    campaigns: dict[int, CampaignState],
    best: dict[str, float],
    tuning: Tuning,
) -> ShopState:
    contacts = state.contacts.copy()
    own_price = dict(state.own_price)
    shown, sent = [], False
    for sale in sales:
        contact, plan = sale.interest.contact, sale.interest.contact.running.plan
        shown.append((plan.channel, plan.creative, contact.per_person))
        price = float(plan.offer.price)
        own_price[plan.offer.key] = funnel.remember_price(
            state.own_price.get(plan.offer.key, price), price, tuning.funnel
        )
        if tuning.channel(plan.channel).pricing == "contacts":
            sent = sent or contact.impressions > 0
            _leave(contacts, contact.shown, contact.opt_outs)
        else:
            rules = tuning.broadcast
            gained = rules.contacts_per_chat * sale.interest.chats + rules.contacts_per_order * sale.orders
            mass = float(sale.order_weight.sum())
            if mass > 0.0:
                contacts += gained * sale.order_weight / mass
    broadcasts = (*state.broadcasts, *((state.day,) if sent else ()))
    return replace(
        state,
        day=state.day + 1,
        contacts=np.maximum(contacts, 0.0),
        stock=stock,
        own_price=own_price,
        campaigns=campaigns,
        memory=after_day(state.memory, shown, tuning.segments.size, tuning.reach),
        broadcasts=tuple(day for day in broadcasts if day > state.day - WINDOW_DAYS),
        best_cost=best,
    )


def _leave(contacts: np.ndarray, sent: np.ndarray, opt_outs: float) -> None:
    """Take those who opted out off the contact list, where the messages went (in place)."""
    mass = float(sent.sum())
    if mass > 0.0:
        contacts -= opt_outs * sent / mass
