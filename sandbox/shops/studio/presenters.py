"""What the studio's screen shows, in words ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from sandbox.lang.texts import current_locale, t
from sandbox.media.recipe import RATIOS, recipe_of
from sandbox.packs.loader import Pack
from sandbox.packs.photos import PhotoRules, load_photo_rules
from sandbox.shops.models import Photo, Product, Shop
from sandbox.shops.studio.editing import original_variants
from sandbox.shops.studio.hints import (
    Hint,
    gains_of,
    hints_of,
    needs_permission,
    photo_facts,
    score_of,
)
from sandbox.shops.studio.queries import products_with
from sandbox.shops.studio.words import WordsFault, check_words, suggest_words
from sandbox.web.pictures import picture_url

SPOTS = tuple((x, y) for y in (0, 500, 1000) for x in (0, 500, 1000))
SPOT_NAMES = (
    "top-left", "top", "top-right", "left", "middle", "right", "bottom-left", "bottom", "bottom-right",
)  # fmt: skip
ZOOMS = (100, 125, 150, 200, 250, 300)


@dataclass(frozen=True)
class HintCard:
    """One hint ready to print: ``before`` and ``after`` are addresses of the two small examples."""

    key: str
    title: str
    text: str
    gain: int
    tool: str
    before: str
    after: str
    is_question: bool


@dataclass(frozen=True)
class PartRow:
    """One line of the score: points got, points possible, points to be won now."""

    name: str
    why: str
    got: int
    most: int
    gain: int


def rules_of(pack: Pack) -> PhotoRules:
    """The country's rules for photos."""
    return load_photo_rules(pack.key, pack.locales)


def facts_of(photo: Photo) -> Any:
    """What a photo is rated by."""
    return photo_facts(
        width=photo.width, height=photo.height, is_example=photo.is_example, looks=photo.looks or {}
    )


def first_hint(photo: Photo, pack: Pack) -> str:
    """The gravest thing to say about a photo in two or three words, for beside its thumbnail; "" for none."""
    if photo.is_example:
        return ""
    found = hints_of(facts_of(photo), rules_of(pack), photo.answers or {})
    if found:
        return t(f"studio-hint-{found[0].key}-short")
    return "" if photo.alt.strip() else t("studio-words-none")


def studio_page(shop: Shop, photo: Photo, pack: Pack) -> dict[str, Any]:
    """Everything the template asks for."""
    rules, facts, locale = rules_of(pack), facts_of(photo), current_locale()
    products = products_with(photo)
    recipe = recipe_of(photo.edit or {})
    original = original_variants(photo)
    is_edited = bool(photo.original_stem)
    whole = original.get("page") or next(iter(original.values()), ["", 1, 1, 0])
    return {
        "photo": photo,
        "recipe": recipe,
        "is_edited": is_edited,
        "picture": picture_url(photo, "page"),
        "size": stored_size(photo),
        "original": url_for("media.show", name=whole[0]) if whole[0] else "",
        "original_size": (whole[1], whole[2]),
        "shapes": shape_choices(rules, locale),
        "spots": spot_choices(),
        "spot": next((f"{x},{y}" for x, y in SPOTS if (x, y) == (recipe.x, recipe.y)), ""),
        "zooms": sorted({*ZOOMS, recipe.zoom}),
        "hints": [] if photo.is_example else hint_cards(hints_of(facts, rules, photo.answers or {})),
        "tone": (photo.looks or {}).get("tone", []),
        "is_measured": bool(photo.looks),
        "score": score_of(facts, rules).total,
        "parts": part_rows(photo, rules),
        "checked_on": rules.checked_on,
        "suggestion": suggestion(shop, products),
        "back": way_back(shop, photo, products),
        "answers": dict.fromkeys(("people", "permission", "private"), "") | (photo.answers or {}),
        "needs_permission": needs_permission(photo.answers or {}),
    }


def stored_size(photo: Photo) -> tuple[int, int]:
    """Width and height of the picture shown."""
    stored = (photo.variants or {}).get("page") or next(iter((photo.variants or {}).values()), ["", 1, 1, 0])
    return stored[1], stored[2]


def shape_choices(rules: PhotoRules, locale: str) -> list[dict[str, Any]]:
    """The shapes to choose from, the uncut one first."""
    whole = {"key": "asli", "name": t("studio-ratio-whole"), "use": "", "across": 0, "down": 0, "safe": ""}
    cut = []
    for key, ratio in RATIOS.items():
        if ratio and key in rules.shapes:
            shape = rules.shapes[key]
            safe = ",".join(str(part) for part in shape.safe) if any(shape.safe) else ""
            cut.append(
                {
                    "key": key, "name": shape.name(locale), "use": shape.use(locale),
                    "across": ratio[0], "down": ratio[1], "safe": safe,
                }
            )  # fmt: skip
    return [whole, *cut]


def spot_choices() -> list[tuple[str, str]]:
    """The nine places a cut can lie: value and name."""
    return [(f"{x},{y}", t(f"studio-spot-{name}")) for (x, y), name in zip(SPOTS, SPOT_NAMES, strict=True)]


def hint_cards(hints: list[Hint]) -> list[HintCard]:
    """Hints with their sentences and example pictures."""
    return [
        HintCard(
            key=hint.key,
            title=t(f"studio-hint-{hint.key}"),
            text=t(f"studio-hint-{hint.key}-text"),
            gain=hint.gain,
            tool=hint.tool.value,
            before=url_for("static", filename=f"img/hints/{hint.key}-before.webp"),
            after=url_for("static", filename=f"img/hints/{hint.key}-after.webp"),
            is_question=hint.is_question,
        )
        for hint in hints
    ]


def part_rows(photo: Photo, rules: PhotoRules) -> list[PartRow]:
    """The score part by part, with what each could still add."""
    facts = facts_of(photo)
    score, more = score_of(facts, rules), gains_of(facts, rules)
    return [
        PartRow(
            name=t(f"studio-part-{key}"),
            why=t(f"studio-part-{key}-why"),
            got=round(score.parts[key]),
            most=most,
            gain=more.get(key, 0),
        )
        for key, most in score.most.items()
    ]


def suggestion(shop: Shop, products: list[Product]) -> str:
    """Words to start from, when the photo stands with a product."""
    if not products:
        return ""
    first = products[0]
    return suggest_words(name=first.name, unit=first.unit, description=first.description, shop=shop.name)


def words_note(text: str, products: list[Product]) -> str:
    """What is not right with the words yet, as a sentence; "" when they are fine."""
    fault = check_words(text, [product.name for product in products])
    return t(f"studio-words-{fault.value}") if fault is not WordsFault.NONE else ""


def way_back(shop: Shop, photo: Photo, products: list[Product]) -> tuple[str, str]:
    """Where the photo is used: address and name."""
    if products:
        first = products[0]
        return url_for("shops.edit_product", product_id=first.id) + "#photos-label", first.name
    if photo.id in {shop.cover_id, shop.logo_id}:
        return url_for("shops.edit_look"), t("shops-tab-look")
    return url_for("shops.edit_shop"), shop.name
