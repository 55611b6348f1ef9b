"""The plan of a school (kế hoạch): goals, tasks, and who has a part in them.

A plan holds goals, a goal holds tasks; every row knows its school. The verbatim texts of the paper's rows stand on the
goal (what is wanted) and on the task (what is done for it), so that :mod:`caitien.plans.compose` writes the same paper
again. Texts of a paper have no upper limit of their own: they are TextField on both kinds of database.
"""

from typing import Any, ClassVar

from django.db import models

from caitien.access.models import OutsideBody, School, Unit, User
from caitien.domain.field_names import FORM_NAMES, STATUS_NAMES
from caitien.domain.paper import Form, Status
from caitien.domain.plan_state import PLAN_STATE_NAMES, PlanState
from caitien.plans.models.row import WideRow
from caitien.plans.models.standing import EveryManager, StandingManager
from caitien.prepared import prepared

FORMS = list(FORM_NAMES.items())
STATES = list(STATUS_NAMES.items())
PLAN_STATES = list(PLAN_STATE_NAMES.items())


class Plan(models.Model):
    """The improvement plan of a school for one school year (kế hoạch cải tiến), with the prose of its paper."""

    school = models.ForeignKey(School, models.CASCADE, related_name="plans")
    school_year = models.TextField("Năm học", blank=True)  # "2023-2024"
    framework = models.TextField("Bộ tiêu chuẩn", blank=True)
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
    headings = models.JSONField(default=dict)  # the paper's own, by table and field: their units go with the cells
    # its life: caitien.plans.life.life
    state = models.CharField("Tình trạng", max_length=10, choices=PLAN_STATES, default=PlanState.DRAFT.value)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField("Lý do trả lại", blank=True)  # of the last time; "" once submitted again
    version_number = models.PositiveIntegerField("Bản hiện hành", default=0)  # 0: never approved
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "school_year"], name="one_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.school_name} {self.school_year}"

    @property
    def drawn_up(self) -> bool:
        """Whether it is still being drawn up (đang soạn, chưa từng duyệt): nobody works by it yet, nothing of it is
        late. A report taken over tells of a year that was lived, approved here or not."""
        return self.version_number == 0 and self.form != Form.REPORT

    @property
    def frozen(self) -> bool:
        """Whether its lines change by adjustment only (đã phê duyệt hoặc đã kết thúc)."""
        return self.state in {PlanState.APPROVED, PlanState.CLOSED}


class Goal(WideRow):
    """What a line of the plan wants (mục tiêu), or a problem it starts from (vấn đề, section IV of Biểu 2).

    Never deleted: one taken out of a plan has ``removed_at``, and no read shows it.
    """

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
    removed_at = models.DateTimeField("Đã bỏ", null=True, blank=True)  # a line: when the last of its tasks was

    REMOVED: ClassVar = "removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "kind", "position"], name="goals_in_order")]

    def __str__(self) -> str:
        return f"{self.label or self.criterion} {self.topic or self.target}".strip()

    def is_assigned_to(self, user: User) -> bool:
        """Whether one of its tasks is given to the person, or to a unit of theirs (được giao). One query."""
        return _theirs(Assignment.objects.filter(task__goal=self), user)


class Task(WideRow):
    """A person's work for a goal (công việc): the rest of its plan row, its result row, and how it stands.

    A task without ``plan_row`` is only in the results, one without ``result_row`` only in the plan. Never deleted: one
    taken out of a plan has ``removed_at``, and no read shows it; one that was joined into another line says into which.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    goal = models.ForeignKey(Goal, models.RESTRICT, related_name="tasks")  # goes with its whole plan, or not at all
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
    # what adjustments made of it since the plan was approved: caitien.plans.life.adjust
    first = models.JSONField(default=dict)  # field → the text as first approved, where it says something else by now
    added = models.BooleanField("Thêm sau khi phê duyệt", default=False)
    withdrawn = models.BooleanField("Đã rút khỏi kế hoạch", default=False)
    folded = models.TextField(blank=True, editable=False)  # every word once, without accents, for the search box
    removed_at = models.DateTimeField("Đã bỏ", null=True, blank=True)
    joined_into = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="joined")

    REMOVED: ClassVar = "removed_at"
    READ_WITH: ClassVar = ("goal",)  # by every verb about a line: caitien.access.action.locked
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [
            # All that walking the page in order asks of a line, so that SQLite opens none that was taken out.
            models.Index(fields=["plan", "position", "id", "removed_at"], name="tasks_in_order"),
            models.Index(
                fields=["plan", "state", "position"], name="standing_by_state", condition=models.Q(removed_at=None)
            ),
            models.Index(
                fields=["plan", "removed_at"], name="lines_taken_out", condition=models.Q(removed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.work or self.planned

    def is_assigned_to(self, user: User) -> bool:
        """Whether it is given to the person, or to a unit the person is in (được giao). One query."""
        return bool(_given(self.pk, user))

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


class Assignment(models.Model):
    """Who has a part in a task (phân công): one person, unit or outside body, leading or co-operating.

    The words of the paper stay in ``Task.owners``; this is who they mean. A task of a unit is that of its people.
    """

    class Part(models.TextChoices):
        """What part."""

        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.RESTRICT, related_name="assignments")  # part of the line: goes with its plan
    part = models.CharField("Phần việc", max_length=8, choices=Part, default=Part.LEAD)
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="assignments")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="assignments")
    outside = models.ForeignKey(OutsideBody, models.CASCADE, null=True, blank=True, related_name="assignments")

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, unit=None, outside=None)
                | models.Q(user=None, unit__isnull=False, outside=None)
                | models.Q(user=None, unit=None, outside__isnull=False),
                name="assigned_to_one",
            ),
            models.UniqueConstraint(
                fields=["user", "task"], name="a_person_once_in_a_task"
            ),  # in this order: whose work is what
            models.UniqueConstraint(fields=["unit", "task"], name="a_unit_once_in_a_task"),
            models.UniqueConstraint(fields=["task", "outside"], name="an_outside_body_once_in_a_task"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.who}"

    @property
    def who(self) -> User | Unit | OutsideBody:
        """The one it is given to."""
        found = self.user or self.unit or self.outside
        assert found is not None  # noqa: S101 - held by the database
        return found


@prepared
def _given(task: int, user: User) -> models.QuerySet[Any, int]:
    """Keys of the parts of a task that are the person's, or of a unit of theirs."""
    theirs = models.Q(user=user) | models.Q(unit__members__user=user)
    return Assignment.objects.filter(theirs, task=task).values_list("pk", flat=True)[:1]


def _theirs(assignments: models.QuerySet[Assignment], user: User) -> bool:
    return assignments.filter(models.Q(user=user) | models.Q(unit__members__user=user)).exists()
