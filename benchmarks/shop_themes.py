"""Rendering a shop page that is not in memory, by theme and size, against a bare page of the same products.

Both are asked of one application in one process, turn by turn, and both read the shop's rows: the bare page is a
Flask view that loads the same products and their photos and lists them without any layout. The ratio is what the
theme, the offers and the page's other facts cost on top of that. Weights are those of the page on the wire.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from flask import Flask, render_template_string
from sqlalchemy import select, update

from benchmarks.shop_page_server import fill_shop, make_class
from sandbox import create_app
from sandbox.config import load_settings
from sandbox.extensions import db
from sandbox.migrations.runner import migrate
from sandbox.shops.enums import Theme
from sandbox.shops.models import Shop
from sandbox.shops.queries import with_products
from sandbox.web.gate import Permission, allow

SIZES = (1, 12, 60)
LIST = """<!doctype html><title>{{ shop.name }}</title><h1>{{ shop.name }}</h1><ul>
{% for product in shop.products %}<li><a href="/{{ product.slug }}"><img src="/{{ product.photos[0].variants['list'][0] }}">
{{ product.name }} {{ product.price | rupiah }}</a>{% endfor %}</ul>"""


def add_bare_page(app: Flask) -> None:
    """A view that lists a shop's products and nothing else."""

    @app.get("/polos/<slug>")
    @allow(Permission.PUBLIC)
    def bare(slug: str) -> str:
        shop = db.session.scalars(select(Shop).where(Shop.slug == slug).options(with_products())).one()
        return render_template_string(LIST, shop=shop)


def milliseconds(app: Flask, path: str) -> float:
    """One request after a change, so that no page in memory is good any more."""
    with app.app_context():
        db.session.execute(update(Shop).values(page_version=Shop.page_version + 1))
        db.session.commit()
    start = time.perf_counter()
    answer = app.test_client().get(path, headers={"Accept-Encoding": "gzip"})
    spent = 1000 * (time.perf_counter() - start)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return spent


def main() -> None:
    """Make a shop of each theme and size, measure them turn by turn, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(data_dir=Path(folder)))
        add_bare_page(app)
        with app.app_context():
            migrate(db.engine)
            room = make_class()
            for theme in Theme:
                for size in SIZES:
                    fill_shop(room, f"{theme}-{size}", products=size, theme=theme)
            db.session.commit()
        print(
            "| theme | products | bare page ms | shop page ms | ratio | KB on the wire |\n|---|---|---|---|---|---|"
        )
        for theme in Theme:
            for size in SIZES:
                slug = f"{theme}-{size}"
                pairs = [
                    (milliseconds(app, f"/polos/{slug}"), milliseconds(app, f"/t/{slug}"))
                    for _ in range(options.rounds + 1)
                ][1:]  # the first round compiles templates
                bare, ours = (median(column) for column in zip(*pairs, strict=True))
                ratio = median(shop / plain for plain, shop in pairs)
                weight = len(app.test_client().get(f"/t/{slug}", headers={"Accept-Encoding": "gzip"}).data)
                print(
                    f"| {theme} | {size} | {bare:.1f} | {ours:.1f} | {ratio:.1f} | {weight / 1000:.1f} |",
                    flush=True,
                )
        with app.app_context():
            db.engine.dispose()


if __name__ == "__main__":
    main()
