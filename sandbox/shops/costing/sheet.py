"""A cost sheet as a product keeps it. Pure: to and from what JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.packs.cost_sheets import ExampleSheet
from sandbox.packs.fees import Start
from sandbox.shops.costing.costing import Batch, CostLine, Order

MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page asks for: the batch, the price tried (None: the suggested one), the wanted margin in percent,
    packing and advertising in rupiah, pieces in the larger order.
    """

    batch: Batch
    price: int | None
    margin: int
    packing: int
    pieces: int
    ads: int

    def order(self, price: int, pieces: int = 1) -> Order:
        """So many pieces at this price."""
        return Order(price, pieces, self.batch.unit_cost, self.packing)

    def to_dict(self) -> dict[str, Any]:
        """As stored."""
        return {
            "lines": [[line.kind, line.name, line.amount] for line in self.batch.lines],
            "made": self.batch.made,
            "good": self.batch.good,
            "price": self.price,
            "margin": self.margin,
            "packing": self.packing,
            "pieces": self.pieces,
            "ads": self.ads,
        }


def sheet_from_dict(stored: Mapping[str, Any]) -> Sheet:
    """What :meth:`Sheet.to_dict` gave. Raises KeyError or ValueError for anything else."""
    lines = tuple(CostLine(kind, name, amount) for kind, name, amount in stored["lines"])
    return Sheet(
        batch=Batch(lines, stored["made"], stored["good"]),
        price=stored["price"],
        margin=stored["margin"],
        packing=stored["packing"],
        pieces=stored["pieces"],
        ads=stored["ads"],
    )


def example_sheet(
    example: ExampleSheet, start: Start, locale: str, *, price: int | None, sends: bool
) -> Sheet:
    """The trade's worked example, at the product's own price when it has one; ``sends``: parcels need packing."""
    lines = tuple(CostLine(line.kind, line.name(locale), line.amount) for line in example.lines)
    return Sheet(
        batch=Batch(lines, example.made, example.good),
        price=price if price is not None else example.price,
        margin=start.margin,
        packing=start.packing if sends else 0,
        pieces=start.pieces,
        ads=start.ads,
    )


def empty_sheet(start: Start, *, price: int | None, sends: bool) -> Sheet:
    """Nothing spent yet, one piece made."""
    packing = start.packing if sends else 0
    return Sheet(Batch((), 1, 1), price, start.margin, packing, start.pieces, start.ads)
