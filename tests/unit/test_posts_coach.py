"""The coach on captions people write: what it finds, what it leaves alone, and that nothing keeps it busy."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.report_coach import DOCUMENT, between, tables
from sandbox.packs.coach import load_coach_data
from sandbox.posts.coach.loading import CoachBook, coach_book_of
from sandbox.posts.coach.phrases import phrase_of
from sandbox.posts.coach.review import Level, review
from sandbox.posts.coach.score import score_of
from sandbox.posts.coach.tokens import tokens_of
from tests.support.shared_data import shared_data_dir

CAPTIONS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "captions.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
STRUCTURE = {"no_hook", "no_price", "weight_size", "no_cta", "long_first_line", "long_sentence"}
"""Tips about what is missing or long: labelled only on the captions that are about them."""


@cache
def the_book() -> CoachBook:
    return coach_book_of(load_coach_data())


@pytest.fixture(scope="module")
def book() -> CoachBook:
    return the_book()


def families(text: str, book: CoachBook, **known: Any) -> set[str]:
    return {finding.family for finding in review(text, book.coach, **known)}


@pytest.mark.parametrize("caption", CAPTIONS, ids=lambda caption: caption["text"][:40])
def test_a_labelled_caption_gets_what_a_reader_would_say(caption: dict[str, Any], book: CoachBook) -> None:
    found, expected = families(caption["text"], book), set(caption["expect"])
    assert expected <= found
    assert found - expected <= STRUCTURE


@pytest.mark.parametrize("name", ["made", "unseen"])
def test_the_figures_in_the_document_are_todays(name: str) -> None:
    _, written, _ = between(DOCUMENT.read_text(encoding="utf-8"), name)
    assert written.strip() == tables()[name]


def test_every_family_is_seen_in_at_least_two_captions(book: CoachBook) -> None:
    seen = Counter(family for caption in CAPTIONS for family in caption["expect"])
    assert {rule.family for rule in book.coach.rules if seen[rule.family] < 2} == set()
    assert len(CAPTIONS) >= 150


def test_example_products_describe_themselves_without_a_wrong_alarm(book: CoachBook) -> None:
    with (shared_data_dir().parent / "content" / "products.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    alarms = {
        (row["id"], finding.family)
        for row in rows
        for text in (row["seed_id"], row["seed_en"])
        for finding in review(f"{row['name']}. {text}", book.coach)
        if finding.level is not Level.TIP
    }
    # "khas Jember" is a claim of origin: asking for proof of a true one is not wrong.
    assert alarms == {("J06", "origin_claim")}
    assert len(rows) >= 41


def test_highlights_are_the_words_themselves(book: CoachBook) -> None:
    text = "Madu ini paliiing enak, menyembuhkan maag."
    words = {f.family: [text[s.start : s.end] for s in f.spans] for f in review(text, book.coach) if f.spans}
    assert words["superlative"] == ["paliiing enak"]
    assert words["cure_claim"] == ["menyembuhkan"]


def test_proof_answers_a_check_and_never_a_stop(book: CoachBook) -> None:
    text = "Keripik terenak di Madiun, 250 g Rp18.000, pesan lewat chat ya, kami kirim besok pagi."
    before, after = review(text, book.coach), review(text, book.coach, proven={"superlative"})
    assert score_of(text, after, book.scoring) == score_of(text, before, book.scoring) + 8
    cure = "Obat segala penyakit, 250 g Rp18.000, pesan ya."
    stopped = review(cure, book.coach, proven={"cure_claim"})
    assert score_of(cure, stopped, book.scoring) <= book.scoring.stopped


def test_the_shops_own_number_is_nobody_elses_data(book: CoachBook) -> None:
    text = "Sambal 150 g Rp15.000. 0812-3456-7890"
    assert "personal_data" in families(text, book)
    assert "personal_data" not in families(text, book, own_contacts={"081234567890"})


def test_saying_what_is_allowed_costs_nothing(book: CoachBook) -> None:
    text = "Pelayanan dinas lambat menurut saya. Kopi sangrai sedang dari Jember, 200 g Rp35.000. Pesan lewat chat ya."
    findings = review(text, book.coach)
    assert {f.family for f in findings} == {"expression_ok_policy", "expression_ok_opinion"}
    assert score_of(text, findings, book.scoring) == 100


@given(st.text(max_size=400))
def test_any_text_is_read_and_every_highlight_lies_in_it(text: str) -> None:
    book = the_book()
    findings = review(text, book.coach)
    assert 0 <= score_of(text, findings, book.scoring) <= 100
    for finding in findings:
        for span in finding.spans:
            assert 0 <= span.start < span.end <= len(text)


HOSTILE = {
    "letters": "a" * 20_000,
    "digits": "1" * 20_000,
    "dots": "1.1" * 7_000,
    "dashes": "a-" * 10_000,
    "money": "rp . " * 5_000,
    "gaps": "kasih bintang 5 " * 1_500,
    "halal": "halal proses " * 1_500,
    "phones": "0812-3456-" * 2_000,
    "emoji": "🔥" * 10_000,
    "hashtags": "#a " * 7_000,
    "lines": "\n" * 20_000,
    "marks": "e\u0301" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_about_twice_the_steps(text: str, book: CoachBook) -> None:
    """No typed text can keep the coach busy: the steps grow with the length, counted, not timed."""
    half, whole = (_steps(part, book) for part in (text[: len(text) // 2], text))
    assert whole <= 2.6 * half + 2_000


def _steps(text: str, book: CoachBook) -> int:
    """How many Python calls a review makes."""

    calls = 0

    def count(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        review(text, book.coach)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "text", ["", "..3 halal", "(sangat)", "halal ..3", "<planet>", "{a|b", "a ..9 b", "_ kw"]
)
def test_a_pattern_that_cannot_work_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|gap|kind"):
        phrase_of(text)


def test_tokens_are_words_as_people_see_them() -> None:
    kinds = [(token.kind, token.norm) for token in tokens_of("Rp18.000 satu-satunya #umkmMadiun\n100%")]
    assert kinds == [
        ("word", "rp"), ("number", "18.000"), ("word", "satu-satunya"), ("tag", "#umkmmadiun"), ("line", "\n"),
        ("number", "100"), ("sign", "%"),
    ]  # fmt: skip


GOOD = "Keripik tempe tipis, renyah seminggu.\nDigoreng tiap Selasa di Caruban, 250 g Rp18.000.\nPesan lewat chat ya."


def points(text: str, book: CoachBook) -> int:
    return score_of(text, review(text, book.coach), book.scoring)


def test_a_good_caption_scores_full_and_an_empty_one_nothing(book: CoachBook) -> None:
    assert points(GOOD, book) == 100
    assert points("", book) == points("  \n ", book) == points("🌶" * 50, book) == 0
    assert points("Enak.", book) < 10
    assert points(GOOD.upper(), book) < 100


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=300))
def test_following_advice_never_costs(text: str) -> None:
    book = the_book()
    before = points(text, book)
    for line in ("\nHarga Rp 18.000 saja.", "\nPesan lewat chat ya.", "\nIsi 250 g, renyah seminggu."):
        assert points(text + line, book) >= before


@given(st.text("abcdefghijklmnopqrstuvwxyz .,\n", max_size=300))
def test_shouting_never_helps(text: str) -> None:
    book = the_book()
    assert points(text.upper(), book) <= points(text, book)


@pytest.mark.parametrize(
    "typed",
    [
        "Rp18.000",
        "rp 18.000",
        "Rp. 18rb",
        "18 ribu",
        "18rb",
        "18k",
        "1,5 jt",
        "IDR 18000",
        "18.000",
        "harga 18",
    ],
)
def test_amounts_are_noticed_however_typed(typed: str, book: CoachBook) -> None:
    assert "no_price" not in families(f"Keripik tempe, {typed}", book)


@pytest.mark.parametrize("typed", ["250 g", "buka 08.00", "tahun 2026", "0812 3456", "3 bulan"])
def test_other_numbers_are_no_amounts(typed: str, book: CoachBook) -> None:
    assert "no_price" in families(f"Keripik tempe, {typed}", book)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("tdk melayani org kristen", "tidak melayani orang kristen"),
        ("Garansi duit balik", "Garansi uang balik"),
    ],
)
def test_short_forms_are_read_as_the_full_words(short: str, full: str, book: CoachBook) -> None:
    assert families(short, book) == families(full, book)
    assert {"sara", "absolute_guarantee"} & families(short, book)


@pytest.mark.parametrize(
    "harmless",
    [
        "Obat kangen anak rantau", "Mengobati rindu kampung", "Rumah nomor satu, pagar hijau", "Warung Bu Murni",
        "Pelunasan 100% saat barang jadi", "Halal certificate still in process", "Maaf belum kirim ke Papua",
        "Kami hanya jual online, tidak ada toko di Jawa", "Packing kayu biar aman di jalan",
    ],
)  # fmt: skip
def test_words_of_a_claim_said_of_something_else_are_left_alone(harmless: str, book: CoachBook) -> None:
    assert {
        finding.family for finding in review(harmless, book.coach) if finding.level is not Level.TIP
    } == set()


def test_a_short_form_in_a_pattern_is_refused() -> None:
    data = dict(load_coach_data())
    data["spelling"] = {"sertifikasi": ["halal"]}
    with pytest.raises(ValueError, match="in full"):
        coach_book_of(data)
