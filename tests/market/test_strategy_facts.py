"""What ruthless sellers cannot break, on a smaller search than ``strategies.exploits`` makes.

The bars of facts 24 and 26 are in `sandbox/campaigns/stylised_facts/strategies.py`.
"""

from __future__ import annotations

import numpy as np

from sandbox.campaigns.stylised_facts.lab import Lab
from sandbox.campaigns.stylised_facts.strategies import exploits, untrained_sellers
from tests.support.market import tuning


def test_no_strategy_clicks_like_a_robot_or_gains_by_splitting_its_budget():
    found = exploits(Lab(tuning()), strategies=80, climbers=2, rounds=3)
    assert found["strategies"] == 80 + 2 * 3 * 4
    assert found["ctr"] < 0.12
    assert found["split"] <= 0.20
    assert found["finite"] == 1


def test_good_decisions_are_worth_more_than_twice_the_usual_ones():
    found = untrained_sellers(Lab(tuning()))
    assert found["top"] > 2 * max(0.0, found["median"])
    assert 0 < found["losing"] < 1
    assert np.isfinite(found["top"])
