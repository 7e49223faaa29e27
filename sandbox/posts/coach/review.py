"""Read a caption by a set of rules: findings with reason, place and what would answer them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sandbox.posts.coach import shape
from sandbox.posts.coach.phrases import Patterns, Phrase, places_of
from sandbox.posts.coach.shape import Limits, Span
from sandbox.posts.coach.tokens import Token, tokens_of


class Level(StrEnum):
    """``stop``: do not publish; ``fix``: say it otherwise; ``check``: keep it if it can be shown; ``tip``: makes it
    better; ``ok``: protected, and the coach says so.
    """

    STOP = "stop"
    FIX = "fix"
    CHECK = "check"
    TIP = "tip"
    OK = "ok"


@dataclass(frozen=True)
class Rule:
    """One family of advice.

    patterns: what to look for.  unless: words around a match that make it harmless (they overlap it).
    near, near_tokens: what, so many tokens before or after in the same line, answers it already (a number).
    missing: what a caption should contain; the rule speaks when nothing of it is there.
    look: a test of shape instead of words.  clears: the family is silent where this one has spoken.
    """

    family: str
    level: Level
    patterns: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    near_tokens: int = 0
    missing: tuple[Phrase, ...] = ()
    look: str = ""
    clears: tuple[str, ...] = ()

    @cached_property
    def harmless(self) -> Patterns:
        """What makes a match harmless, ready to look up."""
        return Patterns([(self.family, phrase) for phrase in self.unless])

    @cached_property
    def answers(self) -> Patterns:
        """What answers a match already, ready to look up."""
        return Patterns([(self.family, phrase) for phrase in self.near])


@dataclass(frozen=True)
class Finding:
    """One remark. ``spans`` are the places in the caption (none for something missing); ``proven``: a *check* that
    was answered with proof.
    """

    family: str
    level: Level
    spans: tuple[Span, ...] = ()
    proven: bool = False


@dataclass(frozen=True)
class Coach:
    """All rules of a country, ready to read captions. spelling: short form to full word."""

    rules: tuple[Rule, ...]
    limits: Limits
    spelling: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def patterns(self) -> Patterns:
        """Everything looked for, in one table."""
        return Patterns([(rule.family, phrase) for rule in self.rules for phrase in rule.patterns])

    @cached_property
    def wanted(self) -> Patterns:
        """Everything a caption should have."""
        return Patterns([(rule.family, phrase) for rule in self.rules for phrase in rule.missing])

    @cached_property
    def by_family(self) -> Mapping[str, Rule]:
        """Rules by name."""
        return {rule.family: rule for rule in self.rules}


def review(
    text: str, coach: Coach, *, proven: Collection[str] = (), own_contacts: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What the coach says about a caption, in the order of the rules.

    ``proven``: families whose *check* the writer has answered with proof.  ``own_contacts``: the shop's own phone
    numbers as digits; they are nobody else's data.
    """
    tokens = tokens_of(text, coach.spelling)
    where = places_of(tokens)
    places: dict[str, list[tuple[int, int]]] = {}
    for family, start, end in coach.patterns.find(tokens, where):
        places.setdefault(family, []).append((start, end))
    places = {
        family: _standing(coach.by_family[family], tokens, where, found) for family, found in places.items()
    }
    findings = []
    there = {family for family, _, _ in coach.wanted.find(tokens, where)}
    for rule in coach.rules:
        if rule.missing:
            if rule.family not in there and text.strip():
                findings.append(Finding(rule.family, rule.level))
            continue
        if rule.look:
            spans = LOOKS[rule.look](text, tokens, coach.limits, own_contacts)
        else:
            spans = _joined(
                [Span(tokens[a].start, tokens[b - 1].end) for a, b in places.get(rule.family, ())]
            )
        if spans:
            findings.append(Finding(rule.family, rule.level, tuple(spans), rule.family in proven))
    silent = {family for finding in findings for family in coach.by_family[finding.family].clears}
    return tuple(finding for finding in findings if finding.family not in silent)


