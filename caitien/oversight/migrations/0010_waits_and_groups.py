"""What the plan of an open line asks of a body above counts as a wait, with its words, and an officer may say otherwise;
petitions by addressee, and how many sent on which day, are kept as sums."""

import re
from collections import Counter, defaultdict
from itertools import islice

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

LONGEST = 300  # letters of the words that are kept
_STANDS_SO = re.compile(r"\b(?:chờ|đợi|bị hoãn|tạm hoãn)\b")
_BODY = (
    r"(?:(?:các |cơ quan |thường trực |lãnh đạo |đồng chí lãnh đạo ){0,2}"
    r"(?:ubnd|hđnd|(?:ủy|uỷ) ban|hội đồng nhân dân|đảng (?:ủy|uỷ) (?:xã|phường|thị trấn|đặc khu)"
    r"|sở(?! hữu| thích| trường)|bộ (?:gd|giáo dục|nội vụ|tài chính|xây dựng|y tế|văn h|khoa học)"
    r"|phòng (?:gd|giáo dục|nội vụ|tài chính|kế hoạch|văn h|kinh tế|quản lý đô thị)"
    r"|(?:ban quản lý|bql) (?:các )?(?:dự án|công trình|đầu tư|khu)"
    r"|chính quyền|địa phương|thành phố|tp\b|tỉnh(?! táo)|huyện|quận|xã(?! hội)|phường|thị trấn|đặc khu"
    r"|cấp trên|cấp có thẩm quyền|các cấp|ban ngành|ngành chức năng|cơ quan (?:chức năng|có thẩm quyền|cấp trên))\b)"
)
_WITH = r"(?:(?<!phù hợp )(?<!đối )(?<!gắn )(?<!so )với|cho|lên|tới|đến|gửi|trình)"
_OF_THE_SCHOOL = (  # whom one asks within the school, or among those it serves
    r"(?:(?:cho|với|tới|đến) )?(?:các |từng |mỗi |toàn thể |tất cả )?"
    r"(?:thầy|cô|giáo viên|gv|nhân viên|cán bộ|cbgv|hiệu trưởng|phó hiệu trưởng|ban giám hiệu|bgh|ban lãnh đạo"
    r"|lãnh đạo (?:nhà )?trường|nhà trường|trường|chi bộ|chi (?:ủy|uỷ)|tổ|nhóm|bộ phận|hội đồng (?!nhân dân)|công đoàn"
    r"|đoàn|đội|học sinh|hs|phụ huynh|cha mẹ|cmhs|ban đại diện|lớp|kế toán|bảo vệ|thư viện|công ty|doanh nghiệp)\b"
)
_ASKS = (
    rf"(?:tham mưu|đề xuất|đề nghị|kiến nghị|đề đạt|tờ trình|xin (?!lỗi|thôi|nghỉ))(?! {_OF_THE_SCHOOL})"
)
_ASKED = re.compile(
    rf"\b(?:{_ASKS}(?:[ ,]+[^\s.;:,]{{1,30}}){{0,14}}?[ ,]+{_WITH} {_BODY}"  # tham mưu … với UBND xã
    rf"|{_ASKS} {_BODY}"  # đề nghị Sở …
    rf"|xin(?: [^\s.;:,]{{1,30}}){{1,6}}? (?:của|từ) {_BODY}"  # xin ý kiến của UBND
    r"|(?<!chương )(?<!công )(?<!giáo )(?<!quá )(?<!quy )(?<!tiến )(?<!hành )(?<!lộ )trình "
    rf"{_BODY}"  # trình Sở phê duyệt
    rf"|(?:chờ|đợi)(?: [^\s.;:,]{{1,30}}){{0,6}}? {_BODY}"  # chờ (phê duyệt của) UBND
    rf"|(?:với|cùng) {_BODY}[^.;:\n]{{0,80}}? (?:để|nhằm) (?:tiếp tục )?{_ASKS})"  # phối hợp với Sở để đề xuất
)
_GRANTED = re.compile(
    r"\bđã (?:đồng ý|chấp thuận|phê duyệt|duyệt|cấp|bố trí|giao|trả lời|ghi vốn|bàn giao)\b"
    r"|(?<!chưa )được [^.;:\n]{0,60}\b(?:đồng ý|chấp thuận|phê duyệt|duyệt|cấp|bố trí|giao|trả lời|ghi vốn)\b"
    r"|\bđang thi công\b|\bđã khởi công\b"
)
_ENDS = ".;\n"  # of a sentence


def waiting_words(planned, *stands):
    """As it was told when this was written."""
    for text in stands:
        if found := _STANDS_SO.search(text.lower()):
            return _sentence(text, found)
    asked = _ASKED.search(planned.lower())
    if asked is None or any(_GRANTED.search(text.lower()) for text in stands):
        return ""
    return _sentence(planned, asked)


def _sentence(text, found):
    begin = max(text.rfind(end, 0, found.start()) for end in _ENDS) + 1
    ends = [place for end in _ENDS if (place := text.find(end, found.end())) >= 0]
    return text[begin : min(ends, default=len(text))].strip()[:LONGEST]


FIGURES = ("schools", "petitions", "open", "passed_on", "answered", "repeated", "money")
OPEN = ("new", "sorted", "passed_on")


