"""The search for the best campaigns: a grid of single campaigns, a knapsack, then joint improvement.

1. *Grid.*  Every channel alone: posts, then audiences, then amounts, then aims and windows; each step keeps
   the few best of the one before.  All worlds of a step are played as one batch.
2. *Knapsack.*  As if channels did not influence each other: at most one campaign per channel and about three
   paid ones within the wallet (multiple-choice dynamic programme over channels, keeping what no other
   choice beats in both money spent and profit).
3. *Joint improvement.*  From the best few of these, single changes are really played together; the best one
   is taken, and the best of each campaign at once if that is better still; steps shrink when nothing helps.
   Then the same, shorter, with every free channel that earns.

Local search can end in a local optimum: ``tests/support/brute_force.py`` compares it with every combination
of a coarse grid on small cases and prints the worst gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from sandbox.campaigns.market.par_options import AIMS, LOOKED_FOR, RHYTHMS, ROUND, Choice, Plans, Post
from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import Audience, CampaignPlan, Mode
from sandbox.campaigns.market.world import World

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning


_EVERY = 6
"""What "everybody" counts for when worlds are put in order of width."""


@dataclass(frozen=True)
class Effort:
    """How hard to search.

    posts, audiences: how many are kept per channel.  paid: most paid campaigns at once.  starts: joint
    starting points.  rounds: of joint improvement of paid campaigns; last_rounds: of all together.
    moves: new worlds per start and round.
    """

    posts: int = 1
    audiences: int = 3
    paid: int = 3
    starts: int = 2
    rounds: int = 5
    last_rounds: int = 2
    moves: int = 8


@dataclass(eq=False)
class Evaluator:
    """Plays plans for a shop and remembers the expected profit, above doing nothing."""

    world: World
    tuning: Tuning
    days: int
    known: dict[Plans, float] = field(default_factory=dict)
    nothing: float = 0.0

    def __post_init__(self) -> None:
        self.nothing = self._play([()])[0]
        self.known[()] = 0.0

    def profits(self, many: Iterable[Plans]) -> list[float]:
        """Return the profit of each set of campaigns (rupiah); the unknown ones are played in one batch."""
        many = list(many)
        # Narrow worlds first: a batch is computed as wide as its widest world.
        fresh = sorted({plans: None for plans in many if plans not in self.known}, key=_width)
        if fresh:
            for plans, profit in zip(fresh, self._play(fresh), strict=True):
                self.known[plans] = profit - self.nothing
        return [self.known[plans] for plans in many]

    def _play(self, many: Sequence[Plans]) -> list[float]:
        worlds = [replace(self.world, plans=plans) for plans in many]
        return [
            course.total.profit for course in play(worlds, self.tuning, days=self.days, mode=Mode.EXPECTED)
        ]


def single_campaigns(choice: Choice, evaluator: Evaluator, effort: Effort) -> dict[str, list[CampaignPlan]]:
    """Return the promising campaigns of every channel by themselves, most profitable first.

    Each step plays the campaigns of all channels as one batch and keeps a few per channel.
    """
    seen: dict[str, list[CampaignPlan]] = {name: [] for name in (*choice.paid, *choice.free)}

    def step(tries: Iterable[CampaignPlan], keep: int | None) -> list[CampaignPlan]:
        """Play what is new, and return the best ``keep`` of these tries per channel."""
        tries = [plan for plan in dict.fromkeys(tries) if choice.affordable((plan,))]
        profit = dict(zip(tries, evaluator.profits((plan,) for plan in tries), strict=True))
        kept = []
        for name, all_of_it in seen.items():
            here = sorted((plan for plan in tries if plan.channel == name), key=lambda plan: -profit[plan])
            seen[name] = list(dict.fromkeys((*all_of_it, *here)))
            kept += here[:keep]
        return kept

    near = step((plan for name in seen for plan in _first_look(choice, name)), effort.posts)
    wider = [replace(p, audience=a) for p in near if p.daily_budget for a in choice.audiences(p.offer)]
    often = [
        replace(p, every_days=n) for p in near if not p.daily_budget for n in RHYTHMS if n <= choice.days
    ]
    near = step([*wider, *often], effort.audiences)
    paid = [plan for plan in near if plan.daily_budget]
    near = step((replace(p, daily_budget=daily) for p in paid for daily in choice.amounts(p.channel)), 1)
    best = [plans[0] for plans in _ranked(seen, evaluator).values()]
    aimed = [replace(p, objective=aim, targeting=who) for p in best for aim in AIMS for who in LOOKED_FOR]
    step((*aimed, *(moved for plan in near for moved in choice.timing_moves(plan))), None)
    return _ranked(seen, evaluator)


def _ranked(
    seen: Mapping[str, Sequence[CampaignPlan]], evaluator: Evaluator
) -> dict[str, list[CampaignPlan]]:
    """Return every channel's campaigns by profit."""
    return {
        name: sorted(plans, key=lambda plan: -evaluator.known[plan,]) for name, plans in seen.items() if plans
    }


