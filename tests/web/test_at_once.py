"""Several phones doing the same thing at the same moment: nothing is lost, doubled, or answered with a fault.

SQLite serves writers one by one; on PostgreSQL these requests really do run side by side.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from sandbox.campaigns.models import Campaign, WalletEntry
from sandbox.classrooms.models import Participant
from sandbox.classrooms.pins import pin_digest
from sandbox.posts.models import Post
from sandbox.reviews.models import Review, Rubric
from sandbox.shops.models import Shop, ShopKeeper
from tests.support.pages import LintingClient
from tests.support.shop_pages import pictures_ready
from tests.support.world import Ids, World

Tap = tuple[LintingClient, str, dict[str, Any]]


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan")


def at_once(*taps: Tap) -> list[int]:
    """Send all forms at the same moment; the statuses, sorted. A fault of the server is raised again."""
    start = threading.Barrier(len(taps))
    tokens = [phone.token() for phone, _, _ in taps]
    statuses: list[int] = []
    faults: list[Exception] = []

    def tap(number: int) -> None:
        phone, address, data = taps[number]
        start.wait()
        try:
            statuses.append(phone.post(address, data=data | {"csrf_token": tokens[number]}).status_code)
        except Exception as fault:  # noqa: BLE001  a thread cannot raise into the test
            faults.append(fault)

    threads = [threading.Thread(target=tap, args=(number,)) for number in range(len(taps))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault
    return sorted(statuses)


def count(world: World, model: type) -> int:
    return world.one(select(func.count()).select_from(model))


def test_of_several_tabs_saving_one_post_one_wins_and_the_others_are_warned(world: World, ids: Ids) -> None:
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="sell", caption="Pertama"))
    form = {"product": str(ids.products[0]), "aim": "sell", "version": "1"}
    phones = [world.phone("participant", ids.participant) for _ in range(6)]
    taps = [(phone, f"/posting/{post}", form | {"caption": f"Tab {n}"}) for n, phone in enumerate(phones)]
    assert at_once(*taps) == [303, *[409] * 5]
    assert world.one(select(Post.row_version)) == 2


def test_a_first_review_saved_by_itself_and_by_button_is_one_review(world: World, ids: Ids) -> None:
    address = f"/pelatih/kelas/{ids.classroom}/nilai/{ids.shop}"
    form = {"mark-foto": "2", "comment": "Terang!", "version": "0"}
    taps = [
        (world.phone("trainer", ids.trainer), address, form | {"save_key": f"save-{n}"}) for n in range(5)
    ]
    assert at_once(*taps) == [303] * 5
    assert count(world, Review) == 1


def test_of_several_marks_for_one_review_one_wins_and_the_others_are_warned(world: World, ids: Ids) -> None:
    address = f"/pelatih/kelas/{ids.classroom}/nilai/{ids.shop}"
    world.add(Review(shop_id=ids.shop, trainer_id=ids.trainer, marks={"foto": 1}, comment="Mula-mula"))
    form = {"mark-foto": "2", "version": "1"}
    taps = [(world.phone("trainer", ids.trainer), address, form | {"comment": f"Tab {n}"}) for n in range(5)]
    assert at_once(*taps) == [303, *[409] * 4]
    assert world.one(select(Review.row_version)) == 2


def test_a_first_rubric_saved_twice_is_one_rubric(world: World, ids: Ids) -> None:
    address = f"/pelatih/kelas/{ids.classroom}/rubrik"
    criteria = world.app.extensions["pack"].rubric.criteria
    form = {f"title-{item.key}": "Judul" for item in criteria} | {"version": "0"}
    form |= {f"level-{item.key}-{level}": "Kalimat" for item in criteria for level in (1, 2, 3)}
    assert at_once(*[(world.phone("trainer", ids.trainer), address, form) for _ in range(5)]) == [303] * 5
    assert count(world, Rubric) == 1


def test_joining_a_friends_shop_twice_is_joining_once(world: World, ids: Ids) -> None:
    with world.session() as session:
        session.get_one(Participant, ids.participant).pin_digest = pin_digest("4826", "a key for tests")
    friend = world.participant(ids.classroom, "Bu Rini")
    form = {"shop": str(ids.shop), "pin": "4826"}
    taps = [(world.phone("participant", friend), "/toko/gabung", form) for _ in range(5)]
    assert at_once(*taps) == [303] * 5
    assert count(world, ShopKeeper) == 2


def test_shops_of_one_name_opened_together_get_addresses_of_their_own(world: World, ids: Ids) -> None:
    pictures_ready(world)
    people = [world.participant(ids.classroom, f"Bu {name}") for name in ("Rini", "Ayu", "Tuti", "Eni")]
    form = {"trade": "camilan", "name": "Dapur Ibu"}
    assert (
        at_once(*[(world.phone("participant", person), "/toko/buka", form) for person in people]) == [303] * 4
    )
    slugs = world.read(lambda session: set(session.scalars(select(Shop.slug).where(Shop.id != ids.shop))))
    assert slugs == {"dapur-ibu", "dapur-ibu-2", "dapur-ibu-3", "dapur-ibu-4"}


def test_two_tabs_opening_a_shop_open_one(world: World, ids: Ids) -> None:
    pictures_ready(world)
    person = world.participant(ids.classroom, "Bu Rini")
    form = {"trade": "camilan", "name": "Dapur Ibu"}
    taps = [
        (world.phone("participant", person), "/toko/buka", form | {"submit_key": f"tab{n}"}) for n in range(4)
    ]
    assert at_once(*taps) == [303] * 4
    assert count(world, Shop) == 2
    assert count(world, ShopKeeper) == 2


def test_a_pair_launching_together_spends_the_wallet_once(world: World, ids: Ids) -> None:
    friend = world.participant(ids.classroom, "Bu Rini")
    world.add(ShopKeeper(shop_id=ids.shop, participant_id=friend))
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="sell", caption="Rp 18.000"))
    form = {"post": str(post), "channel": "meta", "aim": "introduce", "daily_amount": "30rb", "days": "2"}
    form |= {"forecast_orders": "3", "forecast_money": "5rb"}
    phones = [world.phone("participant", person) for person in (ids.participant, friend)]
    assert at_once(*[(phone, "/promosi/baru", form) for phone in phones]) == [303, 422]
    assert count(world, Campaign) == 1
    assert count(world, WalletEntry) == 1
