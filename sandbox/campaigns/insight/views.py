"""Pages that explain a result: causes and truth, par, comparing two tries, an A/B test.

Causes and par load after the campaign page as fragments (they take a moment to compute), and stand as pages of
their own where no script runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import ObjectDeletedError

from sandbox.campaigns.blueprint import bp
from sandbox.campaigns.desk.desk import tuning_of
from sandbox.campaigns.insight.compare import campaign_name
from sandbox.campaigns.insight.pages import causes_page, compare_page, par_page
from sandbox.campaigns.insight.post_tests import test_words, verdict_of
from sandbox.campaigns.insight.queries import own_arms, played_campaigns
from sandbox.campaigns.insight.workbench import Busy
from sandbox.campaigns.queries import get_own_campaign
from sandbox.lang.texts import t
from sandbox.shops.queries import own_shop
from sandbox.web.gate import Permission, allow, the_actor
from sandbox.web.numbers import row_id


@bp.get("/promosi/<int:campaign_id>/sebab")
@allow(Permission.PARTICIPATE)
def show_causes(campaign_id: int) -> ResponseReturnValue:
    """Why a campaign went as it did, against ``?dasar=`` (usual, earlier or class), and what it truly brought."""
    campaign = get_own_campaign(own_shop(the_actor()).id, campaign_id)
    return fragment_or_page(
        "campaigns/_causes.html",
        title=t("insight-why"),
        campaign=campaign,
        compute=lambda: causes_page(campaign, request.args.get("dasar", ""), tuning=tuning_of(campaign)),
    )


@bp.get("/promosi/<int:campaign_id>/par")
@allow(Permission.PARTICIPATE)
def show_par(campaign_id: int) -> ResponseReturnValue:
    """How near a campaign came to the best its money could have earned, and the two changes that gain most."""
    campaign = get_own_campaign(own_shop(the_actor()).id, campaign_id)
    return fragment_or_page(
        "campaigns/_par.html",
        title=t("insight-par"),
        campaign=campaign,
        compute=lambda: par_page(campaign, tuning=tuning_of(campaign)),
    )


@bp.get("/promosi/banding")
@allow(Permission.PARTICIPATE)
def compare() -> ResponseReturnValue:
    """Two campaigns of this shop, of any of its runs: ``?a=`` and ``?b=``; without them the two newest."""
    tries = played_campaigns(own_shop(the_actor()).id)
    by_id = {one.id: one for one in tries}
    newest = [one.id for one in tries[1::-1]] if len(tries) > 1 else [0, 0]
    a, b = (request.args.get(name, last, type=row_id) for name, last in zip("ab", newest, strict=True))
    facts: dict[str, Any] = {"a": a, "b": b, "duel": None, "words": None, "busy": False}
    facts["options"] = [(one.id, campaign_name(one)) for one in tries]
    with gone_is_not_found():
        if a != b and a in by_id and b in by_id:
            facts |= compare_page(by_id[a], by_id[b], tuning=tuning_of(by_id[b]))
        return render_template("campaigns/compare.html", **facts)


@bp.get("/promosi/uji/<int:test_id>")
@allow(Permission.PARTICIPATE)
def show_test(test_id: int) -> ResponseReturnValue:
    """An A/B test of two posts: how far it is, and who won once that may be said."""
    arms = own_arms(own_shop(the_actor()).id, test_id)
    test = arms[0].test
    verdict = verdict_of(arms, metric=test.metric, planned=test.planned_per_arm)
    return render_template("campaigns/test.html", words=test_words(test, arms, verdict))


def fragment_or_page(part: str, *, title: str, campaign: Any, compute: Any) -> str:
    """What was computed, as a fragment for a page that is open or as a whole page; a word when others are served."""
    with gone_is_not_found():
        return _fragment_or_page(part, title=title, campaign=campaign, compute=compute)


def _fragment_or_page(part: str, *, title: str, campaign: Any, compute: Any) -> str:
    empty: dict[str, Any] = {"busy": False, "fault": "", "words": None, "truth": None, "basis": ""}
    try:
        facts = empty | compute()
    except Busy:
        facts = empty | {"busy": True, "basis": request.args.get("dasar", "")}
    facts |= {"campaign": campaign}
    if request.headers.get("HX-Request") == "true":
        return render_template(part, **facts)
    return render_template("campaigns/insight_page.html", part=part, title=title, **facts)


@contextmanager
def gone_is_not_found() -> Iterator[None]:
    """404 when a campaign went with its shop while its page was computed: the transaction is given back meanwhile."""
    try:
        yield
    except ObjectDeletedError:
        abort(404)
