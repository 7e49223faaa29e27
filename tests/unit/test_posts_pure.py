"""Drafting, previews and scores of posts: pure, honest, and never worse for following advice."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.packs.photos import load_photo_rules
from sandbox.posts.drafting import OPENINGS, DraftFacts, draft_pieces, first_sentences
from sandbox.posts.enums import Aim
from sandbox.posts.hashtags import count_hashtags, hashtag
from sandbox.posts.preview import one_line, show_caption
from sandbox.posts.quality import score_photo

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=300)
FULL = DraftFacts(
    product="Keripik tempe tipis 250 g",
    shop="Keripik Bu Siti",
    price=18_000,
    unit="bungkus",
    stock=20,
    description="Tempe segar diiris tipis. Renyah seminggu.",
    category="Keripik",
    district="Madiun",
    hours="Senin–Sabtu, 08.00–17.00.",
    how_to_order="Kirim nama dan kota. Kami balas.",
    shipping_from=10_000,
)


@pytest.mark.parametrize(
    "module", ["drafting", "preview", "quality", "hashtags", "parts", "pictures", "wording"]
)
def test_it_is_pure(module: str) -> None:
    code = f"import sys, sandbox.posts.{module}; print({{'flask', 'sqlalchemy'}} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "set()"


@pytest.mark.parametrize("aim", list(Aim))
def test_a_draft_has_every_part_and_only_what_the_shop_said(aim: Aim) -> None:
    codes = [piece.code for piece in draft_pieces(FULL, aim)]
    assert codes[0] == f"{aim.value}-1"
    assert "quote" in codes
    assert "price-unit" in codes
    assert "shipping" in codes
    assert codes[-1] == "tags"
    bare = draft_pieces(DraftFacts(product="Kopi", shop="Kopi Pak Budi", price=12_000), aim)
    silent = {"quote", "shipping", "stock", "stock-unit", "hours", "how", "price-unit"}
    assert not silent & {piece.code for piece in bare}
    assert "price" in [piece.code for piece in bare]


def test_asking_again_goes_round_the_openings() -> None:
    for aim in Aim:
        seen = [draft_pieces(FULL, aim, turn)[0].code for turn in range(2 * OPENINGS)]
        assert seen == [f"{aim.value}-{n}" for n in (1, 2, 3, 1, 2, 3)]


def test_no_stock_is_never_called_ready_and_no_place_is_made_up() -> None:
    bare = DraftFacts(product="Kopi", shop="Kopi Pak Budi", price=12_000)
    for aim in (Aim.SELL, Aim.INTRODUCE):
        seen = [draft_pieces(bare, aim, turn)[0].code for turn in range(3)]
        assert seen == [f"{aim.value}-2", f"{aim.value}-3", f"{aim.value}-2"]


@given(words, st.integers(1, 300))
def test_quotes_are_whole_beginnings(text: str, longest: int) -> None:
    quote = first_sentences(text, longest)
    assert len(quote) <= longest
    assert " ".join(text.split()).startswith(quote)


@given(words)
def test_a_hashtag_is_one_word(text: str) -> None:
    tag = hashtag(text)
    assert tag == "" or (count_hashtags(tag) == 1 and tag[0] == "#" and " " not in tag)


def test_hashtags_read_well() -> None:
    assert hashtag("Keripik tempe tipis 250 g") == "#KeripikTempe"
    assert hashtag("250 g") == ""


@given(words, st.integers(1, 200), st.integers(0, 200))
def test_a_preview_loses_nothing_but_what_it_says(text: str, first: int, more: int) -> None:
    shown = show_caption(text, shown_first=first, limit=first + more)
    assert shown.head + shown.rest + text[len(text) - shown.lost :] == text
    assert len(shown.head) <= first
    assert shown.lost == max(0, len(text) - first - more)


def test_the_first_125_characters_are_seen_at_once() -> None:
    shown = show_caption("a" * 124 + " " + "b" * 10, shown_first=125, limit=2_200)
    assert (shown.head, shown.rest, shown.lost) == ("a" * 124, " " + "b" * 10, 0)
    assert show_caption("a" * 125, shown_first=125, limit=2_200).rest == ""
    assert one_line("satu\n\ndua tiga", 9) == "satu dua…"


RULES = load_photo_rules("indonesia", ("id", "en"))


def test_a_photo_scores_for_being_there_being_own_and_being_large() -> None:
    assert score_photo(width=0, height=0, is_own=True, rules=RULES) == 0
    assert score_photo(width=320, height=4_000, is_own=False, rules=RULES) == 55
    assert score_photo(width=1_080, height=1_350, is_own=False, rules=RULES) == 75
    assert score_photo(width=1_080, height=1_350, is_own=True, rules=RULES) == 100
    black = {"dark": 0.0, "sharp": 0.0}
    assert score_photo(width=1_080, height=1_350, is_own=True, looks=black, rules=RULES) == 45


@given(st.integers(1, 6_000), st.integers(1, 6_000), st.integers(0, 500), st.booleans())
def test_a_larger_photo_never_scores_less(width: int, height: int, more: int, is_own: bool) -> None:
    less = score_photo(width=width, height=height, is_own=is_own, rules=RULES)
    larger = score_photo(width=width + more, height=height + more, is_own=is_own, rules=RULES)
    assert 55 <= less <= larger <= 100
    assert less <= score_photo(width=width, height=height, is_own=True, rules=RULES)
