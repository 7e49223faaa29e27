"""The photo studio's calculations: what is seen in a picture, what it is worth, what a recipe does to it."""

from __future__ import annotations

import io
from math import cos, radians, sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from sandbox.media.images import take_in
from sandbox.media.looks import measure
from sandbox.media.photo_score import PhotoFacts, gains, rate_photo
from sandbox.media.recipe import RATIOS, Recipe, cut_of, recipe_of
from sandbox.media.typeface import typeface
from sandbox.packs.photos import load_photo_rules
from sandbox.packs.reading import PackError
from sandbox.shops.studio.hints import Tool, hints_of
from sandbox.shops.studio.words import WordsFault, check_words, suggest_words
from tests.support.pictures import assert_clean, encoded, opened
from tests.support.shared_data import shared_data_dir

RULES = load_photo_rules("indonesia", ("id", "en"))
FOLDER = shared_data_dir() / "photos"
GOOD = (
    "croissant.jpg",
    "cangkir_keramik_abu.jpg",
    "tomat_petani.jpg",
    "tas_kain_biru.jpg",
    "salad_sayur.jpg",
)


def photo(file: str = GOOD[0]) -> Image.Image:
    with Image.open(FOLDER / file) as image:
        image.thumbnail((720, 720))
        return image.convert("RGB")


def said(picture: Image.Image, **looks: Any) -> set[str]:
    """What the studio says about a large picture of one's own."""
    facts = PhotoFacts(side=1080, is_own=True, looks=measure(picture) | looks)
    return {hint.key for hint in hints_of(facts, RULES, {"people": "none"})}


def written_on(picture: Image.Image) -> Image.Image:
    page = picture.copy()
    font = ImageFont.truetype(str(typeface("bold")), page.width // 15)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, page.width, page.height), fill="#fff3d0")
    for number, line in enumerate(
        ("PROMO HARI INI", "Keripik Tempe Renyah", "Rp15.000 saja", "Pesan sekarang")
    ):
        pen.text((30, 30 + number * page.width // 11), line, font=font, fill="#7a1f10")
    return page


@pytest.mark.parametrize("file", GOOD)
def test_a_good_photo_is_left_in_peace(file: str) -> None:
    assert said(photo(file)) == set()


@pytest.mark.parametrize(
    ("spoil", "hint"),
    [
        (lambda image: ImageEnhance.Brightness(image).enhance(0.3), "dark"),
        (lambda image: image.point(lambda level: min(255, level + 190)), "pale"),
        (lambda image: image.filter(ImageFilter.GaussianBlur(3)), "blurred"),
        (written_on, "text"),
    ],
)
def test_a_spoilt_photo_is_noticed(spoil: Any, hint: str) -> None:
    assert hint in said(spoil(photo()))


def test_a_busy_rim_is_noticed_and_a_plain_one_is_not() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((700, 700), 120) for _ in range(3)])
    noise.paste(photo().resize((300, 300)), (200, 200))
    assert "clutter" in said(noise)
    calm = Image.new("RGB", (700, 700), "#e8e4da")
    calm.paste(photo().resize((300, 300)), (200, 200))
    assert "clutter" not in said(calm)


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (700, 3), (40, 40), (100, 100)])
def test_any_size_and_a_picture_of_nothing_can_be_measured(size: tuple[int, int]) -> None:
    for colour in ("black", "white", "#808080"):
        looks = measure(Image.new("RGB", size, colour))
        assert all(isinstance(value, int | float) for value in looks.values())


def test_hints_lead_to_the_tool_and_questions_end_with_their_answer() -> None:
    facts = PhotoFacts(
        side=300, is_own=True, looks={"dark": 60.0, "sharp": 0.5, "qr": True, "lines": 5, "skin": 0.6}
    )
    found = hints_of(facts, RULES, {})
    assert [hint.key for hint in found] == ["dark", "tiny", "qr", "private", "people"]
    assert found[0].tool is Tool.AUTO
    assert found[0].gain > 0
    answered = hints_of(facts, RULES, {"people": "none", "private": "no"})
    assert [hint.key for hint in answered] == ["dark", "tiny", "qr"]


