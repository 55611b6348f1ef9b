"""Which backups stay (giữ bản lưu nào): 14 days, 8 weeks, 12 months."""

from datetime import UTC, datetime, timedelta

from caitien.backup.keeping import to_drop

NIGHT = datetime(2026, 11, 29, 19, tzinfo=UTC)  # 2 o'clock in Hà Nội


def nights(count: int) -> list[datetime]:
    return [NIGHT - timedelta(days=days) for days in range(count)]


def test_the_last_fortnight_stays_whole() -> None:
    assert to_drop(nights(14), NIGHT) == []


def test_of_the_fifteenth_night_back_only_what_stands_for_a_week_or_a_month_stays() -> None:
    made = nights(400)
    kept = [each for each in made if each not in set(to_drop(made, NIGHT))]
    assert kept[:14] == made[:14]
    weeks = {each.isocalendar()[:2] for each in made[:50]}
    assert {each.isocalendar()[:2] for each in kept} >= set(sorted(weeks, reverse=True)[:8])
    assert len({(each.year, each.month) for each in kept}) == 12
    assert len(kept) <= 14 + 8 + 12


def test_several_of_one_day_leave_the_newest() -> None:
    morning, evening = NIGHT - timedelta(hours=10), NIGHT - timedelta(hours=2)
    assert to_drop([morning, evening], NIGHT) == [morning]


def test_the_only_backup_there_is_stays_however_old() -> None:
    assert to_drop([NIGHT - timedelta(days=5_000)], NIGHT) == []


def test_what_was_dropped_once_is_not_needed_for_what_is_kept_later() -> None:
    """Night after night with a clean-up each: the same ladder as with all of them at once."""
    held: list[datetime] = []
    for night in reversed(nights(400)):
        held = [*held, night]
        held = [each for each in held if each not in set(to_drop(held, night))]
    assert len(held) >= 14 + 11
    assert len({(each.year, each.month) for each in held}) == 12


def test_what_a_clock_a_year_ahead_made_takes_the_place_of_none_once_it_is_right() -> None:
    wrong = [NIGHT + timedelta(days=365 + days) for days in range(30)]
    made = nights(14)
    assert to_drop([*wrong, *made], NIGHT) == []
    assert to_drop([*wrong, *nights(40)], NIGHT) == to_drop(nights(40), NIGHT) != []


def test_a_clock_a_year_behind_drops_nothing_it_takes_for_the_future() -> None:
    behind = NIGHT - timedelta(days=365)
    assert to_drop([*nights(300), behind], behind) == []
