"""Who there is (người, trường, cơ quan cấp trên) and what they did (nhật ký)."""

from caitien.access.models.counted import Counted
from caitien.access.models.former import FormerEntry
from caitien.access.models.people import Invitation, Membership, Role, UnitMember, User
from caitien.access.models.school import Body, Campus, OutsideBody, School, SchoolYear, Unit
from caitien.access.models.trail import AppendOnlyError, AuditEntry, AuditHead

__all__ = [
    "AppendOnlyError",
    "AuditEntry",
    "AuditHead",
    "Body",
    "Campus",
    "Counted",
    "FormerEntry",
    "Invitation",
    "Membership",
    "OutsideBody",
    "Role",
    "School",
    "SchoolYear",
    "Unit",
    "UnitMember",
    "User",
]
