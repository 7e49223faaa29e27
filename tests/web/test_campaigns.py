"""Practice money in the simulated market: plan, launch, play day by day; nothing is lost or doubled."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from sandbox.campaigns.facts import market_now
from sandbox.campaigns.models import Campaign, MarketDay, MarketRun, ShopDay, WalletEntry
from sandbox.campaigns.operations import launch_campaign, open_run, record_days, stop_campaign
from sandbox.campaigns.playing import PlayedDays, play_days
from sandbox.campaigns.queries import running_campaigns
from sandbox.classrooms.models import Classroom
from sandbox.extensions import db
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop
from tests.support.pages import elements, text_of
from tests.support.world import Ids, World

PLAN = {
    "channel": "meta", "aim": "introduce", "regions": ["home", "regency"], "daily_amount": "20rb", "days": "3",
    "forecast_orders": "3", "forecast_money": "5rb",
}  # fmt: skip


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan", story="Keripik dari dapur kecil kami, digoreng tiap pagi, renyah.")


@pytest.fixture
def post(world: World, ids: Ids) -> int:
    return world.add(
        Post(
            shop_id=ids.shop,
            product_id=ids.products[0],
            aim="sell",
            caption="Keripik tipis Rp 18.000, pesan ya!",
        )
    )


@pytest.fixture
def phone(world: World, ids: Ids) -> Any:
    return world.phone("participant", ids.participant)


def launch(phone: Any, post_id: int, **changes: Any) -> Any:
    return phone.send("/promosi/baru", PLAN | {"post": str(post_id)} | changes)


def played(world: World) -> list[MarketDay]:
    return world.read(lambda session: list(session.scalars(select(MarketDay).order_by(MarketDay.day))))


def balance(world: World) -> int:
    return world.one(select(WalletEntry.balance_after).order_by(WalletEntry.id.desc()).limit(1))


def test_without_a_post_the_way_leads_to_posts(phone: Any, ids: Ids) -> None:
    assert "Tulis posting dulu" in phone.get("/promosi").text
    assert phone.get("/promosi/baru").status_code == 303


def test_a_campaign_runs_day_by_day_to_its_end(world: World, phone: Any, post: int) -> None:
    address = launch(phone, post).headers["Location"]
    for day in range(3):
        assert phone.send(f"{address}/jalankan", {"day": str(day), "pace": "day"}).status_code == 303
    days = played(world)
    assert [day.day for day in days] == [0, 1, 2]
    assert all(0 < day.spend <= 20_000 for day in days)
    assert all(day.reach <= day.impressions for day in days)
    assert all(day.money_left == day.revenue - day.goods_cost - day.other_cost - day.spend for day in days)
    assert balance(world) == 100_000 - sum(day.spend for day in days)
    page = text_of(phone.page(address))
    assert "angka latihan" in page
    assert "Coba promosi lain" in page
    assert world.one(select(Campaign.state)) == "done"


def test_all_days_at_once_bring_the_same_as_one_by_one(world: World, phone: Any, post: int, ids: Ids) -> None:
    """The same choice under the same luck: the draws are keyed, whatever the pace."""
    first = launch(phone, post).headers["Location"]
    phone.send(f"{first}/jalankan", {"day": "0", "pace": "all"})
    at_once = [(day.impressions, day.clicks, day.orders, day.spend) for day in played(world)]
    with world.session() as session:
        for table in (WalletEntry, MarketDay, ShopDay, Campaign, MarketRun):
            for row in session.scalars(select(table)):
                session.delete(row)
            session.flush()
    second = launch(phone, post).headers["Location"]
    for day in range(3):
        phone.send(f"{second}/jalankan", {"day": str(day), "pace": "day"})
    assert [(day.impressions, day.clicks, day.orders, day.spend) for day in played(world)] == at_once


def test_goods_refused_at_the_door_are_for_sale_again_the_next_day(
    world: World, phone: Any, post: int, ids: Ids
) -> None:
    """Orders paid in cash can come back; what the market bought is what stayed with the buyers."""
    with world.session() as session:
        session.get_one(Shop, ids.shop).payment_ways = ["cod"]
        session.get_one(Product, ids.products[0]).stock = 40
        session.get_one(Classroom, ids.classroom).wallet_start = 200_000_000
    address = launch(phone, post, aim="sell", daily_amount="5jt", days="8").headers["Location"]
    for day in range(8):
        phone.send(f"{address}/jalankan", {"day": str(day), "pace": "day"})
    days = [day.report["realised"] for day in played(world)]
    ordered = sum(day["orders"] for day in days)
    returned = sum(day["cod_failed"] for day in days)
    by_themselves = world.read(lambda session: sum(session.scalars(select(ShopDay.orders))))
    left = world.one(select(MarketRun)).memory["stock"][f"product-{ids.products[0]}"]
    assert returned > 0
    assert ordered + by_themselves > 40  # more than there ever was: some was sold twice
    assert left == 40 - (ordered + by_themselves - returned)


def test_a_double_tap_plays_a_day_once(world: World, phone: Any, post: int) -> None:
    address = launch(phone, post).headers["Location"]
    for _ in range(3):
        assert phone.send(f"{address}/jalankan", {"day": "0", "pace": "day"}).status_code == 303
    assert len(played(world)) == 1


def compute_a_day(world: World, shop_id: int) -> PlayedDays:
    """What ``play`` computes between its two transactions."""
    shop = db.session.get_one(Shop, shop_id)
    return play_days(market=market_now(shop=shop, pack=world.app.extensions["pack"]), days=1)


def test_a_campaign_stopped_while_its_day_is_computed_does_not_play(
    world: World, phone: Any, post: int, ids: Ids
) -> None:
    launch(phone, post)
    with world.session():
        day = compute_a_day(world, ids.shop)
        stop_campaign(campaign=running_campaigns(ids.shop)[0])
        db.session.flush()
        assert not record_days(shop_id=ids.shop, played=day)
    assert played(world) == []
    assert balance(world) == 100_000


def test_a_campaign_launched_while_a_day_is_computed_misses_no_day(
    world: World, phone: Any, post: int, ids: Ids
) -> None:
    """The other half of a pair launches on her phone: the computed day does not know her campaign."""
    launch(phone, post, days="1")
    with world.session():
        day = compute_a_day(world, ids.shop)
        launch_campaign(
            run=open_run(shop=db.session.get_one(Shop, ids.shop), tuning_version=day.tuning_version),
            post_id=post,
            channel="meta",
            aim="sell",
            audience={},
            daily_amount=20_000,
            days=1,
            last_day=89,
        )
        assert not record_days(shop_id=ids.shop, played=day)
    assert played(world) == []
    assert world.read(lambda session: set(session.scalars(select(Campaign.state)))) == {"running"}


def test_a_double_tap_launches_once(world: World, phone: Any, post: int) -> None:
    answers = {launch(phone, post, submit_key="tap").headers["Location"] for _ in range(2)}
    assert len(answers) == 1
    assert world.one(select(func.count()).select_from(Campaign)) == 1


def test_money_can_be_promised_once_only(world: World, phone: Any, post: int) -> None:
    assert launch(phone, post, days="4").status_code == 303
    refused = launch(phone, post, days="2")
    assert refused.status_code == 422
    assert "Rp\u00a020.000" in refused.text
    assert launch(phone, post, days="1").status_code == 303


def test_stopping_frees_what_is_not_spent(world: World, phone: Any, post: int) -> None:
    address = launch(phone, post, days="5").headers["Location"]
    phone.send(f"{address}/jalankan", {"day": "0", "pace": "day"})
    phone.send(f"{address}/hentikan")
    spent = played(world)[0].spend
    assert "Rp\u00a0" + f"{100_000 - spent:,}".replace(",", ".") in phone.get("/promosi").text
    phone.send(f"{address}/jalankan", {"day": "1", "pace": "all"})
    assert len(played(world)) == 1


def test_the_wallet_lists_every_movement_and_reconciles(world: World, phone: Any, post: int) -> None:
    address = launch(phone, post).headers["Location"]
    phone.send(f"{address}/jalankan", {"day": "0", "pace": "all"})
    entries = world.read(lambda session: list(session.scalars(select(WalletEntry).order_by(WalletEntry.id))))
    running = 0
    for entry in entries:
        running += entry.amount
        assert entry.balance_after == running >= 0
    rows = list(phone.page("/promosi/uang").iter("tr"))
    assert len(rows) == len(entries) + 1


def test_a_broadcast_is_free_and_reaches_known_people_only(world: World, phone: Any, post: int) -> None:
    address = launch(phone, post, channel="wa_bc", daily_amount="", regions=[], days="1").headers["Location"]
    phone.send(f"{address}/jalankan", {"day": "0", "pace": "all"})
    (day,) = played(world)
    assert day.spend == 0
    assert 0 < day.impressions <= 120


def test_market_orders_never_exceed_the_stock(world: World, phone: Any, post: int, ids: Ids) -> None:
    with world.session() as session:
        product = session.get(Product, ids.products[0])
        assert product is not None
        product.stock = 1
    address = launch(phone, post, aim="sell", daily_amount="50rb", days="2").headers["Location"]
    phone.send(f"{address}/jalankan", {"day": "0", "pace": "all"})
    assert sum(day.orders for day in played(world)) <= 1


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("post", "999999"), ("post", ""), ("channel", "tv"), ("aim", "steal"), ("regions", "mars"),
        ("daily_amount", "-5"), ("daily_amount", ""), ("daily_amount", "5rb"), ("daily_amount", "1000000000000"),
        ("daily_amount", "dua puluh"), ("days", "0"), ("days", "15"), ("days", "🙂"), ("interests", "\u202ex"),
    ],
)  # fmt: skip
def test_nonsense_gets_a_sentence_and_keeps_the_plan(
    world: World, phone: Any, post: int, field: str, value: str
) -> None:
    answer = launch(phone, post, **{field: value})
    assert answer.status_code == 422
    assert world.read(lambda session: session.scalar(select(func.count()).select_from(Campaign))) == 0
    estimate = phone.send("/promosi/perkiraan", PLAN | {"post": str(post)} | {field: value})
    assert estimate.status_code == 422


def test_the_estimate_stores_nothing_and_answers_as_fragment_or_page(
    world: World, phone: Any, post: int
) -> None:
    plan = PLAN | {"post": str(post)}
    fragment = phone.send("/promosi/perkiraan", plan, headers={"HX-Request": "true"})
    assert fragment.status_code == 200
    assert "orang yang cocok" in fragment.text
    assert "<html" not in fragment.text
    assert "orang yang cocok" in phone.send("/promosi/perkiraan", plan).text
    assert world.read(lambda session: session.scalar(select(func.count()).select_from(Campaign))) == 0


def test_the_estimate_waits_for_no_writer(world: World, phone: Any, post: int) -> None:
    """Every phone asks for one at each change of the form, while others are saving."""
    with world.app.app_context():
        writer = db.engine.connect()
    with writer, writer.begin():
        plan = PLAN | {"post": str(post)}
        answer = phone.send("/promosi/perkiraan", plan, headers={"HX-Request": "true"})
    assert answer.status_code == 200


def test_a_neighbours_campaign_and_post_are_not_there(world: World, phone: Any, post: int) -> None:
    theirs = world.arranged(nickname="Pak Harto", slug="tetangga")
    address = launch(phone, post).headers["Location"]
    other = world.phone("participant", theirs.participant)
    assert other.get(address).status_code == 404
    assert other.send(f"{address}/jalankan", {"day": "0", "pace": "all"}).status_code == 404
    assert other.send(f"{address}/hentikan").status_code == 404
    their_post = world.add(Post(shop_id=theirs.shop, product_id=theirs.products[0], caption="x"))
    assert launch(phone, their_post).status_code == 422


def test_every_chart_has_its_numbers_as_a_table(phone: Any, post: int) -> None:
    address = launch(phone, post).headers["Location"]
    phone.send(f"{address}/jalankan", {"day": "0", "pace": "all"})
    page = phone.page(address)
    frames = [node for node in elements(page) if "chart-frame" in (node.get("class") or "").split()]
    drawn = {"chart-svg", "bars"}
    charts = [f for f in frames if any(drawn & set((n.get("class") or "").split()) for n in elements(f))]
    assert len(charts) >= 3
    assert all(any(inner.tag == "table" for inner in chart.iter()) for chart in charts)
