"""The example class of the first start."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from sandbox.campaigns.models import MarketDay
from sandbox.classrooms.models import Classroom, ClassroomStaff, Participant
from sandbox.reviews.models import Review
from sandbox.shops.models import Product, Shop
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
    assert count(MarketDay) == 3
    classroom, trainer = world.one(select(Classroom.id)), world.trainer()
    world.add(ClassroomStaff(classroom_id=classroom, trainer_id=trainer))
    phone = world.phone("trainer", trainer)
    assert "Bu Siti" in text_of(phone.page(f"/pelatih/kelas/{classroom}"))
    wall = text_of(phone.page(f"/pelatih/kelas/{classroom}/layar"))
    assert "5 dari 6 toko tampil" in wall
    media: Path = world.app.extensions["settings"].media_dir
    assert any(media.rglob("*.webp"))
    siti = world.one(select(Participant.id).where(Participant.nickname == "Bu Siti"))
    assert "7 dari 8 langkah" in text_of(world.phone("participant", siti).page("/beranda"))