def _first_look(choice: Choice, channel: str) -> list[CampaignPlan]:
    """Return one ordinary campaign per post: an ordinary amount, as long as the wallet lasts, for all who care."""
    if channel in choice.free:
        return [choice.campaign(channel, post, Audience(), 0) for post in choice.posts]
    daily = choice.middle(channel) or max(ROUND, choice.least(channel))
    span = (0, min(choice.days, choice.wallet // daily))
    return [
        choice.placed(choice.campaign(channel, post, choice.audiences(post.offer)[-1], daily), span)
        for post in choice.posts
    ]


def knapsack(
    choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]], evaluator: Evaluator, effort: Effort
) -> list[Plans]:
    """Return the best paid campaigns for every number of them, most profitable first (nothing included).

    As if the channels' profits simply added up; at most one campaign per channel.
    """
    fronts: dict[int, list[tuple[int, float, Plans]]] = {0: [(0, 0.0, ())]}
    for name in choice.paid:
        options = _front(
            (choice.cost((plan,)), evaluator.profits([(plan,)])[0], (plan,)) for plan in singles.get(name, ())
        )
        for count in range(min(effort.paid, len(fronts)) - 1, -1, -1):
            grown = [
                (cost + more, profit + gain, plans + plan)
                for cost, profit, plans in fronts[count]
                for more, gain, plan in options
                if gain > 0.0 and cost + more <= choice.wallet
            ]
            fronts[count + 1] = _front([*fronts.get(count + 1, []), *grown])
    joint = [max(front, key=lambda each: each[1]) for front in fronts.values() if front]
    return [plans for _, _, plans in sorted(joint, key=lambda each: -each[1])]


def free_campaigns(
    choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]], evaluator: Evaluator
) -> Plans:
    """Return the best campaign of every free channel that earns something by itself."""
    best = (singles[name][0] for name in choice.free if singles.get(name))
    return tuple(plan for plan in best if evaluator.profits([(plan,)])[0] > 0.0)


def _front(options: Iterable[tuple[int, float, Plans]]) -> list[tuple[int, float, Plans]]:
    """Keep what no cheaper option beats."""
    kept: list[tuple[int, float, Plans]] = []
    for option in sorted(options, key=lambda each: (each[0], -each[1])):
        if not kept or option[1] > kept[-1][1]:
            kept.append(option)
    return kept


def search(
    choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]], evaluator: Evaluator, effort: Effort
) -> None:
    """Improve paid campaigns, then the best of them together with the free ones; the evaluator remembers."""
    paid = {name: singles[name] for name in choice.paid if name in singles}
    starts = knapsack(choice, singles, evaluator, effort)
    reached = _climb(
        starts[: effort.starts], choice, paid, evaluator, rounds=effort.rounds, moves=effort.moves
    )
    free = free_campaigns(choice, singles, evaluator)
    if free:
        starts = [plans + free for plans in dict.fromkeys((*reached[:1], ()))]
        _climb(starts, choice, singles, evaluator, rounds=effort.last_rounds, moves=effort.moves)


def _climb(
    starts: Sequence[Plans],
    choice: Choice,
    singles: Mapping[str, Sequence[CampaignPlan]],
    evaluator: Evaluator,
    *,
    rounds: int,
    moves: int,
) -> list[Plans]:
    """Improve joint plans step by step, all starts side by side; return where they end, best first."""
    posts = {name: tuple(_posts(options)) for name, options in singles.items()}
    climbers = [_Climber(start) for start in starts]
    evaluator.profits(starts)
    for turn in range(rounds):
        for climber in climbers:
            near = list(_moves(climber.plans, choice, singles, posts, factor=climber.factor, turn=turn))
            allowed = [move for move in climber.bold + near if choice.affordable(move)]
            climber.moves = _unseen(allowed, evaluator, moves)
        evaluator.profits(move for climber in climbers for move in climber.moves)
        for climber in climbers:
            climber.climb(evaluator)
    return sorted((climber.plans for climber in climbers), key=lambda plans: -evaluator.known[plans])


