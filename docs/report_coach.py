"""Write the tables of docs/coach.md: how often the coach is right, family by family.

    python -m docs.report_coach

Two sets of labelled captions (``tests/data``). Made: ``captions.jsonl``, by which the rules were written and which
the coach reads exactly, with ``captions_missed.jsonl``, which it was shown too and still misreads. Unseen:
``captions_unseen.jsonl``, written from the list of families alone by somebody who had not seen the rules, labelled
before the coach read them. Only the second set says how the coach does on captions it was not made for.

Precision: of the times the coach named a family, how often the label names it. Recall: of the labels, how many the
coach named. Tips about what is missing or long are labelled only where a caption is about them, so for those only
recall is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.packs.coach import load_coach_data
from sandbox.posts.coach.loading import CoachBook, coach_book_of
from sandbox.posts.coach.review import review

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "coach.md"
DATA = ROOT / "tests" / "data"
SETS = {
    "made": (DATA / "captions.jsonl", DATA / "captions_missed.jsonl"),
    "unseen": (DATA / "captions_unseen.jsonl",),
}
BEGIN, END = "<!-- {name}: written by docs/report_coach.py -->", "<!-- /{name} -->"
NOT_LABELLED = frozenset({"no_hook", "no_price", "weight_size", "no_cta", "long_first_line", "long_sentence"})
"""Tips about what is missing or long: a caption about something else has them without being labelled so."""


@dataclass
class Tally:
    """How often each family was named rightly, wrongly, and not."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    captions: int = 0

    def row(self, family: str) -> tuple[int, str, str]:
        """Labels, precision and recall of a family, ready to print."""
        right, wrong, missed = self.right[family], self.wrong[family], self.missed[family]
        precision = "" if family in NOT_LABELLED else share(right, right + wrong)
        return right + missed, precision, share(right, right + missed)

    def overall(self) -> tuple[float, float]:
        """Precision and recall over all families that are labelled everywhere."""
        families = {*self.right, *self.wrong, *self.missed} - NOT_LABELLED
        right = sum(self.right[name] for name in families)
        wrong = sum(self.wrong[name] for name in families)
        missed = sum(self.missed[name] for name in families)
        return right / max(1, right + wrong), right / max(1, right + missed)


def share(part: int, whole: int) -> str:
    """``0.92 (11/12)``; a dash of nothing."""
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "-"


def tally_of(paths: Iterable[Path], book: CoachBook) -> Tally:
    """Read a set of labelled captions and let the coach read it too."""
    tally = Tally()
    for line in (line for path in paths for line in path.read_text(encoding="utf-8").splitlines()):
        caption = json.loads(line)
        found = {finding.family for finding in review(caption["text"], book.coach)}
        expected = set(caption["expect"])
        tally.captions += 1
        tally.right.update(found & expected)
        tally.wrong.update(found - expected - NOT_LABELLED)
        tally.missed.update(expected - found)
    return tally


def table(tally: Tally, families: Iterable[str]) -> str:
    """A set as a Markdown table."""
    precision, recall = tally.overall()
    rows = [
        f"{tally.captions} captions; all families together: precision **{precision:.2f}**, recall **{recall:.2f}**.",
        "",
        "| family | labels | precision | recall |",
        "|---|---|---|---|",
    ]
    rows += ["| {} | {} | {} | {} |".format(family, *tally.row(family)) for family in families]
    return "\n".join(rows)


def tables() -> dict[str, str]:
    """Both tables by the name of their set."""
    book = coach_book_of(load_coach_data())
    families = [rule.family for rule in book.coach.rules]
    return {name: table(tally_of(paths, book), families) for name, paths in SETS.items()}


def between(words: str, name: str) -> tuple[str, str, str]:
    """What stands before, between and after the marks of a table. ``ValueError`` when they are missing."""
    before, rest = words.split(BEGIN.format(name=name))
    inside, after = rest.split(END.format(name=name))
    return before, inside, after


def main() -> None:
    """Write both tables into the document."""
    words = DOCUMENT.read_text(encoding="utf-8")
    for name, text in tables().items():
        before, _, after = between(words, name)
        words = f"{before}{BEGIN.format(name=name)}\n{text}\n{END.format(name=name)}{after}"
    DOCUMENT.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
