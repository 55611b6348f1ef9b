"""What is done at a site in a process of its own (làm ở trang web thật): ask for a PDF, look how it stands.

``python -m tests.jobs.at_the_site`` answers each line of its input with a line: to ``ask 300`` it opens the site's
database where need be, asks for a paper of 300 rows and says the job's number; to ``look 1`` it says the job as JSON.
"""

import hashlib
import json
import sys
from dataclasses import replace

import django


def ask(rows: str) -> str:
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.core.management import call_command

    from caitien.access.models import School, User
    from caitien.documents.write import write
    from caitien.domain.paper import Form
    from caitien.jobs.models import Job
    from caitien.jobs.print_pdf import print_word
    from tests.plans.reports import report

    call_command("migrate", verbosity=0, interactive=False)
    school = School.objects.create(name="Trường THPT Hoa Sen", kind="thpt")
    an = User.objects.create_user("an", name="Nguyễn Thị An")
    paper = report()
    items = (paper.plan.items * int(rows))[: int(rows)]
    long = replace(paper, plan=replace(paper.plan, items=items))
    data = write(long, Form.REPORT, ".docx")
    assert isinstance(data, bytes), data
    word = default_storage.save("thu/dai.docx", ContentFile(data))
    job = print_word(an, school, word=word, sha256=hashlib.sha256(data).hexdigest(), name="bao-cao.pdf")
    assert isinstance(job, Job), job
    return str(job.pk)


def look(pk: str) -> str:
    from caitien.jobs.models import Job

    fields = ("state", "words", "attempts", "worker", "result", "trouble")
    return json.dumps(Job.objects.values(*fields).get(pk=pk))


if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        deed, *words = line.split()
        print({"ask": ask, "look": look}[deed](*words), flush=True)  # noqa: T201 - the answer