@dataclass(eq=False)
class _Climber:
    """One joint plan on its way up.  bold: several good changes taken at once, to be tried next."""

    plans: Plans
    factor: float = 1.6
    moves: list[Plans] = field(default_factory=list)
    bold: list[Plans] = field(default_factory=list)

    def climb(self, evaluator: Evaluator) -> None:
        """Take the best move, or take smaller steps from now on."""
        before, self.bold = evaluator.known[self.plans], []
        better = sorted(
            (move for move in self.moves if evaluator.known[move] > before),
            key=lambda move: -evaluator.known[move],
        )
        if not better:
            self.factor = 1.0 + (self.factor - 1.0) / 2.0
            return
        self.bold = [_merged(self.plans, better)]
        self.plans = better[0]


def _unseen(moves: Sequence[Plans], evaluator: Evaluator, count: int) -> list[Plans]:
    """Return all moves that are known, and the first ``count`` that are not."""
    moves = list(dict.fromkeys(moves))
    fresh = [move for move in moves if move not in evaluator.known]
    return [move for move in moves if move in evaluator.known] + fresh[:count]


def _moves(
    plans: Plans,
    choice: Choice,
    singles: Mapping[str, Sequence[CampaignPlan]],
    posts: Mapping[str, Sequence[Post]],
    *,
    factor: float,
    turn: int,
) -> Iterator[Plans]:
    """Yield the neighbours of a set of campaigns, one kind after the other, another kind first every turn."""
    kinds = [
        _money_moves(plans, choice, factor),
        _with_or_without(plans, choice, singles),
        (_with(plans, p, moved) for p in plans for moved in choice.other_moves(p, posts.get(p.channel, ()))),
        (_with(plans, p, moved) for p in plans if p.daily_budget for moved in choice.timing_moves(p)),
        (_with(plans, p, moved) for p in plans if p.daily_budget for moved in choice.audience_moves(p)),
        (_with(plans, p, moved) for p in plans if not p.daily_budget for moved in _rhythms(p)),
    ]
    turn %= len(kinds)
    for several in zip_longest(*(kinds[turn:] + kinds[:turn])):
        yield from (move for move in several if move is not None)


def _money_moves(plans: Plans, choice: Choice, factor: float) -> Iterator[Plans]:
    paid = [plan for plan in plans if plan.daily_budget]
    if choice.cost(plans) > 0.85 * choice.wallet:
        yield from _transfers(plans, paid, choice, factor)
    for plan in paid:
        for moved in choice.amount_moves(plan, factor):
            yield _with(plans, plan, moved)


def _with_or_without(
    plans: Plans, choice: Choice, singles: Mapping[str, Sequence[CampaignPlan]]
) -> Iterator[Plans]:
    used = {plan.channel for plan in plans}
    for name, options in singles.items():
        if name not in used:
            room = [option for option in options if choice.cost((*plans, option)) <= choice.wallet]
            yield from ((*plans, option) for option in room[:1])
    for plan in plans:
        yield tuple(other for other in plans if other is not plan)


def _rhythms(plan: CampaignPlan) -> Iterator[CampaignPlan]:
    return (replace(plan, every_days=every) for every in RHYTHMS if every != plan.every_days)


def _transfers(plans: Plans, paid: Sequence[CampaignPlan], choice: Choice, factor: float) -> Iterator[Plans]:
    """Yield plans that move money from one campaign to another."""
    for giver in paid:
        for taker in paid:
            if giver is taker:
                continue
            amount = (1.0 - 1.0 / factor) * giver.daily_budget * choice.length(giver)
            less = replace(giver, daily_budget=int(giver.daily_budget / factor) // ROUND * ROUND)
            gain = int(amount / max(1, choice.length(taker))) // ROUND * ROUND
            more = replace(taker, daily_budget=taker.daily_budget + gain)
            yield _with(_with(plans, giver, less), taker, more)


def _merged(plans: Plans, better: Sequence[Plans]) -> Plans:
    """Take the best change of each campaign, all at once (``better``: best first)."""
    result = {plan.slot: plan for plan in plans}
    old, touched = dict(result), set()
    for move in better:
        new = {plan.slot: plan for plan in move}
        changed = {slot for slot in old.keys() | new.keys() if old.get(slot) != new.get(slot)}
        if changed & touched:
            continue
        touched |= changed
        for slot in changed:
            result.pop(slot, None)
            if slot in new:
                result[slot] = new[slot]
    return tuple(result.values())


def _with(plans: Plans, old: CampaignPlan, new: CampaignPlan) -> Plans:
    return tuple(new if plan is old else plan for plan in plans)


def _posts(options: Sequence[CampaignPlan]) -> list[Post]:
    return list(dict.fromkeys(Post(plan.offer, plan.creative) for plan in options))


def _width(plans: Plans) -> int:
    """Return how wide, about, the audiences are together (regions times interests)."""
    regions = max((len(plan.audience.regions) or _EVERY for plan in plans), default=1)
    return regions * max((len(plan.audience.interests) or _EVERY for plan in plans), default=1)
