"""After market days: two sentences, causes with one next action each, truth, par, comparing, and an honest A/B test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from sandbox.campaigns.insight.workbench import bench
from sandbox.campaigns.models import Campaign, ShopDay
from sandbox.campaigns.operations import (
    launch_campaign,
    launch_test,
    open_run,
    pause_campaign,
    play_alone,
    restart_run,
    stop_campaign,
)
from sandbox.campaigns.queries import current_run
from sandbox.classrooms.models import Classroom
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop
from tests.support.pages import elements, text_of
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

FRAGMENT = {"HX-Request": "true"}
PLAN: dict[str, Any] = {
    "channel": "meta", "aim": "sell", "audience": {"regions": ["home", "regency"]}, "daily_amount": 40_000,
    "last_day": 59, "forecast_orders": 4, "forecast_money": 10_000,
}  # fmt: skip


@pytest.fixture
def ids(world: World) -> Ids:
    made = world.arranged(trade="camilan", story="Keripik dari dapur kecil kami, digoreng tiap pagi, renyah.")
    with world.session() as session:
        session.get_one(Classroom, made.classroom).wallet_start = 5_000_000
    return made


def a_post(world: World, ids: Ids, caption: str = "Keripik tipis Rp 18.000, pesan ya!") -> int:
    return world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="sell", caption=caption))


@pytest.fixture
def post(world: World, ids: Ids) -> int:
    return a_post(world, ids)


@pytest.fixture
def phone(world: World, ids: Ids) -> Any:
    return world.phone("participant", ids.participant)


def launched(world: World, shop_id: int, post_id: int, days: int = 3, **changes: Any) -> int:
    """A campaign on the shop's next market day, with money for it."""
    with world.session() as session:
        run = open_run(shop=session.get_one(Shop, shop_id), tuning_version="t")
        return launch_campaign(run=run, post_id=post_id, days=days, **PLAN | changes).id


def play(world: World, shop_id: int, days: int = 3) -> None:
    """Play market days of a shop for itself."""
    with world.session():
        run = current_run(shop_id)
        assert run is not None
        first = run.day
    with world.app.app_context():
        assert play_alone(shop_id=shop_id, pack=world.app.extensions["pack"], first_day=first, days=days)
        db.session.commit()


def played(world: World, shop_id: int, post_id: int, days: int = 3, **changes: Any) -> int:
    campaign_id = launched(world, shop_id, post_id, days, **changes)
    play(world, shop_id, days)
    return campaign_id


@contextmanager
def everybody_waits() -> Iterator[None]:
    """The bench is taken and its waiting places are full."""
    started, finish = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert finish.wait(30)
        return "done"

    threads = [threading.Thread(target=bench.get, args=(f"slow-{n}-{uuid4()}", slow)) for n in range(3)]
    for thread in threads:
        thread.start()
        assert started.wait(30)
    while bench._places.acquire(blocking=False):
        bench._places.release()
    try:
        yield
    finally:
        finish.set()
        for thread in threads:
            thread.join(30)


def links_in(tree: Any, name: str) -> list[str]:
    return [
        node.get("href")
        for node in elements(tree)
        if name in (node.get("class") or "").split() and node.get("href")
    ]


