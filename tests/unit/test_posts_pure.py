"""Drafting, previews and scores of posts: pure, honest, and never worse for following advice."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.packs.channels import load_channels
from sandbox.packs.photos import load_photo_rules
from sandbox.posts.drafting import OPENINGS, DraftFacts, draft_pieces, first_sentences
from sandbox.posts.enums import Aim
from sandbox.posts.hashtags import add_hashtag, hashtag, hashtags_in, suggest_hashtags
from sandbox.posts.parts import Part, add_part, parts_in
from sandbox.posts.pictures import cut_photo
from sandbox.posts.preview import one_line, show_caption, tell
from sandbox.posts.quality import score_photo
from sandbox.posts.wording import changes

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


def test_it_is_pure() -> None:
    modules = "drafting, preview, quality, hashtags, parts, pictures, wording"
    code = f"import sys; from sandbox.posts import {modules}; print({{'flask', 'sqlalchemy'}} & set(sys.modules))"
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
    assert tag == "" or (len(hashtags_in(tag)) == 1 and tag[0] == "#" and " " not in tag)


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


CHANNELS = load_channels("indonesia", ("id", "en"))
PARTS = {Part.BENEFIT: CHANNELS.benefit, Part.PROOF: CHANNELS.proof}


@given(words, st.sampled_from(sorted(channel.key for channel in CHANNELS)))
def test_no_channel_swallows_words_without_saying_so(text: str, key: str) -> None:
    channel = CHANNELS[key]
    told = tell(text, "Keripik tempe", channel)
    assert len(told.seen_title) <= max(channel.title, 0)
    assert told.title_lost == len(told.title) - len(told.seen_title)
    assert told.text[: len(told.text) - told.shown.lost] == told.shown.head + told.shown.rest
    assert told.shown.lost == max(0, len(told.text) - channel.caption)


def test_each_channel_takes_its_own_part_of_the_words() -> None:
    caption = "Keripik tempe tipis.\nRenyah. Rp 18.000. #a #b #c #d #e #f"
    video = tell(caption, "Keripik", CHANNELS["tiktok"])
    assert (video.title, video.text.split(".")[0], video.hashtags) == ("Keripik tempe tipis.", "Renyah", 6)
    assert tell("a" * 91, "", CHANNELS["tiktok"]).title_lost == 1
    assert tell(caption, "K" * 256, CHANNELS["shopee"]).title_lost == 1
    story = tell(caption, "Keripik", CHANNELS["story"])
    assert (story.seen_title, story.text, story.shown.lost) == ("Keripik tempe tipis.", "", 0)
    assert tell("Promo!", "", CHANNELS["broadcast"], tail="Ketik STOP").text == "Promo!\n\nKetik STOP"
    assert tell("Ketik stop ya", "", CHANNELS["broadcast"], tail="Ketik STOP").text == "Ketik stop ya"


def test_hashtags_are_ones_own_and_come_last() -> None:
    tags = suggest_hashtags(
        product="Keripik tempe tipis 250 g",
        category="Keripik",
        trade="Camilan",
        district="Madiun",
        stems=("UMKM",),
    )
    assert tags == ["#KeripikTempe", "#KeripikMadiun", "#UMKMMadiun", "#Keripik", "#Camilan"]
    caption = add_hashtag("Halo", tags[0])
    assert add_hashtag(caption, tags[1]) == "Halo\n\n#KeripikTempe #KeripikMadiun"
    assert add_hashtag(caption, "#keripiktempe") == caption


def test_the_five_parts_are_known_and_begun_where_they_belong() -> None:
    full = "Keripik tempe tipis.\nRenyah, digoreng tiap Selasa. Rp 18.000. Pesan ya."
    assert parts_in(full, set(), PARTS) == set(Part)
    assert parts_in("Keripik saja", {"no_price", "no_cta"}, PARTS) == {Part.HOOK}
    assert parts_in("  ", set(), PARTS) == set()
    begun = add_part("Isi.\n\n#a #b", Part.PRICE, "Rp 1.000, isi …")
    assert begun == "Isi.\n\nRp 1.000, isi …\n\n#a #b"
    assert add_part(begun, Part.HOOK, "Halo!").startswith("Halo!\n\nIsi.")


@given(words, words)
def test_the_difference_of_two_captions_holds_both(before: str, after: str) -> None:
    steps = changes(before, after)
    assert "".join(step.text for step in steps if step.kind != "new") == before
    assert "".join(step.text for step in steps if step.kind != "gone") == after


def test_a_difference_is_as_small_as_people_see_it() -> None:
    steps = changes("Keripik gurih. Buruan ya!", "Keripik renyah. Buruan ya! Pesan")
    assert [(step.kind, step.text) for step in steps] == [
        ("same", "Keripik"),
        ("gone", " gurih."),
        ("new", " renyah."),
        ("same", " Buruan ya!"),
        ("new", " Pesan"),
    ]
    assert {step.kind for step in changes("a b " * 500, "b a " * 500)} <= {"same", "gone", "new"}


sides = st.integers(1, 6_000)


@given(sides, sides, st.sampled_from([(1080, 1350), (1080, 1920), (1080, 1080)]), st.booleans())
def test_a_photo_is_cut_inside_itself_and_never_enlarged(
    width: int, height: int, picture: tuple[int, int], whole: bool
) -> None:
    cut = cut_photo(width, height, picture, whole=whole)
    left, top, right, bottom = cut.box
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert cut.size[0] <= picture[0]
    assert cut.size[1] <= picture[1]
    assert cut.inside[0] + cut.inside[2] <= cut.size[0]
    assert cut.inside[1] + cut.inside[3] <= cut.size[1]
    assert cut.inside[2] <= right - left + 1
    assert cut.inside[3] <= bottom - top + 1
    assert not cut.has_backdrop or whole


def test_a_photo_fills_its_channel_and_a_small_one_is_called_small() -> None:
    feed = cut_photo(1440, 1440, (1080, 1350))
    assert (feed.box, feed.size, feed.is_small) == ((144, 0, 1296, 1440), (1080, 1350), False)
    story = cut_photo(1440, 1440, (1080, 1920), whole=True)
    assert (story.size, story.inside, story.has_backdrop) == ((1080, 1920), (0, 420, 1080, 1080), True)
    assert not cut_photo(810, 1440, (1080, 1920), whole=True).has_backdrop
    small = cut_photo(320, 240, (1080, 1350))
    assert (small.size, small.is_small) == ((192, 240), True)
    assert cut_photo(550, 550, (1080, 1080), smallest=600).is_small
