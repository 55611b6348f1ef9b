"""The subcommands of the site (các lệnh của trang web): opening it, its people, its trail, its backups."""

from pathlib import Path
from typing import Annotated

import typer

from caitien.cli.app import LONG_HELP, Out, app
from caitien.cli.usage import VietnameseCommand, VietnameseGroup

audit = typer.Typer(
    cls=VietnameseGroup,
    no_args_is_help=True,
    context_settings=LONG_HELP,
    options_metavar="[TUỲ CHỌN]",
    subcommand_metavar="LỆNH …",
    help="Xem nhật ký của trang web có còn nguyên vẹn.",
)
app.add_typer(audit, name="audit")
people = typer.Typer(
    cls=VietnameseGroup,
    no_args_is_help=True,
    context_settings=LONG_HELP,
    options_metavar="[TUỲ CHỌN]",
    subcommand_metavar="LỆNH …",
    help="Giúp người không vào được trang web.",
)
app.add_typer(people, name="people")
backup = typer.Typer(
    cls=VietnameseGroup,
    invoke_without_command=True,
    context_settings=LONG_HELP,
    options_metavar="[TUỲ CHỌN]",
    subcommand_metavar="[LỆNH …]",
    help="Sao lưu cả trang web vào một tệp, trong lúc mọi người vẫn làm việc.",
    epilog="Ví dụ:\n\ncaitien backup\n\ncaitien backup --into /media/usb\n\ncaitien backup verify ban-luu.zip",
)
app.add_typer(backup, name="backup")
evidence = typer.Typer(
    cls=VietnameseGroup,
    no_args_is_help=True,
    context_settings=LONG_HELP,
    options_metavar="[TUỲ CHỌN]",
    subcommand_metavar="LỆNH …",
    help="Xem các tệp minh chứng có còn nguyên vẹn.",
)
app.add_typer(evidence, name="evidence")


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien serve --port 8000\n\nBiến môi trường CAITIEN_WEB_PROCESSES: số tiến trình phục vụ; "
    "không đặt thì bằng số nhân của máy, nhiều nhất 8.",
)
def serve(
    host: Annotated[
        str, typer.Option(metavar="ĐỊA-CHỈ", help="Địa chỉ nghe; 0.0.0.0 để máy khác vào được.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="SỐ", min=1, max=65535, help="Cổng.")] = 8000,
) -> None:
    """Mở trang web của nhà trường trên máy này."""
    from caitien.cli.serving import open_site

    raise typer.Exit(open_site(host, port))


@app.command(cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien worker")
def worker() -> None:
    """Chỉ làm việc nền (in PDF …), không mở trang web; chạy được trên nhiều máy chung một cơ sở dữ liệu."""
    from caitien.serve import work

    raise typer.Exit(work())


@audit.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien audit verify\n\ncaitien audit verify --against dau-niem.txt",
)
def verify(
    against: Annotated[
        Path | None, typer.Option("--against", metavar="TỆP", help="So với tệp dấu niêm đã giữ ở nơi khác.")
    ] = None,
) -> None:
    """Tính lại mọi dấu niêm của nhật ký; cho biết dòng đầu tiên bị sửa, thêm hay bớt, nếu có."""
    from caitien.auditing import verify_trail

    raise typer.Exit(verify_trail(against))


@audit.command(
    cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien audit seals -o dau-niem.txt"
)
def seals(out: Out = None) -> None:
    """Ghi dấu niêm cuối của mọi nhật ký vào một tệp, để giữ ở nơi khác."""
    from caitien.auditing import write_seals

    raise typer.Exit(write_seals(out))


@people.command(
    cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien people reset hanh --second-factor"
)
def reset(
    username: Annotated[str, typer.Argument(metavar="TÊN", help="Tên đăng nhập của người quên mật khẩu.")],
    second_factor: Annotated[
        bool, typer.Option("--second-factor", help="Gỡ cả lớp bảo vệ thứ hai: người ấy đã mất điện thoại hay khoá.")
    ] = False,
) -> None:
    """Tạo đường dẫn đặt lại mật khẩu cho một người, dùng một lần, trong 24 giờ."""
    from caitien.keeping import reset_person

    raise typer.Exit(reset_person(username, second_factor=second_factor))


@app.command(
    cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien recount\n\ncaitien recount --mend"
)
def recount(mend: Annotated[bool, typer.Option("--mend", help="Sửa luôn những chỗ lệch.")] = False) -> None:
    """Đếm lại mọi kế hoạch: con số, lượt việc và phát hiện đang giữ có khớp với dữ liệu không."""
    from caitien.keeping import recount as recount_plans

    raise typer.Exit(recount_plans(mend=mend))


AnIdentity = Annotated[
    Path | None, typer.Option("--identity", metavar="TỆP", help="Tệp khoá, nếu bản lưu có khoá (caitien backup key).")
]
ABackup = Annotated[Path, typer.Argument(metavar="BẢN-LƯU.zip", help="Tệp do caitien backup lập.")]


@backup.callback()
def make_backup(
    context: typer.Context,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="THƯ-MỤC", help="Thư mục ghi bản lưu; không nói thì CAITIEN_BACKUPS."),
    ] = None,
) -> None:
    """Sao lưu cả trang web vào một tệp, trong lúc mọi người vẫn làm việc."""
    if context.invoked_subcommand is None:
        from caitien.backing_up import make

        raise typer.Exit(make(into))


