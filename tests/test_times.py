"""Times of sentences: resolved days, the hour, lengths, and the words that only look like times."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscheck.facets.periods import resolve
from crosscheck.facets.time_scan import scan_times
from crosscheck.facets.times import find_times
from crosscheck.language import parse
from crosscheck.records import Time

WEDNESDAY = date(2024, 2, 28)


@lru_cache(maxsize=512)
def times(sentence: str, published: date | None = WEDNESDAY) -> tuple[Time, ...]:
    return tuple(find_times(parse([sentence])[0], 0, published))


def one(sentence: str, published: date | None = WEDNESDAY) -> Time:
    found = times(sentence, published)
    assert len(found) == 1, [t.text for t in found]
    return found[0]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("sentence", "text", "expected"),
    [
        ("He is set to go to the front on Thursday.", "Thursday", "2024-02-29"),
        ("She will meet them on Wednesday.", "Wednesday", "2024-02-28"),
        ("She met them on Wednesday.", "Wednesday", "2024-02-28"),
        ("She met them on Thursday.", "Thursday", "2024-02-22"),
        ("The vote is scheduled for Monday.", "Monday", "2024-03-04"),
        ("The planned strike on Monday was called off.", "Monday", "2024-03-04"),
        ("He was ordered to appear on Thursday.", "Thursday", "2024-02-29"),
        ("He managed to escape on Thursday.", "Thursday", "2024-02-22"),
        ("If she wins on Tuesday, he goes.", "Tuesday", "2024-03-05"),
        ("Talks begin on Thursday.", "Thursday", "2024-02-29"),
        ("They meet next Thursday.", "next Thursday", "2024-03-07"),
        ("They met last Thursday.", "last Thursday", "2024-02-22"),
        ("He came home on Friday the 23rd.", "Friday the 23rd", "2024-02-23"),
        ("He left yesterday.", "yesterday", "2024-02-27"),
        ("He leaves tomorrow.", "tomorrow", "2024-02-29"),
        ("It broke out the day before yesterday.", "the day before yesterday", "2024-02-26"),
        ("It broke out two days ago.", "two days ago", "2024-02-26"),
        ("It closed on 5 March 2021.", "5 March 2021", "2021-03-05"),
        ("It closed on March 5, 2021.", "March 5, 2021", "2021-03-05"),
        ("It closed on Thursday, Feb. 29, 2024.", "Thursday, Feb. 29, 2024", "2024-02-29"),
        ("It closed on 2021-03-05.", "2021-03-05", "2021-03-05"),
        ("It closed on 25/03/2021.", "25/03/2021", "2021-03-25"),
        ("It closed on 20 February.", "20 February", "2024-02-20"),
        ("It opens on 1 April next year.", "1 April next year", "2025-04-01"),
        ("It closed on December 30.", "December 30", "2023-12-30"),
    ],
)
def test_a_day_is_found_from_date_and_tense(sentence: str, text: str, expected: str) -> None:
    found = one(sentence)
    assert (found.text, found.first, found.last, found.grain, found.kind) == (
        text,
        day(expected),
        day(expected),
        "day",
        "at",
    )


@pytest.mark.parametrize(
    ("sentence", "text", "first", "last", "grain"),
    [
        ("He will visit Brownsville this week.", "this week", "2024-02-26", "2024-03-03", "week"),
        ("He came last week.", "last week", "2024-02-19", "2024-02-25", "week"),
        ("He comes next month.", "next month", "2024-03-01", "2024-03-31", "month"),
        ("She said so earlier this month.", "earlier this month", "2024-02-01", "2024-02-28", "month"),
        ("It opens later this year.", "later this year", "2024-02-28", "2024-12-31", "year"),
        ("Last year the rule came out.", "Last year", "2023-01-01", "2023-12-31", "year"),
        ("Officials called over the weekend.", "over the weekend", "2024-02-24", "2024-02-25", "week"),
        ("An event was held in November.", "November", "2023-11-01", "2023-11-30", "month"),
        ("He vows it if he wins in November.", "November", "2024-11-01", "2024-11-30", "month"),
        ("He went there in January 2023.", "January 2023", "2023-01-01", "2023-01-31", "month"),
        ("It closed in March last year.", "March last year", "2023-03-01", "2023-03-31", "month"),
        ("It closed in early May 2023.", "early May 2023", "2023-05-01", "2023-05-16", "month"),
        ("It was signed in 2009.", "2009", "2009-01-01", "2009-12-31", "year"),
        ("The 2020 election was close.", "2020", "2020-01-01", "2020-12-31", "year"),
        ("It grew in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
        (
            "It fell in the third quarter of 2023.",
            "the third quarter of 2023",
            "2023-07-01",
            "2023-09-30",
            "quarter",
        ),
        ("It fell in Q3 2023.", "Q3 2023", "2023-07-01", "2023-09-30", "quarter"),
        ("It fell in the summer of 2023.", "summer of 2023", "2023-06-01", "2023-08-31", "season"),
        ("It came out two weeks ago.", "two weeks ago", "2024-02-11", "2024-02-17", "week"),
        ("It ran from 2015 to 2019.", "2015 to 2019", "2015-01-01", "2019-12-31", "year"),
        ("It ran between 2015 and 2019.", "2015 and 2019", "2015-01-01", "2019-12-31", "year"),
        ("It ran on March 5-7, 2023.", "March 5-7, 2023", "2023-03-05", "2023-03-07", "day"),
        ("It ran from Monday to Tuesday.", "Monday to Tuesday", "2024-02-26", "2024-02-27", "day"),
        ("It grew in the past three weeks.", "the past three weeks", "2024-02-07", "2024-02-28", "week"),
    ],
)
def test_a_period_is_resolved_to_its_days(
    sentence: str, text: str, first: str, last: str, grain: str
) -> None:
    found = one(sentence)
    assert (found.text, found.first, found.last, found.grain) == (text, day(first), day(last), grain)


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "first", "last"),
    [
        ("It must be signed by Friday.", "by Friday", "until", "-", "2024-03-01"),
        ("It has been shut since Monday.", "since Monday", "since", "2024-02-26", "-"),
        ("It has been shut since 1968.", "since 1968", "since", "1968-01-01", "-"),
        ("It was shut until 10 February.", "until 10 February", "until", "-", "2024-02-10"),
        ("It was shut before March 22.", "before March 22", "before", "-", "2024-03-21"),
        ("It will be shut after March 22.", "after March 22", "after", "2024-03-23", "-"),
        ("It is expected as early as Tuesday.", "as early as Tuesday", "since", "2024-03-05", "-"),
        ("It came after Monday's attack.", "Monday", "at", "2024-02-26", "2024-02-26"),
        ("It came after the 2008 crisis.", "2008", "at", "2008-01-01", "2008-12-31"),
    ],
)
def test_a_preposition_opens_one_side(sentence: str, text: str, kind: str, first: str, last: str) -> None:
    found = one(sentence)
    assert (found.text, found.kind, found.first, found.last) == (text, kind, day(first), day(last))


@pytest.mark.parametrize(
    ("sentence", "text", "minute", "window"),
    [
        ("It broke out at 19:40.", "19:40", 1180, (1180, 1180)),
        ("It broke out at 4.30 am.", "4.30 am", 270, (270, 270)),
        ("It broke out at 7 p.m.", "7 p.m.", 1140, (1140, 1140)),
        ("It broke out at 12 p.m. local time.", "12 p.m. local time", 720, (720, 720)),
        ("It broke out at 12 a.m. sharp.", "12 a.m.", 0, (0, 0)),
        (
            "It broke out at half past four in the afternoon.",
            "half past four in the afternoon",
            990,
            (990, 990),
        ),
        (
            "It broke out at a quarter to six in the morning.",
            "a quarter to six in the morning",
            345,
            (345, 345),
        ),
        ("It broke out at twenty to midnight.", "twenty to midnight", 1420, (1420, 1420)),
        ("It broke out at half past four.", "half past four", None, None),
        ("It broke out at noon.", "noon", 720, (720, 720)),
        ("It broke out at 0430 hrs.", "0430 hrs", 270, (270, 270)),
        ("It broke out shortly after 9pm.", "shortly after 9pm", 1260, (1260, 1290)),
        ("It broke out after 9pm.", "after 9pm", None, (1260, 1439)),
        ("It broke out before dawn.", "before dawn", None, (0, 450)),
        ("It broke out in the early hours.", "early hours", None, (0, 360)),
        ("It is open from 9am to 5pm.", "9am to 5pm", None, (540, 1020)),
    ],
)
def test_the_hour_is_told_in_minutes(
    sentence: str, text: str, minute: int | None, window: tuple[int, int] | None
) -> None:
    found = one(sentence)
    assert (found.text, found.minute, found.minutes) == (text, minute, window)
    assert found.grain == ("minute" if minute is not None else "part")


@pytest.mark.parametrize(
    ("sentence", "text", "grain", "minute"),
    [
        ("It broke out before dawn on Tuesday.", "before dawn on Tuesday", "part", None),
        ("It broke out early on Tuesday.", "early on Tuesday", "part", None),
        ("It broke out on Tuesday night.", "Tuesday night", "part", None),
        ("It broke out at 19:40 on Tuesday.", "19:40 on Tuesday", "minute", 1180),
        ("It broke out on Tuesday at 7 p.m.", "Tuesday at 7 p.m.", "minute", 1140),
        ("It broke out at eleven on Tuesday evening.", "eleven on Tuesday evening", "minute", 1380),
        ("It broke out yesterday evening.", "yesterday evening", "part", None),
    ],
)
def test_day_and_hour_make_one_time(sentence: str, text: str, grain: str, minute: int | None) -> None:
    found = one(sentence)
    assert (found.text, found.grain, found.minute) == (text, grain, minute)
    assert (found.first, found.last) == (date(2024, 2, 27), date(2024, 2, 27))


@pytest.mark.parametrize(
    ("sentence", "text", "days"),
    [
        ("It went on for 48 hours.", "48 hours", 2),
        ("It lasted 90 days.", "90 days", 90),
        ("He went on a five-day tour.", "five-day", 5),
        ("It took nearly three years.", "three years", 1095.75),
        ("It took two and a half years.", "two and a half years", 913.125),
        ("It took half an hour.", "half an hour", 0.5 / 24),
        ("It took an hour and a half.", "an hour and a half", 1.5 / 24),
        ("It took two hours and ten minutes.", "two hours and ten minutes", (2 + 1 / 6) / 24),
        ("It went on for a week.", "a week", 7),
    ],
)
def test_a_length_is_in_days(sentence: str, text: str, days: float) -> None:
    found = one(sentence)
    assert (found.text, found.kind, found.first, found.last) == (text, "duration", None, None)
    assert found.days == pytest.approx(days)


@pytest.mark.parametrize(
    "sentence",
    [
        "He may march on the town with 42 in tow.",
        "About 1,500 men and 2000 people came.",
        "The second man wore a fall coat.",
        "The evening news came from the night shift.",
        "It costs 500 dollars a day.",
        "The 59-year-old dam burst.",
        "They pray every Friday.",
        "It fell on a Friday.",
        "The Sunday Times reported it.",
        "Theresa May said so, and April Jones agreed.",
        "It happens every three years.",
    ],
)
def test_lookalikes_are_no_times(sentence: str) -> None:
    assert times(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "He left on Thursday.",
        "He left last week.",
        "He left on March 5.",
        "He left in November.",
        "He left two days ago.",
    ],
)
def test_without_a_publication_date_relative_times_stay_open(sentence: str) -> None:
    found = one(sentence, None)
    assert found.text
    assert (found.first, found.last) == (None, None)


def test_without_a_publication_date_absolute_times_resolve() -> None:
    assert one("He left in January 2023.", None).first == date(2023, 1, 1)
    assert one("He left on 5 March 2021.", None).first == date(2021, 3, 5)
    assert one("He left on 2021-03-05.", None).last == date(2021, 3, 5)


def test_times_without_an_anchor_keep_their_words_only() -> None:
    assert [(t.text, t.first) for t in times("He left three days later.")] == [("three days later", None)]
    assert [(t.text, t.first) for t in times("He left the next day.")] == [("the next day", None)]


def test_a_day_that_does_not_exist_stays_open() -> None:
    assert one("He left on 30 February 2021.").first is None
    assert one("He left on 2021-13-45.").first is None


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["past", "future", "unknown"]),
    st.integers(0, 6),
)
def test_a_weekday_is_that_weekday_within_a_week(published: date, direction: str, weekday: int) -> None:
    name = (date(2024, 1, 1) + timedelta(days=weekday)).strftime("%A")
    found = resolve("weekday", {"weekday": name}, name, published, direction).first
    assert found is not None
    assert found.weekday() == weekday
    gap = (found - published).days
    assert 0 <= gap < 7 if direction == "future" else -7 < gap <= 0


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["this", "last", "next", "the past", "the coming"]),
    st.sampled_from(["week", "weekend", "month", "quarter", "year", "decade", "summer"]),
    st.sampled_from([None, "early", "late", "mid", "end", "earlier", "later"]),
)
def test_periods_run_forward_for_every_day_of_publication(
    published: date, which: str, unit: str, edge: str | None
) -> None:
    days = resolve("period", {"which": which, "unit": unit, "edge": edge}, "", published, "unknown")
    assert days.first is not None
    assert days.last is not None
    assert days.first <= days.last


@given(st.text(alphabet="0123456789:./- apmM MarchtodyFins'’", max_size=40))
def test_atoms_are_ordered_and_apart_in_any_text(text: str) -> None:
    found = scan_times(text)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= a.start < a.end <= len(text) for a in found)


_PIECES = st.sampled_from(
    [
        *(
            "on Thursday",
            "before dawn on Tuesday",
            "in November",
            "at 19:40",
            "5 March",
            "March 5, 2024",
            "since 1968",
        ),
        *(
            "by Friday",
            "last week",
            "for three days",
            "two weeks ago",
            "from",
            "to",
            "between",
            "and",
            "the 1990s",
            "Q3",
        ),
        *(
            "half past four",
            "2019-20",
            "30 February 2021",
            "99/99/2024",
            ",",
            "\n",
            "he will",
            "they met",
            "late",
            "—",
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(_PIECES, min_size=1, max_size=9),
    st.integers(0, 10**6),
    st.none() | st.dates(date(2, 1, 1), date(9998, 1, 1)),
)
def test_spans_are_slices_of_the_article_and_days_are_ordered(
    pieces: list[str], offset: int, published: date | None
) -> None:
    sentence = " ".join(pieces)
    for found in find_times(parse([sentence])[0], offset, published):
        assert sentence[found.start - offset : found.end - offset] == found.text
        assert found.first is None or found.last is None or found.first <= found.last
        assert found.minutes is None or 0 <= found.minutes[0] <= found.minutes[1] < 1440