def count_anew(apps, _editor):
    """As all this was counted when this was written; linear in the lines, two hundred schools at a time."""
    asked = apps.get_model("oversight", "Asked").objects
    sums, groups, names = defaultdict(lambda: defaultdict(Counter)), defaultdict(Counter), {}
    keys = iter(list(asked.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(keys, 200)):
        rows = list(asked.filter(pk__in=some))
        about = (_first_days(apps, some), _lines_of(apps, some), _petitions_of(apps, some, names))
        for each in rows:
            _count(each, *(told.get(each.pk) for told in about))
            for body in each.counted.get("at", ()):
                for part in ("figures", "days"):
                    sums[each.round_id, body, each.kind][part].update(each.counted.get(part, {}))
                for key, figures in each.counted["groups"].items():
                    groups[each.round_id, body, key].update(figures)
        asked.bulk_update(rows, ["counted"])
    tallies = apps.get_model("oversight", "Tally").objects
    for (round_, body, kind), parts in sums.items():
        told = {part: {key: amount for key, amount in parts[part].items() if amount} for part in ("figures", "days")}
        tallies.filter(round=round_, body=body, kind=kind).update(**told)
    _keep_groups(apps, groups, names)


def _count(asked, day, lines, petitions):
    figures = {key: amount for key, amount in asked.counted.get("figures", {}).items() if not key.endswith(":waiting")}
    told = Counter(figures)
    for line in lines or ():
        told[f"c:{line.framework}:{line.standard or ''}:{line.criterion}:waiting"] += line.waiting
    asked.counted["figures"] = {key: amount for key, amount in told.items() if amount}
    asked.counted["days"] = {day.isoformat(): 1} if day else {}
    found = defaultdict(Counter)
    for row in petitions or ():
        own = found[f"{row.kind}:{row.whom_identity}"]
        own["schools"] = 1
        told = (1, row.state in OPEN, row.state == "passed_on", row.answer_id is not None, row.nth > 1, row.money or 0)
        own.update(dict(zip(FIGURES[1:], map(int, told), strict=True)))
    asked.counted["groups"] = {key: {name: own[name] for name in FIGURES if own[name]} for key, own in found.items()}


def _first_days(apps, keys):
    return dict(apps.get_model("oversight", "Submission").objects.filter(asked__in=keys, n=1).values_list("asked", "day"))


def _lines_of(apps, keys):
    """The lines of each school, those that wait by their plan marked so."""
    facts = apps.get_model("oversight", "LineFact").objects
    sent = apps.get_model("oversight", "Submission").objects.filter(asked__in=keys).order_by("n")
    papers = dict(sent.values_list("asked", "paper"))  # the last stays
    found = defaultdict(list)
    for line in facts.filter(asked__in=keys).order_by("asked", "position"):
        row = papers[line.asked_id]
        for step in line.path.split("."):
            row = row[int(step)] if step.isdecimal() else row[step]
        planned = line.path.startswith("plan.")
        asks = row.get("work", "") if planned else f"{row.get('planned', '')}\n{row.get('adjusted', '')}"
        stands = [row.get(name, "") for name in (("status_text",) if planned else ("done", "ongoing", "not_started"))]
        if not planned and not any(stands):
            stands = [row.get("adjusted", "")]
        words = "" if line.status == "done" else waiting_words(asks, *stands, row.get("note", ""))
        line.waiting, line.waiting_words = bool(words), words
        found[line.asked_id].append(line)
    facts.bulk_update([line for lines in found.values() for line in lines], ["waiting", "waiting_words"], batch_size=500)
    return found


def _petitions_of(apps, keys, names):
    found = defaultdict(list)
    for row in apps.get_model("oversight", "RaisedPetition").objects.filter(asked__in=keys, standing=True):
        found[row.asked_id].append(row)
        if row.whom:
            names.setdefault((row.round_id, row.whom_identity), row.whom)
    return found


def _keep_groups(apps, groups, names):
    model = apps.get_model("oversight", "PetitionTally")
    rows = []
    for (round_, body, key), figures in groups.items():
        kind, _, identity = key.partition(":")
        about = {"round_id": round_, "body_id": body, "kind": kind, "whom_identity": identity}
        rows.append(model(**about, whom=names.get((round_, identity), ""), **figures))
    model.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0016_merged_schools"),
        ("oversight", "0009_words_of_states"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="linefact", name="waiting_words", field=models.CharField(blank=True, max_length=300)),
        migrations.AddField(model_name="tally", name="days", field=models.JSONField(default=dict)),
        migrations.CreateModel(
            name="LineSaid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=64)),
                ("waiting", models.BooleanField(null=True)),
                ("cause", models.CharField(blank=True, max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("asked", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="oversight.asked")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("asked", "mark"), name="said_once_of_a_line")]},
        ),
        migrations.CreateModel(
            name="PetitionTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("whom_identity", models.CharField(blank=True, max_length=250)),
                ("whom", models.CharField(blank=True, max_length=250)),
                *((name, models.IntegerField(default=0)) for name in FIGURES[:-1]),
                ("money", models.BigIntegerField(default=0)),
                ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.body")),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="oversight.round")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "body", "kind", "whom_identity"), name="one_tally_of_petitions")
                ]
            },
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop, elidable=True),
    ]
