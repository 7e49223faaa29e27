"""The application, assembled in named steps. The only module that imports views."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask, request
from jinja2 import StrictUndefined

from sandbox.config import Settings, load_settings
from sandbox.extensions import csrf, db
from sandbox.web.transaction import TransactionalFlask, prepare_engine

MAX_REQUEST_BYTES = 12 * 1024 * 1024
MAX_FORM_BYTES = 1024 * 1024


def build_app(settings: Settings | None = None) -> Flask:
    """Build the application from ``settings`` (read from data folder and environment when None)."""
    settings = settings or load_settings()
    app = TransactionalFlask("sandbox")
    configure(app, settings)
    init_database(app, settings)
    init_media(app, settings)
    init_language(app)
    init_web(app, settings)
    register_views(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Turn our settings into Flask's."""
    app.extensions["settings"] = settings
    app.testing = settings.testing
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_NAME="lapak",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=7),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]


def init_database(app: Flask, settings: Settings) -> None:
    """Bind the database and load every model, so that relationships resolve whoever comes first."""
    if settings.is_sqlite:
        # A connection for each thread of the one serving process; SQLite's are cheap.
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 40, "max_overflow": 40, "pool_timeout": 30}
    else:
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True}
    db.init_app(app)
    load_models()
    with app.app_context():
        prepare_engine(db.engine)


def load_models() -> None:
    """Import every model module (migrations need the whole metadata too)."""
    import sandbox.campaigns.models
    import sandbox.classrooms.models
    import sandbox.links.models
    import sandbox.orders.models
    import sandbox.posts.models
    import sandbox.reviews.models
    import sandbox.shops.models
    import sandbox.web.submissions  # noqa: F401


def init_media(app: Flask, settings: Settings) -> None:
    """The photo store and the workers that take photos in."""
    from sandbox.media.intake import IntakePool
    from sandbox.media.store import MediaStore

    app.extensions["media_store"] = MediaStore(settings.media_dir)
    app.extensions["photo_intake"] = IntakePool(workers=settings.media_workers)


def init_language(app: Flask) -> None:
    """Texts in two languages, rupiah, days and times for templates."""
    from sandbox.lang import filters
    from sandbox.lang.texts import init_texts

    def class_language() -> str | None:
        from sandbox.classrooms.queries import language_of
        from sandbox.web.gate import current_actor

        return language_of(current_actor())

    init_texts(app, class_language)
    filters.init_filters(app)


def init_web(app: Flask, settings: Settings) -> None:
    """Gate, CSRF, limits, headers, errors, and what every template may use."""
    from sandbox.classrooms.queries import load_actor
    from sandbox.lang.texts import current_locale
    from sandbox.packs.loader import load_pack
    from sandbox.reports.queries import class_progress
    from sandbox.web.compression import init_compression
    from sandbox.web.errors import init_errors
    from sandbox.web.gate import current_actor, init_gate
    from sandbox.web.headers import init_headers
    from sandbox.web.incoming import init_incoming
    from sandbox.web.limits import init_limits
    from sandbox.web.navigation import navigation_for
    from sandbox.web.numbers import init_numbers
    from sandbox.web.submissions import new_submit_key

    app.extensions["load_actor"] = load_actor
    app.extensions["class_progress"] = class_progress
    app.extensions["pack"] = load_pack(settings.country)
    init_incoming(app)
    csrf.init_app(app)
    init_numbers(app)
    init_gate(app)
    init_limits(app, per_name=settings.pin_tries, per_address=settings.address_tries)
    init_compression(app)
    init_headers(app)
    init_errors(app)

    app.jinja_env.globals["asset_version"] = ASSET_VERSION  # a global, so that macros see it too

    @app.context_processor
    def common_facts() -> dict[str, object]:
        actor = current_actor()
        return {
            "actor": actor,
            "navigation": navigation_for(actor),
            "locale": current_locale(),
            "new_submit_key": new_submit_key,
            # without unprintable signs, which no HTML may carry: somebody may well ask for /%00
            "this_path": "".join(sign for sign in request.full_path.rstrip("?") if sign.isprintable()),
        }


def _asset_version() -> str:
    """Changes whenever a stylesheet or script does, so that phones fetch the new one."""
    files = (path for path in (Path(__file__).parent / "static").rglob("*") if path.is_file())
    return f"{int(max(path.stat().st_mtime for path in files)):x}"


ASSET_VERSION = _asset_version()


def register_views(app: Flask) -> None:
    """Every blueprint of the house."""
    from sandbox.campaigns.class_market.views import bp as class_market
    from sandbox.campaigns.views import bp as campaigns
    from sandbox.classrooms.views import bp as classrooms
    from sandbox.exports.views import bp as exports
    from sandbox.home.views import bp as home
    from sandbox.links.print.views import bp as prints
    from sandbox.links.views import bp as links
    from sandbox.orders.paying.views import bp as paying
    from sandbox.orders.views import bp as orders
    from sandbox.posts.views import bp as posts
    from sandbox.reports.views import bp as reports
    from sandbox.reviews.views import bp as reviews
    from sandbox.shops.customer_reviews.views import bp as customer_reviews
    from sandbox.shops.share_card_views import bp as share_card
    from sandbox.shops.storefront_views import bp as storefront
    from sandbox.shops.views import bp as shops
    from sandbox.style.views import bp as style
    from sandbox.web.media import bp as media
    from sandbox.web.views import bp as web

    for blueprint in (
        web,
        media,
        classrooms,
        shops,
        storefront,
        share_card,
        customer_reviews,
        links,
        prints,
        posts,
        orders,
        paying,
        campaigns,
        class_market,
        reviews,
        exports,
        reports,
        home,
        style,
    ):
        app.register_blueprint(blueprint)
