"""Word patterns: a short row of items, matched in one pass over the tokens.

Written in the pack as plain text, one item after the other:

``halal``          this word                     ``sembuh*``        a word that begins like this
``{a|b c*|d}``     one of these words            ``(sangat)``       this word or nothing
``_``              any one word                  ``..3``            up to three tokens of anything but a line end
``{@illness|flu}`` the words of a list of the pack, and more; likewise ``(@name)``
``<number>``       a number; likewise ``<money>`` (Rp, rb, jt beside a number), ``<percent>``, ``<long>`` (a number
                   of six digits or more), ``<high-percent>`` (70 and above)

An item looks at one token (``<percent>`` and ``<money>`` at up to three), a gap at no more than its number, and a
pattern has at most ``MOST_ITEMS`` items: the work is bounded by (tokens x items x gap), whatever is typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sandbox.posts.coach.tokens import Token

MOST_ITEMS = 8
MOST_GAP = 6
LONG_DIGITS = 6
HIGH_PERCENT = 70
MONEY_BEFORE = frozenset({"rp", "idr"})
MONEY_AFTER = frozenset({"rb", "rbu", "ribu", "ribuan", "jt", "juta", "k"})
KINDS = frozenset({"number", "money", "percent", "high-percent", "long"})

NO_LISTS: Mapping[str, Sequence[str]] = MappingProxyType({})

_ITEM = re.compile(r"\{[^{}]+\}|\([^()]+\)|<[a-z-]+>|\.\.[0-9]|_|[^\s{}()<>]+")


@dataclass(frozen=True)
class Item:
    """One place of a pattern. words, starts: what the token may be; kind: a class of tokens; gap: up to so many
    tokens of anything; optional: may be missing.
    """

    words: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    kind: str = ""
    gap: int = 0
    optional: bool = False


Phrase = tuple[Item, ...]


def phrase_of(text: str, lists: Mapping[str, Sequence[str]] = NO_LISTS) -> Phrase:
    """Read a pattern over the pack's word ``lists``; ``ValueError`` says what is wrong with it."""
    pieces = _ITEM.findall(text)
    if "".join("".join(pieces).split()) != "".join(text.split()):
        raise ValueError(f"cannot read the pattern {text!r}")
    items = tuple(_item(piece, lists) for piece in pieces)
    if not 1 <= len(items) <= MOST_ITEMS:
        raise ValueError(f"a pattern has 1 to {MOST_ITEMS} items: {text!r}")
    if items[0].gap or items[-1].gap or all(item.optional for item in items):
        raise ValueError(f"a pattern begins and ends with something to find: {text!r}")
    if items[0].kind == "word":
        raise ValueError(f"a pattern cannot begin with any word at all: {text!r}")
    return items


def _item(piece: str, lists: Mapping[str, Sequence[str]]) -> Item:
    if piece.startswith(".."):
        gap = int(piece[2:])
        if not 1 <= gap <= MOST_GAP:
            raise ValueError(f"a gap is 1 to {MOST_GAP} tokens: {piece!r}")
        return Item(gap=gap)
    if piece.startswith("<"):
        if piece[1:-1] not in KINDS:
            raise ValueError(f"unknown kind of token: {piece!r}")
        return Item(kind=piece[1:-1])
    if piece == "_":
        return Item(kind="word")
    if piece.startswith("("):
        return _words(piece[1:-1], lists, optional=True)
    return _words(piece[1:-1] if piece.startswith("{") else piece, lists, optional=False)


def _words(text: str, lists: Mapping[str, Sequence[str]], *, optional: bool) -> Item:
    choices: list[str] = []
    for choice in (choice.strip().casefold() for choice in text.split("|")):
        if choice.startswith("@") and choice[1:] not in lists:
            raise ValueError(f"no such list of words in a pattern: {choice!r}")
        choices += lists[choice[1:]] if choice.startswith("@") else [choice]
    return Item(
        words=frozenset(choice for choice in choices if not choice.endswith("*")),
        starts=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        optional=optional,
    )


def match_at(tokens: Sequence[Token], place: int, phrase: Phrase) -> int:
    """The token after the longest match of ``phrase`` that begins at ``place``; -1 without one."""
    if len(phrase) == 1:
        length = _length(tokens, place, phrase[0])
        return place + length if length else -1
    ends = {place}
    for item in phrase:
        reached: set[int] = set()
        for at in ends:
            if item.gap:
                reached.update(_gap(tokens, at, item.gap))
                continue
            if item.optional:
                reached.add(at)
            length = _length(tokens, at, item)
            if length:
                reached.add(at + length)
        ends = reached
        if not ends:
            return -1
    return max(ends)


def _gap(tokens: Sequence[Token], at: int, most: int) -> list[int]:
    """Where one may stand after up to ``most`` tokens; a gap does not leave the line."""
    places = [at]
    while len(places) <= most and at < len(tokens) and tokens[at].kind != "line":
        at += 1
        places.append(at)
    return places


