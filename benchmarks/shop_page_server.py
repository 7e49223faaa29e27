"""The server that shop_page.py measures; started by it with a data folder and a port."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

from flask import Flask, Response

from benchmarks.shop_page import BARE, SHOP
from sandbox import create_app
from sandbox.classrooms.models import Classroom
from sandbox.cli.network import BACKLOG
from sandbox.cli.server import ClassroomServer
from sandbox.cli.turnstile import Turnstile
from sandbox.config import load_settings
from sandbox.extensions import db
from sandbox.migrations.runner import migrate
from sandbox.shops.models import Photo, Product, ProductPhoto, Shop


def serve(data: Path, port: int) -> None:
    """The server under test: the sandbox and a bare page side by side in one process."""
    app = create_app(load_settings(data_dir=data))
    make_shop(app)
    body = app.test_client().get(SHOP).data
    bare = Flask("bare")

    @bare.get(BARE)
    def page() -> Response:
        return Response(body, mimetype="text/html")

    def both(environ: dict[str, Any], start_response: Any) -> Any:
        return (bare if environ["PATH_INFO"] == BARE else app)(environ, start_response)

    listener = socket.create_server(("127.0.0.1", port), backlog=BACKLOG)
    server = ClassroomServer(
        Turnstile(both, 1 << 20), listener, lambda: print(f"ready {len(body)}", flush=True), lambda: None
    )
    server.run()


def make_shop(app: Flask) -> None:
    """A shop on display with eight products in a class of its own."""
    with app.app_context():
        migrate(db.engine)
        fill_shop(make_class(), SHOP.rpartition("/")[2], products=8)
        db.session.commit()


def make_class() -> Classroom:
    """A class to have shops in."""
    room = Classroom(name="Kelas Ukur", code="UKURAN", seed="ukur")
    db.session.add(room)
    db.session.flush()
    return room


def fill_shop(room: Classroom, slug: str, *, products: int, theme: str = "stall") -> None:
    """A shop with so many products (photo rows without files: only the page is asked for)."""
    shop = Shop(
        classroom_id=room.id, slug=slug, name="Keripik Bu Siti", trade="camilan", state="shown", theme=theme
    )
    shop.story = "Dapur kami kecil, wajannya satu, dan kami menggoreng sedikit demi sedikit. " * 6
    db.session.add(shop)
    db.session.flush()
    for number in range(products):
        name = f"Keripik tempe {number}"
        product = Product(shop_id=shop.id, slug=f"keripik-{number}", name=name, price=18_000, stock=9)
        key = f"{shop.id:06d}{number:020d}"
        names = {"list": "list", "page": "page", "zoom": "zoom"}
        photo = Photo(shop_id=shop.id, stem=key, digest=key, width=720, height=720)
        photo.variants = {size: [f"{key}/{name}.webp", 720, 720, 9000] for size, name in names.items()}
        db.session.add_all([product, photo])
        db.session.flush()
        db.session.add(ProductPhoto(product_id=product.id, photo_id=photo.id))


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
