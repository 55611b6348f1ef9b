"""How many schools a database is for (cỡ của cơ sở dữ liệu): SQLite serves a school, a department needs PostgreSQL."""

from typing import Final

from django.db import connection

from caitien.access.models import School
from caitien.domain.texts.figures import say_count
from caitien.oversight.models import RosterSchool

MOST_ON_SQLITE: Final = 200  # schools
WORDS: Final = (
    "Trang web có {} trường trên SQLite. Trên {} trường, nhiều người nộp một lúc sẽ phải chờ nhau: hãy chuyển sang"
    " PostgreSQL, xem docs/operating.md."
)


def too_many_for_sqlite() -> str:
    """What to say where a site on SQLite has outgrown it (quá cỡ), "" where all is well. Two queries on SQLite."""
    if connection.vendor != "sqlite":
        return ""
    schools = max(School.objects.count(), RosterSchool.objects.count())
    return WORDS.format(say_count(schools), MOST_ON_SQLITE) if schools > MOST_ON_SQLITE else ""