def _length(tokens: Sequence[Token], at: int, item: Item) -> int:
    """How many tokens the item takes from ``at``; 0 when it is not there."""
    if at >= len(tokens):
        return 0
    if item.kind:
        return kind_length(tokens, at, item.kind)
    norm = tokens[at].norm
    found = norm in item.words or (bool(item.starts) and norm.startswith(item.starts))
    return 1 if found else 0


def kind_length(tokens: Sequence[Token], at: int, kind: str) -> int:
    """How many tokens a class of tokens takes from ``at``; 0 when it is not there."""
    token = tokens[at]
    if kind == "word":
        return 1 if token.kind == "word" else 0
    if kind == "money":
        return _money(tokens, at)
    if token.kind != "number":
        return 0
    if kind == "number":
        return 1
    if kind == "long":
        return 1 if sum(sign.isdigit() for sign in token.norm) >= LONG_DIGITS else 0
    follows = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if follows not in {"%", "persen", "percent"}:
        return 0
    is_high = float(token.norm.replace(",", ".").split(".")[0]) >= HIGH_PERCENT
    return 2 if kind == "percent" or is_high else 0


def _money(tokens: Sequence[Token], at: int) -> int:
    """``Rp 25.000``, ``Rp. 25rb``, ``25 ribu``, ``25.000``: how many tokens; 0 for a bare small number."""
    start = at
    if tokens[at].norm in MONEY_BEFORE:
        at += 1
        if at < len(tokens) and tokens[at].norm == ".":
            at += 1
    if at >= len(tokens) or tokens[at].kind != "number":
        return 0
    number = tokens[at].norm
    at += 1
    if at < len(tokens) and tokens[at].norm in MONEY_AFTER:
        return at + 1 - start
    thousands = len(number) > 4 and number[-4] in ".," and number[-3:].isdigit()
    return at - start if thousands or tokens[start].norm in MONEY_BEFORE else 0


def _needs(phrase: Phrase) -> tuple[frozenset[str], ...]:
    """Of each place that only whole words fill: those words. A text without one of them has not the pattern."""
    return tuple(item.words for item in phrase if item.words and not item.starts and not item.optional)


class Patterns:
    """Many named patterns, looked up by the word they begin with, so that one pass over a text finds all."""

    def __init__(self, named: Sequence[tuple[str, Phrase]]) -> None:
        self._phrases = tuple(named)
        self._needs = tuple(_needs(phrase) for _, phrase in named)
        self._by_word: dict[str, list[int]] = {}
        self._by_letter: dict[str, list[tuple[str, int]]] = {}
        self._by_kind: list[tuple[str, int]] = []
        for number, (_, phrase) in enumerate(named):
            self._file(number, phrase)

    def _file(self, number: int, phrase: Phrase) -> None:
        """Under every word, first letter or class of tokens it may begin with."""
        for first in phrase:
            for word in first.words:
                self._by_word.setdefault(word, []).append(number)
            for start in first.starts:
                self._by_letter.setdefault(start[:1], []).append((start, number))
            if first.kind:
                self._by_kind.append((first.kind, number))
            if not first.optional:
                return

    def find(
        self, tokens: Sequence[Token], places: Mapping[str, Sequence[int]]
    ) -> list[tuple[str, int, int]]:
        """Every (name, first token, token after the last) in order of place; ``places`` as ``places_of`` says."""
        found, said = [], places.keys()
        for number, starts in self._begin(tokens, places).items():
            if any(said.isdisjoint(need) for need in self._needs[number]):
                continue
            name, phrase = self._phrases[number]
            for place in starts:
                end = match_at(tokens, place, phrase)
                if end > place:
                    found.append((name, place, end))
        return sorted(found, key=lambda match: match[1])

    def _begin(self, tokens: Sequence[Token], places: Mapping[str, Sequence[int]]) -> dict[int, list[int]]:
        """By pattern: the tokens it may begin with."""
        begin: dict[int, list[int]] = {}
        for word in places.keys() & self._by_word.keys():
            for number in self._by_word[word]:
                begin.setdefault(number, []).extend(places[word])
        for norm in places if self._by_letter else ():
            for start, number in self._by_letter.get(norm[:1], ()):
                if norm.startswith(start):
                    begin.setdefault(number, []).extend(places[norm])
        numbers = [place for place, token in enumerate(tokens) if _may_count(token)] if self._by_kind else []
        for kind, number in self._by_kind:
            begin.setdefault(number, []).extend(
                place for place in numbers if kind_length(tokens, place, kind)
            )
        return begin


def _may_count(token: Token) -> bool:
    """Whether a class of numbers or money may begin here."""
    return token.kind == "number" or token.norm in MONEY_BEFORE


def places_of(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Where each word stands, so that patterns are looked up only by words that are there."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        places.setdefault(token.norm, []).append(place)
    return places


def phrase_to_dict(phrase: Phrase) -> list[dict[str, Any]]:
    """The pattern as plain JSON values, for the coach on the phone; what is not said is left out."""
    return [
        {
            key: value
            for key, value in (
                ("words", sorted(item.words)),
                ("starts", list(item.starts)),
                ("kind", item.kind),
                ("gap", item.gap),
                ("optional", item.optional),
            )
            if value
        }
        for item in phrase
    ]
