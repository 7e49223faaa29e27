"""Arranging a class in a test, and looking at what was stored.

A database session is open only while arranging or reading, so that nothing uncommitted can look saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Select
from sqlalchemy.orm import Session

from sandbox.campaigns.models import MarketRun, WalletEntry
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant, Trainer
from sandbox.clock import now
from sandbox.extensions import db
from sandbox.shops.models import Photo, Product, ProductPhoto, Shop, ShopKeeper
from tests.support.pages import LintingClient

T = TypeVar("T")


@dataclass(frozen=True)
class Ids:
    """The ids of an arranged class: one trainer, one participant with a shop of two products."""

    trainer: int
    classroom: int
    participant: int
    shop: int
    products: tuple[int, int]


class World:
    """One installation under test."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._count = 0

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in its own application context, committed at the end."""
        with self.app.app_context():
            yield db.session()
            db.session.commit()

    def read(self, query: Callable[[Session], T]) -> T:
        """Run ``query`` on a fresh session."""
        with self.app.app_context():
            return query(db.session())

    def one(self, select: Select[Any]) -> Any:
        """The single scalar a select yields, from a fresh session."""
        return self.read(lambda session: session.scalars(select).one())

    def add(self, thing: Any) -> int:
        """Store one model object; return its id."""
        with self.session() as session:
            session.add(thing)
            session.flush()
            return thing.id

    def next(self) -> int:
        """A number not used before in this world."""
        self._count += 1
        return self._count

    def trainer(self, name: str = "Bu Ani") -> int:
        """A trainer without a class (password: none that works)."""
        return self.add(Trainer(name=name, sign_in_name=f"{name}{self.next()}".casefold(), password_hash="x"))

    def classroom(self, trainer_id: int, name: str = "Kelas Madiun", code: str | None = None) -> int:
        """A class run by the trainer."""
        number = self.next()
        signs = "ACDEFHJKMNPRTWXY34679"
        code = code or "".join(signs[number // 21**place % 21] for place in range(6))
        classroom_id = self.add(Classroom(name=name, code=code, seed=f"seed{number}"))
        self.add(ClassroomStaff(classroom_id=classroom_id, trainer_id=trainer_id, role="trainer"))
        return classroom_id

    def participant(self, classroom_id: int, nickname: str = "Bu Siti") -> int:
        """A participant (PIN: none that works)."""
        return self.add(
            Participant(
                classroom_id=classroom_id,
                nickname=nickname,
                nickname_key=nickname.casefold(),
                pin_digest="x",
                consent_at=now(),
            )
        )

    def shop(self, classroom_id: int, participant_id: int, **facts: Any) -> int:
        """A shop on display kept by the participant, without products."""
        values = {"name": "Keripik Bu Siti", "trade": "food", "state": "shown"} | facts
        values.setdefault("slug", f"toko-{self.next()}")
        shop_id = self.add(Shop(classroom_id=classroom_id, **values))
        self.add(ShopKeeper(shop_id=shop_id, participant_id=participant_id))
        return shop_id

    def product(self, shop_id: int, **facts: Any) -> int:
        """A product of the shop."""
        number = self.next()
        values = {
            "name": "Keripik tempe tipis", "price": 18_000, "unit_cost": 10_900, "stock": 20,
            "unit": "bungkus", "weight_g": 280, "slug": f"produk-{number}", "position": number,
        } | facts  # fmt: skip
        return self.add(Product(shop_id=shop_id, **values))

    def photo(self, shop_id: int, product_id: int | None = None, **facts: Any) -> int:
        """A photo row (no file behind it), attached to the product when given."""
        stem = f"{'abcdefghij'[self.next() % 10]}{self.next():025d}"
        variants = {
            name: [f"{stem}/{name}.webp", size, size, 1000]
            for name, size in (("list", 320), ("page", 720), ("zoom", 1440))
        } | {"share": [f"{stem}/share.jpg", 1080, 1080, 1000]}
        values = {"digest": stem, "width": 1440, "height": 1440, "variants": variants} | facts
        photo_id = self.add(Photo(shop_id=shop_id, stem=stem, **values))
        if product_id is not None:
            self.add(ProductPhoto(product_id=product_id, photo_id=photo_id))
        return photo_id

    def run(self, shop_id: int, money: int = 100_000, **facts: Any) -> int:
        """The shop's run through the market, with its wallet; no day is played."""
        run_id = self.add(MarketRun(shop_id=shop_id, **{"tuning_version": "t"} | facts))
        self.add(WalletEntry(shop_id=shop_id, run_id=run_id, kind="start", amount=money, balance_after=money))
        return run_id

    def arranged(self, nickname: str = "Bu Siti", **shop: Any) -> Ids:
        """A whole small class of its own: trainer, class, participant, shop, two products with photos."""
        trainer_id = self.trainer()
        classroom_id = self.classroom(trainer_id)
        participant_id = self.participant(classroom_id, nickname)
        shop_id = self.shop(classroom_id, participant_id, **shop)
        first, second = self.product(shop_id), self.product(shop_id, name="Kacang mede", price=42_000)
        self.photo(shop_id, first)
        self.photo(shop_id, second)
        return Ids(trainer_id, classroom_id, participant_id, shop_id, (first, second))

    def phone(self, kind: str = "", person_id: int = 0) -> LintingClient:
        """A browser; signed in when ``kind`` ("participant" or "trainer") and an id are given."""
        client = self.app.test_client()
        if kind:
            with client.session_transaction() as session:
                session["actor"] = [kind, person_id, 1]
                session["lang"] = "id"
        return client  # type: ignore[return-value]
