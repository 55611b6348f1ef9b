"""Who may do what (quyền): one table, verb → roles, that everything asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import Q, QuerySet

from caitien.access.models import Body, Membership, Role, School, User
from caitien.prepared import prepared

CHAIR: Final = frozenset({Role.CHAIR})
EDITORS: Final = CHAIR | {Role.SECRETARY}
COUNCIL: Final = EDITORS | {Role.MEMBER}
SCHOOL: Final = COUNCIL | {Role.MONITOR, Role.STAFF, Role.READER}
READERS: Final = SCHOOL | {Role.OFFICER}  # an officer reads what was approved: caitien.plans.reads
WORKERS: Final = frozenset({Role.MEMBER, Role.MONITOR, Role.STAFF})
MONITORED: Final = SCHOOL - {Role.READER}  # who may see what monitors say while a review runs
KEEPER: Final = frozenset({Role.KEEPER})
OFFICERS: Final = frozenset({Role.OFFICER})
NOBODY: Final[frozenset[Role]] = frozenset()


@dataclass(frozen=True, slots=True)
class Right:
    """Who may use a verb (quyền của một việc): some roles on everything, some on what is assigned to them.

    Whether a thing is assigned to a person its model says, by a method ``is_assigned_to(user)``: a line given to them
    or their unit, an item of evidence they offered, a round of a body they are an officer of.
    """

    roles: frozenset[Role]
    if_assigned: frozenset[Role] = NOBODY


RIGHTS: Final[Mapping[str, Right]] = {
    # the school and its people
    "school.look": Right(READERS),
    "school.describe": Right(EDITORS),  # name, kind, levels, place, bodies, campuses, standards, calendar
    "school.protect": Right(CHAIR),  # whether a second factor is asked for
    "unit.arrange": Right(EDITORS),  # units, their people, outside bodies
    "people.look": Right(SCHOOL),
    "people.invite": Right(EDITORS),
    "people.enter": Right(EDITORS),  # a person who signs in nowhere
    "people.reset": Right(EDITORS),  # a link to set a forgotten password; of a chair by a chair
    "people.arrange": Right(CHAIR),  # roles given and taken
    "trail.look": Right(EDITORS),
    "school.archive": Right(CHAIR),  # all of it into a file, to be kept or taken elsewhere
    # a file comes in
    "upload.look": Right(SCHOOL),
    "upload.receive": Right(EDITORS),
    "upload.correct": Right(EDITORS),
    "upload.adopt": Right(EDITORS),
    "upload.put_aside": Right(EDITORS),
    # the plan
    "plan.look": Right(READERS),
    "plan.export": Right(READERS),
    "plan.begin": Right(EDITORS),
    "plan.edit": Right(COUNCIL),  # the texts of a draft, its lines
    "plan.carry_over": Right(EDITORS),  # lines of a school that was joined to this one
    "plan.submit": Right(COUNCIL),
    "plan.take_back": Right(COUNCIL),  # one's own submission
    "plan.send_back": Right(CHAIR),
    "plan.approve": Right(CHAIR),
    "plan.close": Right(CHAIR),
    "plan.correct_head": Right(CHAIR),  # number and date of an approved plan
    "plan.decide": Right(EDITORS),
    "review.record": Right(EDITORS),  # what came of a review, section VI of Biểu 2
    "task.assign": Right(EDITORS),
    "task.report": Right(EDITORS, if_assigned=WORKERS),  # how it stands, in words
    "task.restore_words": Right(EDITORS),  # of the official column, that a report replaced
    "adjustment.propose": Right(COUNCIL),
    "adjustment.take_back": Right(COUNCIL),
    "adjustment.decide": Right(CHAIR),
    # the year's work; how a task stands is "task.report"
    "work.look": Right(SCHOOL),  # one's own work, files, remarks
    "work.remind": Right(EDITORS | {Role.MONITOR}),  # ask who has not told yet
    "work.time": Right(EDITORS),  # days for words that name none
    # who answers without an account
    "answer_link.look": Right(EDITORS),
    "answer_link.make": Right(EDITORS),
    "answer_link.revoke": Right(EDITORS),
    "answer_sheet.print": Right(EDITORS),
    "unit_link.make": Right(EDITORS),  # one for a whole unit, where a school has chosen that
    "answer.hold": Right(EDITORS, if_assigned=WORKERS),  # told by a link where the school looks first
    "answer.take": Right(EDITORS),
    "answer.return": Right(EDITORS),
    "nudge.write": Right(EDITORS),  # words to paste into the group of a unit
    "nudge.mail": Right(EDITORS),
    "nudge.rule": Right(EDITORS),  # on which days the school asks, its quiet hours
    "overview.look": Right(READERS),
    "evidence.attach": Right(EDITORS, if_assigned=WORKERS),
    "waiting.record": Right(COUNCIL, if_assigned=WORKERS),
    "comment.write": Right(COUNCIL | WORKERS),
    # papers
    "paper.look": Right(READERS),  # an officer sees what was issued
    "paper.compose": Right(EDITORS),
    "paper.hand": Right(EDITORS),  # to the chair, to be signed
    "paper.send_back": Right(CHAIR),
    "paper.issue": Right(CHAIR),
    "paper.keep_signed": Right(EDITORS),  # the PDF that comes back from the program that signs
    "paper.drop_signed": Right(CHAIR, if_assigned=frozenset({Role.SECRETARY})),  # sent by mistake; by who sent it
    # a new year, new standards
    "renewal.look": Right(SCHOOL),
    "renewal.decide": Right(EDITORS),
    # monitoring: an officer and a reader see what was concluded once a review is closed
    "review.look": Right(READERS),
    "verdict.look": Right(MONITORED),
    "panel.arrange": Right(EDITORS),  # council and team of the year, as the decision names them
    "panel.name_outsider": Right(CHAIR),
    "review.prepare": Right(EDITORS),
    "review.open": Right(CHAIR),
    "review.sample": Right(EDITORS | {Role.MONITOR}),  # one line more to look at
    "verdict.give": Right(frozenset({Role.MONITOR}), if_assigned=COUNCIL | {Role.STAFF}),  # who is in the team
    "verdict.relay": Right(EDITORS | {Role.MONITOR}, if_assigned=WORKERS),  # what an outsider saw
    "verdict.answer": Right(EDITORS, if_assigned=WORKERS),
    "review.hand_in": Right(EDITORS | {Role.MONITOR}),
    "review.conclude": Right(CHAIR),
    "review.close": Right(CHAIR),
    "review.reopen": Right(CHAIR),
    "review.word": Right(EDITORS | {Role.MONITOR}),  # the words of the team's report
    "recommendation.make": Right(EDITORS | {Role.MONITOR}),
    "recommendation.answer": Right(EDITORS),
    "meeting.look": Right(MONITORED),
    "meeting.write": Right(EDITORS),  # who is there, what is said; the agenda
    "meeting.decide": Right(CHAIR),  # what follows from it happens at once
    "meeting.approve": Right(CHAIR),
    "meeting.record": Right(CHAIR),  # each line a decision changed, under the number of the minutes
    "proposal.make": Right(MONITORED),
    "proposal.take_back": Right(MONITORED),  # one's own, says the verb
    "proposal.answer": Right(EDITORS),
    "lesson.note": Right(COUNCIL | {Role.MONITOR}),
    # a post goes from one person to another
    "handover.look": Right(EDITORS, if_assigned=SCHOOL),
    "handover.begin": Right(CHAIR),
    "handover.note": Right(CHAIR, if_assigned=SCHOOL),
    "handover.sign": Right(CHAIR, if_assigned=SCHOOL),  # each of the two alone, says the verb
    "handover.withdraw": Right(CHAIR),
    # made known, and shown to everyone; an officer reads what everyone reads
    "telling.look": Right(SCHOOL),
    "telling.record": Right(EDITORS),
    "telling.read": Right(SCHOOL),
    "publication.look": Right(SCHOOL),
    "publication.prepare": Right(EDITORS),
    "publication.approve": Right(CHAIR),
    "publication.remove": Right(EDITORS),  # at once, whoever sees what must not be there
    "feedback.look": Right(EDITORS),
    "feedback.answer": Right(EDITORS),
    # background work: who asked for it, and editors
    "job.look": Right(EDITORS, if_assigned=READERS - EDITORS),
    # what it answers and what shows that it is reached
    "need.record": Right(COUNCIL),
    "need.answer": Right(COUNCIL),
    "indicator.define": Right(COUNCIL),
    "indicator.measure": Right(EDITORS, if_assigned=WORKERS),
    # what proves it
    "evidence.look": Right(SCHOOL),
    "evidence.add": Right(EDITORS),
    "evidence.offer": Right(EDITORS, if_assigned=WORKERS),  # of one's own task
    "evidence.adopt": Right(EDITORS),  # a list
    "evidence.change": Right(EDITORS, if_assigned=WORKERS),  # one's own, while it is not accepted
    "evidence.expect": Right(EDITORS, if_assigned=WORKERS),  # of one's own task
    "evidence.use": Right(EDITORS),
    "evidence.decide": Right(EDITORS),
    "evidence.drop": Right(EDITORS),
    "evidence.guest": Right(EDITORS),  # of the assessing team
    "evidence.renumber": Right(EDITORS),
    "evidence.require": Right(CHAIR),  # that no report goes out before its lines are shown
    "evidence.move": Right(EDITORS),  # to another set of standards
    # the round trip
    "consultation.look": Right(COUNCIL),
    "consultation.send": Right(EDITORS),
    "consultation.take_back": Right(EDITORS),
    "suggestion.decide": Right(EDITORS),
    # the rules' findings
    "finding.look": Right(SCHOOL),
    "finding.mend": Right(EDITORS),
    "finding.restore": Right(EDITORS),
    "finding.dismiss": Right(EDITORS),
    "finding.take_back": Right(EDITORS),
    "finding.dismiss_group": Right(EDITORS),
    "finding.take_group_back": Right(EDITORS),
    # rounds of a body above: its officers, and those of bodies above it; a school sends
    "round.look": Right(NOBODY, if_assigned=OFFICERS),
    "roster.keep": Right(NOBODY, if_assigned=OFFICERS),
    "form.keep": Right(NOBODY, if_assigned=OFFICERS),  # the office's own form of summary, mapped once
    "round.arrange": Right(NOBODY, if_assigned=OFFICERS),
    "submission.invite": Right(NOBODY, if_assigned=OFFICERS),  # a link for a school without an account
    "submission.file": Right(NOBODY, if_assigned=OFFICERS),  # what came by post, for schools that are not aboard
    "submission.judge": Right(NOBODY, if_assigned=OFFICERS),
    "submission.pass_on": Right(NOBODY, if_assigned=OFFICERS),
    "submission.note": Right(NOBODY, if_assigned=OFFICERS),  # what officers write to each other about a school
    "token.arrange": Right(NOBODY, if_assigned=OFFICERS),  # by which other programs read for a body
    "petition.sort": Right(NOBODY, if_assigned=OFFICERS),  # kind and addressee, where it went, why it is closed
    "petition.answer": Right(NOBODY, if_assigned=OFFICERS),
    "submission.look": Right(COUNCIL),
    "submission.send": Right(EDITORS),
    # above the schools
    "site.look": Right(KEEPER),
    "backup.ask": Right(KEEPER),
    "backup.try": Right(KEEPER),  # restored into a scratch place, now and not on Sunday
    "school.keep_archive": Right(KEEPER),  # of one school, into the folder of backups
    "school.merge": Right(KEEPER),
    "school.bring_in": Right(KEEPER),  # from the archive another site made of it
    "body.arrange": Right(KEEPER),
    "officer.invite": Right(KEEPER),
    "school.open": Right(KEEPER),
}

LASTING: Final = frozenset({"plan.export", "school.archive", "publication.remove"})  # beside all that only looks


@dataclass(frozen=True, slots=True)
class ActingUser:
    """A person at work (người đang làm việc): in a school, or for the site; with which roles."""

    user: User
    at: School | None
    roles: frozenset[Role]
    elsewhere: tuple[School, ...] = field(default=(), compare=False)  # other schools they belong to
    offices: tuple[Body, ...] = field(default=(), compare=False)  # bodies they are an officer of

    @property
    def school(self) -> School:
        """The school, for what opens only in one (:func:`caitien.web.requests.member.for_members` sees to that)."""
        assert self.at is not None  # noqa: S101 - held by the door of the page
        return self.at

    def may(self, verb: str, about: object = None) -> bool:
        """Whether a role gives the right to do the verb to ``about``: on everything, or because it is assigned to them.

        Without ``about``, or of a thing that is assigned to nobody, only the first counts. One query where only
        assignment can decide, as many as ``is_assigned_to`` of its model takes. KeyError: the verb is not in the table.
        """
        right = self._right(verb)
        if self.roles & right.roles:
            return True
        ask = getattr(about, "is_assigned_to", None)
        return bool(ask and self.roles & right.if_assigned and ask(self.user))

    def may_some(self, verb: str) -> bool:
        """Whether they may do it to anything at all, be it only to what is assigned to them. No query."""
        right = self._right(verb)
        return bool(self.roles & (right.roles | right.if_assigned))

    def _right(self, verb: str) -> Right:
        """Who may use a verb here: in a school that was joined to another nobody writes any more."""
        right = RIGHTS[verb]
        if self.at is None or self.at.merged_into_id is None or right.roles == KEEPER:
            return right
        return right if verb.endswith(".look") or verb in LASTING else Right(NOBODY)

    @property
    def only_works(self) -> bool:
        """Whether they have a part in the work and none in leading it (giáo viên, nhân viên)."""
        return self.roles == {Role.STAFF}

    def role_for(self, verb: str) -> Role:
        """The first of the roles, in the order of :class:`Role`, that gives the right."""
        right = RIGHTS[verb]
        own = self.roles & right.roles or self.roles & right.if_assigned
        return next(role for role in Role if role in own)


def acting_user_of(user: User, school: School | int | None = None) -> ActingUser | None:
    """A person with the roles they have in that school (tư cách), None where they have none there.

    Without a school: in the first of their own schools; an officer or keeper who is in none acts outside any school
    (``at`` is None); None where they have no part anywhere. Members of the council of a school that another was joined
    to have their roles in the joined one too. One query, two for an officer in a school that is not their own, one or
    two more for a school that was joined to another.
    """
    places = _places(user)
    held = [(place.school, Role(place.role)) for place in places if place.school]
    offices = tuple(place.body for place in places if place.body)
    wanted = school.pk if isinstance(school, School) else school
    home, into = _home([each for each, _ in held], offices, wanted), None
    if wanted is not None and (home is None or home.merged_into_id) and (found := _predecessor(held, wanted)):
        home, into = found
    roles = {role for each, role in held if each == home or (each == into and role in COUNCIL)}
    if offices and (home is None or _above(home, offices)):
        roles.add(Role.OFFICER)
    if user.is_superuser:
        roles.add(Role.KEEPER)
    if not roles or (wanted is not None and home is None):
        return None
    others = tuple(dict.fromkeys(each for each, _ in held if each != home))
    return ActingUser(user, home, frozenset(roles), others, offices)


@prepared
def _places(user: User) -> QuerySet[Membership]:
    """A person's parts, each with its school or body: every page and every verb asks it."""
    return (
        Membership.objects.filter(user=user)
        .select_related("school__body", "school__merged_into", "body")
        .order_by("school_id", "pk")
    )


