"""What one piece costs, what a price leaves, and what each place to sell takes. Pure; whole rupiah throughout.

Rounding is always told and never in anybody's favour unseen: the cost of one piece is rounded up, so that the
pieces together never earn back less than they cost, and what that adds is :attr:`Batch.rounding`. An order's
sales are exactly its goods, packing, fees and what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sandbox.packs.fees import WHOLE, FeeChannel, FeePart

LARGEST_PRICE = 1_000_000_000
"""No price is looked for beyond this."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost of a batch in rupiah; ``kind`` is one of the pack's."""

    kind: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What was spent, how many pieces it made, and how many of them can be sold (at least one)."""

    lines: tuple[CostLine, ...]
    made: int
    good: int

    def __post_init__(self) -> None:
        if not 1 <= self.good <= self.made or any(line.amount < 0 for line in self.lines):
            raise ValueError(
                "a batch needs one good piece, no more good ones than made, and no negative cost"
            )

    @property
    def total(self) -> int:
        """Everything spent."""
        return sum(line.amount for line in self.lines)

    @property
    def unit_cost(self) -> int:
        """HPP: the cost of one good piece, rounded up to whole rupiah."""
        return -(-self.total // self.good)

    @property
    def rounding(self) -> int:
        """What rounding up adds over all good pieces."""
        return self.unit_cost * self.good - self.total

    @property
    def lost(self) -> int:
        """Pieces that broke, burnt or rotted."""
        return self.made - self.good

    @property
    def loss_each(self) -> int:
        """What each good piece carries of the lost ones, in rupiah."""
        return self.unit_cost - -(-self.total // self.made)

    def spent_on(self, kind: str) -> int:
        """Everything spent on one kind."""
        return sum(line.amount for line in self.lines if line.kind == kind)


def markup(price: int, unit_cost: int) -> Fraction | None:
    """What is added, as a share of the cost; None when the piece cost nothing."""
    return Fraction(price - unit_cost, unit_cost) if unit_cost else None


def margin(left: int, sales: int) -> Fraction | None:
    """What is left, as a share of the price; None when nothing is asked."""
    return Fraction(left, sales) if sales else None


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody buys at once: ``pieces`` at ``price``, each costing ``unit_cost``, in one parcel's ``packing``."""

    price: int
    pieces: int
    unit_cost: int
    packing: int

    @property
    def sales(self) -> int:
        """What the buyer pays for the goods."""
        return self.price * self.pieces


@dataclass(frozen=True, slots=True)
class Outcome:
    """An order at one place: what each part of its fees takes, and what is left. All in rupiah."""

    order: Order
    fees: tuple[int, ...]

    @property
    def fee(self) -> int:
        """All fees together."""
        return sum(self.fees)

    @property
    def left(self) -> int:
        """What stays with the seller; below zero when the order costs more than it brings."""
        return self.order.sales - self.order.pieces * self.order.unit_cost - self.order.packing - self.fee

    @property
    def margin(self) -> Fraction | None:
        """What is left, as a share of the sales."""
        return margin(self.left, self.order.sales)

    @property
    def most_ad_cost(self) -> int:
        """Advertising for one order may cost this much before nothing is left."""
        return max(0, self.left)

    def orders_to_pay_back(self, spent: int) -> int | None:
        """How many such orders earn ``spent`` back; None when none ever will."""
        if spent <= 0:
            return 0
        return -(-spent // self.left) if self.left > 0 else None


def fee_of(part: FeePart, order: Order, trade: str) -> int:
    """What one part takes of an order, the share rounded half up to whole rupiah."""
    share = part.share_for(trade) if order.sales > part.above else 0
    taken = (order.sales * share * 2 + WHOLE) // (WHOLE * 2)
    if part.most is not None:
        taken = min(taken, part.most * order.pieces)
    return taken + part.fixed


def sell(order: Order, channel: FeeChannel, trade: str) -> Outcome:
    """The order at one place."""
    return Outcome(order, tuple(fee_of(part, order, trade) for part in channel.parts))


def compare(
    order: Order, channels: Sequence[FeeChannel], trade: str
) -> tuple[tuple[FeeChannel, Outcome], ...]:
    """The order at every place, most money left first; places that leave the same keep their order."""
    outcomes = [(channel, sell(order, channel, trade)) for channel in channels]
    return tuple(sorted(outcomes, key=lambda pair: -pair[1].left))


def price_for_margin(order: Order, percent: int, channel: FeeChannel | None, trade: str) -> int | None:
    """A price at which ``percent`` of the sales is left of such an order, fees included; None beyond reach.

    Without a channel nothing is taken. The price of ``order`` itself does not count. Up to the rounding of fees
    no lower price leaves as much.
    """

    def enough(price: int) -> bool:
        asked = Order(price, order.pieces, order.unit_cost, order.packing)
        left = sell(asked, channel, trade).left if channel else Outcome(asked, ()).left
        return left * 100 >= percent * asked.sales

    low, high = 0, 1
    while not enough(high):
        if high >= LARGEST_PRICE:
            return None
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def round_price(price: int, steps: Sequence[tuple[int, int]]) -> int:
    """The next price people use: up to a multiple of the step that goes with its size."""
    step = next((step for limit, step in steps if price <= limit), steps[-1][1])
    return -(-price // step) * step
