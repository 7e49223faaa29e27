"""The participant's home: the list of steps with the next one open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from sandbox.classrooms.enums import Step
from sandbox.classrooms.progress import Progress, done_steps, next_step
from sandbox.lang.texts import t

WHERE = {
    Step.OPEN: "shops.open_shop",
    Step.PHOTOS: "shops.edit_shop",
    Step.SHOW: "shops.edit_shop",
    Step.POST: "posts.list_posts",
    Step.LINK: "links.show_links",
    Step.CAMPAIGN: "campaigns.list_campaigns",
    Step.MARKS: "reviews.my_marks",
    Step.TAKE_HOME: "exports.take_home",
}


@dataclass(frozen=True)
class Way:
    """What the home page shows: the next step as one big button, all steps, how many are done."""

    next: dict[str, str]
    steps: tuple[dict[str, str], ...]
    done: int
    all: int


def present_way(progress: Progress) -> Way:
    """Sentences and addresses for one participant's progress."""
    done = done_steps(progress)
    current = next_step(done)
    return Way(
        next=_next(current),
        steps=tuple(_line(step, current, done, progress) for step in Step),
        done=len(done),
        all=len(Step),
    )


def _next(current: Step | None) -> dict[str, str]:
    if current is None:
        return {
            "kicker": t("home-all-done-kicker"),
            "title": t("home-all-done"),
            "text": t("home-all-done-text"),
            "href": url_for("shops.edit_shop"),
            "action": t("home-all-done-go"),
        }
    return {
        "kicker": t("home-step-of", number=list(Step).index(current) + 1, all=len(Step)),
        "title": t(f"home-next-{current.value}"),
        "text": t(f"home-next-{current.value}-text"),
        "href": _address(current),
        "action": t(f"home-next-{current.value}-go"),
    }


def _line(step: Step, current: Step | None, done: frozenset[Step], progress: Progress) -> dict[str, str]:
    state = "done" if step in done else "current" if step is current else "todo"
    is_reachable = progress.shop is not None or step is Step.OPEN
    return {
        "title": t(f"classrooms-step-{step.value}"),
        "note": _note(step, state, progress),
        "state": state,
        "href": _address(step, is_open=step in done) if is_reachable else "",
    }


def _address(step: Step, *, is_open: bool = False) -> str:
    if step is Step.OPEN and is_open:
        return url_for("shops.edit_shop")
    return url_for(WHERE[step])


def _note(step: Step, state: str, progress: Progress) -> str:
    if state == "current":
        return t("home-you-are-here")
    if step is Step.MARKS and state == "todo":
        return t("home-note-marks-wait")
    if state == "todo":
        return ""
    counts = {
        Step.PHOTOS: progress.own_photos,
        Step.POST: progress.posts,
        Step.LINK: progress.scans,
        Step.CAMPAIGN: progress.campaigns,
    }
    if step in counts:
        return t(f"home-note-{step.value}", count=counts[step])
    return t(f"home-note-{step.value}")
