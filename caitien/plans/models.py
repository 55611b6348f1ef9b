"""The plan of a school and the papers it came from (kế hoạch, tệp đã nhập).

A plan holds goals, a goal holds tasks; every row knows its school. The verbatim texts of the paper's rows stand on the
goal (what is wanted) and on the task (what is done for it), so that :mod:`caitien.plans.compose` writes the same paper
again. Texts of a paper have no upper limit of their own: they are TextField on both kinds of database.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.field_names import FORM_NAMES, STATUS_NAMES
from caitien.domain.paper import Form, Status

FORMS = list(FORM_NAMES.items())
STATES = list(STATUS_NAMES.items())


def upload_path(upload: "Upload", _name: str) -> str:
    """Where the bytes lie (chỗ cất tệp): by school and content; nothing of the name a person gave."""
    return f"uploads/{upload.school_id}/{upload.sha256}"


class Plan(models.Model):
    """The improvement plan of a school for one school year (kế hoạch cải tiến), with the prose of its paper."""

    school = models.ForeignKey(School, models.CASCADE, related_name="plans")
    school_year = models.CharField("Năm học", max_length=20, blank=True)  # "2023-2024"
    framework = models.CharField("Bộ tiêu chuẩn", max_length=60, blank=True)
    form = models.CharField("Loại văn bản", max_length=12, choices=FORMS, default=Form.REPORT.value)
    # as printed on the paper; the school's own record may say otherwise by now
    school_name = models.TextField(blank=True)
    school_type = models.TextField(blank=True)
    number = models.TextField("Số kế hoạch", blank=True)
    date = models.DateField("Ngày kế hoạch", null=True, blank=True)
    letterhead = models.JSONField(default=dict)  # caitien.domain.paper.Letterhead
    strengths = models.TextField("Ưu điểm", blank=True)
    limitations = models.TextField("Hạn chế", blank=True)
    recommendations = models.JSONField(default=list)  # of strings
    sections = models.JSONField(default=list)  # of caitien.domain.paper.Section
    reviews = models.JSONField(default=list)  # of caitien.domain.paper.Review
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "school_year"], name="one_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.school_name} {self.school_year}"


class Upload(models.Model):
    """A file a person dropped (tệp đã nhập) and what was read in it. The same bytes are the same upload of a school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField("Tên tệp", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    file = models.FileField(upload_to=upload_path, max_length=200)
    paper = models.JSONField()  # as read, corrections apart: caitien.domain.paper_json
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="uploads")
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "sha256"], name="same_bytes_same_upload")]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """A cell a person set right before adopting (ô đã sửa). It holds only while the file still reads as it did."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="corrections")
    path = models.TextField()  # "results.3.planned", as in Note.path
    was = models.TextField(blank=True)  # as read from the file
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "path"], name="one_correction_a_cell")]

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"


class Goal(models.Model):
    """What a line of the plan wants (mục tiêu), or a problem it starts from (vấn đề, section IV of Biểu 2)."""

    class Kind(models.TextChoices):
        """A goal with tasks, or a problem."""

        LINE = "line", "Dòng kế hoạch"
        PROBLEM = "problem", "Vấn đề"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LINE)
    position = models.PositiveIntegerField(default=0)  # on the page: by standard and criterion
    criterion = models.TextField("Tiêu chí", blank=True)
    label = models.TextField(blank=True)  # as printed: "Tiêu chí 1.10"
    standard = models.IntegerField("Tiêu chuẩn", null=True, blank=True)
    standard_title = models.TextField(blank=True)
    level = models.IntegerField("Mức", null=True, blank=True)
    topic = models.TextField("Nội dung cải tiến", blank=True)
    target = models.TextField("Kết quả cần đạt", blank=True)
    baseline = models.TextField("Hiện trạng", blank=True)
    limitation = models.TextField("Điểm hạn chế", blank=True)
    cause = models.TextField("Nguyên nhân", blank=True)
    extra = models.JSONField(default=dict)  # columns of a problem that have no name of ours

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "kind", "position"], name="goals_in_order")]

    def __str__(self) -> str:
        return f"{self.label or self.criterion} {self.topic or self.target}".strip()


class Task(models.Model):
    """A person's work for a goal (công việc): the rest of its plan row, its result row, and how it stands.

    A task without ``plan_row`` is only in the results, one without ``result_row`` only in the plan.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField(default=0)  # on the page
    state = models.CharField("Trạng thái", max_length=12, choices=STATES, default=Status.UNSTATED.value)
    state_text = models.TextField(blank=True)  # "Đang thực hiện - 40%"
    # its line in the plan table
    plan_row = models.PositiveIntegerField(null=True, blank=True)
    work = models.TextField("Công việc, giải pháp", blank=True)
    indicator = models.TextField("Chỉ số", blank=True)
    time = models.TextField("Thời gian", blank=True)
    owners = models.TextField("Chủ trì và phối hợp", blank=True)
    budget = models.TextField("Kinh phí", blank=True)
    support = models.TextField("Điều kiện hỗ trợ", blank=True)
    evidence = models.TextField("Minh chứng dự kiến", blank=True)
    note = models.TextField("Ghi chú", blank=True)
    extra = models.JSONField(default=dict)
    # what the plan table itself says of the state, where a result table says it too
    plan_state = models.CharField(max_length=12, choices=STATES, default=Status.UNSTATED.value)
    plan_state_text = models.TextField(blank=True)
    # its line in the result table, whose headings often differ from the plan's
    result_row = models.PositiveIntegerField(null=True, blank=True)
    result_label = models.TextField(blank=True)
    result_standard = models.IntegerField(null=True, blank=True)
    result_standard_title = models.TextField(blank=True)
    result_level = models.IntegerField(null=True, blank=True)
    planned = models.TextField("Kế hoạch đầu năm", blank=True)
    adjusted = models.TextField("Kế hoạch đã điều chỉnh", blank=True)
    done = models.TextField("Đã hoàn thành", blank=True)
    ongoing = models.TextField("Đang thực hiện", blank=True)
    not_started = models.TextField("Chưa thực hiện", blank=True)
    result_note = models.TextField(blank=True)
    result_extra = models.JSONField(default=dict)
    folded = models.TextField(blank=True, editable=False)  # every text, without accents, for the search box

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "position"], name="tasks_in_order")]

    def __str__(self) -> str:
        return self.work or self.planned

    @property
    def state_word(self) -> str:
        """The state, as people say it (đã xong, đang làm, …)."""
        return STATUS_NAMES[self.state]

    @property
    def outcome(self) -> list[str]:
        """What the three official columns hold."""
        return [text for text in (self.done, self.ongoing, self.not_started) if text]

    @property
    def notes(self) -> list[str]:
        """The notes of both tables, each once."""
        return list(dict.fromkeys(text for text in (self.note, self.result_note) if text))

    @property
    def extras(self) -> list[tuple[str, str]]:
        """Columns without a name of ours, by their own heading."""
        return [*self.extra.items(), *self.result_extra.items()]


