"""People and schools of the tests, made where there is a database (người và trường)."""

from caitien.access.models import Membership, Role, School, User


def hoa_sen() -> School:
    """The school most tests are about."""
    return School.objects.create(name="Trường THPT Hoa Sen", kind="thpt", place="Đà Lạt")


def an_of(school: School) -> User:
    """An, secretary of a school."""
    return person("an", "Nguyễn Thị An", school, Role.SECRETARY)


def person(username: str, name: str, school: School | None = None, role: Role | None = None) -> User:
    """Someone with a password, in a school where there is one."""
    user = User.objects.create_user(username, f"{username}@example.vn", f"mat-khau-{username}", name=name)
    if school and role:
        Membership.objects.create(user=user, school=school, role=role)
    return user
