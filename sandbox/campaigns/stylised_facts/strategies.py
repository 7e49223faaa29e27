"""Facts 24 and 26: what untrained and what ruthless sellers get out of the market.

A strategy is everything a seller decides: posts, price, page, answers, and up to three campaigns.  Shops are
varied but ordinary; rating and number of reviews are nobody's choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import (
    Audience,
    CampaignPlan,
    Creative,
    Objective,
    Offer,
    ShippingTerms,
    ShopFacts,
)
from sandbox.campaigns.market.world import Course, Sums, World
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Measured, Unit
from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.setting import courses, world

DAYS = 7
FIRST_DAYS, TAIL = 3, 14
"""Most days of a first try, and how long one waits for what it leaves behind."""
SELLERS = 300
"""Untrained sellers, each with a shop and decisions of their own; half as many decide for the same shop."""
STRATEGIES = 2_000
"""Strategies of the full exploit search; tests run a smaller one."""
PAID = ("impression", "click")
AMOUNTS = (10_000, 20_000, 30_000, 40_000)
AIMS = (Objective.REACH, Objective.CHAT, Objective.ORDER)
"""What a campaign can be for, as people choose it."""


@dataclass(frozen=True)
class Strategy:
    """A seller's decisions."""

    shop: ShopFacts
    plans: tuple[CampaignPlan, ...]

    def world(self, lab: Lab) -> World:
        """Return the shop with its campaigns, before the first day."""
        return world(lab.tuning, *self.plans, shop=self.shop)


