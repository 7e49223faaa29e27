"""Gathering what an explaining page shows: read, compute outside the transaction, put into words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sandbox.campaigns.calendar import calendar_records
from sandbox.campaigns.desk.desk import district_of, open_desk
from sandbox.campaigns.desk.plan_presenters import audience_words
from sandbox.campaigns.insight.causes import cause_words, truth_words
from sandbox.campaigns.insight.compare import campaign_name, duel, growth_rows, organic_rows
from sandbox.campaigns.insight.par import Say, as_campaign, par_words
from sandbox.campaigns.insight.queries import class_inputs, days_as_played, earlier_campaign
from sandbox.campaigns.insight.workbench import Busy, bench, digest
from sandbox.campaigns.models import Campaign, ShopDay
from sandbox.campaigns.queries import post_fault
from sandbox.extensions import db
from sandbox.lang.dates import format_short_day
from sandbox.lang.filters import current_timezone
from sandbox.lang.texts import current_locale, t
from sandbox.posts.queries import posts_of_shop
from sandbox.web.country import pack
from sandbox.web.transaction import outside_transaction

if TYPE_CHECKING:
    from sandbox.campaigns.insight.computing import Story
    from sandbox.campaigns.market.situation import Situation
    from sandbox.campaigns.market.tuning import Tuning

USUAL, EARLIER, CLASS = "toko-biasa", "sebelumnya", "kelas"


def shop_days_of_campaign(campaign: Campaign) -> list[ShopDay]:
    """The shop's days from the campaign's first to its last, with all they were played from."""
    if not campaign.results:
        return []
    return days_as_played(campaign.run_id, campaign.results[0].day, campaign.results[-1].day)


def story_of_campaign(campaign: Campaign) -> Story | None:
    """The campaign as it was played; None when its days were not kept with their inputs, or there are none."""
    from sandbox.campaigns.insight.computing import story_of

    return story_of(campaign.slot, shop_days_of_campaign(campaign))


class Base:
    """What a campaign is compared with: its key in the address, its name, and how to get its situation."""

    def __init__(
        self, key: str, text: str, name: str, note: str, find: Callable[[], Situation | None]
    ) -> None:
        self.key, self.text, self.name, self.note, self.find = key, text, name, note, find
        self.before: float | None = None


def bases_of(campaign: Campaign, story: Story, tuning: Tuning) -> list[Base]:
    """What this campaign can be compared with, the most telling first."""
    from sandbox.campaigns.insight import computing as insights

    found = []
    earlier = earlier_campaign(campaign)
    if earlier is not None and (its_story := story_of_campaign(earlier)) is not None:
        note = t("insight-basis-earlier-note", name=campaign_name(earlier))
        base = Base(
            EARLIER,
            t("insight-basis-earlier"),
            t("insight-basis-earlier-name"),
            note,
            lambda: its_story.situation,
        )
        base.before = float(sum(day.orders for day in earlier.results))
        found.append(base)
    found.append(
        Base(
            USUAL,
            t("insight-basis-usual"),
            t("insight-basis-usual-name"),
            t("insight-basis-usual-note"),
            lambda: insights.usual_shop(story, tuning),
        )
    )
    inputs = class_inputs(campaign.shop.classroom_id)
    if len(inputs) >= insights.LEAST_SHOPS:
        found.append(
            Base(
                CLASS,
                t("insight-basis-class"),
                t("insight-basis-class-name"),
                t("insight-basis-class-note"),
                lambda: insights.class_middle(story, inputs, tuning),
            )
        )
    return found


def class_missing(asked: str, base: Base) -> str:
    """That the class cannot be compared with yet, for who asked for it; else empty."""
    from sandbox.campaigns.insight.computing import LEAST_SHOPS

    is_missed = asked == CLASS and base.key != CLASS
    return t("insight-basis-class-missing", least=LEAST_SHOPS) if is_missed else ""


def causes_page(campaign: Campaign, asked: str, *, tuning: Tuning) -> dict[str, Any]:
    """Facts for ``_causes.html``. Raises Busy when too many are waiting."""
    from sandbox.campaigns.insight.computing import explained, luck_of, story_of

    if not campaign.results:
        return {"fault": t("insight-no-days")}
    shop_days = shop_days_of_campaign(campaign)
    story = story_of(campaign.slot, shop_days)
    if story is None:
        return {"fault": t("insight-not-kept")}
    around = {"organic": organic_rows(shop_days, campaign.start_day), "growth": growth_rows(shop_days)}
    bases = bases_of(campaign, story, tuning)
    base = next((one for one in bases if one.key == asked), bases[0])
    situation = base.find()
    luck = luck_of(campaign.results, tuning).orders
    key = digest("causes", story.key, tuning.version, _key_of(situation))
    with outside_transaction():
        found = bench.get(key, lambda: explained(story, situation, tuning))
    words = cause_words(
        found, now=story.situation, base=situation, name=base.name, luck=luck, before=base.before,
        edited=story.edited, post=campaign.post, calendar=calendar_records(pack().key, tuning.version),
    )  # fmt: skip
    return around | {
        # A loss has its reason in the money itself, which the page already says.
        "earned": sum(day.money_left for day in campaign.results) >= 0,
        "basis": base.key,
        "choices": [(one.key, one.text) for one in bases],
        "note": base.note,
        "missing": class_missing(asked, base),
        "words": words,
        "truth": truth_words(found.effect),
    }


def compare_page(a: Campaign, b: Campaign, *, tuning: Tuning) -> dict[str, Any]:
    """Facts for ``compare.html``: A and B side by side, and B's causes against A while the bench is not crowded."""
    from sandbox.campaigns.insight.computing import explained, luck_of

    district = district_of(a.shop)
    one, other = (audience_words(c, tuning.segments, district) for c in (a, b))
    stories = [story_of_campaign(campaign) for campaign in (a, b)]
    is_same = len({(s.world.env.class_seed, s.world.env.start_date) for s in stories if s is not None}) < 2
    facts: dict[str, Any] = {"duel": duel(a, b, audiences=(one, other), is_same_market=is_same)}
    if None in stories:
        return facts
    base, now = stories
    luck, before = luck_of(b.results, tuning).orders, float(sum(day.orders for day in a.results))
    key = digest("causes", now.key, tuning.version, _key_of(base.situation))
    try:
        with outside_transaction():
            found = bench.get(key, lambda: explained(now, base.situation, tuning))
    except Busy:
        return facts | {"busy": True}
    words = cause_words(
        found, now=now.situation, base=base.situation, name=t("insight-try", letter="A"), luck=luck, before=before,
        edited=base.edited or now.edited, post=b.post, calendar=calendar_records(pack().key, tuning.version),
    )  # fmt: skip
    return facts | {"words": words}


