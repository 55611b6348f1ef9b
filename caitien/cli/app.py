"""The subcommands (các lệnh con): their names, what they take, their help pages. The work is done elsewhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from caitien.cli.usage import VietnameseCommand, VietnameseGroup
from caitien.domain.paper import Form

LONG_HELP = {"help_option_names": ["--help", "-h"]}

app = typer.Typer(
    name="caitien",
    cls=VietnameseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings=LONG_HELP,
    options_metavar="[TUỲ CHỌN]",
    subcommand_metavar="LỆNH …",
    help="Đọc, viết và so sánh kế hoạch cải tiến chất lượng, báo cáo thực hiện của nhà trường.",
    epilog="Mã thoát: 0 ổn; 1 có điều cần xem (đọc chưa hết, có khác biệt); 2 tệp không dùng được hoặc gọi sai lệnh.",
)
standards = typer.Typer(
    cls=VietnameseGroup,
    no_args_is_help=True,
    context_settings=LONG_HELP,
    options_metavar="[TUỲ CHỌN]",
    subcommand_metavar="LỆNH …",
    help="Xem các bộ tiêu chuẩn, nhập nguyên văn.",
    epilog="Ví dụ:\n\ncaitien standards list\n\ncaitien standards show tt57-2026-pt 1.4",
)
app.add_typer(standards, name="standards")


class ReadFormat(StrEnum):
    """What ``read`` gives (dạng kết quả của lệnh đọc)."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"


class CompareFormat(StrEnum):
    """What ``compare`` gives (dạng kết quả của lệnh so sánh)."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class CheckFormat(StrEnum):
    """What ``check`` gives (dạng kết quả của lệnh kiểm tra)."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class RulesFormat(StrEnum):
    """What ``rules`` gives (dạng kết quả của lệnh xem quy tắc)."""

    TEXT = "text"
    JSON = "json"


AnyFile = Annotated[
    Path, typer.Argument(metavar="TỆP", help="Tệp .docx, .xlsx, .pdf, .txt … hoặc .json; - là đầu vào chuẩn.")
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="TỆP-RA", help="Ghi kết quả vào tệp này; - là đầu ra chuẩn.")
]


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien read bao-cao.docx\n\ncaitien read bao-cao.docx --format json -o bao-cao.json\n\n"
    "caitien read ke-hoach.pdf -o ke-hoach.xlsx\n\ncaitien read bao-cao.docx --explain",
)
def read(
    file: AnyFile,
    form: Annotated[
        ReadFormat | None, typer.Option("--format", help="Dạng kết quả; không nói thì theo đuôi tệp ra, hoặc text.")
    ] = None,
    out: Out = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Cho biết từng bảng được hiểu là gì, theo lời nào, điều gì nói ngược lại.")
    ] = False,
) -> None:
    """Đọc một kế hoạch hay báo cáo, cho biết trong đó viết gì và chỗ nào chưa hiểu."""
    from caitien.cli.reading import read_file

    raise typer.Exit(read_file(file, form.value if form else None, out, explain=explain))


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien write bao-cao.json --as bao-cao -o bao-cao.docx\n\n"
    "caitien write ke-hoach.json --as bieu-2 -o bieu-2.pdf",
)
def write(
    paper: Annotated[
        Path,
        typer.Argument(
            metavar="VĂN-BẢN.json", help="Văn bản ở dạng JSON, hoặc tệp nào read đọc được; - là đầu vào chuẩn."
        ),
    ],
    form: Annotated[
        Form | None, typer.Option("--as", help="Viết thành loại văn bản nào; không nói thì giữ loại cũ.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="TỆP-RA", help="Tệp .docx, .xlsx hoặc .pdf; không nói thì ghi .docx ở thư mục này."
        ),
    ] = None,
) -> None:
    """Viết văn bản chính thức: báo cáo, kế hoạch 9 cột, hoặc Biểu 2 của Thông tư 57/2026."""
    from caitien.cli.writing import write_file

    raise typer.Exit(write_file(paper, form, out))


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien compare nam-truoc.docx nam-nay.docx\n\n"
    "caitien compare da-gui.docx tra-ve.docx --format html -o khac-biet.html",
)
def compare(
    before: Annotated[Path, typer.Argument(metavar="TỆP-CŨ", help="Văn bản thứ nhất.")],
    after: Annotated[Path, typer.Argument(metavar="TỆP-MỚI", help="Văn bản thứ hai.")],
    form: Annotated[CompareFormat, typer.Option("--format", help="Dạng kết quả.")] = CompareFormat.TEXT,
    out: Out = None,
) -> None:
    """So sánh hai văn bản, từng ô một."""
    from caitien.cli.comparing.compare import compare_files

    raise typer.Exit(compare_files(before, after, form.value, out))


