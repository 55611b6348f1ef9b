"""What the keeper of the site does at its machine (việc của người quản trị): a door of the command."""

import sys

from caitien.auditing import with_site


def reset_person(username: str, *, second_factor: bool) -> int:
    """Make a link for who forgot their password (cho đặt lại mật khẩu); 0 done, 2 nobody is called so."""
    return with_site(lambda: _reset(username, second_factor=second_factor))


def _reset(username: str, *, second_factor: bool) -> int:
    from django.conf import settings
    from django.urls import reverse

    from caitien.access.models import User
    from caitien.access.people.protect import drop_factors
    from caitien.access.people.reset import reset_by_keeper
    from caitien.domain.site_address import is_local
    from caitien.web.machine.site import with_secret

    person = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if person is None:
        _say(f"Không có ai có tên đăng nhập {username}.")
        return 2
    if second_factor:
        dropped = drop_factors(person)
        _say(
            f"Đã gỡ lớp bảo vệ thứ hai: {', '.join(dropped)}." if dropped else "Người này không có lớp bảo vệ thứ hai."
        )
    link = reset_by_keeper(person)
    if is_local(settings.ADDRESS):
        _say(f"{settings.ADDRESS} là địa chỉ đặt ở cửa sổ lệnh này; trang mở ở địa chỉ khác thì thay phần ấy.")
    _say(f"Đường dẫn đặt lại mật khẩu cho {person}, dùng một lần, trong 24 giờ:")
    _say(f"  {with_secret(reverse('password_link'), link.secret)}")
    return 0


def recount(*, mend: bool) -> int:
    """Prove what is kept of every plan equal to working all of it out anew, or mend it (đếm lại); 0 all is equal or was
    mended, 1 something differs, 2 there is no site here."""
    return with_site(lambda: _recount(mend=mend))


def _recount(*, mend: bool) -> int:
    from django.utils.timezone import localdate

    from caitien.checking.recounting import differences
    from caitien.checking.recounting import mend as mend_plan
    from caitien.plans.models import Plan

    today, wrong, plans = localdate(), 0, list(Plan.objects.select_related("school").order_by("pk"))
    for plan in plans:
        found = differences(plan, today)
        for each in found:
            _say(f"{plan.school}, năm học {plan.school_year}: {each.rows} dòng {each.what} lệch với đếm lại.")
        if found and mend:
            mend_plan(plan, today)
        wrong += bool(found)
    rounds = _recount_rounds(mend=mend)
    _say(_outcome(len(plans), wrong, mended=mend))
    return 1 if (wrong or rounds) and not mend else 0


def _recount_rounds(*, mend: bool) -> int:
    """The same of the sums of rounds; how many rounds differ."""
    from caitien.oversight.models import Round
    from caitien.oversight.recounting import differing_sums, mend_sums

    wrong = 0
    for round_ in Round.objects.exclude(state=Round.State.DRAFT).select_related("body").order_by("pk"):
        if found := differing_sums(round_):
            _say(f"{round_.body}, đợt {round_}: {found} số cộng sẵn lệch với đếm lại.")
            wrong += 1
            if mend:
                mend_sums(round_)
    if wrong:
        _say(f"{wrong} đợt báo cáo có số lệch{', đã sửa' if mend else ''}.")
    return wrong


def _outcome(plans: int, wrong: int, *, mended: bool) -> str:
    if not wrong:
        return f"Đã đếm lại {plans} kế hoạch: mọi con số và phát hiện đều khớp."
    if mended:
        return f"Đã đếm lại {plans} kế hoạch và sửa {wrong} kế hoạch bị lệch."
    return f"Đã đếm lại {plans} kế hoạch: {wrong} kế hoạch bị lệch. Thêm --mend để sửa."


def verify_evidence() -> int:
    """Work every file's hash out anew and name those that are missing or altered; 0 all whole, 1 some are not, 2 there
    is no site here."""
    return with_site(_verify_evidence)


def _verify_evidence() -> int:
    from caitien.evidence.files.proving import damaged_files
    from caitien.evidence.models import FileVersion

    wrong = 0
    for damage in damaged_files():
        version = damage.version
        what = "không còn ở chỗ cất" if damage.missing else "không còn đúng như lúc nhận"
        where = f"{version.part.item.school}, “{version.part.item.name}”, bản {version.number}"
        _say(f"{where}: tệp {version.name} {what} (SHA-256 {version.sha256}).")
        wrong += 1
    count = FileVersion.objects.count()
    told = f"{wrong} tệp hỏng" if wrong else "mọi tệp đều còn nguyên"
    _say(f"Đã kiểm tra {count} tệp minh chứng: {told}.")
    return 1 if wrong else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
