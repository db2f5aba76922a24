"""A period as written (a month, last week, the 1990s) and the publication date in, the days it can mean out.

Weeks run from Monday to Sunday; seasons are those of the northern hemisphere. What is relative stays open (None)
without a publication date. `direction` is "past", "future" or "unknown", as the verb says.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from crosscheck.facets import days
from crosscheck.facets.days import Days, Groups, month_number, number
from crosscheck.facets.durations import unit_days, unit_name
from crosscheck.facets.number_words import ORDINAL_WORDS, value_of
from crosscheck.facets.time_forms import SEASONS


def resolve(form: str, groups: Groups, text: str, published: date | None, direction: str) -> Days:
    """Return the days that a match of `form` can mean; forms of the day itself (clock, part) have none."""
    if direction == "expected":  # "was due": a weekday is still to come, a month may be over
        direction = "unknown" if form == "month" else "future"
    reader = _READERS.get(form)
    if reader is None:
        return Days(None, None, "day")
    try:
        return reader(groups, text.lower(), published, direction)
    except (ValueError, OverflowError):  # 30 February, or a year that no calendar has
        return Days(None, None, _GRAINS.get(form, "day"))


def shifted(published: date | None, low: float, high: float, unit: str) -> Days:
    """Return when `low` to `high` units of days ago was: to the day, else to the week, month, year or decade."""
    grain = {"night": "day", "fortnight": "week", "century": "decade"}.get(unit, unit)
    grain = "day" if grain in ("second", "minute", "hour") else grain
    if published is None:
        return Days(None, None, grain)
    try:
        early, late = published - timedelta(days=round(high)), published - timedelta(days=round(low))
    except OverflowError:
        return Days(None, None, grain)
    if grain == "week":
        return Days(early - timedelta(days=3), late + timedelta(days=3), grain)
    if grain == "month":
        count_low, count_high = round(low / unit_days("month")), round(high / unit_days("month"))
        return Days(_month_back(published, count_high)[0], _month_back(published, count_low)[1], grain)
    if grain in ("year", "decade"):
        return Days(date(early.year, 1, 1), date(late.year, 12, 31), grain)
    return Days(early, late, "day")


def _month_back(day: date, count: int) -> tuple[date, date]:
    index = day.year * 12 + day.month - 1 - count
    return _month(index // 12, index % 12 + 1)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of `count` months from `month` on."""
    index = year * 12 + month - 1 + count - 1
    return date(year, month, 1), _month(index // 12, index % 12 + 1)[1]


def _narrowed(span: tuple[date, date], edge: str | None, grain: str) -> Days:
    """Keep the early, middle or late part of a span; generous, since writers are."""
    first, last = span
    length = (last - first).days
    edge = (edge or "").split()[0].lower() if edge else ""
    if edge in ("early", "start", "beginning", "turn"):
        last = first + timedelta(days=length // 2)
    elif edge in ("late", "end", "close"):
        first = first + timedelta(days=length // 2)
    elif edge in ("mid", "middle"):
        first, last = first + timedelta(days=length // 4), last - timedelta(days=length // 4)
    return Days(first, last, grain)


def _half(span: tuple[date, date], edge: str | None, grain: str, published: date) -> Days:
    """Narrow a span that holds the publication day: "earlier this year" ends on it, "later" begins."""
    edge = (edge or "").lower()
    first, last = span
    if edge == "earlier":
        return Days(first, max(first, min(last, published)), grain)
    if edge == "later":
        return Days(min(last, max(first, published)), last, grain)
    return _narrowed(span, edge, grain)


def _month_year(g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    return _narrowed(_month(number(g, "year"), month_number(g)), g.get("edge"), "month")


def _bare_month(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    if published is None:
        return Days(None, None, "month")
    if g.get("that"):
        year = published.year + {"last": -1, "next": 1}.get((g["that"] or "").lower(), 0)
        return _narrowed(_month(year, month_number(g)), g.get("edge"), "month")
    months = 12 * published.year + published.month
    back = (published.month - month_number(g)) % 12
    which = (g.get("which") or "").lower()
    if which == "last":
        back = back or 12
    elif which == "next":
        back = back - 12
    elif which.startswith("this"):
        back = published.month - month_number(g)
    elif direction == "future" or (direction == "unknown" and back > 6):
        back = back - 12 if back else 0
    index = months - 1 - back
    return _half(_month(index // 12, index % 12 + 1), g.get("edge"), "month", published)


def _past_span(g: Groups, _text: str, published: date | None, _direction: str) -> Days:
    count = value_of(g["count"] or "") or {"few": 3.0, "several": 5.0, "couple": 2.0}.get(g["count"] or "")
    unit = unit_name(g["unit"] or "")
    grain = unit if unit in ("day", "week", "month", "year", "decade") else "day"
    which = (g["which"] or "").lower()
    if published is None or count is None or which not in ("past", "last", "next", "coming"):
        return Days(None, None, grain)
    length = timedelta(days=round(count * unit_days(unit)))
    forward = which in ("next", "coming")
    return (
        Days(published, published + length, grain) if forward else Days(published - length, published, grain)
    )


def _period(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    unit, which = (g["unit"] or "").lower(), " ".join((g.get("which") or "this").lower().split())
    grain = (
        "season"
        if unit in SEASONS or unit == "season"
        else {"weekend": "week", "century": "decade"}.get(unit, unit)
    )
    bare = which.removeprefix("the ").removeprefix("this ")
    if (
        published is None
        or bare in ("following", "same", "that", "previous", "preceding")
        or unit in ("season", "century")
    ):
        return Days(None, None, grain)
    if bare in ("past", "coming") and unit in ("week", "month", "year", "decade"):
        length = timedelta(days=round(unit_days(unit)))
        return Days(
            *((published - length, published) if bare == "past" else (published, published + length)), grain
        )
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(bare, 0)
    if unit in SEASONS:
        return _narrowed(_season_near(unit, step, published), g.get("edge"), grain)
    return _half(_unit_at(unit, step, published, direction), g.get("edge"), grain, published)


def _unit_at(unit: str, step: int, published: date, direction: str) -> tuple[date, date]:
    """Return the week, weekend, month, quarter, year or decade `step` from the one of the publication day."""
    monday = published - timedelta(days=published.weekday())
    if unit == "weekend":
        # From Wednesday on, "this weekend" is the coming one unless the verb is in the past.
        direction = "future" if direction == "unknown" and published.weekday() >= 2 else direction
        return _weekend(step, published, direction)
    if unit == "week":
        # On a Sunday, "this week" with a verb of the future is the one that begins.
        step += published.weekday() == 6 and step == 0 and direction == "future"
        return monday + timedelta(days=7 * step), monday + timedelta(days=7 * step + 6)
    if unit == "month":
        return _month_back(published, -step)
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + step
        return _months(index // 4, index % 4 * 3 + 1, 3)
    year = published.year + step if unit == "year" else (published.year // 10 + step) * 10
    return date(year, 1, 1), date(year + (0 if unit == "year" else 9), 12, 31)


def _weekend(step: int, published: date, direction: str) -> tuple[date, date]:
    saturday = published - timedelta(days=published.weekday()) + timedelta(days=5)
    if step == 0 and direction != "future" and published.weekday() < 5:
        step = -1
    return saturday + timedelta(days=7 * step), saturday + timedelta(days=7 * step + 1)


def _season_near(name: str, step: int, published: date) -> tuple[date, date]:
    start = SEASONS[name]
    spans = [_months(published.year + y, start, 3) for y in (-2, -1, 0, 1, 2)]
    if step < 0:
        return [s for s in spans if s[1] < published][-1]
    if step > 0:
        return next(s for s in spans if s[0] > published)
    return min(spans, key=lambda s: max((s[0] - published).days, (published - s[1]).days, 0))


def _end_of_period(g: Groups, text: str, published: date | None, direction: str) -> Days:
    return _period({**g, "which": "this"}, text, published, direction)


def _the_weekend(_g: Groups, _text: str, published: date | None, direction: str) -> Days:
    return Days(*_weekend(0, published, direction), "week") if published else Days(None, None, "week")


def _year_of(g: Groups, published: date | None) -> int | None:
    if g.get("year"):
        return number(g, "year")
    step = {"this": 0, "the": 0, "last": -1, "next": 1}.get((g.get("which") or "").lower())
    return published.year + step if published and step is not None else None


def _quarter(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    """Read a calendar quarter; without a year the last one begun, or the next, as the verb says."""
    nth = number(g, "q") if g.get("q") else ORDINAL_WORDS.get((g["nth"] or "").lower(), 4)
    year = _year_of(g, published)
    if (g.get("nth") or "").lower() == "last" and year is None:
        return _period({"unit": "quarter", "which": "last"}, "", published, direction)
    if year is None and published is not None:
        now = (published.month - 1) // 3 + 1
        year = published.year + (nth < now if direction == "future" else -(nth > now))
    return Days(*_months(year, nth * 3 - 2, 3), "quarter") if year else Days(None, None, "quarter")


def _half_year(g: Groups, _text: str, published: date | None, _direction: str) -> Days:
    nth = number(g, "h") if g.get("h") else ORDINAL_WORDS[(g["nth"] or "").lower()]
    year = _year_of(g, published)
    return Days(*_months(year, nth * 6 - 5, 6), "quarter") if year else Days(None, None, "quarter")


def _season(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    name = (g.get("season") or g.get("bare") or "").lower()
    if g.get("year"):
        return _narrowed(_months(number(g, "year"), SEASONS[name], 3), g.get("edge"), "season")
    if published is None:
        return Days(None, None, "season")
    spans = [_months(published.year + y, SEASONS[name], 3) for y in (-1, 0, 1)]
    ahead = next(s for s in spans if s[1] >= published)
    behind = [s for s in spans if s[0] <= published]
    return Days(*(ahead if direction == "future" or not behind else behind[-1]), "season")


def _years(g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    first, until = number(g, "year"), g["until"] or ""
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    return Days(date(first, 1, 1), date(last, 12, 31), "year")


def _one_year(g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    year = number(g, "year")
    return _narrowed((date(year, 1, 1), date(year, 12, 31)), g.get("edge"), "year")


def _decade(g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    digits = number(g, "decade")
    first = digits if digits > 99 else 1900 + digits
    return _narrowed((date(first, 1, 1), date(first + 9, 12, 31)), g.get("edge"), "decade")


_GRAINS = {"years": "year", "month_year": "month"}
_READERS: dict[str, Callable[[Groups, str, date | None, str], Days]] = {
    "iso": days.iso,
    "slashed": days.slashed,
    "days_of_month": days.day_of_month,
    "month_of_days": days.day_of_month,
    "month_day": days.day_of_month,
    "day_month": days.day_of_month,
    "month_year": _month_year,
    "month": _bare_month,
    "weekday": days.weekday,
    "short_weekday": days.weekday,
    "nearby_day": days.nearby_day,
    "other_day": days.other_day,
    "past_span": _past_span,
    "period": _period,
    "end_of_period": _end_of_period,
    "weekend": _the_weekend,
    "quarter": _quarter,
    "half_year": _half_year,
    "season": _season,
    "holiday": days.holiday,
    "years": _years,
    "decade": _decade,
    "fiscal": _one_year,
    "year": _one_year,
}
