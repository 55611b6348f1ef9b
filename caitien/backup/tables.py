"""Which tables belong into a backup (những bảng được lưu), and which do not, each with its reason."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps.registry import Apps
from django.db.models import Field, FileField, Model
from django.db.models.fields.files import FieldFile

LEFT_OUT: Final = {
    "access.Counted": "lượt đoán sai mật khẩu, tự hết hạn",
    "access.User_groups": "không dùng",
    "access.User_user_permissions": "không dùng",
    "account.EmailConfirmation": "thư xác nhận đang chờ, gửi lại được",
    "auth.Group": "không dùng",
    "auth.Group_permissions": "không dùng",
    "auth.Permission": "phần mềm tự lập",
    "backup.Backup": "bản lưu nói về chính nó",
    "contenttypes.ContentType": "phần mềm tự lập",
    "jobs.Job": "việc nền dở dang được làm lại từ đầu",
    "jobs.Scheduled": "giờ chạy việc định kỳ được tính lại",
    "jobs.Upkeep": "được tính lại",
    "sessions.Session": "phiên đăng nhập",
    "socialaccount.SocialApp": "bí mật của nơi đăng nhập ngoài, nằm trong cấu hình",
    "socialaccount.SocialToken": "bí mật của nơi đăng nhập ngoài",
    "usersessions.UserSession": "phiên đăng nhập",
}
SECRET: Final = {"mfa.Authenticator"}  # codes and passkeys: only into an archive that is itself encrypted


def kept_models(apps: Apps, *, secrets: bool) -> list[type[Model]]:
    """The models whose rows a backup holds (các bảng được lưu), ordered by name. A model nobody decided on is kept.

    ``secrets``: also those that hold what people sign in by besides their password.
    """
    left_out = LEFT_OUT.keys() if secrets else LEFT_OUT.keys() | SECRET
    found = apps.get_models(include_auto_created=True)
    kept = [each for each in found if each._meta.managed and not each._meta.proxy and each._meta.label not in left_out]
    return sorted(kept, key=lambda each: each._meta.label)


def columns_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """The columns of a table, ordered by name; a foreign key is the key it holds."""
    return sorted(model._meta.concrete_fields, key=lambda each: each.attname)


def file_names(model: type[Model]) -> Iterator[str]:
    """The names in the site's store of all files the table's rows speak of. One query a column of files."""
    for column in model._meta.concrete_fields:
        if isinstance(column, FileField):
            names = model._base_manager.order_by("pk").values_list(column.attname, flat=True)
            for name in names.iterator(chunk_size=2_000):
                if name := (name.name if isinstance(name, FieldFile) else name):
                    yield name
