"""What belongs to one school (phần của một trường): which rows of which tables; what stays behind, and why."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.apps.registry import Apps
from django.db.models import Field, Model, QuerySet

from caitien.backup.tables import kept_models

STAYS: Final = {
    "access.AuditHead": "dấu cuối nhật ký, ghi trong bản kê",
    "access.Body": "cơ quan cấp trên không phải của trường",
    "access.Invitation": "lời mời: đường dẫn không dùng được ở nơi khác",
    "account.EmailAddress": "cách đăng nhập của từng người",
    "evidence.Guest": "đường dẫn của đoàn đánh giá, không dùng được ở nơi khác",
    "notices.Notice": "lời báo tin, tự hết hạn",
    "nudges.AnswerLink": "đường dẫn trả lời, không dùng được ở nơi khác",
    "nudges.Digest": "thư nhắc, do trang web này gửi",
    "nudges.Feed": "địa chỉ lịch, không dùng được ở nơi khác",
    "nudges.FeedTurn": "lịch của từng người, máy lập lại được",
    "nudges.Mailbox": "hộp thư của từng người",
    "plans.HeldList": "danh sách một người đang xem, dán lại được",
    "socialaccount.SocialAccount": "cách đăng nhập của từng người",
}
ABOVE: Final = "oversight."  # whose tables are of the bodies above; papers that were sent are the school's own as well
USER: Final = "access.User"
SCHOOL: Final = "access.School"
TRAIL: Final = "access.AuditEntry"
_BY: Final[Mapping[str, str]] = {  # how a row is known to be the school's, where it has no column "school"
    SCHOOL: "pk",
    TRAIL: "chain",
    "plans.Found": "check_made__school",
    "plans.LinePart": "plan__school",
    "reviews.Lesson_tasks": "lesson__school",
    "reviews.Recommendation_tasks": "recommendation__school",
}
_NAMELESS: Final[Mapping[str, Callable[[int], Any]]] = {  # column of a person → what it says in the archive
    "username": lambda key: f"chua-co-{key}",
    "password": lambda _key: "!",
    "email": lambda _key: "",
    "email_wanted": lambda _key: "",
    "is_active": lambda _key: False,
    "is_staff": lambda _key: False,
    "is_superuser": lambda _key: False,
    "last_login": lambda _key: None,
    "steps_left_at": lambda _key: None,
    "plan_without": lambda _key: "",
}


DRAWN_ANEW: Final[Mapping[tuple[str, str], Any]] = {  # columns that stay behind or are filled again → what they say
    ("access.School", "merged_into"): None,  # of another school of this site: what is read elsewhere stands alone
    ("access.School", "merged_on"): None,
    ("access.School", "merged_by"): "",
    ("handover.CarriedItem", "old_item"): None,  # a key of the other school
    ("handover.CarriedLine", "old_task"): None,
    ("evidence.FileVersion", "preview"): "",
    ("evidence.FileVersion", "pages"): None,
    ("evidence.FileVersion", "previewed_at"): None,
}


def stays(label: str) -> bool:
    """Whether a table stays behind (ở lại): for a reason of its own, or as one of the bodies above."""
    return label in STAYS or label.startswith(ABOVE)


def models_of_school(apps: Apps) -> list[type[Model]]:
    """The tables a school has rows in (các bảng có phần của trường), by name; the people last: who they are is told by
    the rows of the others."""
    found = [each for each in kept_models(apps, secrets=False) if not stays(each._meta.label)]
    return sorted(found, key=lambda each: (each._meta.label == USER, each._meta.label))


def rows_of_school(model: type[Model], school: int) -> QuerySet[Any]:
    """The school's rows of a table but that of people (các dòng của trường). Raises LookupError for a table nobody
    decided on: it would be left out of every archive, or let another school's rows in."""
    by = _BY.get(model._meta.label)
    if by is None:
        if "school" not in {each.name for each in model._meta.concrete_fields}:
            raise LookupError(model._meta.label)
        by = "school"
    return model._base_manager.filter(**{by: school})


def emptied(columns: "list[Field[Any, Any]]") -> dict[str, Any]:
    """The columns that are empty in the archive, and what they say there (cột để trống): they lead to what stays
    behind, or are drawn anew."""
    return {
        each.attname: DRAWN_ANEW.get((each.model._meta.label, each.attname))
        for each in columns
        if (each.model._meta.label, each.attname) in DRAWN_ANEW or _leaves_scope(each)
    }


def _leaves_scope(column: "Field[Any, Any]") -> bool:
    related = column.related_model if column.is_relation else None
    return isinstance(related, type) and stays(related._meta.label)


def nameless(columns: "list[Field[Any, Any]]", values: list[Any]) -> list[Any]:
    """A person's row with nothing they sign in or are reached by (bỏ cách đăng nhập): name, and key, remain."""
    key = values[[each.attname for each in columns].index("id")]
    return [
        _NAMELESS[each.attname](key) if each.attname in _NAMELESS else value
        for each, value in zip(columns, values, strict=True)
    ]
