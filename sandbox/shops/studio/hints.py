"""What there is to say about a photo, from what was measured in it. Pure: keys and numbers, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sandbox.media.photo_score import PhotoFacts, PhotoScore, gains, rate_photo
from sandbox.packs.photos import PhotoRules


class Tool(StrEnum):
    """What puts a fault right with one tap."""

    AUTO = "auto"
    DARKER = "darker"
    RETAKE = "retake"
    CUT = "cut"
    ANSWER = "answer"


@dataclass(frozen=True)
class Hint:
    """One thing worth saying. ``key`` names its sentence and its example; ``gain`` are points, 0 for none.

    ``is_question``: the picture cannot tell, the person can.
    """

    key: str
    tool: Tool
    gain: int = 0
    is_question: bool = False


def photo_facts(*, width: int, height: int, is_example: bool, looks: Mapping[str, Any]) -> PhotoFacts:
    """What the score is made from."""
    return PhotoFacts(side=min(width, height), is_own=not is_example, looks=looks)


def score_of(facts: PhotoFacts, rules: PhotoRules) -> PhotoScore:
    """The photo's score, part by part."""
    return rate_photo(facts, rules.points, rules.measures, rules.colours)


def gains_of(facts: PhotoFacts, rules: PhotoRules) -> dict[str, int]:
    """What would raise the score, and by how much."""
    return gains(facts, rules.points, rules.measures, rules.colours)


def hints_of(facts: PhotoFacts, rules: PhotoRules, answers: Mapping[str, str]) -> list[Hint]:
    """What to say: faults first, by what putting them right gains; then questions not answered yet."""
    looks, measures = facts.looks, rules.measures
    raised = gains_of(facts, rules)

    def asks(measure: str) -> bool:
        return measure in looks and measures[measure].asks(float(looks[measure]))

    found: list[Hint] = []
    if asks("dark"):
        found.append(Hint("dark", Tool.AUTO, raised.get("light", 0)))
    elif asks("pale"):
        found.append(Hint("pale", Tool.DARKER, raised.get("light", 0)))
    if asks("sharp") and not asks("dark"):
        found.append(Hint("blurred", Tool.RETAKE, raised.get("sharp", 0)))
    if measures["size"].asks(facts.side):
        found.append(Hint("tiny", Tool.RETAKE, raised.get("size", 0)))
    if asks("clutter") and float(looks.get("colours", 0)) >= rules.colours:
        found.append(Hint("clutter", Tool.CUT, raised.get("background", 0)))
    if asks("text"):
        found.append(Hint("text", Tool.CUT, raised.get("words", 0)))
    found.sort(key=lambda hint: -hint.gain)
    return [*found, *_questions(facts, rules, answers)]


def _questions(facts: PhotoFacts, rules: PhotoRules, answers: Mapping[str, str]) -> list[Hint]:
    looks = facts.looks
    asked = []
    if looks.get("qr"):
        asked.append(Hint("qr", Tool.CUT, is_question=True))
    if int(looks.get("lines", 0)) >= rules.lines and answers.get("private") != "no":
        asked.append(Hint("private", Tool.ANSWER, is_question=True))
    if facts.is_own and float(looks.get("skin", 0)) >= rules.skin and "people" not in answers:
        asked.append(Hint("people", Tool.ANSWER, is_question=True))
    return asked


def needs_permission(answers: Mapping[str, str]) -> bool:
    """Whether somebody can be seen who has not agreed (for a child: whose parents have not)."""
    return answers.get("people") in {"adult", "child"} and answers.get("permission") != "yes"