def par_page(campaign: Campaign, *, tuning: Tuning) -> dict[str, Any]:
    """Facts for ``_par.html``. Raises Busy when too many are waiting."""
    from sandbox.campaigns.insight.computing import par_of, story_of

    if not campaign.results:
        return {"fault": t("insight-no-days")}
    story = story_of(campaign.slot, shop_days_of_campaign(campaign))
    if story is None:
        return {"fault": t("insight-not-kept")}
    posts = posts_to_show(campaign)
    channels, others = open_desk().channels, len(story.situation.world.plans) - 1
    outcome = float(sum(day.money_left for day in campaign.results))
    key = digest("par", story.key, tuning.version, repr(posts), channels)
    with outside_transaction():
        found = bench.get(key, lambda: par_of(story, tuning, channels=channels, posts=posts))
    district, start = district_of(campaign.shop), story.world.env.start_date
    say = Say(
        audience=lambda audience: audience_words(as_campaign(audience), tuning.segments, district),
        day=lambda day: format_short_day(start + timedelta(days=day), current_timezone(), current_locale()),
    )
    return {"words": par_words(found, campaign, outcome=outcome, others=others, say=say)}


def posts_to_show(campaign: Campaign) -> tuple[Any, ...]:
    """The posts of the shop that anybody can see, as the search for par wants them, and the one promoted."""
    from sandbox.campaigns.facts import creative_of, offer_of
    from sandbox.campaigns.market.par_options import Post

    shop = campaign.shop
    shown = [post for post in db.session.scalars(posts_of_shop(shop.id)) if post_fault(post) is None]
    return tuple(
        Post(offer_of(post.product, shop, pack()), creative_of(post)) for post in shown or [campaign.post]
    )


def _key_of(situation: Situation) -> str:
    """A digest of a base situation: its decisions, shop and state."""
    from sandbox.campaigns.market.state import state_to_dict

    world = situation.world
    return digest(
        repr(world.plans),
        repr(world.shop),
        repr(world.env.events),
        state_to_dict(world.state),
        situation.days,
    )
