"""The media store: names in, files out, and never a path outside the root."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sandbox.media.images import take_in
from sandbox.media.store import KEY, NAME, BadMediaNameError, MediaStore, mime_type, new_key
from tests.support.pictures import encoded

KEY_A = "a" * 26
BAD_NAMES = [
    "",
    "list.webp",
    f"{KEY_A}/",
    f"{KEY_A}/list",
    f"{KEY_A}/list.svg",
    f"{KEY_A}/list.webp\n",
    f"{KEY_A}/list.webp/",
    f"{KEY_A}/../{KEY_A}/list.webp",
    f"../{KEY_A}/list.webp",
    f"/{KEY_A}/list.webp",
    f"{KEY_A}\\list.webp",
    f"{KEY_A}/.put-x.webp",
    f"{KEY_A}//list.webp",
    f"{KEY_A.upper()}/list.webp",
    f"{KEY_A}/li\0st.webp",
    f"{'٣' * 26}/list.webp",
    "C:/windows/list.webp",
]


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    """A store whose folder does not exist yet."""
    return MediaStore(tmp_path / "media")


def test_what_is_put_is_read_replaced_and_deleted(store: MediaStore) -> None:
    name = f"{KEY_A}/list.webp"
    assert store.list_keys() == []
    assert not store.exists(name)
    store.put(name, b"one")
    assert store.read(name) == b"one"
    store.put(name, b"two")
    assert store.get_path(name).read_bytes() == b"two"
    assert store.get_path(name).parent.parent == store.root
    assert store.list_keys() == [KEY_A]
    store.delete(name)
    store.delete(name)
    assert store.list_keys() == []
    for look in (store.read, store.get_path):
        with pytest.raises(FileNotFoundError):
            look(name)


def test_a_photo_is_kept_under_one_random_key(store: MediaStore) -> None:
    photo = take_in(encoded(Image.new("RGB", (200, 200), "teal"), "PNG"))
    names = store.put_photo(photo)
    assert {name: store.read(path) for name, path in names.items()} == {
        n: v.data for n, v in photo.variants.items()
    }
    assert mime_type(names["share"]) == "image/jpeg"
    (key,) = store.list_keys()
    assert KEY.fullmatch(key)
    assert store.put_photo(photo) != names
    store.delete_photo(key)
    store.delete_photo(key)
    assert key not in store.list_keys()


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_not_ours_is_refused(store: MediaStore, name: str) -> None:
    for method in (store.get_path, store.read, store.exists, store.delete, lambda n: store.put(n, b"")):
        with pytest.raises(BadMediaNameError):
            method(name)
    with pytest.raises(BadMediaNameError):
        store.delete_photo(name)
    assert not store.root.exists()


@given(st.text(max_size=60) | st.from_regex(NAME))
def test_any_text_is_refused_or_stays_inside(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    store = MediaStore(tmp_path_factory.getbasetemp() / "fuzz")
    try:
        store.exists(name)
    except BadMediaNameError:
        assert NAME.fullmatch(name) is None
    else:
        assert (store.root / name).resolve().is_relative_to(store.root)


def test_a_link_out_of_the_root_is_not_followed(store: MediaStore, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "list.webp").write_bytes(b"secret")
    store.root.mkdir()
    (store.root / KEY_A).symlink_to(outside)
    with pytest.raises(BadMediaNameError):
        store.read(f"{KEY_A}/list.webp")
    with pytest.raises(BadMediaNameError):
        store.delete_photo(KEY_A)
    assert (outside / "list.webp").exists()


def test_a_failed_put_leaves_nothing(store: MediaStore) -> None:
    store.put(f"{KEY_A}/list.webp", b"one")
    with pytest.raises(TypeError):
        store.put(f"{KEY_A}/list.webp", "text")
    assert store.read(f"{KEY_A}/list.webp") == b"one"
    assert [path.name for path in (store.root / KEY_A).iterdir()] == ["list.webp"]


def test_readers_never_see_half_a_file(store: MediaStore) -> None:
    name = f"{KEY_A}/zoom.webp"
    versions = {bytes([number]) * 200_000 for number in range(4)}
    store.put(name, next(iter(versions)))
    writers = [threading.Thread(target=store.put, args=(name, data)) for data in versions for _ in range(10)]
    for writer in writers:
        writer.start()
    seen = {store.read(name) for _ in range(60)}
    for writer in writers:
        writer.join()
    assert seen <= versions


def test_keys_do_not_repeat() -> None:
    assert len({new_key() for _ in range(1000)}) == 1000
