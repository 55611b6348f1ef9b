"""What a person may do, in templates (quyền trong trang): a page leads nowhere that would turn them away."""

from django import template

from caitien.access.rights import ActingUser

register = template.Library()


@register.filter
def may(acting: ActingUser | None, verb: str) -> bool:
    """Whether a role gives the right, at least to some things. KeyError: the verb is not in the table."""
    return acting is not None and acting.may_some(verb)


@register.filter
def edits(acting: ActingUser | None) -> bool:
    """Whether the papers of the school are the person's to write (hiệu trưởng, thư ký): their pages come first."""
    return acting is not None and acting.may("paper.compose")
