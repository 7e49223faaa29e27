"""What several web tests arrange."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.desk import Desk, desk_of
from tests.support.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    """A class with one shop, moved by its operations."""
    return desk_of(world)


@pytest.fixture
def trainer(world: World, desk: Desk) -> Any:
    """The laptop of the class's trainer."""
    return world.phone("trainer", desk.ids.trainer)
