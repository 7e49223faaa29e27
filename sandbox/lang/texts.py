"""The Flask face of the catalogue: `t('shops-save')` in the language of the person asking.

Order of choice: language picked on the screen (`session['lang']`), language of the person's class, what the
browser asks for, Indonesian. Outside a request the default language is used unless `use_locale` says
otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_app_context, has_request_context, request, session

from sandbox.lang.catalogue import DEFAULT_LOCALE, Catalogue, MissingTextError

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
SESSION_KEY = "lang"
_EXTENSION = "class_language"

log = logging.getLogger(__name__)
_forced: ContextVar[str | None] = ContextVar("forced_locale", default=None)


@cache
def catalogue() -> Catalogue:
    """The catalogue of this program, read once. Raises `CatalogueError` when a translation file is faulty."""
    return Catalogue(TRANSLATIONS)


def init_texts(app: Flask, class_language: Callable[[], str | None] | None = None) -> None:
    """Read every translation now (a fault stops the start) and give templates `t` and `current_locale`.

    `class_language` tells the language of the class the person asking belongs to, or None; it is called at
    most once per request.
    """
    catalogue()
    app.extensions[_EXTENSION] = class_language
    app.jinja_env.globals.update(t=t, current_locale=current_locale, available_locales=available_locales)


def t(key: str, /, **args: Any) -> str:
    """Text of `key` with `args` filled in; plain text, so templates escape it.

    An unknown key or a forgotten argument raises `MissingTextError` while testing; in front of people it is
    logged and the key is shown.
    """
    try:
        return catalogue().format(current_locale(), key, args)
    except MissingTextError:
        if not has_app_context() or current_app.testing or current_app.debug:
            raise
        log.exception("text not available: %s", key)
        return key


class LazyText:
    """A text looked up each time it is shown: for form labels made at import time."""

    __slots__ = ("_args", "key")

    def __init__(self, key: str, args: dict[str, Any]) -> None:
        self.key = key
        self._args = args

    def __str__(self) -> str:
        return t(self.key, **self._args)

    def __repr__(self) -> str:
        return f"lazy_t({self.key!r})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __mod__(self, values: Any) -> str:
        # Some WTForms validators apply "%" to their message.
        return str(self) % values

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LazyText):
            return (self.key, self._args) == (other.key, other._args)
        return str(self) == other

    def __hash__(self) -> int:
        return hash(self.key)


def lazy_t(key: str, /, **args: Any) -> LazyText:
    """Like `t`, but looked up when shown, so the reader's language counts."""
    return LazyText(key, args)


def available_locales() -> tuple[str, ...]:
    """Locale codes that can be chosen, default first; their names are the texts `lang-name-<code>`."""
    return catalogue().locales


def current_locale() -> str:
    """Locale code for this request (decided once), or the one forced by `use_locale`, or the default."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if not has_request_context():
        return DEFAULT_LOCALE
    if "locale" not in g:
        g.locale = _locale_of_request()
    return g.locale


def choose_locale(locale: str) -> None:
    """Remember the language the person picked, from this request on. Raises `ValueError` if unknown."""
    if locale not in available_locales():
        raise ValueError(f"no such locale: {locale!r}")
    session[SESSION_KEY] = locale
    g.locale = locale


@contextmanager
def use_locale(locale: str) -> Iterator[None]:
    """Write everything inside the block in `locale`, such as a take-home page in the shop's language."""
    token = _forced.set(locale)
    try:
        yield
    finally:
        _forced.reset(token)


def _locale_of_request() -> str:
    known = available_locales()
    picked = session.get(SESSION_KEY)
    if picked in known:
        return picked
    ask_class = current_app.extensions.get(_EXTENSION)
    of_class = ask_class() if ask_class else None
    if of_class in known:
        return of_class
    return request.accept_languages.best_match(known) or DEFAULT_LOCALE
