"""The example class of the first start."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from sandbox.campaigns.models import Campaign, MarketDay
from sandbox.campaigns.queries import class_results
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant
from sandbox.reviews.models import Review
from sandbox.shops.models import CustomerReview, Product, Shop
from tests.support.pages import text_of
from tests.support.world import World


def test_the_example_class_is_loaded_once_and_looks_like_a_class(world: World) -> None:
    from sandbox.demo import load_demo_class

    with world.session():
        assert load_demo_class() is not None
    with world.session():
        assert load_demo_class() is None
    count = lambda model: world.one(select(func.count()).select_from(model))  # noqa: E731  (reads as a word)
    assert (count(Classroom), count(Participant), count(Shop)) == (1, 6, 6)
    assert count(Product) >= 18
    assert world.one(select(func.count()).where(Shop.state == "shown")) == 5
    assert count(Review) == 2
    assert count(CustomerReview) == 5
    assert count(MarketDay) > 15
    states = world.read(lambda session: set(session.scalars(select(Campaign.state))))
    assert {"running", "paused", "done"} <= states
    classroom, trainer = world.one(select(Classroom.id)), world.trainer()
    with world.session():
        results = class_results(classroom)
    assert len(results) == 5, "everybody on display has played"
    assert all(result.days > 0 for result in results)
    assert sum(result.orders for result in results) > 0
    assert {result.run for result in results} == {1, 2}, "somebody has begun anew"
    world.add(ClassroomStaff(classroom_id=classroom, trainer_id=trainer))
    phone = world.phone("trainer", trainer)
    assert "Bu Siti" in text_of(phone.page(f"/pelatih/kelas/{classroom}"))
    wall = text_of(phone.page(f"/pelatih/kelas/{classroom}/layar"))
    assert "5 dari 6 toko tampil" in wall
    media: Path = world.app.extensions["settings"].media_dir
    assert any(media.rglob("*.webp"))
    siti = world.one(select(Participant.id).where(Participant.nickname == "Bu Siti"))
    assert "7 dari 8 langkah" in text_of(world.phone("participant", siti).page("/beranda"))
