"""The QR studio: ink and logo of a link's code, looked at before they are kept, and the code as a file."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from sandbox.lang.filters import number
from sandbox.lang.text_clean import clean_line
from sandbox.lang.texts import current_locale, t
from sandbox.links import drawing, operations, presenters
from sandbox.links.blueprint import bp
from sandbox.links.entry import carried_label, enter, link_pack, target_of
from sandbox.links.enums import Source
from sandbox.links.models import ShortLink
from sandbox.links.queries import get_own_link
from sandbox.links.styles import PLAIN_INK, QrStyle, is_dark_enough, read_colour, read_style
from sandbox.media.qr import contrast, dark_enough
from sandbox.shops.queries import Shop
from sandbox.web.gate import Permission, allow

OWN_INK = "sendiri"
MOST_TYPED = 16


@dataclass(frozen=True)
class Choice:
    """What is chosen in the studio: ``ink`` of the palette or ``sendiri`` with ``typed``; ``offered`` is a colour near
    the typed one that phones can read, "" when the typed one will do or is none.
    """

    style: QrStyle
    ink: str
    typed: str
    error: str = ""
    offered: str = ""


def read_choice(typed: MultiDict[str, str], kept: QrStyle) -> Choice:
    """The style asked for; what is kept where nothing was asked."""
    inks = {ink.colour for ink in link_pack().inks} | {PLAIN_INK}
    ink = typed.get("warna", "") or (kept.colour if kept.colour in inks else OWN_INK)
    has_logo = typed["logo"] == "ya" if "logo" in typed else kept.has_logo
    written = clean_line(typed.get("kode", ""))[:MOST_TYPED]
    if ink != OWN_INK:
        return Choice(QrStyle(ink if ink in inks else PLAIN_INK, has_logo), ink, written)
    if "kode" not in typed:
        written = kept.colour
    colour = read_colour(written)
    if not colour:
        sentence = t("links-ink-unknown") if written else t("links-ink-missing")
        return Choice(QrStyle(kept.colour, has_logo), ink, written, sentence)
    if not is_dark_enough(colour):
        offered = dark_enough(colour)
        times = number(int(10 * contrast(colour)) / 10)  # cut, not rounded: 6,98 is not 7
        sentence = t("links-ink-pale", times=times, colour=offered)
        return Choice(QrStyle(offered, has_logo), ink, written, sentence, offered)
    return Choice(QrStyle(colour, has_logo), ink, written)


@bp.get("/tautan/<int:link_id>/qr")
@allow(Permission.PARTICIPATE)
def show_studio(link_id: int) -> str:
    """Ink and logo, with the code as it would look; the choice stands in the address until it is kept."""
    shop = enter()
    link = get_own_link(shop, link_id)
    return _studio(shop, link, read_choice(request.args, read_style(link.qr_style)))


@bp.post("/tautan/<int:link_id>/qr")
@allow(Permission.PARTICIPATE)
def keep_style(link_id: int) -> ResponseReturnValue:
    """Draw the link's code so from now on."""
    shop = enter()
    link = get_own_link(shop, link_id)
    choice = read_choice(request.form, read_style(link.qr_style))
    if choice.error:
        return _studio(shop, link, choice), 422
    operations.set_qr_style(link=link, style=choice.style)
    flash(t("links-style-kept"), "success")
    return redirect(url_for(".show_studio", link_id=link_id), 303)


def _studio(shop: Shop, link: ShortLink, choice: Choice) -> str:
    """The studio, or its view alone while choices are being tried."""
    chosen = {"warna": choice.style.colour, "logo": "ya" if choice.style.has_logo else "tidak"}
    template = "links/studio_view.html" if request.headers.get("X-Part") == "1" else "links/studio.html"
    return render_template(
        template,
        link=presenters.link_view(link, target_of(shop, link), shop.name),
        has_own_logo=shop.logo is not None,
        choice=choice,
        inks=_inks(choice),
        own_ink=OWN_INK,
        preview=url_for(".show_qr", link_id=link.id, form="svg", **chosen),
        sizes=list(drawing.SIZES),
        loses_logo=drawing.loses_logo(presenters.link_address(link, Source.QR), choice.style),
        is_kept=choice.style == read_style(link.qr_style),
    )


def _inks(choice: Choice) -> list[tuple[str, str, str]]:
    """The palette as (value, name, colour to show), the free colour last."""
    locale = current_locale()
    inks = [(ink.colour, ink.name(locale), ink.colour) for ink in link_pack().inks]
    own = choice.style.colour if choice.ink == OWN_INK else read_colour(choice.typed) or "#5c6763"
    return [(PLAIN_INK, t("links-ink-black"), PLAIN_INK), *inks, (OWN_INK, t("links-ink-own"), own)]


@bp.get("/tautan/<int:link_id>/qr.png", defaults={"form": "png"})
@bp.get("/tautan/<int:link_id>/qr.svg", defaults={"form": "svg"})
@allow(Permission.PARTICIPATE)
def show_qr(link_id: int, form: str) -> Response:
    """The QR code as a picture, in its kept style or the one asked for; ``?unduh=1`` as a file to keep."""
    shop = enter()
    link = get_own_link(shop, link_id)
    style = _asked_style(read_style(link.qr_style))
    source = carried_label(shop, "s")
    mediums = link_pack().mediums
    medium = request.args.get("m", "")
    address = presenters.link_address(
        link,
        source or Source.QR,
        medium=medium if medium in mediums else "",
        campaign=carried_label(shop, "c"),
    )
    if form == "svg":
        response = Response(drawing.draw_svg(shop, address, style), mimetype="image/svg+xml")
    else:
        size = request.args.get("ukuran", "")
        response = Response(drawing.draw_png(shop, address, style, size), mimetype="image/png")
    if "unduh" in request.args:
        name = presenters.file_name(shop.slug, target_of(shop, link), form, source)
        response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _asked_style(kept: QrStyle) -> QrStyle:
    """The style in the address where a phone could read it, else the kept one."""
    colour = read_colour(request.args.get("warna", ""))
    is_dark = bool(colour) and is_dark_enough(colour)
    logo = request.args.get("logo", "")
    return QrStyle(colour if is_dark else kept.colour, logo == "ya" if logo else kept.has_logo)
