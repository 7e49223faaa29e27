"""Kept runs come out the same: results only change with the tuning version."""

from __future__ import annotations

import copy

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.types import Mode
from tests.market.golden_runs import differences, played, stored, worlds
from tests.support.market import tuning


def test_kept_runs_come_out_the_same():
    kept = stored()
    assert kept
    found = list(differences(kept, played(tuning())))
    assert not found, f"{len(found)} differences; how to renew is said in golden_runs.py: {found[:5]}"


def test_a_changed_result_is_noticed():
    kept = stored()
    changed = copy.deepcopy(kept)
    changed["one-campaign.expected.json"]["reports"][3]["clicks"] *= 1 + 1e-6
    changed["one-campaign.realised.json"]["reports"][0]["orders"] += 1
    del changed["nothing-runs.realised.json"]
    assert len(list(differences(kept, changed))) == 3


def test_scenarios_do_not_disturb_each_other():
    """Played one by one or in one batch, in any order: the same to the last bit."""
    starts = [start for start, _ in worlds(tuning()).values()]
    alone = [play([start], tuning(), days=4, mode=Mode.REALISED, details=True)[0] for start in starts]
    batch = play(starts[::-1], tuning(), days=4, mode=Mode.REALISED, details=True)[::-1]
    assert [course.reports for course in alone] == [course.reports for course in batch]
    assert [course.organic for course in alone] == [course.organic for course in batch]
