"""A running class is never re-tuned: it keeps the market numbers it has played with when newer ones arrive."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from sandbox.campaigns.facts import class_markets, market_now, market_tuning, tuning_of_class, tuning_of_days
from sandbox.campaigns.models import MarketRun
from sandbox.campaigns.operations import record_days
from sandbox.campaigns.playing import play_days
from sandbox.extensions import db
from sandbox.packs.market import PACKS, kept_versions, load_tuning
from sandbox.shops.models import Shop
from tests.support.desk import Desk

FILE = PACKS / "indonesia" / "market.toml"
NOW = str(load_tuning()["version"])
NEWER = "id-2099.01-1"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The day after: today's numbers are kept, and newer ones make every click rarer."""
    text = FILE.read_text(encoding="utf-8")
    newer = text.replace(f'version = "{NOW}"', f'version = "{NEWER}"').replace(
        "value = 0.011,", "value = 0.008,"
    )
    (tmp_path / "indonesia" / "market").mkdir(parents=True)
    (tmp_path / "indonesia" / "market.toml").write_text(newer, encoding="utf-8")
    (tmp_path / "indonesia" / "market" / f"{NOW}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def version_for(desk: Desk, packs: Path) -> str:
    with desk.world.session():
        shop = db.session.get_one(Shop, desk.ids.shop)
        return market_now(shop=shop, pack=desk.pack, packs=packs).tuning.version


def play_on(desk: Desk, packs: Path) -> None:
    with desk.world.session():
        shop = db.session.get_one(Shop, desk.ids.shop)
        played = play_days(market=market_now(shop=shop, pack=desk.pack, packs=packs), days=1)
        assert record_days(shop_id=desk.ids.shop, played=played)


def test_the_newest_numbers_and_those_that_are_kept(packs: Path):
    assert kept_versions("indonesia", packs=packs) == (NEWER, NOW)
    assert market_tuning("indonesia", packs=packs).version == NEWER
    assert market_tuning("indonesia", packs=packs).channel("meta").rate == 0.008
    assert market_tuning("indonesia", NOW, packs=packs).channel("meta").rate == 0.011
    for unknown in ("id-2026.11-1", "../market", "x/../../y"):
        with pytest.raises(FileNotFoundError, match="not kept"):
            load_tuning("indonesia", unknown, packs=packs)


def test_a_file_under_another_versions_name_is_refused(packs: Path):
    (packs / "indonesia" / "market" / "other.toml").write_text(
        FILE.read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"other.toml holds version"):
        load_tuning("indonesia", "other", packs=packs)


def test_every_kept_file_can_be_played():
    assert kept_versions("indonesia")[0] == NOW
    for version in kept_versions("indonesia"):
        assert market_tuning("indonesia", version).version == version


def test_a_class_that_has_played_keeps_its_numbers_and_others_take_the_newest(desk: Desk, packs: Path):
    desk.launch(desk.post())
    assert version_for(desk, packs) == NEWER
    desk.play()
    assert version_for(desk, packs) == NOW
    play_on(desk, packs)
    assert [day.tuning_version for day in desk.shop_days()] == [NOW, NOW]
    assert desk.run().tuning_version == NOW


def test_who_begins_later_in_a_class_plays_with_the_numbers_of_the_class(desk: Desk, packs: Path):
    late = desk.neighbour("Sari")
    desk.launch(desk.post())
    desk.play()
    late.launch(late.post())
    assert version_for(late, packs) == NOW
    with desk.world.session():
        markets = class_markets(classroom_id=desk.ids.classroom, pack=desk.pack, day=0, packs=packs)
        assert {market.tuning.version for market in markets.values()} == {NOW}
        assert len(markets) == 2


def test_a_class_whose_numbers_are_not_kept_goes_on_with_the_newest_once(desk: Desk, packs: Path):
    desk.launch(desk.post(), days=5)
    desk.play()
    with desk.world.session():
        db.session.execute(update(MarketRun).values(tuning_version="id-2026.11-1"))
    assert version_for(desk, packs) == NEWER
    play_on(desk, packs)
    assert [day.tuning_version for day in desk.shop_days()] == [NOW, NEWER]
    # From now on those are its own: the next release does not change them.
    newest = packs / "indonesia" / "market.toml"
    text = newest.read_text(encoding="utf-8")
    later = packs.with_name(packs.name + "-later")
    (later / "indonesia" / "market").mkdir(parents=True)
    (later / "indonesia" / "market" / f"{NEWER}.toml").write_text(text, encoding="utf-8")
    (later / "indonesia" / "market.toml").write_text(text.replace(NEWER, "id-2100.01-1"), encoding="utf-8")
    assert version_for(desk, later) == NEWER


def test_stored_days_are_explained_with_the_numbers_they_were_played_with(desk: Desk, packs: Path):
    campaign = desk.launch(desk.post())
    desk.play()
    with desk.world.session():
        assert tuning_of_days(desk.days(campaign), "indonesia", packs=packs).channel("meta").rate == 0.011
        assert tuning_of_class(desk.ids.classroom, "indonesia", packs=packs).version == NOW
