"""A post's life: draft and ready, several photos, finished pictures, versions, the calendar, a repeat."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from sandbox.campaigns.enums import HoldReason
from sandbox.campaigns.facts import creative_of
from sandbox.campaigns.queries import post_fault
from sandbox.clock import now
from sandbox.links.models import ShortLink
from sandbox.posts.models import Post, PostVersion
from sandbox.posts.operations import MOST_VERSIONS, ONE_SITTING
from sandbox.posts.queries import caption_key
from sandbox.shops.models import Photo
from tests.support.pages import elements, text_of
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

GOOD = "Keripik tempe renyah.\n250 g Rp 18.000.\nPesan lewat chat, ya."
STOPPED = "Keripik ini menyembuhkan maag. Rp 18.000, pesan ya."
AUTO = {"X-Autosave": "1", "Accept": "application/json"}


def facts(ids: Ids, **more: Any) -> dict[str, Any]:
    return {"product": str(ids.products[0]), "aim": "sell", "caption": GOOD} | more


def posts(world: World) -> list[Post]:
    return world.read(lambda session: list(session.scalars(select(Post).order_by(Post.id))))


def versions(world: World) -> list[str]:
    query = select(PostVersion.caption).order_by(PostVersion.id)
    return world.read(lambda session: list(session.scalars(query)))


def fault(world: World, post_id: int) -> HoldReason | None:
    return world.read(lambda session: post_fault(session.get_one(Post, post_id)))


def save(phone: Any, world: World, ids: Ids, post_id: int, **more: Any) -> Any:
    version = world.read(lambda session: session.get_one(Post, post_id).row_version)
    return phone.send(f"/posting/{post_id}", facts(ids, version=str(version)) | more)


def test_a_draft_stays_at_home_until_it_is_ready(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    phone.send("/posting/baru", facts(ids, caption="", state="draft"))
    (post,) = posts(world)
    assert (post.state, fault(world, post.id)) == ("draft", HoldReason.POST_DRAFT)
    page = phone.get("/posting").text
    assert "Draf" in page
    assert f"post={post.id}" not in page
    assert "Keripik tempe tipis" not in text_of(phone.page("/tautan")).split("Posting")[-1]
    assert phone.send("/tautan", {"kind": "post", "target": str(post.id)}).status_code == 404
    assert save(phone, world, ids, post.id, caption="", state="ready").status_code == 422
    save(phone, world, ids, post.id, state="ready")
    assert (posts(world)[0].state, fault(world, post.id)) == ("ready", None)
    phone.send("/tautan", {"kind": "post", "target": str(post.id)})
    assert world.one(select(ShortLink)).target_id == post.id


def test_what_the_coach_stops_is_kept_as_a_draft_and_said_so(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    answer = phone.send("/posting/baru", facts(ids, caption=STOPPED, state="ready"))
    (post,) = posts(world)
    assert answer.headers["Location"] == f"/posting/{post.id}#coach"
    page = phone.get(f"/posting/{post.id}").text
    assert "Tersimpan sebagai draf" in page
    assert "menyembuhkan maag" in page
    assert (post.state, fault(world, post.id)) == ("draft", HoldReason.POST_STOPPED)
    save(phone, world, ids, post.id, state="ready")
    assert posts(world)[0].state == "ready"
    version = str(posts(world)[0].row_version)
    saved = phone.send(f"/posting/{post.id}", facts(ids, caption=STOPPED, version=version), headers=AUTO)
    assert saved.status_code == 200
    assert posts(world)[0].state == "draft"
    save(phone, world, ids, post.id)  # a good caption again, but nobody has said that it is ready
    assert fault(world, post.id) is HoldReason.POST_DRAFT


def test_photos_keep_the_order_they_were_tapped_in(world: World) -> None:
    ids = world.arranged()
    product = ids.products[0]
    photos = [world.photo(ids.shop, product) for _ in range(6)]
    phone = world.phone("participant", ids.participant)
    ticked = [str(photo) for photo in photos[:3]]
    sent = {
        f"photo-{product}": ticked,
        f"order-{product}": f"{photos[2]},{photos[0]}",
        "proof-superlative": "x" * 201,
    }
    answer = phone.send("/posting/baru", facts(ids) | sent)
    assert answer.status_code == 422
    assert "201" in answer.text
    sent |= {"proof-superlative": "Nota penjualan 2026", "proof-unknown": "x"}
    phone.send("/posting/baru", facts(ids) | sent)
    (post,) = world.read(
        lambda session: [(p.photo_id, p.more_photo_ids, p.proofs) for p in session.scalars(select(Post))]
    )
    assert post == (photos[2], [photos[0], photos[1]], {"superlative": "Nota penjualan 2026"})
    post_id = posts(world)[0].id
    many = {f"photo-{product}": [str(photo) for photo in photos]}
    assert "Paling banyak 5 foto" in save(phone, world, ids, post_id, **many).text
    swapped = {f"photo-{product}": ticked[:2], f"order-{product}": ",".join(ticked[:2])}
    save(phone, world, ids, post_id, **swapped)
    chosen = world.read(lambda session: [photo.id for photo in session.get_one(Post, post_id).photos])
    assert chosen == photos[:2]
    assert posts(world)[0].proofs == {"superlative": "Nota penjualan 2026"}


def test_first_sentences_and_hashtags_are_put_in_without_javascript(world: World) -> None:
    ids = world.arranged(district_code="35.19")
    phone = world.phone("participant", ids.participant)

    def after(wish: str, caption: str) -> str:
        tree = phone.send("/posting/contoh", facts(ids, caption=caption, add=wish)).text
        from tests.support.pages import parse_page

        field = next(node for node in elements(parse_page(tree)) if node.get("id") == "caption")
        return "".join(field.itertext()).strip()

    assert after("part:hook", "Isi").startswith("Keripik tempe tipis dari Madiun, untuk …\n\nIsi")
    assert "Rp\u00a018.000 per bungkus" in after("part:price", "Isi")
    assert after("tag:#UMKMMadiun", "Isi") == "Isi\n\n#UMKMMadiun"
    assert after("tag:#viral", "Isi") == after("part:rob", "Isi") == after("", "Isi") == "Isi"
    assert after("tag:#UMKMMadiun", "#a #b #c #d #e") == "#a #b #c #d #e"


def test_finished_pictures_have_the_channels_size_and_nothing_else(world: World) -> None:
    ids = world.arranged()
    out = io.BytesIO()
    Image.new("RGB", (1440, 1080), "#884422").save(out, "WEBP", exif=b"Exif\0\0secret")
    stem = "abcdefghijklmnopqrstuvwxyz"
    world.app.extensions["media_store"].put(f"{stem}/zoom.webp", out.getvalue())
    stored = {"zoom": [f"{stem}/zoom.webp", 1440, 1080, 100]}
    photo = world.photo(ids.shop, ids.products[0], variants=stored, width=1440, height=1080)
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], photo_id=photo, caption=GOOD))
    bare = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption=GOOD))
    phone = world.phone("participant", ids.participant)
    sizes = {"instagram": (864, 1080), "story": (1080, 1920), "shopee": (1080, 1080)}
    for channel, size in sizes.items():
        answer = phone.get(f"/posting/{post}/gambar/{channel}.jpg")
        picture = Image.open(io.BytesIO(answer.data))
        assert (picture.format, picture.size) == ("JPEG", size)
        assert not picture.getexif()
        assert b"secret" not in answer.data
        assert "keripik-tempe-tipis" in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(phone.get(f"/posting/{post}/gambar.zip").data))
    assert {"tiktok-1.jpg", "catalogue-1.jpg", "tulisan.txt"} < set(archive.namelist())
    assert archive.read("tulisan.txt").decode().replace("\r\n", "\n") == GOOD
    gone = (
        f"{post}/gambar/radio.jpg",
        f"{post}/gambar/story.jpg?foto=2",
        f"{bare}/gambar/story.jpg",
        f"{bare}/gambar.zip",
    )
    assert {phone.get(f"/posting/{address}").status_code for address in gone} == {404}


def test_what_the_coach_stops_is_not_taken_away_by_its_address_either(world: World) -> None:
    ids = world.arranged()
    photo = world.photo(ids.shop, ids.products[0])
    post = world.add(
        Post(shop_id=ids.shop, product_id=ids.products[0], photo_id=photo, caption=STOPPED, state="draft")
    )
    phone = world.phone("participant", ids.participant)
    for address in ("gambar/instagram.jpg", "gambar.zip"):
        answer = phone.get(f"/posting/{post}/{address}")
        assert (answer.status_code, answer.headers.get("Location")) == (303, f"/posting/{post}#previews")
    assert (
        "Gambar dan tulisannya bisa diambil setelah bagian merah diubah."
        in phone.get(f"/posting/{post}").text
    )


def test_versions_are_kept_by_the_sitting_and_can_be_used_again(world: World) -> None:
    ids = world.arranged()
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], aim="sell", caption="Satu gurih"))
    phone = world.phone("participant", ids.participant)
    assert "Belum ada yang berubah" in phone.get(f"/posting/{post}/riwayat").text
    for caption in ("Satu renyah", "Dua renyah"):
        save(phone, world, ids, post, caption=caption)
    assert versions(world) == ["Satu gurih"]
    page = phone.page(f"/posting/{post}/riwayat")
    marked = {node.tag: text_of(node) for node in elements(page) if node.tag in {"ins", "del"}}
    assert marked == {"ins": "Dua renyah", "del": "Satu gurih"}
    first = world.one(select(PostVersion.id))
    phone.send(f"/posting/{post}/riwayat/{first}/pakai")
    assert posts(world)[0].caption == "Satu gurih"
    assert versions(world) == ["Satu gurih", "Dua renyah"], "what was replaced can be brought back"
    other = world.arranged(nickname="Pak Harto", slug="tetangga")
    neighbour = world.phone("participant", other.participant)
    assert neighbour.get(f"/posting/{post}/riwayat").status_code == 404
    for number in range(MOST_VERSIONS + 3):
        with world.session() as session:
            for version in session.scalars(select(PostVersion)):
                version.created_at = now() - ONE_SITTING - dt.timedelta(minutes=1)
        save(phone, world, ids, post, caption=f"Tulisan {number}")
    assert len(versions(world)) == MOST_VERSIONS
    assert versions(world)[-1] == f"Tulisan {MOST_VERSIONS + 1}"


def test_a_post_is_planned_moved_and_taken_off_the_calendar(world: World) -> None:
    ids = world.arranged()
    phone = world.phone("participant", ids.participant)
    assert "Belum ada yang bisa direncanakan" in phone.get("/posting/kalender").text
    post = world.add(Post(shop_id=ids.shop, product_id=ids.products[0], caption="Promo akhir pekan"))
    assert "Belum direncanakan" in phone.get("/posting/kalender").text
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
    plan = {"day": (today + dt.timedelta(days=3)).isoformat(), "hour": "19", "channel": "tiktok"}
    phone.send(f"/posting/{post}/rencana", plan)
    page = text_of(phone.page("/posting/kalender"))
    assert "19.00 · TikTok" in page
    assert "Promo akhir pekan" in page
    assert "19.00, TikTok" in phone.get("/posting").text
    for wrong in (
        {"day": "kapan"},
        {"day": "2020-01-01"},
        {"day": "9999-12-31"},
        {"hour": "25"},
        {"hour": "3"},
        {"channel": "radio"},
    ):
        answer = phone.send(f"/posting/{post}/rencana", plan | wrong)
        assert answer.status_code == 422
    far = today + dt.timedelta(days=40)
    phone.send(f"/posting/{post}/rencana", plan | {"day": far.isoformat(), "hour": "7"})
    assert "07.00 · TikTok" in text_of(phone.page(f"/posting/kalender?bulan={far:%Y-%m}"))
    assert "Gajian" in phone.get("/posting/kalender?bulan=2027-01").text
    assert "Idulfitri" in phone.get("/posting/kalender?bulan=2027-03").text
    assert phone.get("/posting/kalender?bulan=nanti").status_code == 200
    with world.session() as session:
        session.get_one(Post, post).planned_on = today
        session.get_one(Post, post).planned_hour = 0
    is_past = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).hour > 0
    assert ("sudah lewat" in phone.get("/posting/kalender").text) is is_past
    phone.send(f"/posting/{post}/rencana/lepas")
    assert posts(world)[0].planned_on is None


def test_a_repeat_asks_for_a_photo_that_differs_and_keeps_what_people_know(world: World) -> None:
    ids = world.arranged()
    product = ids.products[0]
    first = world.read(lambda session: session.scalars(select(Photo.id).order_by(Photo.id)).first())
    post = world.add(Post(shop_id=ids.shop, product_id=product, photo_id=first, caption=GOOD))
    phone = world.phone("participant", ids.participant)
    for _ in range(2):
        phone.send(f"/posting/{post}/ulangi", {"submit_key": "r"})
    _, repeat = posts(world)
    assert (repeat.state, repeat.photo_id, repeat.repeat_of_id) == ("draft", None, post)
    same = {f"photo-{product}": str(first), "state": "ready"}
    for wish in ({"state": "ready"}, same):
        assert "orang sudah melihat yang ini" in save(phone, world, ids, repeat.id, **wish).text
    fresh = world.photo(ids.shop, product)
    save(phone, world, ids, repeat.id, **same | {f"photo-{product}": str(fresh)})
    assert posts(world)[1].state == "ready"
    with world.session() as session:
        one, other = (creative_of(session.get_one(Post, number)) for number in (post, repeat.id))
    assert one.photo != other.photo
    assert one.caption == other.caption, "whoever has read it knows it"
    assert caption_key("Keripik RENYAH!") == caption_key("keripik renyah") != caption_key("keripik gurih")
