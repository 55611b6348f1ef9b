"""A plan from nothing (lập kế hoạch mới): an empty draft whose letterhead comes from the school's own record."""

from typing import Any, Final

import msgspec

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Role, School, User
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form, Letterhead
from caitien.plans.models import Plan

_SUBJECTS: Final = {
    Form.REPORT: "Thực hiện kế hoạch cải tiến chất lượng giáo dục",
    Form.PLAN: "Cải tiến chất lượng giáo dục",
    Form.TT57: "Cải tiến chất lượng giáo dục",
}


@action("plan.begin")
def begin_plan(_actor: User, school: School, *, school_year: str, form: Form) -> Done[Plan] | Unchanged[Plan]:
    """Begin the plan of a school year (lập kế hoạch): empty, a draft; where there is one of that year, that one.

    What the school's record does not say stays blank: nothing is made up. Four statements.
    """
    there = school.plans.filter(school_year=school_year).first()
    if there:
        return Unchanged(there)
    head = _head(school, form, school_year)
    plan = Plan.objects.create(school=school, school_year=school_year, form=form.value, **head)
    return Done(plan, plan, {}, {"school_year": school_year, "form": form.value})


def _head(school: School, form: Form, school_year: str) -> dict[str, Any]:
    head = Letterhead(
        upper_body=school.upper_body,
        place=school.place,
        title=FORMS[form].title,
        subject=f"{_SUBJECTS[form]} năm học {school_year}",
        signer=_chair(school),
        signer_title="HIỆU TRƯỞNG",
    )
    return {
        "school_name": school.name,
        "school_type": school.kind,
        "framework": school.framework,
        "letterhead": msgspec.json.decode(
            msgspec.json.encode(head)
        ),  # as the database gives it back: lists, not tuples
    }


def _chair(school: School) -> str:
    """The name of the school's chair; "" where there is none or more than one."""
    names = list(school.memberships.filter(role=Role.CHAIR).values_list("user__name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""
