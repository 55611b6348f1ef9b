"""What people do to the guards of their own account, told to the audit trail (ghi nhật ký tài khoản)."""

from typing import Any, Final

from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from caitien.access.models import User
from caitien.access.people.account import record

FACTORS: Final = {
    Authenticator.Type.TOTP: "mã dùng một lần",
    Authenticator.Type.WEBAUTHN: "khoá đăng nhập",
    Authenticator.Type.RECOVERY_CODES: "mã dự phòng",
}


def listen() -> None:
    """Hear of every change from now on; called once, when the site starts."""
    for signal in (password_changed, password_set):
        signal.connect(_password, dispatch_uid="told")
    authenticator_added.connect(_added, dispatch_uid="told")
    authenticator_reset.connect(_added, dispatch_uid="told")
    authenticator_removed.connect(_removed, dispatch_uid="told")


def _password(*, user: User, **_rest: Any) -> None:
    record(user, "account.password", {}, {"password": "đã đổi"})


def _added(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    record(user, "account.factor", {}, {"factor": FACTORS[Authenticator.Type(authenticator.type)]})


def _removed(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    record(user, "account.factor", {"factor": FACTORS[Authenticator.Type(authenticator.type)]}, {})
