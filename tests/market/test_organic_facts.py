"""Orders that come after an ad come from remembering it.  The bars of facts 17 to 19 are in the registry."""

from __future__ import annotations

import pytest

from sandbox.campaigns.market.play import play
from sandbox.campaigns.market.world import Course, Mechanisms
from sandbox.campaigns.stylised_facts.known_shop import stand
from tests.support.market import plan, tuning


def test_without_carry_over_nobody_comes_back():
    def course(mechanisms: Mechanisms) -> Course:
        return play([stand(tuning(), plan(end_day=6))], tuning(), days=14, mechanisms=mechanisms)[0]

    usual, forgotten = course(Mechanisms()), course(Mechanisms(carry_over=False))
    assert usual.organic.orders > 5 * forgotten.organic.orders
    assert forgotten.campaigns[0].visits == pytest.approx(usual.campaigns[0].visits)