# what ``check`` takes
Checked = Annotated[
    list[Path],
    typer.Argument(metavar="TỆP", help="Kế hoạch, báo cáo, và danh mục minh chứng nếu có; - là đầu vào chuẩn."),
]
LastYear = Annotated[
    Path | None, typer.Option("--last-year", metavar="TỆP", help="Văn bản năm trước, để so những gì chép lại.")
]
Today = Annotated[
    str | None, typer.Option("--today", metavar="NGÀY", help="Xem như hôm nay là ngày này, ví dụ 20/05/2026.")
]
CheckForm = Annotated[
    CheckFormat | None, typer.Option("--format", help="Dạng kết quả; không nói thì theo đuôi tệp ra, hoặc text.")
]
Selected = Annotated[
    list[str] | None, typer.Option("--select", metavar="MÃ", help="Chỉ kiểm tra các quy tắc hay nhóm này: P01,K.")
]
Ignored = Annotated[list[str] | None, typer.Option("--ignore", metavar="MÃ", help="Bỏ qua các quy tắc hay nhóm này.")]
Fixed = Annotated[
    bool, typer.Option("--fix", help="Ghi một bản đã sửa những chỗ chắc chắn (.docx, .json); tệp cũ giữ nguyên.")
]
CheckOut = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="TỆP-RA", help="Ghi kết quả vào tệp này; với --fix là bản đã sửa.")
]


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien check bao-cao.docx\n\n"
    "caitien check bao-cao.docx danh-muc-minh-chung.xlsx --last-year nam-truoc.docx\n\n"
    "caitien check bao-cao.docx --format html -o kiem-tra.html\n\n"
    "caitien check bao-cao.docx --ignore K,T03\n\n"
    "caitien check bao-cao.docx --fix -o bao-cao-da-sua.docx",
)
def check(
    files: Checked,
    last_year: LastYear = None,
    today: Today = None,
    form: CheckForm = None,
    select: Selected = None,
    ignore: Ignored = None,
    fix: Fixed = False,
    out: CheckOut = None,
) -> None:
    """Kiểm tra văn bản trước khi ký: chỗ nào sai, vì sao, sửa thế nào, theo quy định nào."""
    from caitien.cli.checking.check import check_files

    wanted = form.value if form else None
    raise typer.Exit(
        check_files(
            files,
            last_year=last_year,
            today=today,
            form=wanted,
            select=select or (),
            ignore=ignore or (),
            fix=fix,
            out=out,
        )
    )


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien rules\n\ncaitien rules P01",
)
def rules(
    code: Annotated[str | None, typer.Argument(metavar="MÃ", help="Mã quy tắc, ví dụ P01.")] = None,
    form: Annotated[RulesFormat, typer.Option("--format", help="Dạng kết quả.")] = RulesFormat.TEXT,
) -> None:
    """Các quy tắc kiểm tra, hoặc trang giúp đỡ của một quy tắc."""
    from caitien.cli.rules import show_rules

    raise typer.Exit(show_rules(code, form.value))


@standards.command(
    "list", cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien standards list"
)
def list_standards() -> None:
    """Các bộ tiêu chuẩn có sẵn và đã nhập."""
    from caitien.cli.standard_sets import list_sets

    raise typer.Exit(list_sets())


@standards.command(
    "show",
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien standards show tt18-2018\n\ncaitien standards show tt18-2018 3.2",
)
def show_standards(
    set_id: Annotated[str, typer.Argument(metavar="BỘ", help="Mã của bộ, như trong standards list.")],
    criterion: Annotated[str | None, typer.Argument(metavar="TIÊU-CHÍ", help="Mã tiêu chí, ví dụ 1.4.")] = None,
) -> None:
    """Một bộ tiêu chuẩn, hoặc một tiêu chí của nó."""
    from caitien.cli.standard_sets import show_set

    raise typer.Exit(show_set(set_id, criterion))


@standards.command(
    "import",
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien standards import thong-tu-18.json",
)
def import_standards(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp JSON có nguyên văn các chỉ báo.")],
) -> None:
    """Nhập nguyên văn một bộ tiêu chuẩn vào máy này."""
    from caitien.cli.standard_sets import import_set

    raise typer.Exit(import_set(file))