def as_officer(acting: ActingUser) -> ActingUser:
    """The same person acting for the bodies they are an officer of (với tư cách cán bộ), outside any school; unchanged
    where they are officer of none."""
    return replace(acting, at=None, roles=acting.roles | OFFICERS) if acting.offices else acting


def schools_below(bodies: Iterable[Body]) -> Q:
    """Which schools lie under the bodies (các trường trực thuộc), to filter schools by; none where there is no body."""
    found = Q(pk__in=[])
    for body in bodies:
        found |= Q(body__path__startswith=body.path)
    return found


def _home(own: Sequence[School], offices: Sequence[Body], wanted: int | None) -> School | None:
    if wanted is None:
        return min(own, key=lambda each: each.merged_into_id is not None, default=None)
    found = next((school for school in own if school.pk == wanted), None)
    if found or not offices:
        return found
    return School.objects.filter(schools_below(offices), pk=wanted).select_related("body", "merged_into").first()


def _predecessor(held: Sequence[tuple[School, Role]], wanted: int) -> tuple[School, School] | None:
    """A school that was joined to one in whose council the person is, and that one (trường đã nhập vào), perhaps over
    several mergers. A query for each."""
    led = {each.pk: each for each, role in held if role in COUNCIL}
    home = School.objects.filter(pk=wanted).select_related("body", "merged_into").first() if led else None
    heir = home.merged_into if home else None
    while heir and heir.pk not in led:
        heir = heir.merged_into
    return (home, led[heir.pk]) if home and heir else None


def _above(school: School, offices: Iterable[Body]) -> bool:
    return school.body is not None and any(school.body.path.startswith(body.path) for body in offices)
