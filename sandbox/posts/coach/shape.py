"""How a caption looks before anybody reads it: first line, long lines, sentences, capitals, emoji, hashtags."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sandbox.posts.coach.tokens import Token

SENTENCE_ENDS = frozenset(".!?…")
FIRST_PICTURE = "\u2190"
"""Picture signs lie above this; below are signs of the trade such as © and °."""


@dataclass(frozen=True)
class Limits:
    """Most characters of what is read first, fewest words of it, most characters of a paragraph, words of a sentence, hashtags, emoji, equal signs in a
    row, words in capitals in a row; the fewest letters of a word that counts as shouted; the fewest letters or
    digits that can name a proof; and words of greeting that say nothing yet.
    """

    first_line: int
    hook_words: int
    paragraph: int
    sentence_words: int
    hashtags: int
    emoji: int
    signs_in_a_row: int
    shouted_words: int
    shouted_letters: int
    proof_signs: int
    greetings: tuple[str, ...] = ()


class Span(NamedTuple):
    """From and to, in characters."""

    start: int
    end: int


def opening(text: str, tokens: Sequence[Token]) -> Span | None:
    """What is read first: up to the first sentence or line end; None of an empty caption."""
    said = [token for token in tokens if token.kind != "line"]
    if not said:
        return None
    start = said[0].start
    end = next((t.start for t in tokens if t.start > start and _ends_sentence(text, t)), len(text.rstrip()))
    return Span(start, end)


def long_first_line(text: str, tokens: Sequence[Token], limits: Limits) -> list[Span]:
    """The opening, when it is too long for a glance."""
    first = opening(text, tokens)
    return [first] if first and first.end - first.start > limits.first_line else []


def no_hook(text: str, tokens: Sequence[Token], limits: Limits) -> list[Span]:
    """The opening, when it says nothing yet."""
    first = opening(text, tokens)
    if first is None:
        return []
    words = sum(
        token.kind == "word" and first.start <= token.start < first.end and token.norm not in limits.greetings
        for token in tokens
    )
    return [first] if words < limits.hook_words else []


def _ends_sentence(text: str, token: Token) -> bool:
    """A line end, or a full stop with space after it (``Jl. Sawo`` counts as one too: kindly so)."""
    is_last = token.end >= len(text) or text[token.end].isspace()
    return token.kind == "line" or (token.kind == "sign" and token.norm in SENTENCE_ENDS and is_last)


def walls(text: str, limits: Limits) -> list[Span]:
    """Paragraphs too long for a small phone."""
    return [line for line in _lines(text) if line.end - line.start > limits.paragraph]


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def long_sentences(tokens: Sequence[Token], limits: Limits) -> list[Span]:
    """Sentences with too many words; a line end ends one too, and hashtags are not read as words."""
    found, begin, words, last = [], -1, 0, 0
    for token in [*tokens, Token("line", "\n", 0, 0)]:
        if token.kind == "line" or (token.kind == "sign" and token.norm in SENTENCE_ENDS):
            if words > limits.sentence_words:
                found.append(Span(begin, last))
            begin, words = -1, 0
        elif token.kind in {"word", "number"}:
            begin = token.start if begin < 0 else begin
            words, last = words + 1, token.end
    return found


def shouting(text: str, tokens: Sequence[Token], limits: Limits) -> list[Span]:
    """Runs of words in capitals, and of the same sign again and again."""
    found: list[Span] = []
    run: list[Token] = []
    for token in [*tokens, Token("line", "\n", 0, 0)]:
        piece = text[token.start : token.end]
        if token.kind == "word" and len(piece) >= limits.shouted_letters and piece.isupper():
            run.append(token)
            continue
        if token.kind in {"word", "line"} or token.norm not in "-&,":
            if len(run) >= limits.shouted_words:
                found.append(Span(run[0].start, run[-1].end))
            run = []
    return found + _repeated(text, limits)


def _repeated(text: str, limits: Limits) -> list[Span]:
    """Rows of the same exclamation or question mark; rows of emoji are counted as emoji."""
    found: list[Span] = []
    start = end = -1
    for place, sign in enumerate(text):
        if sign not in "!?":
            continue
        if place != end or sign != text[start]:
            start = place
        end = place + 1
        if end - start == limits.signs_in_a_row:
            found.append(Span(start, end))
        elif end - start > limits.signs_in_a_row:
            found[-1] = Span(start, end)
    return found


def extra_hashtags(tokens: Sequence[Token], limits: Limits) -> list[Span]:
    """Hashtags beyond the number a post may have."""
    tags = [token for token in tokens if token.kind == "tag"]
    return [Span(tags[limits.hashtags].start, tags[-1].end)] if len(tags) > limits.hashtags else []


def extra_emoji(text: str, limits: Limits) -> list[Span]:
    """From the first emoji too many to the last."""
    places = [place for place, sign in enumerate(text) if is_emoji(sign)]
    return [Span(places[limits.emoji], places[-1] + 1)] if len(places) > limits.emoji else []


@lru_cache(maxsize=4096)
def is_emoji(sign: str) -> bool:
    """Whether a character is a picture sign (Unicode category So, outside the technical ones such as ° and ©)."""
    return sign >= FIRST_PICTURE and unicodedata.category(sign) == "So"
