"""Numbers, sizes and times as people read them."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.templatetags import format_tags


def test_a_line_of_a_path_ends_after_a_slash() -> None:
    assert format_tags.path("acme-org/<b>/zoo") == "acme-org/<wbr>&lt;b&gt;/<wbr>zoo"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 B"),
        (612, "612 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (18_240, "18.2 kB"),
        (999_600, "1.00 MB"),
        (94_100_000, "94.1 MB"),
        (618_000_000, "618 MB"),
        (8_700_000_000_000, "8.70 TB"),
        (5 * 10**18, "5000 PB"),
    ],
)
def test_size(number: int, text: str) -> None:
    assert format_tags.size(number) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (51, "51 s"), (252, "4 min 12 s"), (9780, "2 h 43 min"), (7200, "2 h")],
)
def test_duration(seconds: int, text: str) -> None:
    assert format_tags.duration(timedelta(seconds=seconds)) == text


def test_duration_of_what_has_not_started() -> None:
    assert format_tags.duration(None) == "-"


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=21), "21 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=70), "10 weeks ago"),
        (timedelta(days=95), "3 months ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_age(passed: timedelta, text: str) -> None:
    assert format_tags.age(passed) == text


def test_the_exact_time_is_on_hover() -> None:
    shown = format_tags.ago(datetime(2026, 11, 9, 8, 57, tzinfo=UTC))

    assert 'datetime="2026-11-09T08:57:00+00:00"' in shown
    assert 'title="Nov. 9, 2026, 8:57 a.m. UTC"' in shown


def test_number_leaves_out_the_noise_of_floats() -> None:
    assert [format_tags.number(n) for n in (14.400000000000002, 5000, 1e-10)] == [
        "14.4",
        "5,000",
        "1e-10",
    ]
