"""Template filters: rupiah, numbers, days and times in the class's time zone, names kept whole."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask, g, has_request_context

from sandbox.lang import dates
from sandbox.lang.measures import unbroken
from sandbox.lang.rupiah import format_number, format_rupiah
from sandbox.lang.texts import current_locale

DEFAULT_TIMEZONE = "Asia/Jakarta"


def current_timezone() -> str:
    """The time zone of the class being shown; views of a class put it into ``g.timezone``."""
    return g.get("timezone", DEFAULT_TIMEZONE) if has_request_context() else DEFAULT_TIMEZONE


def rupiah(amount: int) -> str:
    """``Rp 15.000``."""
    return format_rupiah(amount)


def number(value: float) -> str:
    """A number with the thousands sign of the reader's language."""
    return format_number(value, current_locale())


def daytime(moment: datetime) -> str:
    """``10.32`` or ``10:32`` on the class's clock."""
    return dates.format_time(moment, current_timezone(), current_locale())


def day(moment: datetime) -> str:
    """The day in words on the class's calendar."""
    return dates.format_day(moment, current_timezone(), current_locale())


def short_day(moment: date) -> str:
    """``21 Nov 2026`` on the class's calendar."""
    return dates.format_short_day(moment, current_timezone(), current_locale())


def init_filters(app: Flask) -> None:
    """Give every template the filters."""
    for function in (rupiah, number, daytime, day, short_day, unbroken):
        app.jinja_env.filters[function.__name__] = function
