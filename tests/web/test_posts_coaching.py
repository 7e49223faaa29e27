"""The coach beside a stored post: proof answers a check, the shop's own number is its own, a stop keeps a draft."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from sandbox.posts.models import Post
from sandbox.posts.queries import post_quality
from sandbox.shops.models import Shop
from tests.support.pages import text_of
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

CLAIM = "Keripik tempe terenak di Madiun.\nDigoreng tiap Selasa, 250 g Rp18.000.\nPesan lewat chat ya."
PROOF = "Juara 1 lomba keripik Madiun 2025"


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged()


@pytest.fixture
def phone(world: World, ids: Ids) -> Any:
    return world.phone("participant", ids.participant)


def form(ids: Ids, caption: str, **more: str) -> dict[str, str]:
    return {"product": str(ids.products[0]), "aim": "sell", "caption": caption} | more


def the_post(world: World) -> Post:
    return world.one(select(Post).order_by(Post.id.desc()).limit(1))


def score(world: World) -> int:
    with world.session() as session:
        return post_quality(session.scalars(select(Post)).one()).caption_score


def test_proof_is_kept_raises_the_score_and_comes_back(world: World, ids: Ids, phone: Any) -> None:
    phone.send("/posting/baru", form(ids, CLAIM))
    before, here = score(world), f"/posting/{the_post(world).id}"
    phone.send(
        here,
        form(ids, CLAIM, version="1", **{"proof-superlative": PROOF, "proof-cure_claim": "percaya saja"}),
    )
    assert the_post(world).proofs == {"superlative": PROOF}  # a stop has no proof
    assert score(world) == before + 8
    page = phone.page(here)
    (field,) = [node for node in page.iter() if node.get("name") == "proof-superlative"]
    assert field.get("value") == PROOF
    assert "Sudah ada bukti" in text_of(page)
    phone.send(here, form(ids, CLAIM, version="2", **{"proof-superlative": " ? "}))
    assert score(world) == before  # a question mark proves nothing


def test_the_shops_own_number_may_stand_in_a_post(world: World, ids: Ids, phone: Any) -> None:
    caption = "Keripik tempe tipis, 250 g Rp18.000.\n0812-3456-7890"
    phone.send("/posting/baru", form(ids, caption))
    assert the_post(world).state == "draft"
    with world.session() as session:
        session.execute(update(Shop).values(phone="6281234567890"))
    phone.send("/posting/baru", form(ids, caption, submit_key="k2"))
    assert the_post(world).state == "ready"


def test_a_stop_keeps_the_text_as_a_draft_that_cannot_be_promoted(world: World, ids: Ids, phone: Any) -> None:
    caption = "Jamu kunyit menyembuhkan maag. 250 ml Rp12.000.\nPesan lewat chat ya."
    answer = phone.send("/posting/baru", form(ids, caption, state="ready"))
    assert answer.status_code == 303
    post = the_post(world)
    assert (post.caption, post.state) == (caption, "draft")
    plan = {
        "post": str(post.id),
        "channel": "meta",
        "aim": "introduce",
        "daily_amount": "20rb",
        "days": "1",
        "start": "0",
    }
    assert phone.send("/promosi/baru", plan).status_code == 422