def untrained_sellers(lab: Lab, *, sellers: int = SELLERS) -> Measured:
    """Share of first tries that lose money, and what good decisions of one shop are worth.

    Counted is what the ads bring until a fortnight after the last of them, above the same shop without ads:
    who remembers, comes again or tells others belongs to them.
    """
    rng = np.random.default_rng(24)
    crowd = [_first_try(rng, lab, _shop(rng), _offer(rng, lab)) for _ in range(sellers)]
    shop, offer = replace(_shop(rng), key="skill", page_score=65.0), _usual_offer(lab)
    same_shop = [_first_try(rng, lab, shop, offer) for _ in range(sellers // 2)]
    brought = _brought(lab, [*crowd, *same_shop])
    middle, top = np.percentile(brought[sellers:], [50, 90])
    return {
        "losing": np.mean(brought[:sellers] < 0),
        "median": middle,
        "top": top,
        "skill": top / middle if middle > 0 else (np.inf if top > 0 else 0.0),
    }


def many_untrained_sellers(lab: Lab) -> Measured:
    """The same with ten times as many sellers."""
    return untrained_sellers(lab, sellers=10 * SELLERS)


def exploits(lab: Lab, *, strategies: int = STRATEGIES, climbers: int = 6, rounds: int = 12) -> Measured:
    """The highest rates that random and climbing strategies reach, and what splitting a budget gains.

    Climbers start from the best random strategies and change one thing at a time, three of them after
    profit, three after orders per visit.
    """
    rng = np.random.default_rng(26)
    crowd = [_ruthless(rng, lab) for _ in range(strategies)]
    played = [_total(course, lab, s) for course, s in zip(_play(lab, crowd), crowd, strict=True)]
    for goal in (_profit, _close_rate):
        ranked = sorted(range(len(crowd)), key=lambda n: -goal(played[n]))[: max(1, climbers // 2)]
        starts, reached = [crowd[n] for n in ranked], [played[n] for n in ranked]
        played += _climb(lab, rng, starts, reached, goal=goal, rounds=rounds)
    return {
        "strategies": len(played),
        "ctr": max(_click_rate(total) for total in played),
        "cvr": max(_close_rate(total) for total in played),
        "finite": float(np.isfinite([total.all.profit for total in played]).all()),
        "split": max(_split_gain(lab, crowd[:20])),
    }


def few_exploits(lab: Lab) -> Measured:
    """The exploit search at a tenth of its size."""
    return exploits(lab, strategies=STRATEGIES // 10, climbers=4, rounds=6)


@dataclass(frozen=True)
class Total:
    """A strategy's week: the whole shop, and its campaigns on feeds and on all bought channels."""

    all: Sums
    feeds: Sums
    bought: Sums


def _profit(total: Total) -> float:
    return total.all.profit


def _close_rate(total: Total) -> float:
    """Orders per visit of ads that brought at least a handful of people."""
    return total.bought.orders / total.bought.visits if total.bought.visits >= 20 else 0.0


def _click_rate(total: Total) -> float:
    return total.feeds.clicks / total.feeds.impressions if total.feeds.impressions >= 100 else 0.0


def _play(lab: Lab, many: Sequence[Strategy]) -> list[Course]:
    return courses(lab.tuning, [each.world(lab) for each in many], days=DAYS)


def _brought(lab: Lab, many: Sequence[Strategy]) -> np.ndarray:
    """Return what the campaigns of each first try bring above doing nothing, rupiah, until they are forgotten."""
    run = [replace(each.world(lab), offers=(each.plans[0].offer,)) for each in many]
    idle = [replace(each, plans=()) for each in run]
    played = play([*run, *idle], lab.tuning, days=FIRST_DAYS + TAIL)
    profit = np.array([course.total.profit for course in played])
    return profit[: len(many)] - profit[len(many) :]


def _total(course: Course, lab: Lab, strategy: Strategy) -> Total:
    pricing = {plan.slot: lab.tuning.channel(plan.channel).pricing for plan in strategy.plans}
    feeds = (sums for slot, sums in course.campaigns.items() if pricing[slot] == "impression")
    bought = (sums for slot, sums in course.campaigns.items() if pricing[slot] in PAID)
    return Total(course.total, sum(feeds, Sums()), sum(bought, Sums()))


def _climb(
    lab: Lab,
    rng: np.random.Generator,
    starts: list[Strategy],
    reached: list[Total],
    *,
    goal: Callable[[Total], float],
    rounds: int,
) -> list[Total]:
    """Let strategies change one thing at a time, keeping what helps; return all totals met."""
    met: list[Total] = []
    for _ in range(rounds):
        tries = [_changed(rng, lab, each) for each in starts for _ in range(4)]
        totals = [_total(course, lab, s) for course, s in zip(_play(lab, tries), tries, strict=True)]
        met += totals
        for n, total in enumerate(totals):
            if goal(total) > goal(reached[n // 4]):
                starts[n // 4], reached[n // 4] = tries[n], total
    return met


def _split_gain(lab: Lab, many: Sequence[Strategy]) -> list[float]:
    """Return how much more ten identical campaigns sell than one with the same money, relative."""
    one = [replace(each, plans=(replace(each.plans[0], daily_budget=100_000),)) for each in many]
    ten = [
        replace(each, plans=tuple(replace(each.plans[0], slot=n, daily_budget=10_000) for n in range(10)))
        for each in one
    ]
    orders = np.array([course.total.orders for course in _play(lab, [*one, *ten])])
    whole, split = orders[: len(one)], orders[len(one) :]
    return [float(b / a - 1.0) for a, b in zip(whole, split, strict=True) if a > 0.01]


def _shop(rng: np.random.Generator) -> ShopFacts:
    """Return a shop as classes open them.

    An example shop of the Indonesian pack has 83 page points, one that is filled in by halves about 40; there
    are some contacts and followers, and everything else is as in the market's reference shop.
    """
    return ShopFacts(
        f"seller-{rng.integers(1 << 30)}",
        page_score=float(rng.uniform(40, 90)),
        contacts=120,
        followers={"org_fb": 90, "org_ig": 150, "org_tt": 40},
    )


def _offer(rng: np.random.Generator, lab: Lab) -> Offer:
    """Return one of the many things small sellers sell.

    As the examples of the Indonesian pack: half of them between Rp 25,000 and Rp 95,000, modal 43 to 66 % of
    the price, some dozen pieces; the price is near what others ask.
    """
    market_price = int(48_000 * np.exp(rng.normal(0, 0.9)))
    price = int(market_price * np.exp(rng.normal(0, 0.1)))
    return Offer(
        "offer",
        price=price,
        goods_cost=int(market_price * rng.uniform(0.43, 0.66)),
        market_price=market_price,
        interest=str(rng.choice(lab.tuning.segments.interests)),
        stock=int(rng.integers(10, 60)),
        packing=1_500,
        shipping=ShippingTerms.SHOWN if rng.random() < 0.6 else ShippingTerms.HIDDEN,
    )


def _usual_offer(lab: Lab) -> Offer:
    return Offer(
        "offer", price=75_000, goods_cost=42_000, market_price=75_000, stock=400, packing=1_500,
        interest=lab.tuning.segments.interests[0],
    )  # fmt: skip


def _first_try(rng: np.random.Generator, lab: Lab, shop: ShopFacts, offer: Offer) -> Strategy:
    """Return a seller who does not know yet what places, people and amounts are good for.

    One to three days, Rp 10,000 to 40,000 a day or what the place asks at least; most leave the audience as
    the planning page proposes it, the own sub-district and regency.
    """
    photo, caption = np.clip(rng.normal(50, 18, 2), 0, 100)
    table, name = lab.tuning.segments, str(rng.choice(_paid(lab)))
    channel, aim = lab.tuning.channel(name), Objective(str(rng.choice(AIMS)))
    least = channel.minimum_reach if aim is Objective.REACH else channel.minimum_action
    wide = 2 if rng.random() < 0.6 else int(rng.integers(1, len(table.regions) + 1))
    plan = CampaignPlan(
        slot=0,
        channel=name,
        offer=offer,
        creative=Creative("p", "c", float(photo), float(caption)),
        audience=Audience(
            regions=table.regions[:wide],
            interests=(offer.interest,) if rng.random() < 0.25 else (),
        ),
        objective=aim,
        daily_budget=int(max(least, rng.choice(AMOUNTS))),
        end_day=int(rng.integers(FIRST_DAYS)),
    )
    return Strategy(shop, (plan,))


def _paid(lab: Lab) -> list[str]:
    return [name for name, channel in lab.tuning.channels.items() if channel.pricing in PAID]


def _ruthless(rng: np.random.Generator, lab: Lab) -> Strategy:
    """Return anything the desk accepts: perfect posts, dumping prices, answers within a minute."""
    shop = ShopFacts(
        "ruthless",
        page_score=float(rng.uniform(0, 100)),
        load_seconds=float(rng.uniform(1, 8)),
        reply_minutes=float(np.exp(rng.uniform(0, 5))),
        contacts=300,
    )
    offer = replace(_usual_offer(lab), price=int(75_000 * rng.uniform(0.8, 1.5)))
    creative = Creative("p", "c", float(rng.uniform(0, 100)), float(rng.uniform(0, 100)))
    amounts = (0, 10_000, 50_000, 200_000, 1_000_000, 5_000_000)
    count = int(rng.integers(1, 4))
    facts = {"offer": offer, "creative": creative, "amounts": amounts}
    return Strategy(shop, tuple(_campaign(rng, lab, n, **facts) for n in range(count)))


def _campaign(
    rng: np.random.Generator,
    lab: Lab,
    slot: int,
    *,
    offer: Offer,
    creative: Creative,
    amounts: Sequence[int],
) -> CampaignPlan:
    table = lab.tuning.segments
    wide = int(rng.integers(1, len(table.regions) + 1))
    return CampaignPlan(
        slot=slot,
        channel=str(rng.choice(_paid(lab))),
        offer=offer,
        creative=creative,
        audience=Audience(
            regions=table.regions[:wide],
            ages=() if rng.random() < 0.7 else (str(rng.choice(table.ages)),),
            interests=(offer.interest,) if rng.random() < 0.5 else (),
        ),
        objective=Objective(str(rng.choice([str(aim) for aim in Objective]))),
        daily_budget=int(rng.choice(amounts)),
        end_day=DAYS - 1,
    )


def _changed(rng: np.random.Generator, lab: Lab, strategy: Strategy) -> Strategy:
    """Return the strategy with one thing taken from another random one."""
    other = _ruthless(rng, lab)
    kind = int(rng.integers(5))
    offer, creative = strategy.plans[0].offer, strategy.plans[0].creative
    if kind == 0:
        name = str(rng.choice(["page_score", "load_seconds", "reply_minutes"]))
        return replace(strategy, shop=replace(strategy.shop, **{name: getattr(other.shop, name)}))
    if kind == 1:
        offer = other.plans[0].offer
    elif kind == 2:
        creative = other.plans[0].creative
    elif kind == 3:
        slot = int(rng.integers(len(strategy.plans)))
        new = replace(other.plans[0], slot=slot)
        strategy = replace(strategy, plans=tuple(new if p.slot == slot else p for p in strategy.plans))
    else:
        strategy = replace(
            strategy,
            plans=tuple(
                replace(p, daily_budget=int(p.daily_budget * rng.uniform(0.3, 3))) for p in strategy.plans
            ),
        )
    return replace(strategy, plans=tuple(replace(p, offer=offer, creative=creative) for p in strategy.plans))


FACTS = (
    Fact(
        24,
        "Breaking even is typical, skill pays",
        (
            Bound("losing", "first tries that lose money", 0.30, 0.60, Unit.SHARE),
            Bound("median", "profit of the median decision", unit=Unit.RUPIAH),
            Bound("top", "profit of the best tenth of decisions", 1, None, Unit.RUPIAH),
            Bound("skill", "best tenth / median", 2.0, None),
        ),
        "teaching",
        "D",
        untrained_sellers,
        thorough=many_untrained_sellers,
    ),
    Fact(
        26,
        "Nothing to exploit",
        (
            Bound("strategies", "strategies tried", 1, None, Unit.COUNT),
            Bound("ctr", "highest click rate on feeds", None, 0.12, Unit.SHARE),
            Bound("cvr", "highest share of visits that order", None, 0.12, Unit.SHARE),
            Bound("finite", "all profits are numbers", 1, 1, Unit.COUNT),
            Bound("split", "gain from ten campaigns for one", None, 0.20, Unit.SHARE),
        ),
        "VirtualTaobao #4 (optimised agents drive the click rate to one)",
        "C",
        few_exploits,
        thorough=exploits,
    ),
)
