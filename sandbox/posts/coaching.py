"""The coach at work on a post: the country's rules, and what they say in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from sandbox.lang.texts import current_locale, t
from sandbox.packs.coach import load_coach_data
from sandbox.posts.coach.loading import CoachBook, coach_book_of
from sandbox.posts.coach.review import Finding, Level, review
from sandbox.posts.coach.score import score_of
from sandbox.web.country import pack

LEVELS: dict[Level, tuple[str, str]] = {
    Level.STOP: ("chilli", "warn"),
    Level.FIX: ("chilli", "edit"),
    Level.CHECK: ("sun", "search"),
    Level.TIP: ("sky", "spark"),
    Level.OK: ("leaf", "check-circle"),
}
"""Tone and icon of each level, most urgent first."""


@dataclass(frozen=True)
class Remark:
    """One thing the coach says. ``kind`` names its level; ``words`` are those it is about, as they stand.

    ``proof`` is what the writer named as proof of a *check*; ``is_proven``: it answers the check.
    """

    family: str
    level: str
    tone: str
    icon: str
    kind: str
    name: str
    why: str
    better: str
    rule: str
    words: tuple[str, ...]
    proof: str = ""
    is_proven: bool = False


@dataclass(frozen=True)
class Piece:
    """A stretch of the caption; ``tone`` is empty where nothing is remarked."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Coaching:
    """A caption read by the coach: points, remarks (most urgent first), and the text with its marks.

    ``own_contacts`` are the shop's own numbers, for the coach on the phone.
    """

    score: int
    is_stopped: bool
    remarks: tuple[Remark, ...]
    pieces: tuple[Piece, ...]
    own_contacts: tuple[str, ...] = ()


def coach_book() -> CoachBook:
    """The rules of the installation's country."""
    return _book(pack().key)


@cache
def _book(country: str) -> CoachBook:
    return coach_book_of(load_coach_data(country))


def checks() -> frozenset[str]:
    """Families of advice that proof can answer."""
    return frozenset(rule.family for rule in coach_book().coach.rules if rule.level is Level.CHECK)


def findings_of(
    caption: str, *, proofs: Mapping[str, str] | None = None, phone: str = ""
) -> tuple[Finding, ...]:
    """What the coach finds in a caption; lists, scores and campaigns ask about the same captions again and again.

    ``proofs``: what the writer names as proof, by family. ``phone``: the shop's own number, nobody else's data.
    """
    proven = frozenset(family for family, text in (proofs or {}).items() if is_proof(text))
    return _findings(pack().key, caption, proven, phone)


@lru_cache(maxsize=512)
def _findings(country: str, caption: str, proven: frozenset[str], phone: str) -> tuple[Finding, ...]:
    return review(caption, _book(country).coach, proven=proven, own_contacts=own_contacts(phone))


def own_contacts(phone: str) -> frozenset[str]:
    """A stored number (``62812...``) as people write it; none for an empty one."""
    return frozenset({phone, f"0{phone[2:]}"}) if phone else frozenset()


def is_proof(text: str) -> bool:
    """Whether something is said that a reader could look up: a few letters or digits."""
    return sum(sign.isalnum() for sign in text) >= coach_book().coach.limits.proof_signs


def caption_score(caption: str, *, proofs: Mapping[str, str] | None = None, phone: str = "") -> int:
    """Points of a caption, 0 to 100, as the practice market counts them."""
    return score_of(caption, findings_of(caption, proofs=proofs, phone=phone), coach_book().scoring)


def is_stopped(caption: str, *, phone: str = "") -> bool:
    """Whether the caption must be changed before the post goes anywhere."""
    return any(finding.level is Level.STOP for finding in findings_of(caption, phone=phone))


def coaching_of(caption: str, *, proofs: Mapping[str, str] | None = None, phone: str = "") -> Coaching:
    """The caption as the coach reads it, in the reader's language."""
    found = findings_of(caption, proofs=proofs, phone=phone)
    findings = sorted(found, key=lambda finding: list(LEVELS).index(finding.level))
    return Coaching(
        score=score_of(caption, found, coach_book().scoring),
        is_stopped=any(finding.level is Level.STOP for finding in findings),
        remarks=tuple(
            _remark(finding, caption, (proofs or {}).get(finding.family, "")) for finding in findings
        ),
        pieces=pieces_of(caption, findings),
        own_contacts=tuple(sorted(own_contacts(phone))),
    )


def _remark(finding: Finding, caption: str, proof: str) -> Remark:
    advice = coach_book().advice[finding.family]
    language = current_locale()
    tone, icon = LEVELS[finding.level]
    said = (caption[span.start : span.end] for span in finding.spans)
    words = tuple(dict.fromkeys(text for text in said if len(text) <= 40))
    return Remark(
        family=finding.family,
        level=str(finding.level),
        tone=tone,
        icon=icon,
        kind=t(f"posts-coach-{finding.level}"),
        name=advice.name[language],
        why=advice.why[language],
        better=advice.better[language],
        rule=advice.rule,
        words=words,
        proof=proof,
        is_proven=finding.proven,
    )


def pieces_of(caption: str, findings: Sequence[Finding]) -> tuple[Piece, ...]:
    """Cut the caption where marks begin and end; where several overlap the most urgent one shows."""
    painted = [""] * len(caption)
    for finding in reversed(findings):
        if finding.level is not Level.TIP:
            for start, end in finding.spans:
                painted[start:end] = [LEVELS[finding.level][0]] * (end - start)
    pieces, at = [], 0
    for tone, run in groupby(painted):
        length = sum(1 for _ in run)
        pieces.append(Piece(caption[at : at + length], tone))
        at += length
    return tuple(pieces)
