"""`market run` and `market facts`: scenario files play without web or database, and odd files get a clear sentence."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.campaigns.market.events import event_kinds
from sandbox.campaigns.stylised_facts.fact import Bound, Fact, Kind
from sandbox.cli import main
from sandbox.cli.scenario import ScenarioError, scenario_from_dict
from sandbox.cli.scenario_keys import PARTS, keys_as_markdown
from sandbox.cli.scenario_table import UNITS
from sandbox.packs.events import load_events
from tests.support.market import tuning

SCENARIOS = Path(__file__).resolve().parents[2] / "docs" / "scenarios"
EXAMPLES = sorted(SCENARIOS.glob("*.toml"))
MONEY_OUT = ("goods_cost", "packing", "platform_fee", "cod_loss", "shipping_cost", "spend")

SMALL = """
days = 3
seed = "s"
[[shop]]
key = "toko"
[[shop.offer]]
key = "tempe"
price = 20_000
goods_cost = 11_000
interest = "food"
[[shop.creative]]
key = "foto"
[[shop.campaign]]
channel = "meta"
daily_budget = 50_000
"""


def call(*arguments: object, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "market", *(str(each) for each in arguments)])


def run_text(folder: Path, text: str | bytes, lang: str = "en") -> Result:
    file = folder / "scenario.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return call("run", file, lang=lang)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_runs(example: Path):
    answer = call("run", example)
    assert answer.exit_code == 0, answer.output
    assert "Shop " in answer.output


def test_the_table_adds_up_and_every_column_is_explained(tmp_path: Path):
    table = tmp_path / "days.csv"
    answer = call("run", SCENARIOS / "first-campaign.toml", "--csv", table)
    assert answer.exit_code == 0, answer.output
    rows = read_csv(table)
    assert len({row["day"] for row in rows}) == 14
    for row in rows:
        if row["slot"]:
            left = int(row["revenue"]) - sum(int(row[name]) for name in MONEY_OUT)
            assert int(row["profit"]) == left
            assert int(row["spend"]) <= int(row["budget"])
    meanings = read_csv(tmp_path / "days.columns.csv")
    assert [row["column"] for row in meanings] == list(rows[0]) == list(UNITS)
    assert all(row["meaning"] and row["unit"] for row in meanings)


def test_the_same_file_gives_the_same_days_and_another_seed_others(tmp_path: Path):
    def played(text: str) -> bytes:
        file, table = tmp_path / "s.toml", tmp_path / "t.csv"
        file.write_text(text)
        assert call("run", file, "--csv", table).exit_code == 0
        return table.read_bytes()

    assert played(SMALL) == played(SMALL)
    assert played(SMALL) != played(SMALL.replace('seed = "s"', 'seed = "t"'))


def test_shops_have_their_own_luck_whatever_their_order(tmp_path: Path):
    def profits(text: str) -> dict[str, list[str]]:
        file, table = tmp_path / "s.toml", tmp_path / "t.csv"
        file.write_text(text)
        assert call("run", file, "--csv", table).exit_code == 0
        found = defaultdict(list)
        for row in read_csv(table):
            found[row["shop"]].append(row["profit"])
        return found

    head, shop = SMALL.split("[[shop]]", 1)
    one, other = "[[shop]]" + shop, ("[[shop]]" + shop).replace('"toko"', '"lain"')
    assert profits(head + one + other) == profits(head + other + one)


BAD = [
    ("budget = 5\n" + SMALL, 'there is no key "budget"'),
    (SMALL.replace("daily_budget", "daily_bugdet"), 'shop[1].campaign[1]: there is no key "daily_bugdet"'),
    (SMALL.replace("price = 20_000", 'price = "20.000"'), "shop[1].offer[1].price must be of kind whole"),
    (SMALL.replace("price = 20_000", "price = true"), "shop[1].offer[1].price must be of kind whole"),
    (SMALL.replace("price = 20_000", "price = -1"), "shop[1].offer[1].price must be between 0 and"),
    (SMALL.replace("price = 20_000\n", ""), "shop[1].offer[1].price is missing"),
    (
        SMALL.replace('"meta"', '"facebuk"'),
        'shop[1].campaign[1].channel: there is no "facebuk". There are: meta',
    ),
    (SMALL.replace('"food"', '"foot"'), 'shop[1].offer[1].interest: there is no "foot"'),
    (SMALL.replace("days = 3", "days = 0"), "days must be between 1 and"),
    (SMALL.replace("days = 3", "days = 100000"), "days must be between 1 and"),
    (SMALL.replace("days = 3", 'mode = "lucky"'), 'mode: there is no "lucky". There are: realised, expected'),
    (SMALL.replace('key = "toko"', 'key = ""'), "shop[1].key is missing"),
    (SMALL + 'creative = "lain"\n', 'shop[1].campaign[1].creative: there is no "lain". There are: foto'),
    (SMALL + "start_day = 5\nend_day = 2\n", "shop[1].campaign[1].end_day must be between 5 and"),
    (SMALL + 'audience = { regions = ["moon"] }\n', 'audience.regions: there is no "moon"'),
    (SMALL + '[[shop.creative]]\nkey = "foto"\n', 'shop[1].creative: "foto" is used twice'),
    (SMALL + '[environment]\nstart_date = "besok"\n', "environment.start_date must be of kind date"),
    (SMALL + "[environment]\nstart_date = 9999-12-31\n", "environment.start_date must be between"),
    (SMALL + '[[environment.event]]\nkind = "gempa"\n', 'environment.event[1].kind: there is no "gempa"'),
    (SMALL + "[environment]\ndemand = nan\n", "environment.demand must be of kind number"),
    ("days = 3\n", "shop is missing"),
    ("days = 3\nshop = []\n", "shop must be of kind tables"),
    ("days = 3\nshop = 5\n", "shop must be of kind tables"),
    ("days = \n", "cannot be read as TOML"),
    ("", "shop is missing"),
    (b"\xff\xfe\x00", "not UTF-8"),
    (b"#" * 1_000_001, "too big"),
    ("[" * 50_000, "cannot be read as TOML"),
]


@pytest.mark.parametrize(("text", "sentence"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_is_named(tmp_path: Path, text: str | bytes, sentence: str):
    answer = run_text(tmp_path, text)
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert "Traceback" not in answer.output


def test_the_sentence_is_indonesian_for_an_indonesian_terminal(tmp_path: Path):
    answer = run_text(tmp_path, "bugdet = 5\n" + SMALL, lang="id")
    assert 'scenario: kunci "bugdet" tidak dikenal' in answer.output


ODD_BUT_FINE = [
    SMALL.replace("daily_budget = 50_000", "daily_budget = 0"),
    SMALL.replace("price = 20_000", "price = 0"),
    SMALL.replace("price = 20_000", "price = 200_000"),
    SMALL.replace('interest = "food"', 'interest = "food"\nstock = 0'),
    SMALL.replace('key = "toko"', 'key = "toko"\nload_seconds = 60'),
    SMALL + '[[shop.campaign]]\nchannel = "meta"\ndaily_budget = 50_000\n',
    SMALL + "[environment]\nstart_date = 2028-02-28\n",
    SMALL.split("[[shop.campaign]]", maxsplit=1)[0],
    "\ufeff" + SMALL,
    SMALL + 'audience = { regions = ["home"], ages = ["45+"], genders = ["male"], interests = ["farm"] }\n',
    SMALL + '[[environment.event]]\nkind = "bazar"\ndemand = 2\nregions = ["home"]\n',
]


@pytest.mark.parametrize("text", ODD_BUT_FINE, ids=range(len(ODD_BUT_FINE)))
def test_odd_markets_play_all_the_same(tmp_path: Path, text: str):
    answer = run_text(tmp_path, text)
    assert answer.exit_code == 0, answer.output


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([k for _, part in PARTS.values() for k in part]), inner, max_size=5
            )
        ),
        max_leaves=20,
    )
)
@settings(deadline=None)
def test_any_table_is_a_scenario_or_a_clear_error(value: object):
    data = value if isinstance(value, dict) else {"shop": value}
    kinds = event_kinds(load_events(), tuning().segments)
    # Nothing but a ScenarioError may come out of what people type.
    with suppress(ScenarioError):
        assert scenario_from_dict(data, tuning(), kinds).worlds


def test_a_missing_file_and_a_folder_are_told_apart_from_a_bad_one(tmp_path: Path):
    for target in (tmp_path / "nowhere.toml", tmp_path):
        answer = call("run", target)
        assert answer.exit_code != 0
        assert str(target) in answer.output
        assert "Traceback" not in answer.output


def test_a_table_that_cannot_be_written_is_said(tmp_path: Path):
    answer = call("run", SCENARIOS / "first-campaign.toml", "--csv", tmp_path / "no" / "t.csv")
    assert answer.exit_code == 1
    assert "cannot be read or written" in answer.output


def test_the_readme_of_the_scenarios_lists_every_key():
    readme = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    assert keys_as_markdown().strip() in readme


def fact(number: int, high: float) -> Fact:
    return Fact(number, "a fact", (Bound("x", "value", None, high),), "a source", "D", lambda _: {"x": 1.0})


def with_facts(monkeypatch: pytest.MonkeyPatch, *facts: Fact) -> None:
    monkeypatch.setattr("sandbox.campaigns.stylised_facts.registry.FACTS", facts)


def test_facts_are_printed_with_bar_measurement_and_source(monkeypatch: pytest.MonkeyPatch):
    with_facts(monkeypatch, fact(1, 2.0))
    answer = call("facts")
    assert answer.exit_code == 0, answer.output
    lines = [" ".join(line.split()) for line in answer.output.splitlines()]
    assert lines == ["1 a fact [holds]", "value 1 at most 2", "a source (D)", "1 of 1 facts hold."]


def test_a_broken_fact_ends_with_an_exit_code(monkeypatch: pytest.MonkeyPatch):
    with_facts(monkeypatch, fact(1, 2.0), fact(2, 0.5))
    answer = call("facts")
    assert answer.exit_code == 1
    lines = [" ".join(line.split()) for line in answer.output.splitlines()]
    assert "2 a fact [BROKEN]" in lines
    assert "! value 1 at most 0.5" in lines
    assert "1 of 2 facts hold" in answer.output


def test_facts_as_json(monkeypatch: pytest.MonkeyPatch):
    with_facts(monkeypatch, fact(1, 2.0), fact(2, 0.5))
    answer = call("facts", "--json")
    assert answer.exit_code == 1
    found = json.loads(answer.output)
    assert [(each["number"], each["passed"], each["measured"]) for each in found] == [
        (1, True, {"x": 1.0}),
        (2, False, {"x": 1.0}),
    ]


def test_slow_facts_wait_until_asked(monkeypatch: pytest.MonkeyPatch):
    slow = Fact(3, "slow", (Bound("x", "x", 0, 0),), "s", "D", lambda _: {"x": 1.0}, Kind.SLOW)
    with_facts(monkeypatch, fact(1, 2.0), slow)
    answer = call("facts")
    assert answer.exit_code == 0
    assert "1 of 1" in answer.output


def test_a_country_without_a_market_is_said():
    for name in ("nowhere", "../etc"):
        answer = call("facts", "--country", name)
        assert answer.exit_code == 2
        assert "--country" in answer.output


@pytest.mark.parametrize("number", ["9" * 5_000, "0x" + "f" * 9_000, "[0x" + "f" * 9_000 + "]"], ids=len)
def test_a_number_of_thousands_of_digits_is_answered_in_a_sentence(tmp_path: Path, number: str):
    file = tmp_path / "big.toml"
    file.write_text(f"days = {number}\n[[shop]]\nkey = 'a'\n")
    answer = call("run", str(file))
    assert answer.exit_code == 1
    assert isinstance(answer.exception, SystemExit)