@backup.command(
    "verify",
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien backup verify ban-luu.zip\n\ncaitien backup verify ban-luu.zip --restore",
)
def verify_backup(
    file: ABackup,
    restored: Annotated[
        bool, typer.Option("--restore", help="Khôi phục thử vào một nơi tạm, rồi so từng bảng.")
    ] = False,
    identity: AnIdentity = None,
) -> None:
    """Kiểm tra một bản lưu còn nguyên vẹn, gọi tên phần hỏng nếu có."""
    from caitien.backing_up import verify as verify_file

    raise typer.Exit(verify_file(file, restored=restored, identity=identity))


@backup.command(
    "school",
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien backup school 01000713\n\n"
    'caitien backup school "Trường THPT Hoa Sen" --into /media/usb --for age1…',
)
def backup_school(
    school: Annotated[str, typer.Argument(metavar="TRƯỜNG", help="Mã trường của Bộ, hoặc đúng tên trường.")],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="THƯ-MỤC", help="Thư mục ghi bản lưu; không nói thì CAITIEN_BACKUPS."),
    ] = None,
    to: Annotated[
        str, typer.Option("--for", metavar="age1…", help="Khoá công khai: chỉ ai giữ khoá của nó mới mở được tệp.")
    ] = "",
) -> None:
    """Lập bản lưu của một trường, kèm bản đọc bằng trình duyệt không cần mạng."""
    from caitien.backing_up import make_of_school

    raise typer.Exit(make_of_school(school, into, to))


@backup.command(
    "open",
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien backup open ban-luu.zip.age --identity khoa.txt",
)
def open_backup(
    file: ABackup,
    identity: Annotated[Path, typer.Option("--identity", metavar="TỆP", help="Tệp khoá của bản lưu.")],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="THƯ-MỤC", help="Nơi ghi tệp đã mở khoá; không nói thì ở đây.")
    ] = None,
) -> None:
    """Mở khoá một bản lưu thành tệp ZIP, để đọc."""
    from caitien.backing_up import open_sealed

    raise typer.Exit(open_sealed(file, identity, into))


@backup.command(
    "key",
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN]",
    epilog="Ví dụ:\n\ncaitien backup key /media/usb/khoa.txt",
)
def backup_key(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sẽ giữ khoá, chưa có, ở ngoài máy chủ.")],
) -> None:
    """Làm một khoá để từ nay chỉ ai giữ khoá mới mở được bản lưu."""
    from caitien.backing_up import make_key

    raise typer.Exit(make_key(file))


@app.command(cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien restore ban-luu.zip")
def restore(
    file: ABackup,
    without_trail_key: Annotated[
        bool,
        typer.Option(
            "--without-trail-key", help="Khoá nhật ký cũ đã mất: nhận dữ liệu, nhật ký không chứng minh được."
        ),
    ] = False,
    from_elsewhere: Annotated[
        bool, typer.Option("--from-elsewhere", help="Bản lưu của một trường, do trang web khác lập, nhận tận tay.")
    ] = False,
    identity: AnIdentity = None,
) -> None:
    """Khôi phục trang web từ một bản lưu vào một nơi chưa có dữ liệu, hoặc đưa một trường vào trang web đang dùng: đủ
    cả, hoặc không có gì thay đổi."""
    from caitien.backing_up import restore as restore_site

    raise typer.Exit(
        restore_site(file, trail_unproved=without_trail_key, from_elsewhere=from_elsewhere, identity=identity)
    )


@app.command(cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien doctor")
def doctor() -> None:
    """Khám trang web: cấu hình, dữ liệu, kho tệp, việc nền, thư, LibreOffice, đồng hồ, ổ đĩa, sao lưu."""
    from caitien.doctor import doctor as look_over

    raise typer.Exit(look_over())


@evidence.command(
    "verify", cls=VietnameseCommand, options_metavar="[TUỲ CHỌN]", epilog="Ví dụ:\n\ncaitien evidence verify"
)
def verify_files() -> None:
    """Tính lại mã SHA-256 của từng tệp minh chứng, nêu tên tệp mất hoặc bị sửa."""
    from caitien.keeping import verify_evidence

    raise typer.Exit(verify_evidence())


@app.command(
    cls=VietnameseCommand,
    options_metavar="[TUỲ CHỌN] LỆNH-DJANGO …",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Ví dụ:\n\ncaitien manage migrate\n\ncaitien manage createsuperuser",
)
def manage(context: typer.Context) -> None:
    """Các lệnh quản trị của Django cho trang web; mọi chữ đứng sau manage được chuyển cho Django."""
    from caitien.serve import manage as manage_site

    raise typer.Exit(manage_site(context.args))
