"""Photos: sent by the phone's script or a plain form, kept once, ordered, taken off and put back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from sandbox.posts.models import Post
from sandbox.shops import operations
from sandbox.shops.models import Photo, Product, ProductPhoto, Shop
from sandbox.shops.queries import unused_photos
from tests.support.pages import LintingClient, elements, parse_page
from tests.support.pictures import encoded
from tests.support.shop_pages import autosave, error_beside, field, fields, page_text
from tests.support.world import Ids, World

pytestmark = pytest.mark.one_database

SENT = {"X-Upload": "1", "Accept": "application/json"}


@pytest.fixture
def ids(world: World) -> Ids:
    return world.arranged(trade="camilan")


@pytest.fixture
def phone(world: World, ids: Ids) -> LintingClient:
    return world.phone("participant", ids.participant)


def picture(colour: str) -> bytes:
    return encoded(Image.new("RGB", (240, 180), colour), "JPEG")


def send(phone: LintingClient, data: bytes, address: str = "/toko/foto", name: str = "photo") -> Any:
    form = {"csrf_token": phone.token(), name: (io.BytesIO(data), "IMG_1.jpg")}
    return phone.post(address, data=form, headers=SENT)


def ids_of(world: World, product_id: int) -> list[int]:
    links = (
        select(ProductPhoto.photo_id)
        .where(ProductPhoto.product_id == product_id)
        .order_by(ProductPhoto.position)
    )
    return world.read(lambda s: list(s.scalars(links)))


def photo_count(world: World, ids: Ids) -> int:
    return world.one(select(func.count()).select_from(Photo).where(Photo.shop_id == ids.shop))


def tree(answer: Any) -> Any:
    return parse_page(answer.get_data(as_text=True))


def test_the_phones_script_sends_a_photo_and_the_form_says_where_it_goes(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    answer = send(phone, picture("#a03020"))
    assert answer.status_code == 201
    photo_id = answer.json["id"]
    assert phone.get(answer.json["url"]).mimetype == "image/webp"
    address = f"/toko/produk/{ids.products[0]}"
    data = fields(phone.page(address), address)
    before = world.one(select(Shop.page_version).where(Shop.id == ids.shop))
    autosave(phone, address, data | {"photo_ids": [str(photo_id), data["photo_ids"]]})
    assert ids_of(world, ids.products[0]) == [photo_id, int(data["photo_ids"])]
    assert world.one(select(Shop.page_version).where(Shop.id == ids.shop)) == before + 1
    assert world.one(select(Product.row_version).where(Product.id == ids.products[0])) == 1


def test_the_same_picture_twice_is_one_photo_and_one_set_of_files(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    before = photo_count(world, ids)
    answers = [send(phone, picture("#204060")) for _ in range(2)]
    assert answers[0].json["id"] == answers[1].json["id"]
    assert photo_count(world, ids) == before + 1
    assert len(world.app.extensions["media_store"].list_keys()) == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "kosong"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"), (b"halo", "bukan foto")],
)
def test_a_refused_file_gets_a_sentence(
    world: World, ids: Ids, phone: LintingClient, data: bytes, says: str
) -> None:
    before = photo_count(world, ids)
    answer = send(phone, data)
    assert answer.status_code == 422
    assert says in answer.json["error"]
    assert photo_count(world, ids) == before


def test_no_file_at_all_is_a_sentence_too(phone: LintingClient) -> None:
    answer = phone.post("/toko/foto", data={"csrf_token": phone.token()}, headers=SENT)
    assert answer.status_code == 422
    assert answer.json["error"]


def test_a_plain_form_brings_photos_along(world: World, ids: Ids, phone: LintingClient) -> None:
    form = {
        "csrf_token": phone.token(), "name": "Keripik", "price": "15rb",
        "photos": [(io.BytesIO(picture("red")), "1.jpg"), (io.BytesIO(picture("blue")), "2.jpg")],
    }  # fmt: skip
    assert phone.post("/toko/produk/baru", data=form).status_code == 303
    added = world.one(select(Product.id).where(Product.name == "Keripik"))
    assert len(ids_of(world, added)) == 2


def test_photos_sent_with_a_faulty_form_are_not_lost(world: World, ids: Ids, phone: LintingClient) -> None:
    form = {
        "csrf_token": phone.token(),
        "name": "Keripik",
        "price": "?",
        "photos": (io.BytesIO(picture("green")), "a.jpg"),
    }
    answer = phone.post("/toko/produk/baru", data=form)
    page = tree(answer)
    assert answer.status_code == 422
    kept = int(field(page, "photo_ids"))
    data = fields(page, "/toko/produk/baru") | {"price": "15000"}
    assert phone.post("/toko/produk/baru", data=data).status_code == 303
    assert ids_of(world, world.one(select(Product.id).where(Product.name == "Keripik"))) == [kept]


def test_a_refused_photo_does_not_cost_the_typed_text(world: World, ids: Ids, phone: LintingClient) -> None:
    address = f"/toko/produk/{ids.products[0]}"
    data = fields(phone.page(address), address) | {
        "name": "Nama baru",
        "photos": (io.BytesIO(b"bukan"), "a.jpg"),
    }
    assert phone.post(address, data=data).status_code == 303
    assert "bukan foto" in page_text(phone.page("/toko"))
    assert world.one(select(Product.name).where(Product.id == ids.products[0])) == "Nama baru"


def test_order_removal_and_undo_without_a_script(world: World, ids: Ids, phone: LintingClient) -> None:
    product_id = ids.products[0]
    first = ids_of(world, product_id)[0]
    second = world.photo(ids.shop, product_id)
    third = world.photo(ids.shop, product_id)
    with world.session() as session:
        for place, photo_id in enumerate((first, second, third)):
            session.scalars(
                select(ProductPhoto).where(ProductPhoto.photo_id == photo_id)
            ).one().position = place
    address = f"/toko/produk/{product_id}"
    for action, order in (
        (f"up:{third}", [first, third, second]),
        (f"first:{second}", [second, first, third]),
        (f"down:{second}", [first, second, third]),
        (f"remove:{second}", [first, third]),
    ):
        answer = phone.post(address, data=fields(phone.page(address), address) | {"photo_action": action})
        assert answer.status_code == 303
        assert ids_of(world, product_id) == order
    page = phone.page(answer.headers["Location"])
    undo = next(
        n.get("action") for n in elements(page) if n.tag == "form" and "/pakai" in (n.get("action") or "")
    )
    phone.send(undo)
    assert ids_of(world, product_id) == [first, third, second]


def test_a_photo_added_from_another_tab_is_not_dropped_by_this_one(
    world: World, ids: Ids, phone: LintingClient
) -> None:
    address = f"/toko/produk/{ids.products[0]}"
    old = fields(phone.page(address), address)
    elsewhere = world.photo(ids.shop)
    phone.send(f"{address}/foto/{elsewhere}/pakai")
    phone.post(address, data=old)
    assert ids_of(world, ids.products[0]) == [int(old["photo_ids"]), elsewhere]


def test_a_seventh_photo_is_refused_with_a_sentence(world: World, ids: Ids, phone: LintingClient) -> None:
    product_id = ids.products[0]
    for _ in range(5):
        world.photo(ids.shop, product_id)
    extra = world.photo(ids.shop)
    address = f"/toko/produk/{product_id}"
    data = fields(phone.page(address), address)
    answer = phone.post(
        address, data=data | {"photo_ids": [*data["photo_ids"], str(extra)], "name": "Tetap ada"}
    )
    assert answer.status_code == 422
    assert "Paling banyak 6 foto" in error_beside(tree(answer), "photos")
    assert field(tree(answer), "name") == "Tetap ada"
    assert phone.send(f"{address}/foto/{extra}/pakai").status_code == 303
    assert len(ids_of(world, product_id)) == 6


def test_photo_words_are_saved_with_the_product(world: World, ids: Ids, phone: LintingClient) -> None:
    address = f"/toko/produk/{ids.products[0]}"
    data = fields(phone.page(address), address)
    alt = f"alt-{data['photo_ids']}"
    phone.post(address, data=data | {alt: 'Keripik "tipis" <di piring>'})
    assert field(phone.page(address), alt) == 'Keripik "tipis" <di piring>'
    answer = phone.post(address, data=data | {alt: "x" * 201})
    assert answer.status_code == 422
    assert error_beside(tree(answer), alt).startswith("Terlalu panjang")


def test_cover_and_logo_are_set_and_taken_off(world: World, ids: Ids, phone: LintingClient) -> None:
    for slot in ("cover", "logo"):
        address = f"/toko/foto-toko/{slot}"
        photo_id = send(phone, picture("#887744"), address).json["id"]
        assert getattr(world.one(select(Shop).where(Shop.id == ids.shop)), f"{slot}_id") == photo_id
        assert phone.get("/toko/tampilan").status_code == 200
        phone.send(address, {"photo_action": f"remove:{photo_id}"})
        assert getattr(world.one(select(Shop).where(Shop.id == ids.shop)), f"{slot}_id") is None
    assert phone.send("/toko/foto-toko/latar").status_code == 404


def test_a_shared_file_outlives_one_of_its_photos(world: World, ids: Ids) -> None:
    other = world.arranged("Pak Budi")
    stem = "s" * 26
    mine, theirs = (world.photo(shop, digest="d") for shop in (ids.shop, other.shop))
    with world.session() as session:
        for photo_id in (mine, theirs):
            session.get(Photo, photo_id).stem = stem
    with world.session() as session:
        assert operations.discard_photo(photo=session.get(Photo, mine)) == set()
    with world.session() as session:
        assert operations.discard_photo(photo=session.get(Photo, theirs)) == {stem}


def test_a_full_shop_lets_go_of_its_oldest_unused_photo(
    world: World, ids: Ids, phone: LintingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.shops.operations.photos.MOST_PER_SHOP", 3)
    world.photo(ids.shop, digest="oldest, unused")
    assert send(phone, picture("#112233")).status_code == 201
    assert world.one(select(func.count()).select_from(Photo).where(Photo.digest == "oldest, unused")) == 0
    product_photos = [ids_of(world, product_id) for product_id in ids.products]
    assert all(product_photos)
    newest = world.one(select(func.max(Photo.id)))
    phone.send(f"/toko/produk/{ids.products[0]}/foto/{newest}/pakai")
    full = send(phone, picture("#445566"))
    assert full.status_code == 422
    assert "semuanya terpakai" in full.json["error"]
    assert photo_count(world, ids) == 3


def test_a_photo_used_by_a_post_is_not_let_go(world: World, ids: Ids) -> None:
    used, spare = world.photo(ids.shop), world.photo(ids.shop)
    world.add(Post(shop_id=ids.shop, product_id=ids.products[0], photo_id=used))
    unused = world.read(lambda s: [photo.id for photo in s.scalars(unused_photos(ids.shop))])
    assert unused == [spare]
