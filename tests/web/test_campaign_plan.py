"""Planning a campaign: sensible first values, places, people, days, money, two posts, and a guess beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.campaigns.calendar import calendar_records
from sandbox.campaigns.desk.plan_calendar import MarketCalendar
from sandbox.campaigns.models import Campaign, ClassEvent, PostTest
from sandbox.campaigns.operations import MOST_AT_ONCE
from sandbox.classrooms.models import Classroom
from sandbox.clock import now
from sandbox.posts.models import Post
from sandbox.shops.models import Product, Shop
from tests.support.pages import elements, parse_page, text_of
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

GUESS = {"forecast_orders": "3", "forecast_money": "-10rb"}
PLAN = {
    "channel": "meta", "aim": "introduce", "regions": ["home"], "daily_amount": "20rb", "days": "2", "start": "0",
} | GUESS  # fmt: skip
MOST_BYTES = 60_000


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan", district_code="53.09")


@pytest.fixture
def posts(world: World, ids: Ids) -> tuple[int, int]:
    """Two posts about one product, newest last."""
    facts = {"shop_id": ids.shop, "product_id": ids.products[0], "aim": "sell"}
    first = world.add(Post(**facts, caption="Keripik tipis Rp 18.000, pesan ya!"))
    return first, world.add(Post(**facts, caption="Renyah sampai suapan terakhir."))


@pytest.fixture
def phone(world: World, ids: Ids) -> Any:
    return world.phone("participant", ids.participant)


def launch(phone: Any, post: int, **changes: Any) -> Any:
    return phone.send("/promosi/baru", PLAN | {"post": str(post)} | changes)


def campaigns(world: World) -> list[Campaign]:
    return world.read(lambda session: list(session.scalars(select(Campaign).order_by(Campaign.slot))))


def filled_in(page: Any) -> Iterator[tuple[str, str]]:
    """What the plan form would send as it stands on the page."""
    form = next(node for node in elements(page) if node.get("id") == "plan")
    for field in elements(form):
        if field.tag != "input" or not field.get("name"):
            continue
        if field.get("type") in {"radio", "checkbox"} and field.get("checked") is None:
            continue
        yield field.get("name"), field.get("value") or ""


def values(page: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in filled_in(page):
        found.setdefault(name, []).append(value)
    return found


def wallet(world: World, ids: Ids, amount: int) -> None:
    with world.session() as session:
        session.get_one(Classroom, ids.classroom).wallet_start = amount


@pytest.mark.parametrize("amount", [0, 5_000, 15_000, 45_000, 100_000, 5_000_000])
def test_a_newcomer_types_two_numbers_and_launches(
    world: World, phone: Any, posts: tuple[int, int], ids: Ids, amount: int
) -> None:
    """Whatever the wallet holds, the first values make a plan that can be paid for."""
    wallet(world, ids, amount)
    answer = phone.send("/promosi/baru", values(phone.page("/promosi/baru")) | GUESS)
    assert answer.status_code == 303
    (campaign,) = campaigns(world)
    assert campaign.post_id == posts[1]
    assert campaign.daily_amount * campaign.days <= amount


def test_the_page_stays_light(phone: Any, posts: tuple[int, int]) -> None:
    assert len(phone.get("/promosi/baru").data) < MOST_BYTES


def test_people_live_where_the_shop_is(world: World, phone: Any, posts: tuple[int, int], ids: Ids) -> None:
    text = text_of(phone.page("/promosi/baru"))
    assert "Kabupaten Ngada" in text
    assert "Nusa Tenggara Timur lainnya" in text
    with world.session() as session:
        session.get_one(Shop, ids.shop).district_code = None
    assert "Kabupatenmu" in text_of(phone.page("/promosi/baru"))


def test_every_place_says_what_it_costs(phone: Any, posts: tuple[int, int]) -> None:
    cards = [
        text_of(node)
        for node in elements(phone.page("/promosi/baru"))
        if node.tag == "label" and any(inner.get("name") == "channel" for inner in node.iter())
    ]
    assert len(cards) >= 5
    assert all("Gratis" in card or "Rp" in card for card in cards)


@pytest.mark.parametrize("missing", sorted(GUESS))
def test_without_a_guess_nothing_starts_and_nothing_typed_is_lost(
    world: World, phone: Any, posts: tuple[int, int], missing: str
) -> None:
    wanted = {
        "daily_amount": "21.000",
        "days": "3",
        "regions": ["home", "capital"],
        "ages": ["18-24"],
        "start": "2",
    }
    answer = launch(phone, posts[0], **wanted, **{missing: ""})
    assert answer.status_code == 422
    assert "Tebak dulu" in answer.text
    assert campaigns(world) == []
    kept = dict(filled_in_of(answer))
    assert kept["daily_amount"] == "21.000"
    assert kept["days"] == "3"
    assert kept["start"] == "2"
    assert 'value="capital" checked' in answer.text
    assert 'value="18-24" checked' in answer.text


def filled_in_of(answer: Any) -> Iterator[tuple[str, str]]:
    return filled_in(parse_page(answer.get_data(as_text=True)))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("-10rb", -10_000), ("\u221210.000", -10_000), ("0", 0), ("1,5jt", 1_500_000), ("-Rp 5000", -5000)],
)
def test_a_guess_may_be_a_loss(
    world: World, phone: Any, posts: tuple[int, int], typed: str, stored: int
) -> None:
    assert launch(phone, posts[0], forecast_money=typed).status_code == 303
    (campaign,) = campaigns(world)
    assert (campaign.forecast_orders, campaign.forecast_money) == (3, stored)


def test_only_places_that_can_look_for_those_who_know_the_shop(
    world: World, phone: Any, posts: tuple[int, int]
) -> None:
    refused = launch(phone, posts[0], channel="mkt", targeting="visitors")
    assert refused.status_code == 422
    assert "tidak bisa mencari orang seperti itu" in refused.text
    assert launch(phone, posts[0], targeting="visitors").status_code == 303
    assert [campaign.targeting for campaign in campaigns(world)] == ["visitors"]


def test_it_begins_on_the_day_tapped(world: World, phone: Any, posts: tuple[int, int]) -> None:
    address = launch(phone, posts[0], start="4").headers["Location"]
    assert [campaign.start_day for campaign in campaigns(world)] == [4]
    page = text_of(phone.page(address))
    assert "Belum mulai" in page
    assert "Jum, 27 Nov" in page


@pytest.mark.parametrize("start", ["-1", "999", "besok", ""])
def test_a_day_that_is_not_on_the_calendar_is_refused_or_the_next(
    world: World, phone: Any, posts: tuple[int, int], start: str
) -> None:
    answer = launch(phone, posts[0], start=start)
    assert answer.status_code == (303 if start == "" else 422)
    assert [campaign.start_day for campaign in campaigns(world)] == ([0] if start == "" else [])


def test_the_calendar_shows_what_moves_the_market(
    world: World, phone: Any, posts: tuple[int, int], ids: Ids
) -> None:
    world.add(ClassEvent(classroom_id=ids.classroom, kind="rain", first_day=1, days=2))
    spoken = [
        text_of(node)
        for node in elements(phone.page("/promosi/baru"))
        if "calendar-cell" in (node.get("class") or "")
    ]
    assert any("Rabu, 25 November, gajian" in day for day in spoken)
    assert any("Sabtu, 12 Desember, tanggal kembar" in day for day in spoken)
    assert [day[2:] for day in spoken if "hujan" in day] == [
        "Selasa, 24 November, hujan", "Rabu, 25 November, gajian, hujan",
    ]  # fmt: skip
    assert len(spoken) == 28


def test_the_calendar_knows_ramadan_and_ends_with_the_class(world: World) -> None:
    with world.app.test_request_context():
        calendar = MarketCalendar(date(2027, 2, 1), calendar_records("indonesia"))
        open_days = calendar.open_days(3, horizon=20)
        month = calendar.month(open_days)
    assert open_days == range(3, 20)
    assert [day.value for day in month.days if day.is_open] == list(range(3, 20))
    assert [day.value for day in month.days if any(mark.text == "Ramadan" for mark in day.marks)] == list(
        range(7, 20)
    )


def test_two_posts_share_the_money(world: World, phone: Any, posts: tuple[int, int]) -> None:
    answer = launch(phone, posts[0], ab="1", post_b=str(posts[1]), daily_amount="40rb")
    assert answer.status_code == 303
    both = campaigns(world)
    assert [(c.arm, c.post_id, c.daily_amount) for c in both] == [
        ("a", posts[0], 20_000),
        ("b", posts[1], 20_000),
    ]
    test = world.one(select(PostTest))
    assert test.metric == "click"
    assert test.planned_per_arm > 1000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"post_b": ""}, "Pilih posting kedua"),
        ({"post_b": "999999"}, "daftar"),
        ({"daily_amount": "15rb"}, "paling sedikit Rp 20.000"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why(
    world: World, phone: Any, posts: tuple[int, int], changes: dict[str, str], sentence: str
) -> None:
    plan = {"ab": "1", "post_b": str(posts[1]), "daily_amount": "40rb"} | changes
    answer = launch(phone, posts[0], **plan)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("\u00a0", " ")
    assert campaigns(world) == []


def test_a_post_is_not_compared_with_itself(world: World, phone: Any, posts: tuple[int, int]) -> None:
    answer = launch(phone, posts[0], ab="1", post_b=str(posts[0]), daily_amount="40rb")
    assert "harus lain dari yang pertama" in answer.text


@pytest.mark.parametrize("facts", [{"is_hidden": True}, {"deleted_at": now()}], ids=["hidden", "deleted"])
def test_a_post_about_what_nobody_sees_is_not_promoted(
    world: World, phone: Any, posts: tuple[int, int], ids: Ids, facts: dict[str, Any]
) -> None:
    """The page was open while the product was hidden: a sentence instead of an estimate, and nothing begins."""
    with world.session() as session:
        for name, value in facts.items():
            setattr(session.get_one(Product, ids.products[0]), name, value)
    answer = phone.send("/promosi/perkiraan", PLAN | {"post": str(posts[0])})
    assert answer.status_code == 200
    assert "Produknya" in answer.text
    both = {"ab": "y", "post_b": str(posts[1]), "daily_amount": "100rb"}
    for changes in ({}, both):
        assert launch(phone, posts[0], **changes).status_code == 422
    assert campaigns(world) == []


def test_a_free_place_asks_how_often_instead_of_how_much(
    world: World, phone: Any, posts: tuple[int, int]
) -> None:
    launch(phone, posts[0], channel="wa_bc", daily_amount="", every_days="3", days="7")
    assert [(c.daily_amount, c.every_days) for c in campaigns(world)] == [(0, 3)]
    launch(phone, posts[0], every_days="3")
    assert campaigns(world)[1].every_days == 1


def estimate(phone: Any, post: int, **changes: Any) -> str:
    plan = PLAN | {"post": str(post)} | changes
    answer = phone.send("/promosi/perkiraan", plan, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.text.replace("\u00a0", " ")


def test_the_living_estimate_says_people_ranges_and_what_stands_in_the_way(
    phone: Any, posts: tuple[int, int]
) -> None:
    fine = estimate(phone, posts[0])
    assert "60 rb orang yang cocok" in fine
    assert re.search(r"[\d.]+–[\d.]+ orang", fine)
    assert "Biaya per ketukan" in fine
    assert "Biaya Rp 40.000" in fine
    assert "padahal uang latihanmu Rp 100.000" in estimate(phone, posts[0], days="9")
    assert "paling sedikit Rp 10.000" in estimate(phone, posts[0], daily_amount="5rb")
    assert "gajian" in estimate(phone, posts[0], days="5")
    assert "gajian" not in fine
    compared = estimate(phone, posts[0], ab="1", post_b=str(posts[1]))
    assert re.search(r"perlu dilihat sekitar [\d.]+ orang", compared)


def test_a_small_audience_does_not_take_all_the_money(phone: Any, posts: tuple[int, int]) -> None:
    plan = {"ages": ["45+"], "genders": ["male"], "interests": ["farm"], "daily_amount": "90jt", "days": "1"}
    assert "Orangnya terlalu sedikit untuk uang sebanyak itu" in estimate(phone, posts[0], **plan)


def test_links_choose_post_place_or_an_earlier_plan(world: World, phone: Any, posts: tuple[int, int]) -> None:
    chosen = values(phone.page(f"/promosi/baru?post={posts[0]}&channel=wa_bc"))
    assert (chosen["post"], chosen["channel"]) == ([str(posts[0])], ["wa_bc"])
    odd = values(phone.page("/promosi/baru?post=999999&channel=tv"))
    assert (odd["post"], odd["channel"]) == ([str(posts[1])], ["meta"])
    launch(phone, posts[0], regions=["capital"], ages=["18-24"], daily_amount="12rb")
    again = values(phone.page(f"/promosi/baru?dari={campaigns(world)[0].id}"))
    assert (again["regions"], again["ages"], again["daily_amount"]) == (["capital"], ["18-24"], ["12.000"])


def test_a_post_the_coach_stops_is_not_promoted_until_it_is_changed(
    world: World, phone: Any, posts: tuple[int, int]
) -> None:
    with world.session() as session:
        session.get_one(Post, posts[0]).caption = "Jamu ini menyembuhkan maag. Rp 12.000, pesan ya."
    answer = launch(phone, posts[0], forecast_orders="3", forecast_money="12.000")
    assert answer.status_code == 422
    assert "Pelatih meminta tulisan posting ini diubah dulu" in answer.text
    assert 'value="12.000"' in answer.text
    with world.session() as session:
        session.get_one(Post, posts[0]).caption = "Jamu hangat untuk sore hujan. Rp 12.000, pesan ya."
    assert launch(phone, posts[0], forecast_orders="3", forecast_money="12.000").status_code == 303


def test_there_is_an_end_to_campaigns_at_once_and_the_plan_is_kept(
    world: World, phone: Any, posts: tuple[int, int], ids: Ids
) -> None:
    wallet(world, ids, 5_000_000)
    for _ in range(MOST_AT_ONCE):
        assert launch(phone, posts[0], **GUESS).status_code == 303
    answer = launch(phone, posts[0], **GUESS)
    assert answer.status_code == 422
    assert f"Sudah ada {MOST_AT_ONCE} promosi yang belum selesai" in answer.text
    last = campaigns(world)[-1].id
    phone.send(f"/promosi/{last}/hentikan")
    assert launch(phone, posts[0], **GUESS).status_code == 303