looks_values = st.fixed_dictionaries(
    {},
    optional={
        "dark": st.floats(0, 255), "pale": st.floats(0, 255), "sharp": st.floats(0, 1),
        "clutter": st.floats(0, 1), "colours": st.floats(0, 8), "text": st.floats(0, 1),
    },
)  # fmt: skip
BETTER = {"dark": 1, "pale": -1, "sharp": 1, "clutter": -1, "text": -1}


@settings(deadline=None)
@given(looks_values, st.integers(1, 5000), st.integers(0, 4000), st.booleans(), st.data())
def test_improving_anything_never_costs_a_point(
    looks: dict[str, float], side: int, more: int, is_own: bool, data: st.DataObject
) -> None:
    def total(**change: Any) -> int:
        facts = {"side": side, "is_own": is_own, "looks": looks} | change
        return rate_photo(PhotoFacts(**facts), RULES.points, RULES.measures, RULES.colours).total

    now = total()
    assert 15 <= now <= 100
    assert total(side=side + more) >= now
    assert total(is_own=True) >= now
    for name in sorted(set(looks) & set(BETTER)):
        by = data.draw(st.floats(0, 200)) * BETTER[name]
        assert total(looks=looks | {name: looks[name] + by}) >= now
    promised = gains(
        PhotoFacts(side=side, is_own=is_own, looks=looks), RULES.points, RULES.measures, RULES.colours
    )
    assert all(0 < gain <= 100 - now + 1 for gain in promised.values())


def test_no_photo_is_no_points_and_a_perfect_one_is_a_hundred() -> None:
    def total(side: int, is_own: bool) -> int:
        return rate_photo(PhotoFacts(side=side, is_own=is_own, looks={}), RULES.points, RULES.measures).total

    assert total(0, True) == 0
    assert total(1080, True) == 100
    assert total(1080, False) == 75


recipes = st.builds(
    Recipe,
    ratio=st.sampled_from(sorted(RATIOS)), x=st.integers(0, 1000), y=st.integers(0, 1000),
    zoom=st.integers(100, 300), angle=st.integers(-150, 150),
)  # fmt: skip


@settings(deadline=None)
@given(recipes, st.integers(100, 3000), st.integers(100, 3000))
def test_a_cut_has_its_ratio_and_stays_inside_the_turned_picture(
    recipe: Recipe, width: int, height: int
) -> None:
    cut = cut_of((width, height), recipe)
    if (ratio := RATIOS[recipe.ratio]) is not None:
        assert cut.width * ratio[1] == cut.height * ratio[0]
    turn = radians(recipe.angle / 10)
    for x in (cut.left, cut.left + cut.width):
        for y in (cut.top, cut.top + cut.height):
            across, down = x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn)
            assert abs(across) <= width / 2 + 1e-6
            assert abs(down) <= height / 2 + 1e-6


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["ratio", "x", "y", "zoom", "angle", "auto", "light", "warmth", "mystery"]),
        st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.booleans(), st.lists(st.integers())),
    )
)
def test_any_stored_or_typed_recipe_is_read_within_its_bounds(values: dict[str, Any]) -> None:
    recipe = recipe_of(values)
    assert recipe.ratio in RATIOS
    assert 100 <= recipe.zoom <= 300
    assert -150 <= recipe.angle <= 150
    assert recipe_of(recipe.stored()) == recipe or recipe.is_plain


def test_the_nine_spots_cut_exactly_the_right_corner() -> None:
    image = Image.new("RGB", (300, 200), "white")
    image.paste("red", (0, 0, 100, 200))
    image.paste("blue", (200, 0, 300, 200))
    data = encoded(image, "PNG")
    for x, wanted in ((0, (255, 0, 0)), (1000, (0, 0, 255))):
        page = opened(take_in(data, recipe=Recipe(ratio="9x16", x=x)).variants["page"])
        assert (page.width, page.height) == (108, 192)
        assert all(abs(a - b) < 12 for a, b in zip(page.getpixel((54, 96)), wanted, strict=True))


