"""Three steps for who is new (ba bước đầu): for each role its own, until they are left; called back from the guide."""

from typing import Final, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from caitien.access.models import Role, User
from caitien.access.rights import ActingUser
from caitien.web.requests.member import MemberRequest, for_everyone


class Step(NamedTuple):
    """One step (một bước): what to do, in a sentence, and the page of the guide that tells how."""

    text: str
    guide: str


_WORK: Final = (
    Step("Bấm Xong, Đang làm hay Vướng ở từng việc.", "bao-viec"),
    Step("Ghi một câu có số liệu, thêm ảnh nếu có, rồi gửi; gửi nhầm thì rút lại trong 30 phút.", "bao-viec"),
    Step("Chuông ở đầu trang cho biết ai giao việc, ai nhắc.", "hom-nay"),
)
_WRITE: Final = (
    Step("Thả báo cáo năm trước vào, xem những ô máy chưa chắc, nhận vào.", "nhap-bao-cao-cu"),
    Step("Giao các dòng cho người và tổ theo chữ trong kế hoạch.", "giao-viec"),
    Step("Đến kỳ, soạn báo cáo, kiểm tra rồi trình ký.", "soan-giay-to"),
)
STEPS: Final[dict[Role, tuple[Step, Step, Step]]] = {
    Role.CHAIR: (
        Step("Trang Hôm nay cho thấy điều cần quyết và việc trễ của ai.", "hom-nay"),
        Step("Đọc kế hoạch được trình, phê duyệt hay trả lại kèm lời.", "phe-duyet"),
        Step("Đọc tờ giấy được trình ký, ban hành ngay dưới đó.", "soan-giay-to"),
    ),
    Role.SECRETARY: _WRITE,
    Role.MEMBER: (
        Step("Đọc bảng kế hoạch; ô còn sửa được thì bấm vào mà gõ.", "ke-hoach"),
        Step("Kế hoạch đã duyệt thì đổi bằng đề nghị điều chỉnh.", "dieu-chinh"),
        Step("Việc của chính mình nằm ở Việc của tôi.", "bao-viec"),
    ),
    Role.MONITOR: (
        Step("Trang Hôm nay cho thấy ai chưa báo; bấm Nhắc để hỏi.", "hom-nay"),
        Step("Tổng quan: bấm vào con số để thấy đúng các việc ấy.", "tong-quan"),
        Step("Việc của chính mình nằm ở Việc của tôi.", "bao-viec"),
    ),
    Role.STAFF: _WORK,
}


def steps_for(acting: ActingUser) -> tuple[Step, ...]:
    """The steps of the person's first role, until they left them (ba bước của vai trò). No query."""
    if acting.user.steps_left_at or acting.at is None or acting.at.merged_into_id:
        return ()
    return next((STEPS[role] for role in Role if role in acting.roles and role in STEPS), ())


@for_everyone
@require_POST
def steps(request: MemberRequest) -> HttpResponse:
    """Leave the steps, or call them back. Like what somebody has read it is no deed, and nobody else's to know."""
    back = "lai" in request.POST
    User.objects.filter(pk=request.user.pk).update(steps_left_at=None if back else timezone.now())
    return redirect("home")
