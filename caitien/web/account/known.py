"""Who asks (ai đang xem): their session and themselves, found for every page by statements put together once."""

import datetime as dt

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as KeptInDatabase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from caitien.access.models import User
from caitien.prepared import prepared


class SessionStore(KeptInDatabase):
    """Django's sessions in the database (phiên làm việc): same rows, same keys, found quicker."""

    def _get_session_from_db(self) -> Session | None:
        found = _session(self.session_key, timezone.now()) if self.session_key else []
        if found:
            return found[0]
        self._session_key = None
        return None


class KnowWhoAsks(AuthenticationMiddleware):
    """Django's own, which finds ``request.user`` once somebody asks for it (người đang xem)."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person(request))  # type: ignore[assignment]


def _person(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Whom the session names: found here where nothing is in doubt, else Django decides. One query, two in doubt."""
    session = request.session
    known = session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    key, mark = session.get(auth.SESSION_KEY, ""), session.get(auth.HASH_SESSION_KEY, "")
    found = _by_key(int(key)) if known and mark and key.isdecimal() else []
    if found and found[0].is_active and constant_time_compare(mark, found[0].get_session_auth_hash()):
        return found[0]
    return auth.get_user(request)


@prepared
def _session(key: str, now: dt.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@prepared
def _by_key(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)
