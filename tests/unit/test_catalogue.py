"""The catalogue of texts is strict at start and plain in use."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from sandbox.lang import texts
from sandbox.lang.catalogue import Catalogue, CatalogueError, MissingTextError

INDONESIAN = """
-merek = Lapak Latihan
shops-hello = Halo, { $name }!
shops-brand = Ini { -merek }.
shops-sum = Ada { NUMBER($count) } barang.
shops-only-id = Hanya di sini.
shops-greet = { shops-hello } Selamat datang.
shops-items = { $count ->
    [0] Belum ada produk
   *[other] { $count } produk
}
shops-on = { $on ->
    [true] Nyala
   *[false] Mati
}
"""
ENGLISH = """
shops-hello = Hello, { $name }!
shops-items = { $count ->
    [0] No products yet
    [one] { $count } product
   *[other] { $count } products
}
"""


def write(folder: Path, **files: str) -> Path:
    """Write `id_shops="..."` to `id/shops.ftl` and so on."""
    for name, source in files.items():
        locale, _, stem = name.partition("_")
        path = folder / locale / f"{stem}.ftl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    return Catalogue(write(tmp_path, id_shops=INDONESIAN, en_shops=ENGLISH))


def test_formats_in_the_language_asked_for(small: Catalogue) -> None:
    assert small.locales == ("id", "en")
    assert small.format("id", "shops-hello", {"name": "Siti"}) == "Halo, Siti!"
    assert small.format("en", "shops-hello", {"name": "Siti"}) == "Hello, Siti!"
    assert small.format("id", "shops-brand") == "Ini Lapak Latihan."


def test_no_isolation_marks_and_no_markup_magic(small: Catalogue) -> None:
    typed = "<b>{$x} \u202e&"
    assert small.format("id", "shops-hello", {"name": typed}) == f"Halo, {typed}!"


def test_numbers_and_plurals_follow_the_language(small: Catalogue) -> None:
    assert small.format("id", "shops-items", {"count": 15_000}) == "15.000 produk"
    assert small.format("en", "shops-items", {"count": 15_000}) == "15,000 products"
    assert small.format("en", "shops-items", {"count": 1}) == "1 product"
    assert small.format("id", "shops-items", {"count": 0}) == "Belum ada produk"
    assert small.format("id", "shops-on", {"on": True}) == "Nyala"
    assert small.format("id", "shops-on", {"on": False}) == "Mati"


def test_a_gap_in_another_language_is_filled_by_the_default(small: Catalogue) -> None:
    assert small.format("en", "shops-only-id") == "Hanya di sini."
    assert small.format("xx", "shops-only-id") == "Hanya di sini."


def test_missing_texts_and_arguments_are_errors(small: Catalogue) -> None:
    for args in ({}, {"nama": "Siti"}, {"name": None}):
        with pytest.raises(MissingTextError, match="shops-hello"):
            small.format("id", "shops-hello", args)
    with pytest.raises(MissingTextError, match="shops-none"):
        small.format("id", "shops-none")


def test_texts_without_arguments_are_kept(small: Catalogue) -> None:
    assert small.format("id", "shops-brand") is small.format("id", "shops-brand")


def test_knows_the_arguments_of_a_text_and_of_those_it_quotes(small: Catalogue) -> None:
    assert small.arguments("id", "shops-greet") == {"name"}
    assert small.arguments("en", "shops-items") == {"count"}
    assert small.arguments("id", "shops-brand") == frozenset()


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"id_a": "a-x = 1\na-x = 2\n"}, "id/a.ftl: 'a-x' is defined twice"),
        ({"id_a": "a-x = 1\n", "id_b": "a-x = 2\n"}, "id/b.ftl: 'a-x' is defined twice"),
        ({"id_a": "a-x = 1\na-y = { $n\n"}, "id/a.ftl:"),
        ({"id_a": "a-x = 1\n", "en_a": "a-x = 1\na-z = 2\n"}, "'a-z' is missing in the default"),
        ({"id_a": "a-x = { a-none }\n"}, "refers to 'a-none'"),
        ({"id_a": "a-x = satu\n    .title = dua\n"}, "attributes"),
        ({"en_a": "a-x = 1\n"}, "no folder for the default locale"),
    ],
)
def test_faults_stop_the_start(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        Catalogue(write(tmp_path, **files))
    assert fault in str(caught.value)


@pytest.fixture
def small_app() -> Flask:
    """A bare Flask application with our texts, and a class language that can be set."""
    application = Flask(__name__)
    application.secret_key = "for tests"
    application.config["class_language"] = None
    texts.init_texts(application, class_language=lambda: application.config["class_language"])
    return application


@pytest.mark.parametrize(
    ("picked", "of_class", "browser", "locale"),
    [
        ("en", "id", "id", "en"),
        (None, "en", "id", "en"),
        (None, None, "en-GB,en;q=0.9,id;q=0.5", "en"),
        (None, None, "ja,de;q=0.5", "id"),
        ("xx", "yy", "", "id"),
    ],
)
def test_choice_of_language(
    small_app: Flask, picked: str | None, of_class: str | None, browser: str, locale: str
) -> None:
    small_app.config["class_language"] = of_class
    with small_app.test_request_context(headers={"Accept-Language": browser}):
        if picked:
            texts.session["lang"] = picked
        assert texts.current_locale() == locale


def test_choosing_counts_from_now_on(small_app: Flask) -> None:
    known = texts.catalogue()
    key = "errors-404-title"
    indonesian, english = known.format("id", key), known.format("en", key)
    assert indonesian != english
    label = texts.lazy_t(key)
    with small_app.test_request_context():
        assert str(label) == indonesian
        texts.choose_locale("en")
        assert str(label) == english
        assert label == english
        with pytest.raises(ValueError, match="xx"):
            texts.choose_locale("xx")
        with texts.use_locale("id"):
            assert f"{label}" == indonesian
    assert texts.current_locale() == "id"


def test_a_missing_text_stops_a_test_but_not_a_class(
    small_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with small_app.test_request_context():
        assert texts.t("lang-none") == "lang-none"
        assert "lang-none" in caplog.text
        small_app.testing = True
        with pytest.raises(MissingTextError):
            texts.t("lang-none")
