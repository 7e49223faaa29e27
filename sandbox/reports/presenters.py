"""The class table: one row a participant, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.classrooms.enums import Step
from sandbox.classrooms.progress import NOTHING_YET, Progress, done_steps
from sandbox.lang.dates import to_zone
from sandbox.lang.texts import current_locale, t
from sandbox.packs.loader import Pack

COLUMNS = (
    "nickname", "joined", "sex", "age", "district", "shop", "state", "products", "own-photos", "posts",
    "visits", "campaigns", "market-orders", "class-orders", "wallet", "steps",
)  # fmt: skip


def class_table(
    people: Sequence[Any],
    progress: Mapping[int, Progress],
    criteria: Sequence[tuple[str, str]],
    *,
    timezone: str,
    pack: Pack,
) -> tuple[list[str], list[list[object]]]:
    """Header and rows. ``people`` are participants; ``criteria`` are (key, title) of the class's rubric."""
    head = [t(f"reports-column-{column}") for column in COLUMNS]
    head += [t("reports-column-mark", criterion=title) for _key, title in criteria]
    head.append(t("reports-column-comment"))
    rows = [_row(person, progress.get(person.id, NOTHING_YET), criteria, timezone, pack) for person in people]
    return head, rows


def _row(
    person: Any, facts: Progress, criteria: Sequence[tuple[str, str]], timezone: str, pack: Pack
) -> list[object]:
    shop = facts.shop
    district = pack.find_district(person.district_code)
    state = (
        ("reports-state-shown" if shop.is_shown else "reports-state-draft") if shop else "reports-state-none"
    )
    return [
        person.nickname,
        f"{to_zone(person.created_at, timezone):%Y-%m-%d %H:%M}",
        t(f"classrooms-sex-{person.sex}") if person.sex else "",
        t(f"classrooms-age-{person.age_band}") if person.age_band else "",
        district.name if district else "",
        shop.name if shop else "",
        t(state),
        facts.products,
        facts.own_photos,
        facts.posts,
        facts.scans,
        facts.campaigns,
        facts.market_orders,
        facts.orders,
        facts.wallet,
        t("reports-steps", done=len(done_steps(facts)), all=len(Step)),
        *(_mark(facts.marks.get(key)) for key, _title in criteria),
        " / ".join(facts.comments),
    ]


def _mark(level: float | None) -> object:
    """A level as the reader's spreadsheet expects it: whole levels as numbers, halves with their comma."""
    if level is None:
        return ""
    if level == int(level):
        return int(level)
    return f"{level:.1f}".replace(".", "," if current_locale() == "id" else ".")