def _standing(
    rule: Rule,
    tokens: Sequence[Token],
    where: Mapping[str, Sequence[int]],
    places: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The matches that nothing around makes harmless or answers."""
    harmless, answered = bytearray(len(tokens)), bytearray(len(tokens))
    for _, start, end in rule.harmless.find(tokens, where):
        harmless[start:end] = b"\1" * (end - start)
    for _, start, _ in rule.answers.find(tokens, where):
        answered[start] = 1
    kept = []
    for start, end in places:
        low, high = _line(tokens, start, end, rule.near_tokens)
        if not any(harmless[start:end]) and not any(answered[low:high]):
            kept.append((start, end))
    return kept


def _line(tokens: Sequence[Token], start: int, end: int, reach: int) -> tuple[int, int]:
    """Token places up to ``reach`` around a match, without leaving its line."""
    low, high = start, end
    while low > 0 and start - low < reach and tokens[low - 1].kind != "line":
        low -= 1
    while high < len(tokens) and high - end < reach and tokens[high].kind != "line":
        high += 1
    return low, high


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Overlapping places as one, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


PHONE_DIGITS = range(9, 15)
IDENTITY_DIGITS = 16
BEFORE_NUMBER = 6
"""Tokens before a number that say whose it is."""
INVITING = frozenset(
    {
        "wa", "whatsapp", "pesan", "order", "hubungi", "chat", "telepon", "hp", "kontak", "admin", "cs", "booking",
        "call", "message", "text", "contact", "phone",
    }
)  # fmt: skip
"""Words before a number by which a shop gives its own."""
TITLES = frozenset(
    {
        "bu", "ibu", "bpk", "pak", "bapak", "kak", "kakak", "mbak", "mas", "om", "tante", "bang", "mr", "mrs", "ms",
        "miss", "pelanggan", "pembeli", "customer", "buyer",
    }
)  # fmt: skip
"""Words before somebody's name."""
BANKS = frozenset({"bri", "bca", "bni", "bsi", "mandiri", "btn", "dana", "ovo", "gopay", "rekening"})
ACCOUNT_DIGITS = 4
"""Fewest digits of the first part of an account number."""


def strangers_numbers(
    text: str, tokens: Sequence[Token], _limits: Limits, own_contacts: Collection[str]
) -> list[Span]:
    """Phone and account numbers that are not the shop's own, and identity numbers of sixteen digits."""
    found, place = [], 0
    while place < len(tokens):
        if tokens[place].kind != "number":
            place += 1
            continue
        end, digits = _digits_from(tokens, place)
        is_phone = digits.startswith(("08", "628")) and len(digits) in PHONE_DIGITS
        is_own = digits.replace("62", "0", 1) in own_contacts or digits in own_contacts
        is_strange = is_phone and not is_own and not _invited(text, tokens, place)
        if len(digits) == IDENTITY_DIGITS or is_strange or _is_strangers_account(text, tokens, place):
            found.append(Span(tokens[place].start, tokens[end - 1].end))
        place = end
    return found


def _invited(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a shop gives its own number here: "WA Bu Sri 08…", but not "kata Bu Sri, WA 08…"."""
    invites = [at for at in range(max(0, place - BEFORE_NUMBER), place) if tokens[at].norm in INVITING]
    if not invites or place - invites[-1] > BEFORE_NUMBER // 2:
        return False
    return not any(_is_name(text, tokens, at) for at in range(max(0, place - BEFORE_NUMBER), invites[0]))


def _is_name(text: str, tokens: Sequence[Token], at: int) -> bool:
    """A title and a name in capitals: "Bu Sri", not "yuk kak, pesan"."""
    if tokens[at].norm not in TITLES:
        return False
    after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].norm == "." else at + 1
    if after >= len(tokens) or tokens[after].kind != "word" or tokens[after].norm in INVITING:
        return False
    first = text[tokens[after].start]
    return first != first.lower()


def _is_strangers_account(text: str, tokens: Sequence[Token], place: int) -> bool:
    """A person, a bank and a number; where a buyer is to pay *to* (``ke``) it is the shop's own."""
    before = range(max(0, place - BEFORE_NUMBER), place)
    return (
        len(_digits(tokens[place])) >= ACCOUNT_DIGITS
        and any(tokens[at].norm in BANKS for at in before[-2:])
        and not any(tokens[at].norm in {"ke", "to"} for at in before)
        and any(_is_name(text, tokens, at) for at in before)
    )


def _digits_from(tokens: Sequence[Token], place: int) -> tuple[int, str]:
    """A number as people write phones, ``0812-3456-7890`` or with spaces: (token after it, its digits)."""
    digits, end = _digits(tokens[place]), place + 1
    while end < len(tokens):
        dash = tokens[end].norm == "-" and end + 1 < len(tokens)
        step = end + 1 if dash else end
        more = _digits(tokens[step]) if tokens[step].kind == "number" else ""
        if len(more) < 3 or len(digits) + len(more) > IDENTITY_DIGITS or not digits.startswith(("08", "62")):
            break
        digits, end = digits + more, step + 1
    return end, digits


def _digits(token: Token) -> str:
    return "".join(sign for sign in token.norm if sign.isdigit())


Look = Callable[[str, Sequence[Token], Limits, Collection[str]], list[Span]]

LOOKS: Mapping[str, Look] = {
    "first_line": lambda text, tokens, limits, _own: shape.long_first_line(text, tokens, limits),
    "hook": lambda text, tokens, limits, _own: shape.no_hook(text, tokens, limits),
    "walls": lambda text, _tokens, limits, _own: shape.walls(text, limits),
    "sentences": lambda _text, tokens, limits, _own: shape.long_sentences(tokens, limits),
    "shouting": lambda text, tokens, limits, _own: shape.shouting(text, tokens, limits),
    "hashtags": lambda _text, tokens, limits, _own: shape.extra_hashtags(tokens, limits),
    "emoji": lambda text, _tokens, limits, _own: shape.extra_emoji(text, limits),
    "numbers": strangers_numbers,
}
"""Tests of shape by the name the pack uses."""
