"""The finished pictures of a post, one for each channel, to take away."""

from __future__ import annotations

import io
import zipfile

from flask import Response, abort, current_app, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.media.channel_pictures import finish_picture
from sandbox.media.desk import DeskBusy, DrawingDesk
from sandbox.packs.channels import Channel
from sandbox.posts.blueprint import bp, enter
from sandbox.posts.models import Post
from sandbox.posts.previewing import cut_for
from sandbox.posts.queries import channels, get_own_post, is_stopped, largest_file
from sandbox.web.downloads import file_word
from sandbox.web.gate import Permission, allow
from sandbox.web.numbers import row_id
from sandbox.web.transaction import outside_transaction

DAY_ONE = (2026, 1, 1, 0, 0, 0)

packing = DrawingDesk(waiting=2, most_bytes=0)
"""All pictures of a post are seconds of work and tens of megabytes: one at a time, and none remembered."""


@bp.get("/posting/<int:post_id>/gambar/<channel>.jpg")
@allow(Permission.PARTICIPATE)
def show_picture(post_id: int, channel: str) -> ResponseReturnValue:
    """One photo of the post as a channel wants it; ``?foto=2`` for the second."""
    post, place = get_own_post(enter(), post_id), request.args.get("foto", 1, type=row_id)
    files = files_of(post)
    if channel not in channels() or not 1 <= place <= len(files):
        abort(404)
    if is_stopped(post):
        return _not_yet(post)
    wanted, name = channels()[channel], file_name(post, channel, place)
    with outside_transaction():
        picture = make_picture(files[place - 1], wanted)
    return _download(picture, "image/jpeg", f"{name}.jpg")


@bp.get("/posting/<int:post_id>/gambar.zip")
@allow(Permission.PARTICIPATE)
def download_pictures(post_id: int) -> ResponseReturnValue:
    """Every picture of the post for every channel, with its words."""
    post = get_own_post(enter(), post_id)
    files, words, name = files_of(post), post.caption, f"posting-{file_word(post.product.name)}"
    if not files:
        abort(404)
    if is_stopped(post):
        return _not_yet(post)
    with outside_transaction():
        try:
            packed = packing.get(object(), lambda: pack_pictures(files, list(channels()), words))
        except DeskBusy:
            abort(503)
    return _download(packed, "application/zip", f"{name}.zip")


def _not_yet(post: Post) -> ResponseReturnValue:
    """Back to the composer, whose previews say what has to be changed before anything is taken."""
    return redirect(url_for(".edit_post", post_id=post.id) + "#previews", 303)


def files_of(post: Post) -> list[tuple[str, int, int]]:
    """The largest file of each photo, in order."""
    return [largest_file(photo) for photo in post.photos]


def file_name(post: Post, channel: str, place: int) -> str:
    """``keripik-tempe-tipis-instagram-1``."""
    return f"{file_word(post.product.name)}-{channel}-{place}"


def make_picture(file: tuple[str, int, int], channel: Channel) -> bytes:
    """One stored photo as a channel wants it. 404 when its file is gone."""
    name, width, height = file
    try:
        data = current_app.extensions["media_store"].read(name)
    except (ValueError, FileNotFoundError):
        abort(404)
    cut = cut_for(width, height, channel)
    return finish_picture(data, box=cut.box, size=cut.size, inside=cut.inside)


def pack_pictures(files: list[tuple[str, int, int]], wanted: list[Channel], words: str) -> bytes:
    """A ZIP of every photo for every channel; channels that want the same share the work."""
    out, made = io.BytesIO(), {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for place, file in enumerate(files, start=1):
            for channel in wanted:
                shape = (place, channel.picture, channel.frame)
                if shape not in made:
                    made[shape] = make_picture(file, channel)
                archive.writestr(zipfile.ZipInfo(f"{channel.key}-{place}.jpg", DAY_ONE), made[shape])
        archive.writestr(zipfile.ZipInfo("tulisan.txt", DAY_ONE), words.replace("\n", "\r\n"))
    return out.getvalue()


def _download(data: bytes, mime: str, name: str) -> Response:
    """A file to keep; nobody between here and the phone does."""
    response = make_response(data)
    response.mimetype = mime
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
