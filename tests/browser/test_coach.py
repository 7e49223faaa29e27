"""The coach on the phone says what the coach on the server says, while somebody writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sandbox.packs.coach import load_coach_data
from sandbox.posts.coach.loading import coach_book_of
from sandbox.posts.coach.review import review
from sandbox.posts.coach.score import score_of
from tests.support.browser import axe_violations, overflow
from tests.support.shared_data import shared_data_dir
from tests.support.world import World

pytestmark = pytest.mark.browser

ON_THE_PHONE = """async ([captions, rules, script]) => {
  const coach = await import(script);
  const book = await (await fetch(rules)).json();
  return captions.map((text) => {
    const found = coach.review(text, book);
    return [found.map((f) => [f.family, f.spans.map(([low, high]) => text.slice(low, high))]), coach.scoreOf(text, found, book)];
  });
}"""


def captions() -> list[str]:
    """Every labelled caption, and the odd strings people and robots type."""
    data = Path(__file__).parents[1] / "data" / "captions.jsonl"
    labelled = [json.loads(line)["text"] for line in data.read_text(encoding="utf-8").splitlines()]
    odd = json.loads((shared_data_dir() / "security" / "blns.json").read_text(encoding="utf-8"))
    # The wire carries no lone surrogates, and a text field no control characters but line ends.
    return labelled + [text for text in odd if text.isprintable()]


def on_the_server(text: str) -> list[Any]:
    book = coach_book_of(load_coach_data())
    found = review(text, book.coach)
    quoted = [[f.family, [text[s.start : s.end] for s in f.spans]] for f in found]
    return [quoted, score_of(text, found, book.scoring)]


def test_phone_and_server_read_every_caption_alike(live_world: World, phone: Callable[..., Page]) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, missing_pages=True)
    page.goto("/posting/baru")
    texts = captions()
    rules = page.locator("[data-coach]").get_attribute("data-coach")
    said = page.evaluate(ON_THE_PHONE, [texts, rules, "/static/js/coach.js"])
    assert len(texts) > 400
    different = [
        (text, a, b) for text, a, b in zip(texts, said, map(on_the_server, texts), strict=True) if a != b
    ]
    assert different == []


def test_advice_follows_the_words_and_goes_when_it_is_taken(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, missing_pages=True)
    page.goto("/posting/baru")
    coach, caption = page.locator("#coach"), page.locator("#caption")
    expect(coach).to_contain_text("0 dari 100")
    caption.fill("Jamu kunyit menyembuhkan maag. 250 ml Rp12.000.\nPesan lewat chat ya.")
    remark = coach.locator("li[data-level=stop]")
    expect(remark).to_contain_text("Janji menyembuhkan")
    expect(remark.locator("q")).to_have_text("menyembuhkan")
    expect(coach.locator("[data-stopped]")).to_be_visible()
    remark.locator("summary").click()
    expect(remark).to_contain_text("Bukan obat")
    assert axe_violations(page) == []
    assert overflow(page) == 0
    caption.fill(
        "Jamu kunyit hangat, enak untuk sore hujan.\nSegar tanpa pengawet, 250 ml Rp12.000.\nPesan lewat chat ya."
    )
    expect(remark).to_have_count(0)
    expect(coach.locator("[data-stopped]")).to_be_hidden()
    expect(coach).to_contain_text("Tidak ada yang perlu diubah")
    expect(coach).to_contain_text("100 dari 100")
    caption.fill(
        "Keripik tempe terenak di Madiun.\nDigoreng tiap Selasa, 250 g Rp18.000.\nPesan lewat chat ya."
    )
    claim = coach.locator("li[data-level=check]")
    expect(coach).to_contain_text("92 dari 100")
    claim.get_by_label("Ada buktinya?").fill("Juara 1 lomba keripik Madiun 2025")
    expect(coach).to_contain_text("100 dari 100")
    expect(claim.locator("[data-proven]")).to_be_visible()
    caption.press("End")
    caption.type(" #madiun")
    expect(claim.get_by_label("Ada buktinya?")).to_have_value("Juara 1 lomba keripik Madiun 2025")
    expect(coach).to_contain_text("100 dari 100")


def test_without_scripts_the_coach_reads_what_was_saved(
    live_world: World, phone: Callable[..., Page]
) -> None:
    ids = live_world.arranged()
    page = phone("participant", ids.participant, javascript=False, missing_pages=True)
    page.goto("/posting/baru")
    page.locator("#caption").fill("Keripik terenak se-Madiun.")
    page.get_by_role("button", name="Siap tayang").click()
    page.locator(".post-open").click()
    expect(page.locator("#coach")).to_contain_text("'Paling' dan 'nomor satu'")
    expect(page.locator("#coach mark")).to_have_text("terenak")
