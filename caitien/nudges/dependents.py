"""Links of a unit (đường dẫn của tổ), told to :mod:`caitien.access.schools.dependents`."""

from django.utils import timezone

from caitien.access.models import OutsideBody, Unit
from caitien.nudges.models import AnswerLink


class UnitLinkDependents:
    """The link by which a unit's people tell of their work."""

    def words(self, thing: Unit | OutsideBody) -> str:  # noqa: ARG002
        """Nothing: it ends with its unit, and nothing that was told by it is lost."""
        return ""

    def move(self, old: Unit | OutsideBody, new: Unit | OutsideBody) -> None:
        """Let it open the other unit's names; it ends where that has one of its own. Three statements at most."""
        if not isinstance(old, Unit) or not isinstance(new, Unit):
            return
        links = AnswerLink.objects.filter(unit=old)
        if AnswerLink.objects.filter(unit=new, revoked_at=None).exists():
            links.filter(revoked_at=None).update(revoked_at=timezone.now())
        links.update(unit=new)