@settings(max_examples=3, deadline=None)
@given(st.sampled_from([Recipe(ratio="4x5", angle=70, auto=True), Recipe(light=2, warmth=-3, zoom=180)]))
def test_the_same_recipe_gives_the_same_bytes_and_no_metadata(recipe: Recipe) -> None:
    data = (FOLDER / "croissant.jpg").read_bytes()
    one, two = take_in(data, recipe=recipe), take_in(data, recipe=recipe)
    assert one == two
    assert_clean(one)
    ratio = RATIOS[recipe.ratio]
    assert ratio is None or one.variants["zoom"].width * ratio[1] == one.variants["zoom"].height * ratio[0]


def test_one_tap_brings_light_into_a_dark_photo_and_takes_a_yellow_cast_off() -> None:
    dark = ImageEnhance.Brightness(photo()).enhance(0.35)
    better = take_in(encoded(dark, "PNG"), recipe=Recipe(auto=True))
    assert better.looks["dark"] > measure(dark)["dark"] * 1.5
    grey = photo("cangkir_keramik_abu.jpg")
    red, green, blue = grey.split()
    yellow = Image.merge("RGB", (red, green, blue.point(lambda level: int(level * 0.7))))

    def cast(image: Image.Image) -> float:
        first, _, last = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
        return first - last

    mended = opened(take_in(encoded(yellow, "PNG"), recipe=Recipe(auto=True)).variants["page"])
    assert cast(mended.convert("RGB")) < cast(yellow) * 0.6


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", WordsFault.MISSING), ("   ", WordsFault.MISSING), ("Foto", WordsFault.EMPTY),
        ("foto produk", WordsFault.EMPTY), ("IMG_20261121_0001.jpg", WordsFault.FILE_NAME),
        ("WhatsApp Image 2026-11-21", WordsFault.FILE_NAME), ("keripik TEMPE", WordsFault.SAME),
        ("Pesan 0812-3456-7890 ya", WordsFault.NUMBER), ("NIK 3519041234567890", WordsFault.NUMBER),
        ("Keripik", WordsFault.SHORT), ("Keripik tempe tipis di piring tanah liat", WordsFault.NONE),
        ("صورة رقائق على طبق أبيض", WordsFault.NONE),
    ],
)  # fmt: skip
def test_a_photos_words_are_checked(text: str, fault: WordsFault) -> None:
    assert check_words(text, ["Keripik Tempe"]) is fault


def test_words_are_suggested_from_what_is_known_and_never_too_long() -> None:
    made = suggest_words(name="Keripik tempe", unit="250 g", description="Tipis dan renyah. Dari Madiun.")
    assert made == "Keripik tempe (250 g), Tipis dan renyah"
    assert check_words(made, ["Keripik tempe"]) is WordsFault.NONE
    assert len(suggest_words(name="x" * 80, description="kata " * 100)) <= 120


def test_a_file_of_rules_that_makes_no_sense_is_refused_by_name(tmp_path: Any) -> None:
    from sandbox.packs import photos

    text = (photos.HERE / "indonesia" / "photos.toml").read_text(encoding="utf-8")
    for found, wrong, names in (
        ("own = 25", "own = 26", "points"),
        ("ask = 110", "ask = 500", "ask"),
        ("safe = [100, 0, 100, 0]", "safe = [900, 0, 0, 0]", "safe"),
        ("lines = 2", 'lines = "dua"', "lines"),
    ):
        path = tmp_path / "photos.toml"
        path.write_text(text.replace(found, wrong, 1), encoding="utf-8")
        with pytest.raises(PackError, match=names):
            photos.read_photo_rules(path, ("id", "en"))


def test_a_payment_code_is_refused_and_another_code_only_noted() -> None:
    import qrcode

    from sandbox.media.photo import PhotoRefused, Refusal

    def shown(text: str) -> bytes:
        page = photo().resize((1000, 800))
        page.paste(qrcode.make(text).get_image().convert("RGB").resize((360, 360)), (300, 200))
        out = io.BytesIO()
        page.save(out, "JPEG", quality=70)
        return out.getvalue()

    with pytest.raises(PhotoRefused) as caught:
        take_in(shown("00020101021126610014COM.CONTOH.WWW01189360000000000000000303UMI5802ID6304ABCD"))
    assert caught.value.code is Refusal.PAYMENT_CODE
    assert take_in(shown("https://lapak.example/l/ACDE34")).looks["qr"] is True
