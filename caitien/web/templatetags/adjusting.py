"""What the form of a proposal needs, wherever it stands (đề nghị điều chỉnh trong trang)."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.timezone import localdate

from caitien.plans.life.proposals import adjustable
from caitien.plans.models import Task

register = template.Library()


@register.simple_tag(takes_context=True)
def proposing(context: RequestContext, task: Task) -> dict[str, Any]:
    """What a person may propose for a line: ``cells`` (none: nothing), whether they ``decide`` it too, ``today``. No
    query where goal and plan of the line are at hand."""
    acting = context["request"].acting
    open_to = task.plan.state == "approved" and acting.may("adjustment.propose")
    return {
        "cells": adjustable(task) if open_to else [],
        "decides": acting.may("adjustment.decide"),
        "today": localdate(),
    }
