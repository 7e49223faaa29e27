"""Who remembers which creative, across the campaigns of a shop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sandbox.campaigns.market.state import MemoryTrace
from sandbox.campaigns.market.types import Creative
from sandbox.campaigns.market.wearout import remember, similarity

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import ReachTuning

Array = NDArray[np.float64]

_FORGOTTEN = 1e-6
"""Exposures per person below which a trace is dropped."""


def exposure_to(
    memory: Iterable[MemoryTrace], channel: str, creative: Creative, size: int, reach: ReachTuning
) -> Array:
    """Return how often people remember having seen the like of ``creative`` on ``channel``, shape ``(S,)``.

    A creative shown before has its own trace; a new one starts at its similarity times the strongest
    memory of an older one.
    """
    key = (creative.photo, creative.caption)
    start = np.zeros(size)
    for trace in memory:
        if trace.channel != channel:
            continue
        other = (trace.photo, trace.caption)
        if other == key:
            return trace.exposure
        start = np.maximum(start, similarity(key, other, reach.same_photo, reach.new_photo) * trace.exposure)
    return start


def after_day(
    memory: Iterable[MemoryTrace], shown: Iterable[tuple[str, Creative, Array]], size: int, reach: ReachTuning
) -> tuple[MemoryTrace, ...]:
    """Return tomorrow's traces.  ``shown``: (channel, creative, exposures per person today).

    Showing one creative also wears similar ones, in proportion to their similarity.
    """
    memory, shown = tuple(memory), tuple(shown)
    traces = {(m.channel, m.photo, m.caption): m.exposure for m in memory}
    for channel, creative, _ in shown:
        key = (channel, creative.photo, creative.caption)
        if key not in traces:
            traces[key] = exposure_to(memory, channel, creative, size, reach)
    result = []
    for (channel, photo, caption), exposure in traces.items():
        today = np.zeros(size)
        for where, creative, seen in shown:
            if where == channel:
                key = (creative.photo, creative.caption)
                today += similarity((photo, caption), key, reach.same_photo, reach.new_photo) * seen
        after = remember(exposure, today, reach.memory_keep)
        if after.max() > _FORGOTTEN:
            result.append(MemoryTrace(channel, photo, caption, after))
    return tuple(result)
