"""What no browser of ours sends: broken bytes, huge numbers, missing and repeated fields, wrong types.

Whatever comes, the answer is a page that says what happened: nothing crashes, nothing is busy for long.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.security.town import Class, addresses, found
from tests.support.world import World

IDS = ("0", "2147483648", "9223372036854775808", "9" * 40)
ON_ONE = pytest.mark.one_database
"""What is no number, or longer than any, never reaches a database: it is tried on one."""
ODD_NUMBERS = ("-5", "--5", *IDS, "9" * 5000, "٣", "1e9", "NaN", "")
NUMBER_FIELDS = (
    "version", "post", "product", "turn", "ganti", "photo_ids", "photos_shown", "target", "day", "shop",
    "stock", "weight_g", "quantity", "days", "participant", "price", "unit_cost", "shipping_from",
    "daily_amount", "wallet_start", "kept_examples", "pin", "post_b", "start", "every_days", "forecast_orders",
    "forecast_money", "part-0-product", "part-0-quantity", "variant-0-price", "variant-0-stock", "was_price", "taken_dates",
    "ready_on", "sale_ends_on", "rate-regency-fee", "made", "good", "margin", "packing", "pieces", "ads", "amount", "hour",
    "x", "y", "zoom", "angle", "light", "warmth", "spot", "stars", "isi", "variant", "wanted_on",
    "first_day", "number", "max_restarts", "start_date", "start_pick", "regions",
)  # fmt: skip
SIGNED_OUT_BY = {"/ganti-orang"}
EDITED = ("/toko/", "/posting/", "/pelatih/kelas/", "/style/")
OPEN_TO_ALL = ("/masuk", "/k/", "/t/", "/bahasa", "/style", "/pelatih/m")


@pytest.fixture
def here(world: World) -> Class:
    return found(world, "toko-siti")


def assert_answered(answer: Any, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code}"


def reaches(address: str, person: str) -> bool:
    """Whether an address is for this kind of person (trainers try what is open to all, too)."""
    return (person == "trainer") == address.startswith(("/pelatih", *OPEN_TO_ALL))


@pytest.mark.parametrize(
    "number", [IDS[1], IDS[2], *(pytest.param(n, marks=ON_ONE) for n in (IDS[0], IDS[3]))]
)
def test_no_id_is_too_large(app: Flask, world: World, here: Class, number: str) -> None:
    keeper, trainer = (
        world.phone(*who) for who in (("participant", here.participant), ("trainer", here.trainer))
    )
    tokens = {phone: phone.token() for phone in (keeper, trainer)}
    ids = {name: number for name in here.parameters() if name.endswith("_id")}
    for rule, method, address in addresses(app, here.parameters() | ids):
        if "_id>" not in rule.rule:
            continue
        phone = trainer if address.startswith("/pelatih") else keeper
        answer = phone.open(address, method=method, data={"csrf_token": tokens[phone]})
        assert answer.status_code == 404, f"{method} {address}: {answer.status_code}"


def test_numbers_behind_the_question_mark(world: World, here: Class) -> None:
    keeper = world.phone("participant", here.participant)
    product = f"/toko/produk/{here.products[0]}"
    desk = f"/pelatih/kelas/{here.classroom}/pasar"
    trainer = world.phone("trainer", here.trainer)
    for number in ODD_NUMBERS:
        assert trainer.get(f"{desk}/tutup?days={number}").status_code in {200, 303}
        assert keeper.get(f"/promosi/baru?dari={number}").status_code in {200, 404}
        for address in (f"/promosi/uang?coba={number}", f"/promosi/banding?a={number}&b={number}",
                        f"/promosi/{here.campaign}?sejak={number}", f"/promosi/{here.campaign}/tunggu?hari={number}",
                        f"/promosi/{here.campaign}/sebab?dasar={number}", f"/promosi/baru?post={number}"):  # fmt: skip
            assert keeper.get(address).status_code == 200, address
        for address in (f"/toko?urungkan={number}", f"/posting?urungkan={number}",
                        f"/posting/baru?produk={number}", f"{product}?lepas={number}",
                        f"/toko/produk/baru?ganti={number}"):  # fmt: skip
            assert keeper.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("9223372036854775808", id="large"),
        *(pytest.param(odd, marks=ON_ONE, id=f"{len(odd)}") for odd in ("--5", "9" * 5000, "NaN!")),
    ],
)
@pytest.mark.parametrize("person", ["participant", "trainer"])
def test_numbers_in_the_fields_of_every_form(
    app: Flask, world: World, here: Class, number: str, person: str
) -> None:
    fields = dict.fromkeys(NUMBER_FIELDS, number) | {
        "photo_action": f"remove:{number}", f"alt-{number}": "x", "kind": "product", "name": "Keripik",
        "price": "1000", "caption": "halo", "aim": "sell", "reason": "kurang", "offer": "1", "row_action": "",
        f"photo-{here.products[0]}": number, f"order-{here.products[0]}": f"{number},{number}",
    }  # fmt: skip
    phone = world.phone(person, getattr(here, person))
    fields["csrf_token"] = phone.token()
    for _rule, method, address in addresses(app, here.parameters()):
        if method == "POST" and address not in SIGNED_OUT_BY and reaches(address, person):
            assert_answered(phone.post(address, data=fields), address)
            if address.startswith(EDITED):
                headers = {"X-Autosave": "1", "Accept": "application/json"}
                assert_answered(phone.post(address, data=fields, headers=headers), f"autosave {address}")
