"""What a person may see of background work (đọc việc nền): what they asked for; editors, all of the school."""

from django.db.models import QuerySet

from caitien.access.rights import ActingUser
from caitien.jobs.models import Job


def jobs_for(acting: ActingUser) -> QuerySet[Job]:
    """The jobs of the school (việc nền của trường), newest first; who may look at one, ``job.look`` says. One query."""
    return Job.objects.filter(school=acting.school).select_related("by").order_by("-asked_at", "-pk")
