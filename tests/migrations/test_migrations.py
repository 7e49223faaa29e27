"""The database's history: up with data in it, down, and head equals the models. On every database there is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    column,
    create_engine,
    insert,
    inspect,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from sandbox.app import load_models
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.migrations.runner import alembic_config, current_revision, head_revision, migrate, take_back
from sandbox.shops.models import Shop
from sandbox.web.transaction import prepare_engine
from tests.conftest import DATABASES, POSTGRES_URL

load_models()
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][
    ::-1
]


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    if request.param == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path / 'history.sqlite3'}")
        yield made
        made.dispose()
        return
    base = make_url(POSTGRES_URL).set(drivername="postgresql+psycopg")
    name = f"lapak_history_{uuid.uuid4().hex[:12]}"
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    made = create_engine(base.set(database=name))
    yield made
    made.dispose()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def test_history_is_one_line() -> None:
    assert len(REVISIONS) == len(set(REVISIONS)) >= 1
    assert REVISIONS[-1] == head_revision()


def test_head_equals_the_models(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
    assert current_revision(engine) == head_revision()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)
    assert current_revision(engine) == head_revision()


def test_every_step_goes_up_and_down(engine: Engine) -> None:
    for revision in REVISIONS:
        migrate(engine, revision)
        assert current_revision(engine) == revision
    take_back(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}


def test_data_survives_a_migration_run(engine: Engine) -> None:
    migrate(engine)
    classroom = db.metadata.tables["classroom"]
    facts = {
        "name": "Kelas Madiun", "code": "MDN74K", "language": "id", "timezone": "Asia/Jakarta",
        "wallet_start": 10**12, "seed": "s", "is_demo": False, "is_open": True, "row_version": 1,
        "created_at": now(),
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(classroom).values(**facts))
    migrate(engine)
    with engine.connect() as connection:
        row = connection.execute(select(classroom)).mappings().one()
    assert {name: row[name] for name in facts} == facts


def insert_row(connection: Connection, target: str, /, **values: Any) -> None:
    """A row with just these columns, as it was written before the models knew more."""
    connection.execute(insert(table(target, *map(column, values))).values(**values))


def before_runs(connection: Connection) -> None:
    """Two shops as revision 0001 kept them: one with a campaign of two days, one that only has its wallet."""
    day = "2026-01-02 03:04:05+00:00" if connection.dialect.name == "postgresql" else "2026-01-02 03:04:05"
    insert_row(
        connection, "classroom", id=1, name="Kelas", code="MDN74K", language="id", timezone="Asia/Jakarta",
        wallet_start=100_000, seed="s", is_demo=False, is_open=True, row_version=1, created_at=day,
    )  # fmt: skip
    shop = {
        "classroom_id": 1, "name": "Toko", "trade": "camilan", "tagline": "", "story": "", "theme": "stall",
        "accent": "leaf", "hours": "", "how_to_order": "", "phone": "", "shipping_note": "", "payment_ways": "[]",
        "state": "shown", "returned_reason": "", "row_version": 1, "save_key": "", "page_version": 1,
        "created_at": day, "updated_at": day,
    }  # fmt: skip
    for shop_id in (1, 2):
        insert_row(connection, "shop", id=shop_id, slug=f"toko-{shop_id}", **shop)
    insert_row(
        connection, "product", id=1, shop_id=1, slug="p", name="Keripik", price=18_000, stock=20, unit="", category="",
        description="", position=0, is_hidden=False, is_example=False, row_version=1, save_key="",
        created_at=day, updated_at=day,
    )  # fmt: skip
    insert_row(
        connection, "post", id=1, shop_id=1, product_id=1, aim="sell", caption="", row_version=1, save_key="",
        created_at=day, updated_at=day,
    )  # fmt: skip
    insert_row(connection, "market_state", shop_id=1, day=2, memory='{"day": 2}', tuning_version="id-1")
    insert_row(
        connection, "campaign", id=7, shop_id=1, post_id=1, slot=0, channel="meta", aim="sell", audience="{}",
        daily_amount=20_000, days=3, start_day=0, state="running", created_at=day,
    )  # fmt: skip
    counts = dict.fromkeys(("impressions", "reach", "reach_total", "clicks", "visits", "chats", "orders"), 1)
    money = dict.fromkeys(("revenue", "goods_cost", "other_cost", "money_left"), 0)
    entries = [(1, None, "start", 100_000, 100_000), (2, None, "start", 50_000, 50_000)]
    for number in (0, 1):
        insert_row(
            connection, "market_day", campaign_id=7, day=number, spend=20_000, report="{}", tuning_version="id-1",
            created_at=day, **counts, **money,
        )  # fmt: skip
        entries.append((1, 7, "ad_spend", -20_000, 80_000 - number * 20_000))
    for shop_id, campaign_id, kind, amount, after in entries:
        insert_row(
            connection, "wallet_entry", shop_id=shop_id, campaign_id=campaign_id, kind=kind, amount=amount,
            balance_after=after, created_at=day,
        )  # fmt: skip


def test_what_a_shop_has_played_becomes_its_first_run_and_goes_back(engine: Engine) -> None:
    prepare_engine(engine)  # with foreign keys held, as the application's own engine
    migrate(engine, "0001")
    with engine.begin() as connection:
        before_runs(connection)
    migrate(engine, "0002")
    with engine.connect() as connection:
        runs = connection.execute(
            text("SELECT shop_id, number, day, ended_at FROM market_run ORDER BY id")
        ).all()
        assert [tuple(run) for run in runs] == [(1, 1, 2, None), (2, 1, 0, None)]
        wallets = text(
            "SELECT r.shop_id, sum(e.amount), count(e.campaign_id) FROM wallet_entry e "
            "JOIN market_run r ON r.id = e.run_id GROUP BY r.shop_id ORDER BY r.shop_id"
        )
        assert [tuple(map(int, row)) for row in connection.execute(wallets)] == [
            (1, 60_000, 2),
            (2, 50_000, 0),
        ]
        row = connection.execute(text("SELECT * FROM campaign")).mappings().one()
        assert (row["run_id"], row["arm"], row["targeting"], row["every_days"]) == (1, "", "broad", 1)
        assert connection.execute(text("SELECT count(*) FROM market_day WHERE campaign_id = 7")).scalar() == 2
    with engine.begin() as connection:  # a second run, which the old tables cannot hold
        connection.execute(text("UPDATE market_run SET ended_at = started_at WHERE shop_id = 2"))
        run = "SELECT 3, 2, 2, 0, 4, memory, shelf, 'id-1', 1, started_at FROM market_run WHERE id = 2"
        columns = (
            "id, shop_id, number, first_day, day, memory, shelf, tuning_version, row_version, started_at"
        )
        connection.execute(text(f"INSERT INTO market_run ({columns}) {run}"))
    take_back(engine, "0001")
    with engine.connect() as connection:
        states = connection.execute(text("SELECT shop_id, day FROM market_state ORDER BY shop_id")).all()
        assert [tuple(state) for state in states] == [(1, 2), (2, 4)]
        assert connection.execute(text("SELECT shop_id, slot, state FROM campaign")).one() == (
            1,
            0,
            "running",
        )
        assert connection.execute(text("SELECT count(*) FROM market_day")).scalar() == 2
        assert connection.execute(text("SELECT sum(amount) FROM wallet_entry")).scalar() == 60_000


def test_shops_from_before_the_craft_keep_what_they_have_and_go_back(engine: Engine) -> None:
    prepare_engine(engine)
    migrate(engine, "0001")
    with engine.begin() as connection:
        before_runs(connection)
    migrate(engine, "0003")
    with engine.connect() as connection:
        product = connection.execute(text("SELECT * FROM product")).mappings().one()
        assert (product["kind"], product["was_price"], product["ready_on"]) == ("goods", None, None)
        prices = connection.execute(text("SELECT product_id, price FROM product_price")).all()
        assert [tuple(price) for price in prices] == [
            (1, 18_000)
        ]  # what it cost so far may be shown struck through
        post = connection.execute(text("SELECT state, planned_on FROM post")).one()
        assert tuple(post) == ("ready", None)  # a post that could be promoted still can
        with Session(connection) as session:
            shop = session.scalars(select(Shop).where(Shop.id == 1)).one()
            assert (shop.shipping_rates, shop.products[0].permits, shop.products[0].diets) == ({}, {}, [])
    take_back(engine, "0002")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT price, stock FROM product")).one() == (18_000, 20)
        assert connection.execute(text("SELECT count(*) FROM campaign")).scalar() == 1
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM product_price")).scalar() == 1
