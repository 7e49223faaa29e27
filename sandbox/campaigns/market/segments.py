"""The people of the market: region x age x gender x interest, and how well an offer fits them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import AuctionTuning, Tuning
    from sandbox.campaigns.market.types import Audience, Offer

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

DIMENSIONS = ("region", "age", "gender", "interest")


@dataclass(frozen=True, eq=False)
class SegmentTable:
    """Names of the four dimensions and one array entry per segment (region varies slowest).

    people: adults online.  premium: price of their attention relative to the average.
    conversion: how readily visitors order, by region.  ``codes[dimension]`` gives each segment's position
    in that dimension.  Arrays have shape ``(S,)`` and are read-only.
    """

    INPUTS: ClassVar[tuple[str, ...]] = (
        "regions", "region_people", "region_premium", "region_conversion",
        "ages", "age_share", "age_premium",
        "genders", "gender_share", "gender_premium",
        "interests", "interest_share",
    )  # fmt: skip

    regions: tuple[str, ...]
    ages: tuple[str, ...]
    genders: tuple[str, ...]
    interests: tuple[str, ...]
    people: Array
    premium: Array
    conversion: Array
    codes: dict[str, NDArray[np.intp]]

    @classmethod
    def build(
        cls,
        *,
        regions: tuple[str, ...],
        region_people: tuple[float, ...],
        region_premium: tuple[float, ...],
        region_conversion: tuple[float, ...],
        ages: tuple[str, ...],
        age_share: tuple[float, ...],
        age_premium: tuple[float, ...],
        genders: tuple[str, ...],
        gender_share: tuple[float, ...],
        gender_premium: tuple[float, ...],
        interests: tuple[str, ...],
        interest_share: tuple[float, ...],
    ) -> SegmentTable:
        """Cross the four dimensions (as if independent) into one table; ``ValueError`` on uneven lengths."""
        sizes = (len(regions), len(ages), len(genders), len(interests))
        for names, *columns in (
            (regions, region_people, region_premium, region_conversion),
            (ages, age_share, age_premium),
            (genders, gender_share, gender_premium),
            (interests, interest_share),
        ):
            if any(len(column) != len(names) for column in columns):
                raise ValueError(f"segments: one number per name is needed for {', '.join(names)}")
        code = dict(zip(DIMENSIONS, (grid.ravel() for grid in np.indices(sizes)), strict=True))
        r, a, g, i = (code[name] for name in DIMENSIONS)
        take = [np.asarray(column, dtype=float) for column in (age_share, gender_share, interest_share)]
        shares = [column / column.sum() for column in take]
        people = np.asarray(region_people)[r] * shares[0][a] * shares[1][g] * shares[2][i]
        premium = np.asarray(region_premium)[r] * np.asarray(age_premium)[a] * np.asarray(gender_premium)[g]
        conversion = np.asarray(region_conversion, dtype=float)[r]
        for array in (people, premium, conversion, *code.values()):
            array.setflags(write=False)
        return cls(regions, ages, genders, interests, people, premium, conversion, code)

    @property
    def size(self) -> int:
        """Return the number of segments."""
        return int(self.people.size)

    def names(self, dimension: str) -> tuple[str, ...]:
        """Return the names along one of :data:`DIMENSIONS`."""
        result: tuple[str, ...] = getattr(self, f"{dimension}s")
        return result

    def total_by(self, dimension: str, values: Array) -> Array:
        """Sum per-segment values, shape ``(..., S)``, within each name of one dimension."""
        sizes = [len(self.names(name)) for name in DIMENSIONS]
        keep = DIMENSIONS.index(dimension)
        grid = values.reshape(*values.shape[:-1], *sizes)
        return grid.sum(axis=tuple(k - len(sizes) for k in range(len(sizes)) if k != keep))


def audience_mask(
    tuning: Tuning,
    regions: Collection[str] = (),
    ages: Collection[str] = (),
    genders: Collection[str] = (),
    interests: Collection[str] = (),
) -> Mask:
    """Return which segments an audience contains, shape ``(S,)``.

    An empty collection means "everybody" along that dimension.  Unknown names raise ``ValueError``.
    """
    return _mask(tuning.segments, (regions, ages, genders, interests))


def _mask(table: SegmentTable, wanted: Iterable[Collection[str]]) -> Mask:
    mask = np.ones(table.size, dtype=bool)
    for dimension, chosen in zip(DIMENSIONS, wanted, strict=True):
        names = table.names(dimension)
        unknown = sorted(set(chosen) - set(names))
        if unknown:
            raise ValueError(f"unknown {dimension}: {', '.join(unknown)}")
        if chosen:
            mask &= np.array([name in chosen for name in names])[table.codes[dimension]]
    return mask


@lru_cache(maxsize=4096)
def mask_of(table: SegmentTable, audience: Audience) -> Mask:
    """Return the segments of an audience as :func:`audience_mask` does, kept by value and read-only."""
    mask = _mask(table, (audience.regions, audience.ages, audience.genders, audience.interests))
    mask.setflags(write=False)
    return mask


def audience_people(tuning: Tuning, mask: Mask) -> int:
    """Return the adults online in an audience, whole people."""
    return round(float(tuning.segments.people[mask].sum()))


def fit(table: SegmentTable, offer: Offer, auction: AuctionTuning) -> Array:
    """Return how much more (or less) than average each segment cares for the offer, shape ``(S,)``.

    An offer without a lean to an age or gender gets no factor for it.  Unknown names raise ``ValueError``.
    """
    return _fit(table, offer.interest, tuple(offer.ages), tuple(offer.genders), auction)


@lru_cache(maxsize=256)
def _fit(
    table: SegmentTable,
    interest: str,
    ages: tuple[str, ...],
    genders: tuple[str, ...],
    auction: AuctionTuning,
) -> Array:
    """Return the fit of :func:`fit`, kept by value and read-only."""
    result = np.ones(table.size)
    wanted = (
        ("interest", (interest,), auction.fit_interest),
        ("age", ages, auction.fit_age),
        ("gender", genders, auction.fit_gender),
    )
    for dimension, chosen, (hit, miss) in wanted:
        names = table.names(dimension)
        unknown = sorted(set(chosen) - set(names))
        if unknown:
            raise ValueError(f"unknown {dimension}: {', '.join(unknown)}")
        if chosen:
            result *= np.array([hit if name in chosen else miss for name in names])[table.codes[dimension]]
    result.setflags(write=False)
    return result
