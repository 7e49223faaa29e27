"""Points for a caption, 0 to 100, from what the coach found. Taking advice never costs a point."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sandbox.posts.coach.review import Finding, Level
from sandbox.posts.coach.tokens import tokens_of


@dataclass(frozen=True)
class Scoring:
    """parts: the most points of each part (together 100); costs: (part, points) by family; stopped: the most a
    caption with a *stop* may score; says_enough: letters of words from which a caption counts in full.
    """

    parts: Mapping[str, int]
    costs: Mapping[str, tuple[str, int]]
    stopped: int
    says_enough: int


def points_by_part(findings: Iterable[Finding], scoring: Scoring) -> dict[str, int]:
    """What is left of each part. A *check* with proof, and what is protected, costs nothing."""
    left = dict(scoring.parts)
    for finding in findings:
        if finding.proven or finding.level is Level.OK:
            continue
        part, points = scoring.costs[finding.family]
        left[part] = max(0, left[part] - points)
    return left


def score_of(text: str, findings: Iterable[Finding], scoring: Scoring) -> int:
    """0 to 100; an empty caption has none, and one with a *stop* never more than ``scoring.stopped``.

    A caption of two words is not careful, true or easy to read: it has said nothing yet. So all points count only
    as far as something is said (letters of words; hashtags bring readers but tell them nothing).
    """
    findings = tuple(findings)
    said = sum(token.end - token.start for token in tokens_of(text) if token.kind == "word")
    points = sum(points_by_part(findings, scoring).values()) * min(1.0, said / scoring.says_enough)
    is_stopped = any(finding.level is Level.STOP for finding in findings)
    return math.floor(min(points, scoring.stopped) if is_stopped else points)
