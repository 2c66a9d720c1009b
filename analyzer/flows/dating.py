"""Dates as sources print them: a year, a month or a day, several of them, or words; no day that no calendar has."""

import datetime as dt
import re

from analyzer.errors import InputError

_YEARS = range(1900, 2200)
"""Years of which something that somebody clicked through, or a law about it, may be; a page's clock ends later."""
_NUMBERS = re.compile(r"(?<![\w-])\d{4,}(?:-\d+)*(?![\w-])", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_SPAN = re.compile(r"(\d{4})-(\d{4})")


def check_printed(date: str, place: str) -> None:
    """Refuse a date in a text that no calendar has; the line begins with ``place``.

    Raises
    ------
    InputError
        If what begins with a year in it is no date.
    """
    for told in _NUMBERS.findall(date):
        span = _SPAN.fullmatch(told)
        if not all(map(_exists, span.groups() if span else (told,))):
            raise InputError(f"{place}: {told!r} is no date; as in 2025-05-20, 2025-05 or 2025")


def check_day(day: dt.date, place: str) -> None:
    """Refuse a day on which no page was walked.

    Raises
    ------
    InputError
        If its year is before the Web, or beyond what clocks of pages tell.
    """
    if day.year not in _YEARS:
        raise InputError(f"{place}: the year {day.year}; from {_YEARS[0]} to {_YEARS[-1]} is wanted")


def _exists(told: str) -> bool:
    found = _DATE.fullmatch(told)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return dt.date(year, month, day).year in _YEARS
    except ValueError:
        return False
