"""The trainer's events: every number recorded and checked, and each does what its name says."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from sandbox.campaigns.market.events import EFFECTS, effects_on, event_kinds, event_of
from sandbox.campaigns.market.tuning import TuningError
from sandbox.packs.events import load_events
from tests.support.market import tuning

TABLE = tuning().segments


@pytest.fixture
def data() -> dict:
    return load_events("indonesia")


def test_indonesia_has_its_five_kinds_and_each_does_something(data):
    kinds = event_kinds(data, TABLE)
    assert list(kinds) == ["payday", "rain", "price_war", "viral", "courier_strike"]
    assert all(kind.effects and set(kind.effects) <= set(EFFECTS) for kind in kinds.values())
    assert kinds["payday"].effects["demand"] > 1
    assert kinds["price_war"].effects["market_price"] < 1
    assert kinds["viral"].effects["discovery"] > 1
    assert kinds["courier_strike"].effects["shipping"] > 1


def test_an_event_lasts_its_days_and_rain_stays_local(data):
    rain = event_of(event_kinds(data, TABLE)["rain"], 3)
    assert (rain.first_day, rain.last_day) == (3, 4)
    assert event_of(event_kinds(data, TABLE)["rain"], 3, days=1).last_day == 3
    wet = effects_on([rain], 4, TABLE).demand
    near = np.isin(TABLE.codes["region"], [0, 1])
    assert set(wet[near]) == {rain.demand}
    assert set(wet[~near]) == {1.0}
    assert set(effects_on([rain], 5, TABLE).demand) == {1.0}


def test_several_events_at_once_multiply(data):
    kinds = event_kinds(data, TABLE)
    both = effects_on([event_of(kinds["payday"], 0), event_of(kinds["price_war"], 1)], 1, TABLE)
    assert both.price == pytest.approx(1.05 * 1.1)
    assert both.market_price == 0.85
    assert both.demand[0] == pytest.approx(1.15)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("viral", "discovery", "value"), 1_000, "viral.discovery"),
        (("viral", "discovery", "source"), "", "viral.discovery"),
        (("viral", "days", "value"), 1.5, "viral.days"),
        (("rain", "regions", "value"), ["mars"], "rain.regions"),
        (("viral", "fame"), {"value": 2, "unit": "x", "range": [1, 3], "grade": "D", "source": "?"}, "fame"),
        (("payday", "days"), None, "payday.days"),
    ],
)
def test_a_slip_in_the_file_is_named(data, path, value, fault):
    wrong = copy.deepcopy(data)
    *parents, last = path
    place = wrong
    for name in parents:
        place = place[name]
    place[last] = value
    with pytest.raises(TuningError, match=fault):
        event_kinds(wrong, TABLE)


def test_a_kind_without_effect_or_a_strange_country_is_refused(data):
    with pytest.raises(TuningError, match="no effect"):
        event_kinds({"nothing": {"days": data["rain"]["days"]}}, TABLE)
    with pytest.raises(ValueError, match="not a country pack"):
        load_events("../indonesia")
