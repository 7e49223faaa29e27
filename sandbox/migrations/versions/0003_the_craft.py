"""Variants, bundles, bookings, price history, customer reviews, photo edits, post calendar, payments for practice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def text_column(name: str, default: str = "") -> sa.Column[str]:
    """A text that old rows have as ``default``."""
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def json_column(name: str, default: str = "{}") -> sa.Column[object]:
    """A JSON value that old rows have as ``default``."""
    return sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text(f"'{default}'"))


def new_columns() -> dict[str, list[sa.Column]]:
    """What each table gains. Old rows get the defaults; new rows are always written whole by the models."""
    return {
        "shop": [
            json_column("shipping_rates"),
            sa.Column("has_pickup", sa.Boolean(), nullable=False, server_default=sa.false()),
            text_column("pickup_note"),
        ],
        "product": [
            text_column("kind", "goods"),
            text_column("variant_kind"),
            sa.Column("was_price", sa.BigInteger(), nullable=True),
            sa.Column("sale_ends_on", sa.Date(), nullable=True),
            sa.Column("ready_on", sa.Date(), nullable=True),
            json_column("permits"),
            json_column("diets", "[]"),
            json_column("taken_dates", "[]"),
            json_column("cost_sheet"),
        ],
        "photo": [
            json_column("edit"),
            text_column("original_stem"),
            json_column("original"),
            json_column("looks"),
            json_column("answers"),
        ],
        "post": [
            text_column("state", "ready"),
            json_column("proofs"),
            sa.Column("planned_on", sa.Date(), nullable=True),
            sa.Column("planned_hour", sa.Integer(), nullable=True),
            text_column("planned_channel"),
            sa.Column("repeat_of_id", sa.Integer(), nullable=True),
        ],
        "short_link": [json_column("qr_style")],
        "scan": [text_column("medium"), text_column("campaign")],
        "shop_order": [text_column("variant"), sa.Column("wanted_on", sa.Date(), nullable=True)],
    }


def upgrade() -> None:
    """Old products start their price history with the price they have."""
    for table, columns in new_columns().items():
        for column in columns:
            op.add_column(table, column)
    with op.batch_alter_table("post") as batch:
        batch.create_foreign_key(
            batch.f("fk_post_repeat_of_id_post"), "post", ["repeat_of_id"], ["id"], ondelete="SET NULL"
        )
    _create_product_tables()
    _create_post_tables()
    _create_visitor_tables()
    op.execute(
        "INSERT INTO product_price (product_id, price, since) SELECT id, price, created_at FROM product"
    )


def downgrade() -> None:
    """Edited photos stay as edited; everything else the columns and tables held is lost."""
    for table in (
        "practice_payment", "customer_review", "post_version", "post_photo", "bundle_item", "product_price",
        "product_variant",
    ):  # fmt: skip
        op.drop_table(table)
    with op.batch_alter_table("post") as batch:
        batch.drop_constraint(batch.f("fk_post_repeat_of_id_post"), type_="foreignkey")
    for table, columns in reversed(new_columns().items()):
        for column in reversed(columns):
            op.drop_column(table, column.name)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A plain integer, mostly a reference."""
    return sa.Column(name, sa.Integer(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """A moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def refers(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    """A foreign key named as the models name theirs."""
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def create(table: str, *parts: sa.Column | sa.Constraint, indexed: tuple[str, ...]) -> None:
    """A table with its id, and an index on each column of ``indexed``."""
    op.create_table(table, number("id"), *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    for column in indexed:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _create_product_tables() -> None:
    create(
        "product_variant",
        number("product_id"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        number("stock"),
        number("position"),
        refers("product_variant", "product_id", "product"),
        indexed=("product_id",),
    )
    create(
        "product_price",
        number("product_id"),
        sa.Column("price", sa.BigInteger(), nullable=False),
        moment("since"),
        refers("product_price", "product_id", "product"),
        indexed=("product_id",),
    )
    create(
        "bundle_item",
        number("bundle_id"),
        number("product_id"),
        number("quantity"),
        refers("bundle_item", "bundle_id", "product"),
        refers("bundle_item", "product_id", "product"),
        sa.UniqueConstraint("bundle_id", "product_id", name=op.f("uq_bundle_item_bundle_id")),
        indexed=("bundle_id", "product_id"),
    )


def _create_post_tables() -> None:
    create(
        "post_photo",
        number("post_id"),
        number("photo_id"),
        number("position"),
        refers("post_photo", "post_id", "post"),
        refers("post_photo", "photo_id", "photo"),
        sa.UniqueConstraint("post_id", "photo_id", name=op.f("uq_post_photo_post_id")),
        indexed=("post_id", "photo_id"),
    )
    create(
        "post_version",
        number("post_id"),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        number("photo_id", nullable=True),
        moment("created_at"),
        refers("post_version", "post_id", "post"),
        refers("post_version", "photo_id", "photo", "SET NULL"),
        indexed=("post_id",),
    )


def _create_visitor_tables() -> None:
    create(
        "customer_review",
        number("shop_id"),
        number("product_id", nullable=True),
        number("author_id"),
        number("stars"),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        moment("hidden_at", nullable=True),
        moment("created_at"),
        moment("updated_at"),
        refers("customer_review", "shop_id", "shop"),
        refers("customer_review", "product_id", "product", "SET NULL"),
        refers("customer_review", "author_id", "participant"),
        sa.UniqueConstraint("shop_id", "author_id", name=op.f("uq_customer_review_shop_id")),
        indexed=("shop_id", "author_id"),
    )
    create(
        "practice_payment",
        number("shop_id"),
        number("payer_id", nullable=True),
        sa.Column("payer_name", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        moment("created_at"),
        refers("practice_payment", "shop_id", "shop"),
        refers("practice_payment", "payer_id", "participant", "SET NULL"),
        indexed=("shop_id",),
    )
