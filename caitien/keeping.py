"""What the keeper of the site does at its machine (việc của người quản trị): a door of the command."""

import sys

from caitien.auditing import with_site


def reset_person(username: str, *, second_factor: bool) -> int:
    """Make a link for who forgot their password (cho đặt lại mật khẩu); 0 done, 2 nobody is called so."""
    return with_site(lambda: _reset(username, second_factor=second_factor))


def _reset(username: str, *, second_factor: bool) -> int:
    from django.urls import reverse

    from caitien.access.models import User
    from caitien.access.people.protect import drop_factors
    from caitien.access.people.reset import reset_by_keeper
    from caitien.web.site import with_secret

    person = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if person is None:
        _say(f"Không có ai có tên đăng nhập {username}.")
        return 2
    if second_factor:
        dropped = drop_factors(person)
        _say(
            f"Đã gỡ lớp bảo vệ thứ hai: {', '.join(dropped)}." if dropped else "Người này không có lớp bảo vệ thứ hai."
        )
    link = reset_by_keeper(person)
    _say(f"Đường dẫn đặt lại mật khẩu cho {person}, dùng một lần, trong 24 giờ:")
    _say(f"  {with_secret(reverse('password_link'), link.secret)}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