def test_the_result_says_what_happened_and_leaves_a_way_to_the_causes(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    campaign = played(world, ids.shop, post)
    page = phone.page(f"/promosi/{campaign}")
    words = text_of(page)
    assert "dalam 3 hari" in words
    assert "tebakanmu" in words
    assert words.count("angka latihan") >= 6
    assert [node.get("href") for node in elements(page) if node.get("href") == f"/promosi/{campaign}/sebab"]
    assert [node.get("hx-get") for node in elements(page) if node.get("hx-get") == f"/promosi/{campaign}/par"]
    tables = [node for node in elements(page) if node.tag == "table"]
    charts = [node for node in elements(page) if node.tag == "figure"]
    assert len(tables) >= len(charts) + 2


def test_the_first_screens_say_what_why_and_what_next_the_rest_is_folded_away(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    page = phone.page(f"/promosi/{played(world, ids.shop, post)}")
    order = [node.get("id") for node in elements(page)]
    places = [
        order.index(name)
        for name in (
            "verdict",
            "causes",
            "par",
            "money-frame-title",
            "days-frame-title",
            "ranges-frame-title",
        )
    ]
    assert places == sorted(places)
    folded = {
        inner.get("id") for node in elements(page) if node.get("class") == "more" for inner in elements(node)
    }
    assert {"days-frame-title", "audience-frame-title", "health-frame-title", "ranges-frame-title"} <= folded
    assert not {"verdict", "causes", "par", "money-frame-title", "funnel-frame-title"} & folded


def test_another_place_is_named_as_the_cause_not_the_people(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    """The market counts place and people together; whoever only moved to another place is told of the place."""
    played(world, ids.shop, post)
    other = played(world, ids.shop, post, channel="mkt")
    words = text_of(phone.page(f"/promosi/{other}/sebab?dasar=sebelumnya"))
    assert "tempat promosi (" in words
    assert "Iklan marketplace, pembandingnya Iklan Facebook" in words
    assert "asaran yang" not in words


def test_who_asks_for_the_class_before_there_are_shops_enough_is_told(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    campaign = played(world, ids.shop, post)
    assert "Belum cukup toko" in text_of(phone.page(f"/promosi/{campaign}/sebab?dasar=kelas"))
    assert "Belum cukup toko" not in text_of(phone.page(f"/promosi/{campaign}/sebab"))


def test_before_the_first_day_nothing_is_explained(world: World, phone: Any, ids: Ids, post: int) -> None:
    campaign = launched(world, ids.shop, post)
    assert "Kenapa begini?" not in text_of(phone.page(f"/promosi/{campaign}"))
    for part in ("sebab", "par"):
        assert "Jalankan dulu satu hari" in text_of(phone.page(f"/promosi/{campaign}/{part}"))


def test_causes_are_at_most_three_and_each_leads_to_the_place_to_act(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    campaign = played(world, ids.shop, post)
    page = phone.page(f"/promosi/{campaign}/sebab")
    causes = [node for node in elements(page) if node.get("class") == "cause"]
    assert 1 <= len(causes) <= 3
    actions = links_in(page, "cause-link")
    assert len(actions) == len(causes)
    for address in actions:
        assert phone.get(address).status_code == 200, address
    assert "toko biasa" in text_of(page)
    assert "Diakui laporan iklan" in text_of(page)
    assert "Yang benar-benar karena iklan" in text_of(page)


@pytest.mark.parametrize(("price", "is_told"), [(900_000, True), (11_000, False)], ids=["gain", "loss"])
def test_the_fragment_brings_the_second_sentence_along(  # noqa: PLR0917
    world: World, phone: Any, ids: Ids, post: int, price: int, is_told: bool
) -> None:
    """Unless money was lost: then the sentence that stands there says why."""
    with world.session() as session:
        product = session.get_one(Product, ids.products[0])
        product.price, product.unit_cost, product.stock = price, 10_900 * price // 18_000, 90
    campaign = played(world, ids.shop, post, days=5)
    answer = phone.get(f"/promosi/{campaign}/sebab", headers=FRAGMENT)
    assert answer.status_code == 200
    assert "<!doctype" not in answer.text.lower()
    assert "Dibanding toko biasa" in answer.text
    assert ('<span id="why" hx-swap-oob="true">Dibanding toko biasa' in answer.text) is is_told


def test_the_base_is_named_and_chosen(world: World, phone: Any, ids: Ids, post: int) -> None:
    first = played(world, ids.shop, post)
    second = played(world, ids.shop, a_post(world, ids, "Beli"), daily_amount=80_000)
    assert links_in(phone.page(f"/promosi/{first}/sebab"), "basis-link") == [
        f"/promosi/{first}/sebab?dasar=toko-biasa"
    ]
    page = phone.page(f"/promosi/{second}/sebab")
    assert "promosi sebelumnya" in text_of(page)
    assert "Uang atau hari yang lebih banyak" in text_of(page)
    usual = text_of(phone.page(f"/promosi/{second}/sebab?dasar=toko-biasa"))
    assert "Dibanding toko biasa" in usual
    assert "Uang atau hari" not in usual
    assert "promosi sebelumnya" in text_of(phone.page(f"/promosi/{second}/sebab?dasar=kelas"))


def test_the_middle_of_the_class_needs_three_shops(world: World, phone: Any, ids: Ids, post: int) -> None:
    campaign = played(world, ids.shop, post)
    for number in range(2):
        neighbour = world.participant(ids.classroom, f"Tetangga {number}")
        shop = world.shop(ids.classroom, neighbour)
        product = world.product(shop)
        played(world, shop, world.add(Post(shop_id=shop, product_id=product, aim="sell", caption="Ayo beli")))
    page = phone.page(f"/promosi/{campaign}/sebab?dasar=kelas")
    assert "tengahnya kelas" in text_of(page)
    assert f"/promosi/{campaign}/sebab?dasar=kelas" in links_in(page, "basis-link")


def test_days_from_before_explanations_still_show_their_result(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    campaign = played(world, ids.shop, post)
    with world.session() as session:
        session.execute(delete(ShopDay))
    assert phone.get(f"/promosi/{campaign}").status_code == 200
    for part in ("sebab", "par"):
        assert "sebelum sebab bisa dihitung" in text_of(phone.page(f"/promosi/{campaign}/{part}"))
    other = played(world, ids.shop, post)
    assert phone.get(f"/promosi/banding?a={campaign}&b={other}").status_code == 200


def test_a_deleted_post_is_no_dead_end(world: World, phone: Any, ids: Ids, post: int) -> None:
    campaign = played(world, ids.shop, post)
    with world.session() as session:
        session.get_one(Post, post).deleted_at = now()
    page = phone.page(f"/promosi/{campaign}/sebab")
    for address in links_in(page, "cause-link"):
        assert phone.get(address).status_code == 200, address
    assert phone.get(f"/promosi/{campaign}/par").status_code == 200


@pytest.mark.parametrize("end", [stop_campaign, pause_campaign], ids=["stopped", "paused"])
def test_a_campaign_that_ended_early_is_explained_as_far_as_it_went(
    world: World, phone: Any, ids: Ids, post: int, end: Any
) -> None:
    campaign = launched(world, ids.shop, post, days=6)
    play(world, ids.shop, 2)
    with world.session() as session:
        end(campaign=session.get_one(Campaign, campaign))
    assert "dalam 2 hari" in text_of(phone.page(f"/promosi/{campaign}"))
    assert links_in(phone.page(f"/promosi/{campaign}/sebab"), "cause-link")
    assert "par" in text_of(phone.page(f"/promosi/{campaign}/par")).casefold()


def test_a_free_campaign_needs_no_price_of_ads(world: World, phone: Any, ids: Ids, post: int) -> None:
    campaign = played(world, ids.shop, post, channel="wa_bc", daily_amount=0)
    page = phone.page(f"/promosi/{campaign}")
    assert "Terkirim" in text_of(page)
    assert phone.get(f"/promosi/{campaign}/sebab").status_code == 200
    assert phone.get(f"/promosi/{campaign}/par").status_code == 200


@pytest.mark.parametrize("channel", ["org_ig", "wa_status"])
def test_a_free_post_is_explained_as_any_campaign(
    world: World, phone: Any, ids: Ids, post: int, channel: str
) -> None:
    campaign = played(world, ids.shop, post, days=4, channel=channel, daily_amount=0)
    assert "dalam 4 hari" in text_of(phone.page(f"/promosi/{campaign}"))
    causes = phone.page(f"/promosi/{campaign}/sebab")
    assert "Yang datang tanpa iklan" in text_of(causes)
    assert phone.get(f"/promosi/{campaign}/par").status_code == 200


def test_what_came_without_ads_and_who_follows_is_shown_by_day(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    campaign = played(world, ids.shop, post, days=5)
    tables = [node for node in elements(phone.page(f"/promosi/{campaign}/sebab")) if node.tag == "table"]
    heads = [text_of(next(node.iter("thead"), node)) for node in tables]
    (growth,) = (node for node, head in zip(tables, heads, strict=True) if "Kontak" in head)
    head, *rows = ([text_of(cell) for cell in row] for row in growth.iter("tr"))
    assert head == ["Hari", "Kontak", "Pengikut"]
    contacts = [int(row[1]) for row in rows]
    assert len(contacts) == 5
    assert contacts[-1] >= contacts[0] > 0


def test_an_edited_campaign_says_that_its_last_choices_count(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    campaign = launched(world, ids.shop, post, days=4)
    play(world, ids.shop, 2)
    with world.session() as session:
        session.get_one(Campaign, campaign).daily_amount = 80_000
        current_run(ids.shop).row_version += 1  # type: ignore[union-attr]
    play(world, ids.shop, 2)
    assert "Kamu mengubah promosi di tengah jalan" in text_of(phone.page(f"/promosi/{campaign}/sebab"))


def test_par_says_how_near_and_what_would_gain_most(world: World, phone: Any, ids: Ids, post: int) -> None:
    campaign = played(world, ids.shop, post)
    page = phone.page(f"/promosi/{campaign}/par")
    words = text_of(page)
    for label in ("Tebakanmu", "Hasilnya", "Biasanya", "Par", "bukan dengan keberuntungan"):
        assert label in words
    assert len([node for node in elements(page) if node.get("class") == "gain"]) <= 2


def test_when_enough_phones_wait_the_next_is_told_kindly_and_asks_again(
    world: World, phone: Any, ids: Ids, post: int
) -> None:
    unseen = 20_000 + uuid4().int % 20_000  # nobody has computed this one yet
    campaign = played(world, ids.shop, post, daily_amount=unseen)
    with everybody_waits():
        answer = phone.get(f"/promosi/{campaign}/sebab", headers=FRAGMENT)
        assert "Banyak yang sedang menghitung" in answer.text
        assert 'hx-trigger="load delay:3s"' in answer.text
        assert "Coba lagi" in text_of(phone.page(f"/promosi/{campaign}/par"))
    assert "Dibanding toko biasa" in phone.get(f"/promosi/{campaign}/sebab", headers=FRAGMENT).text
    with everybody_waits():  # what has been computed is remembered, and waits for nobody
        assert "Dibanding toko biasa" in phone.get(f"/promosi/{campaign}/sebab", headers=FRAGMENT).text


def test_two_tries_stand_side_by_side(world: World, phone: Any, ids: Ids, post: int) -> None:
    assert "Baru ada satu promosi" in text_of(phone.page("/promosi/banding"))
    first = played(world, ids.shop, post)
    second = played(world, ids.shop, post, daily_amount=90_000)
    page = phone.page(f"/promosi/banding?a={first}&b={second}")
    changed = [text_of(node) for node in elements(page) if node.get("class") == "is-changed"]
    assert len(changed) == 1
    assert changed[0].startswith("Uang per hari")
    assert "Kenapa B berbeda dari A?" in text_of(page)
    assert "Di bagian mana bedanya?" in text_of(page)
    assert "Pilih dua promosi yang berbeda" in text_of(phone.page(f"/promosi/banding?a={first}&b={first}"))


def test_the_same_try_in_a_new_run_meets_the_same_luck(world: World, phone: Any, ids: Ids, post: int) -> None:
    first = played(world, ids.shop, post)
    with world.session() as session:
        restart_run(shop=session.get_one(Shop, ids.shop), number=1, tuning_version="t")
    second = played(world, ids.shop, post)
    words = text_of(phone.page(f"/promosi/banding?a={first}&b={second}"))
    assert "keberuntungan yang sama" in words
    assert "Keduanya biasanya membawa pesanan yang sama banyak" in words


def a_test(world: World, ids: Ids, planned: int, days: int) -> int:
    posts = (a_post(world, ids), a_post(world, ids, "Beli"))
    with world.session() as session:
        run = open_run(shop=session.get_one(Shop, ids.shop), tuning_version="t")
        facts = PLAN | {"daily_amount": 60_000, "aim": "introduce", "days": 10}
        test = launch_test(
            run=run, post_ids=posts, metric="click", lift=0.3, planned_per_arm=planned, **facts
        )
        test_id = test.id
    if days:
        play(world, ids.shop, days)
    return test_id


def test_no_winner_before_the_planned_number(world: World, phone: Any, ids: Ids) -> None:
    test = a_test(world, ids, planned=900_000, days=8)
    words = text_of(phone.page(f"/promosi/uji/{test}"))
    assert "Belum cukup data" in words
    assert "orang lagi per posting" in words
    assert "lebih baik" not in words.replace("walau satu kelihatan lebih baik", "")
    assert "Per 100" not in words


def test_no_winner_before_seven_whole_days(world: World, phone: Any, ids: Ids) -> None:
    test = a_test(world, ids, planned=100, days=3)
    words = text_of(phone.page(f"/promosi/uji/{test}"))
    assert "Tunggu 4 hari lagi" in words
    assert "Per 100" not in words


def test_a_verdict_once_both_are_there(world: World, phone: Any, ids: Ids) -> None:
    test = a_test(world, ids, planned=500, days=8)
    words = text_of(phone.page(f"/promosi/uji/{test}"))
    assert "Per 100" in words
    assert "Belum cukup data" not in words


def test_each_of_the_two_campaigns_leads_to_the_test(world: World, phone: Any, ids: Ids) -> None:
    test = a_test(world, ids, planned=500, days=0)
    arms = world.read(
        lambda session: list(session.scalars(select(Campaign.id).where(Campaign.test_id == test)))
    )
    assert len(arms) == 2
    for arm in arms:
        links = [node.get("href") for node in elements(phone.page(f"/promosi/{arm}"))]
        assert f"/promosi/uji/{test}" in links


def test_a_test_that_has_not_begun_is_no_error(world: World, phone: Any, ids: Ids) -> None:
    assert "Belum ada yang melihat" in text_of(
        phone.page(f"/promosi/uji/{a_test(world, ids, planned=500, days=0)}")
    )


def test_nobody_reads_a_neighbours_results(world: World, ids: Ids, post: int) -> None:
    campaign, test = played(world, ids.shop, post), a_test(world, ids, planned=500, days=0)
    other = world.arranged("Bu Tini")
    stranger = world.phone("participant", other.participant)
    for address in (f"/promosi/{campaign}/sebab", f"/promosi/{campaign}/par", f"/promosi/uji/{test}"):
        assert stranger.get(address).status_code == 404, address
    assert "Baru ada satu promosi" in stranger.get(f"/promosi/banding?a={campaign}&b={campaign}").text


def test_explaining_writes_nothing(world: World, phone: Any, ids: Ids, post: int) -> None:
    campaign = played(world, ids.shop, post)
    before = world.read(lambda session: session.scalars(select(ShopDay.id)).all())
    for part in ("sebab", "par"):
        phone.page(f"/promosi/{campaign}/{part}")
    assert world.read(lambda session: session.scalars(select(ShopDay.id)).all()) == before