class OfPaper(models.Model):
    """What is kept about one paper of a school (của một văn bản): a file that was dropped, or the plan itself."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Upload, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(upload=None, plan__isnull=False) | models.Q(upload__isnull=False, plan=None),
                name="%(class)s_of_one_paper",
            )
        ]


class Check(OfPaper):
    """What the rules found in a paper (kết quả kiểm tra), kept until the paper, the day or the rules change."""

    mark = models.CharField(max_length=16)  # of all it was worked out from
    found = models.JSONField(default=list)  # of [caitien.domain.finding.Finding, caitien.rules.spots.Spot]

    class Meta(OfPaper.Meta):
        constraints: ClassVar = [
            *OfPaper.Meta.constraints,
            models.UniqueConstraint(fields=["upload"], name="one_check_an_upload"),
            models.UniqueConstraint(fields=["plan"], name="one_check_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{len(self.found)} phát hiện"


class Dismissal(OfPaper):
    """A finding a person passed over, and why (bỏ qua phát hiện). It holds while the words it is about stay."""

    mark = models.CharField(max_length=16)  # of the finding's key: its code, path and words
    code = models.CharField(max_length=4)
    path = models.TextField(blank=True)
    words = models.TextField(blank=True)
    reason = models.TextField("Lý do")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(OfPaper.Meta):
        constraints: ClassVar = [
            *OfPaper.Meta.constraints,
            models.UniqueConstraint(fields=["upload", "mark"], name="dismissed_once_in_an_upload"),
            models.UniqueConstraint(fields=["plan", "mark"], name="dismissed_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.path}: {self.reason}"


class Mending(OfPaper):
    """A certain fix a person applied (chỗ đã sửa), cell by cell, so that it can be taken back."""

    code = models.CharField(max_length=4)
    old = models.TextField(blank=True)  # the words that were wrong, and those in their place
    new = models.TextField(blank=True)
    cells = models.JSONField()  # path → [text before, text after]
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(OfPaper.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.code}: {self.old} → {self.new}"


class Decision(models.Model):
    """A plan's paper goes out although errors are open (quyết định vẫn xuất): who answers for it, why, for what."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="decisions")
    name = models.CharField("Người quyết định", max_length=150)
    reason = models.TextField("Lý do")
    covers = models.JSONField()  # of the findings it was made about: mark → what was wrong
    by = models.ForeignKey(User, models.PROTECT, related_name="+")  # whose account
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
