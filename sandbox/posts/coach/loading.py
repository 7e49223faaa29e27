"""From a pack's plain data to a coach; every mistake in the data names the family it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.posts.coach.phrases import Phrase, phrase_of, phrase_to_dict
from sandbox.posts.coach.review import LOOKS, Coach, Level, Rule
from sandbox.posts.coach.score import Scoring
from sandbox.posts.coach.shape import Limits

_KEYS = frozenset(
    {
        "family", "level", "part", "points", "patterns", "unless", "near", "near_tokens", "missing", "look",
        "clears", "name", "why", "better", "rule",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Advice:
    """What the coach says about a family, by language: its name, why, and better words. rule: where it stands."""

    name: Mapping[str, str]
    why: Mapping[str, str]
    better: Mapping[str, str]
    rule: str


@dataclass(frozen=True)
class CoachBook:
    """A country's coach: version of the data, rules, scoring, and the words of each family."""

    version: str
    coach: Coach
    scoring: Scoring
    advice: Mapping[str, Advice]


def coach_book_of(data: Mapping[str, Any]) -> CoachBook:
    """Check and type a pack's ``coach.toml``; ``ValueError`` names the family and what is wrong."""
    rules, advice, costs = [], {}, {}
    parts = dict(data["score"]["parts"])
    if sum(parts.values()) != 100:
        raise ValueError("score.parts must add up to 100")
    for row in data["rules"]:
        family = row["family"]
        if family in advice:
            raise ValueError(f"{family}: written twice")
        if row["part"] not in parts:
            raise ValueError(f"{family}: no such part of the score: {row['part']}")
        rules.append(_rule(row, data.get("words", {})))
        advice[family] = Advice(row["name"], row["why"], row["better"], row["rule"])
        costs[family] = (row["part"], int(row["points"]))
    spelling = _spelling(data.get("spelling", {}), rules)
    return CoachBook(
        version=data["version"],
        coach=Coach(tuple(rules), _limits(data), spelling),
        scoring=Scoring(parts, costs, data["score"]["stopped"], data["score"]["says_enough"]),
        advice=advice,
    )


def _limits(data: Mapping[str, Any]) -> Limits:
    return Limits(**data["limits"], greetings=tuple(data["greetings"]))


def _spelling(table: Mapping[str, Sequence[str]], rules: Sequence[Rule]) -> dict[str, str]:
    """Short form to full word. A pattern with a short form in it would never be found: refused."""
    spelling = {short: full for full, shorts in table.items() for short in shorts}
    if twice := sorted(set(spelling) & set(table)):
        raise ValueError(f"spelling: both short and full: {twice[0]}")
    for rule in rules:
        for phrase in (*rule.patterns, *rule.unless, *rule.near, *rule.missing):
            for item in phrase:
                if lost := sorted(item.words & spelling.keys()):
                    raise ValueError(f"{rule.family}: write {lost[0]!r} in full: {spelling[lost[0]]!r}")
    return spelling


def _rule(row: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> Rule:
    family = row["family"]
    if unknown := set(row) - _KEYS:
        raise ValueError(f"{family}: unknown key {min(unknown)}")
    if sum(bool(row.get(way)) for way in ("patterns", "missing", "look")) != 1:
        raise ValueError(f"{family}: needs either patterns, missing or look")
    if row.get("look", "") not in {"", *LOOKS}:
        raise ValueError(f"{family}: no such look: {row['look']}")
    try:
        phrases = {
            way: _phrases(row.get(way, ()), lists) for way in ("patterns", "unless", "near", "missing")
        }
        level = Level(row["level"])
    except ValueError as fault:
        raise ValueError(f"{family}: {fault}") from None
    return Rule(
        family,
        level,
        near_tokens=row.get("near_tokens", 0),
        look=row.get("look", ""),
        clears=tuple(row.get("clears", ())),
        **phrases,
    )


def _phrases(texts: Sequence[str], lists: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    return tuple(phrase_of(text, lists) for text in texts)


def coach_to_dict(book: CoachBook, language: str) -> dict[str, Any]:
    """Everything the coach on the phone needs, as plain JSON values in one language."""
    return {
        "version": book.version,
        "limits": vars(book.coach.limits),
        "spelling": dict(book.coach.spelling),
        "parts": dict(book.scoring.parts),
        "stopped": book.scoring.stopped,
        "says_enough": book.scoring.says_enough,
        "rules": [
            {
                "family": rule.family,
                "level": str(rule.level),
                "part": book.scoring.costs[rule.family][0],
                "points": book.scoring.costs[rule.family][1],
                "name": book.advice[rule.family].name[language],
                "why": book.advice[rule.family].why[language],
                "better": book.advice[rule.family].better[language],
                "rule": book.advice[rule.family].rule,
                "near_tokens": rule.near_tokens,
                "look": rule.look,
                "clears": list(rule.clears),
            }
            | {
                way: [phrase_to_dict(phrase) for phrase in getattr(rule, way)]
                for way in ("patterns", "unless", "near", "missing")
            }
            for rule in book.coach.rules
        ],
    }
