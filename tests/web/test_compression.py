"""Static text files travel packed, once, and unpack to themselves."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import sandbox
from tests.support.pages import LintingClient

pytestmark = pytest.mark.one_database

STATIC = Path(sandbox.__file__).parent / "static"
GZIP = {"Accept-Encoding": "gzip, deflate"}


@pytest.mark.parametrize("name", ["css/components.css", "js/app.js", "icons/sprite.svg"])
def test_text_files_are_packed_for_phones_that_accept_it(client: LintingClient, name: str) -> None:
    plain = (STATIC / name).read_bytes()
    for _ in range(2):
        answer = client.get(f"/static/{name}", headers=GZIP)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(answer.data) == plain
        assert len(answer.data) < len(plain) / 2
    assert client.get(f"/static/{name}").data == plain


def test_an_unchanged_file_is_not_sent_again(client: LintingClient) -> None:
    first = client.get("/static/css/base.css", headers=GZIP)
    again = client.get("/static/css/base.css", headers=GZIP | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_pictures_and_fonts_are_left_alone(client: LintingClient) -> None:
    font = next((STATIC / "fonts").glob("*.woff2"))
    answer = client.get(f"/static/fonts/{font.name}", headers=GZIP)
    assert "Content-Encoding" not in answer.headers
    assert answer.data == font.read_bytes()


def test_asking_for_headers_only_sends_no_body(client: LintingClient) -> None:
    answer = client.head("/static/css/base.css", headers=GZIP)
    assert answer.data == b""
    assert answer.headers["Content-Encoding"] == "gzip"
