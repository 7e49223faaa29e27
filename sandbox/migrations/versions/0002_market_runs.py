"""Runs through the market, days of shops, A/B tests, and the market of a class."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

market_state = sa.table(
    "market_state",
    *(sa.column(name) for name in ("shop_id", "day", "tuning_version")),
    sa.column("memory", sa.JSON),
)
market_run = sa.table(
    "market_run",
    *(
        sa.column(name)
        for name in (
            "id",
            "shop_id",
            "number",
            "first_day",
            "day",
            "tuning_version",
            "row_version",
            "ended_at",
        )
    ),
    sa.column("memory", sa.JSON),
    sa.column("shelf", sa.JSON),
    sa.column("started_at", sa.DateTime(timezone=True)),
)
wallet_entry = sa.table(
    "wallet_entry",
    *(sa.column(name) for name in ("shop_id", "run_id")),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
campaign = sa.table("campaign", *(sa.column(name) for name in ("id", "shop_id", "run_id", "state")))
market_day = sa.table("market_day", sa.column("campaign_id"))


def upgrade() -> None:
    """What each shop has done so far becomes its first run."""
    _create_tables()
    with op.batch_alter_table("wallet_entry") as batch:
        batch.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("campaign") as batch:
        batch.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("test_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("arm", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("targeting", sa.String(), nullable=False, server_default="broad"))
        batch.add_column(sa.Column("every_days", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("paused_for", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("forecast_orders", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("forecast_money", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("save_key", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
    _first_runs(op.get_bind())
    op.execute("UPDATE campaign SET updated_at = created_at")
    with op.batch_alter_table("wallet_entry") as batch:
        batch.alter_column("run_id", existing_type=sa.Integer(), nullable=False)
        batch.create_index(batch.f("ix_wallet_entry_run_id"), ["run_id"], unique=False)
        batch.create_foreign_key(
            batch.f("fk_wallet_entry_run_id_market_run"), "market_run", ["run_id"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("campaign") as batch:
        batch.alter_column("run_id", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("updated_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        for name in ("arm", "targeting", "every_days", "paused_for", "row_version", "save_key"):
            kind = sa.Integer() if name in {"every_days", "row_version"} else sa.String()
            batch.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
        batch.drop_constraint(batch.f("uq_campaign_shop_id"), type_="unique")
        batch.create_unique_constraint(batch.f("uq_campaign_run_id"), ["run_id", "slot"])
        batch.create_index(batch.f("ix_campaign_run_id"), ["run_id"], unique=False)
        batch.create_index(batch.f("ix_campaign_test_id"), ["test_id"], unique=False)
        batch.create_foreign_key(
            batch.f("fk_campaign_run_id_market_run"), "market_run", ["run_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_foreign_key(
            batch.f("fk_campaign_test_id_post_test"), "post_test", ["test_id"], ["id"], ondelete="SET NULL"
        )
    op.drop_table("market_state")


def _first_runs(connection: sa.Connection) -> None:
    """One run for every shop with a market, a wallet or a campaign; its rows point to it."""
    states = {row.shop_id: row for row in connection.execute(sa.select(market_state))}
    opened = dict(
        connection.execute(
            sa.select(wallet_entry.c.shop_id, sa.func.min(wallet_entry.c.created_at)).group_by(
                wallet_entry.c.shop_id
            )
        ).all()
    )
    advertised = connection.scalars(sa.select(campaign.c.shop_id).distinct())
    rows = [
        {
            "shop_id": shop_id,
            "number": 1,
            "first_day": 0,
            "day": states[shop_id].day if shop_id in states else 0,
            "memory": states[shop_id].memory if shop_id in states else {},
            "shelf": {},
            "tuning_version": states[shop_id].tuning_version if shop_id in states else "",
            "row_version": 1,
            "started_at": opened.get(shop_id) or datetime.now(UTC),
            "ended_at": None,
        }
        for shop_id in sorted({*states, *opened, *advertised})
    ]
    if rows:
        connection.execute(sa.insert(market_run), rows)
    for table in (wallet_entry, campaign):
        own = sa.select(market_run.c.id).where(market_run.c.shop_id == table.c.shop_id).scalar_subquery()
        connection.execute(sa.update(table).values(run_id=own))


def _create_tables() -> None:
    op.create_table(
        "market_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("shelf", sa.JSON(), nullable=False),
        sa.Column("tuning_version", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shop.id"], name=op.f("fk_market_run_shop_id_shop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_run")),
        sa.UniqueConstraint("shop_id", "number", name=op.f("uq_market_run_shop_id")),
    )
    op.create_index(op.f("ix_market_run_shop_id"), "market_run", ["shop_id"], unique=False)
    op.create_index(
        "uq_market_run_current",
        "market_run",
        ["shop_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "post_test",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("lift", sa.Double(), nullable=False),
        sa.Column("planned_per_arm", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["market_run.id"], name=op.f("fk_post_test_run_id_market_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_test")),
    )
    op.create_index(op.f("ix_post_test_run_id"), "post_test", ["run_id"], unique=False)
    op.create_table(
        "shop_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("revenue", sa.BigInteger(), nullable=False),
        sa.Column("money_left", sa.BigInteger(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("tuning_version", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["market_run.id"], name=op.f("fk_shop_day_run_id_market_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_day")),
        sa.UniqueConstraint("run_id", "day", name=op.f("uq_shop_day_run_id")),
    )
    op.create_index(op.f("ix_shop_day_run_id"), "shop_day", ["run_id"], unique=False)
    op.create_table(
        "class_market",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("max_restarts", sa.Integer(), nullable=False),
        sa.Column("show_ranking", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name=op.f("fk_class_market_classroom_id_classroom"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("classroom_id", name=op.f("pk_class_market")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name=op.f("fk_round_classroom_id_classroom"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["trainer.id"], name=op.f("fk_round_closed_by_trainer"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("classroom_id", "number", name=op.f("uq_round_classroom_id")),
    )
    op.create_index(op.f("ix_round_classroom_id"), "round", ["classroom_id"], unique=False)
    op.create_table(
        "class_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name=op.f("fk_class_event_classroom_id_classroom"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_event")),
    )
    op.create_index(op.f("ix_class_event_classroom_id"), "class_event", ["classroom_id"], unique=False)


def downgrade() -> None:
    """Back to one try a shop: the current run stays, ended ones are lost, paused campaigns are stopped."""
    op.create_table(
        "market_state",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("tuning_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shop.id"], name=op.f("fk_market_state_shop_id_shop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_market_state")),
    )
    ended = sa.select(market_run.c.id).where(market_run.c.ended_at.is_not(None))
    old = sa.select(campaign.c.id).where(campaign.c.run_id.in_(ended))
    op.execute(sa.delete(wallet_entry).where(wallet_entry.c.run_id.in_(ended)))
    op.execute(sa.delete(market_day).where(market_day.c.campaign_id.in_(old)))
    op.execute(sa.delete(campaign).where(campaign.c.run_id.in_(ended)))
    op.execute("UPDATE campaign SET state = 'stopped' WHERE state = 'paused'")
    op.execute(
        "INSERT INTO market_state (shop_id, day, memory, tuning_version) "
        "SELECT shop_id, day, memory, tuning_version FROM market_run WHERE ended_at IS NULL"
    )
    with op.batch_alter_table("campaign") as batch:
        batch.drop_constraint(batch.f("fk_campaign_test_id_post_test"), type_="foreignkey")
        batch.drop_constraint(batch.f("fk_campaign_run_id_market_run"), type_="foreignkey")
        batch.drop_index(batch.f("ix_campaign_test_id"))
        batch.drop_index(batch.f("ix_campaign_run_id"))
        batch.drop_constraint(batch.f("uq_campaign_run_id"), type_="unique")
        batch.create_unique_constraint(batch.f("uq_campaign_shop_id"), ["shop_id", "slot"])
        for name in (
            "updated_at", "save_key", "row_version", "forecast_money", "forecast_orders", "paused_for",
            "every_days", "targeting", "arm", "test_id", "run_id",
        ):  # fmt: skip
            batch.drop_column(name)
    with op.batch_alter_table("wallet_entry") as batch:
        batch.drop_constraint(batch.f("fk_wallet_entry_run_id_market_run"), type_="foreignkey")
        batch.drop_index(batch.f("ix_wallet_entry_run_id"))
        batch.drop_column("run_id")
    for table in ("class_event", "round", "class_market", "shop_day", "post_test", "market_run"):
        op.drop_table(table)
