"""What schools write over the columns (cách ghi đầu cột): for each field of ours, wordings seen or likely."""

from collections.abc import Mapping

PLAN_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "tt": ("STT", "Số TT", "Số thứ tự", "TT.", "Stt"),
    "label": (
        "Tiêu chuẩn/Tiêu chí", "Tiêu chí", "TIÊU CHÍ", "Tên tiêu chí", "Tiêu chuẩn - Tiêu chí", "Các tiêu chí",
        "Tiêu chuẩn, tiêu chí cần cải tiến", "Tiêu chí (theo Thông tư 18)", "Mã tiêu chí", "TC",
        "Nội dung tiêu chí", "Tiêu chuẩn,\ntiêu chí", "Tiêu  chuẩn , tiêu chí", "TIÊU CHUẨN / TIÊU CHÍ",
    ),
    "target": (
        "Kết quả cần đạt", "Mục tiêu", "Mục tiêu cần đạt", "Yêu cầu cần đạt", "Kết quả mong đợi", "Kết quả dự kiến",
        "Chỉ tiêu", "Chỉ tiêu phấn đấu", "Kết quả dự kiến đạt được", "Dự kiến kết quả", "Mục tiêu, kết quả cần đạt",
        "Mục tiêu cải tiến", "KQ cần đạt", "Kết quả cần đạt\n(so với hiện trạng)", "KẾT QUẢ CẦN ĐẠT",
    ),
    "work": (
        "Giải pháp", "Các giải pháp", "Biện pháp thực hiện", "Nội dung công việc", "Công việc cần thực hiện",
        "Giải pháp/công việc cần thực hiện", "Giải pháp cải tiến chất lượng", "Nhiệm vụ, giải pháp", "Việc cần làm",
        "Biện pháp cải tiến", "Nội dung, biện pháp thực hiện", "Hoạt động/giải pháp", "Công việc, giải pháp",
        "Các hoạt động cải tiến", "Cách thức thực hiện", "Giải pháp thực hiện", "Nội dung thực hiện",
    ),
    "owners": (
        "Người thực hiện", "Phân công thực hiện", "Người phụ trách", "Bộ phận thực hiện", "Đơn vị/cá nhân phụ trách",
        "Trách nhiệm thực hiện", "Phụ trách", "Cá nhân, tổ chức thực hiện", "Nhân lực thực hiện", "Chủ trì, phối hợp",
        "Người chịu trách nhiệm", "Lực lượng thực hiện", "Đơn vị thực hiện", "Đơn vị chủ trì, phối hợp", "Nhân lực",
        "Người chủ trì/phối hợp", "Phân công trách nhiệm", "Cá nhân/bộ phận chịu trách nhiệm",
    ),
    "time": (
        "Thời gian", "Thời hạn", "Thời gian thực hiện", "Thời gian hoàn thành", "Thời điểm hoàn thành", "TG thực hiện",
        "Thời hạn hoàn thành", "Lộ trình thực hiện", "Thời gian bắt đầu - kết thúc", "Thời gian dự kiến",
        "Thời gian (bắt đầu, hoàn thành)", "THỜI GIAN", "Hạn hoàn thành", "Dự kiến thời gian",
    ),
    "budget": (
        "Kinh phí", "Kinh phí dự kiến", "Kinh phí (nếu có)", "Nguồn kinh phí", "Dự toán kinh phí", "Dự trù kinh phí",
        "Kinh phí thực hiện", "Kinh phí (triệu đồng)", "KP dự kiến", "Dự kiến\nkinh phí", "Nguồn lực tài chính",
        "Kinh phí, nguồn lực",
    ),
    "support": (
        "Điều kiện hỗ trợ", "Các điều kiện hỗ trợ", "Điều kiện hỗ trợ khác (nếu có)", "Hỗ trợ khác",
        "Điều kiện thực hiện", "Điều kiện đảm bảo", "Điều kiện bảo đảm", "Các điều kiện khác", "ĐK hỗ trợ khác",
        "Điều kiện hổ trợ khác",
    ),
    "note": ("Ghi chú (nếu có)", "GHI CHÚ", "Ghi Chú", "Ghi chú khác", "Chú thích"),
}  # fmt: skip

RESULT_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "planned": (
        "KH đầu năm", "Kế hoạch đầu năm học", "ND Kế hoạch cải tiến chất lượng được XD đầu năm", "Kế hoạch ban đầu",
        "Nội dung kế hoạch", "Nội dung KH xây dựng đầu năm", "Kế hoạch đã xây dựng", "Nội dung theo kế hoạch",
        "Kế hoạch cải tiến chất lượng", "Nội dung kế hoạch cải tiến", "Công việc theo kế hoạch",
        "Nội dung kế hoạch cải tiến chất lượng đã xây dựng",
    ),
    "adjusted": (
        "KH đã điều chỉnh", "Kế hoạch điều chỉnh", "Kế hoạch sau điều chỉnh", "Nội dung điều chỉnh",
        "Nội dung điều chỉnh, bổ sung", "Điều chỉnh (nếu có)", "ND kế hoạch được điều chỉnh", "Điều chỉnh, bổ sung",
        "ND Kế hoạch cải tiến chất lượng giáo dục đã được điều chỉnh",
    ),
    "done": (
        "Những công việc đã triển khai xong theo đúng KH", "Đã hoàn thành", "Hoàn thành", "Công việc đã thực hiện",
        "Đã thực hiện", "Nội dung đã hoàn thành", "Đã xong", "Những việc đã làm xong", "ĐÃ HOÀN THÀNH",
        "Đã thực hiện xong đúng kế hoạch",
    ),
    "ongoing": (
        "Những công việc đang triển khai theo KH, hoặc chậm so với KH", "Đang thực hiện", "Đang triển khai",
        "Đang làm", "Đang thực hiện hoặc chậm", "Công việc đang thực hiện, chậm tiến độ", "Đang tiến hành",
        "Đang thực hiện/chậm so với kế hoạch",
    ),
    "not_started": (
        "Những công việc chưa triển khai", "Chưa thực hiện", "Chưa làm", "Công việc chưa triển khai",
        "Những việc chưa thực hiện", "Chưa thực hiện được", "CHƯA THỰC HIỆN", "Không thực hiện được",
    ),
    "note": ("Ghi chú (nếu có)", "GC"),
}  # fmt: skip

PROBLEM_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "label": ("Tiêu chí (nếu có)", "Tiêu chí", "Tiêu chí liên quan", "Tiêu chí liên\nquan (nếu có)"),
    "baseline": ("Hiện trạng", "Đánh giá thực trạng", "Thực trạng", "Mô tả hiện trạng", "ĐÁNH GIÁ HIỆN TRẠNG"),
    "limitation": ("Hạn chế", "Điểm yếu", "Hạn chế, tồn tại", "Tồn tại, hạn chế", "Những hạn chế", "Các điểm hạn chế"),
    "cause": ("Nguyên nhân", "Nguyên nhân hạn chế", "Nguyên nhân chính", "NGUYÊN NHÂN CỦA HẠN CHẾ"),
}
ACTION_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "topic": ("Nội dung", "Vấn đề cải tiến", "Nội dung cần cải tiến", "NỘI DUNG CẢI TIẾN", "Nội dung cải tiến\n(2)"),
    "target": ("Mục tiêu", "Mục tiêu cần đạt", "Mục tiêu cải tiến (3)", "Mục tiêu\n(3)"),
    "work": ("Hoạt động, giải pháp", "Giải pháp", "Hoạt động", "Giải pháp thực hiện", "Hoạt động/giải pháp (4)"),
    "indicator": ("Chỉ số đánh giá", "Chỉ số", "Chỉ số kết quả", "Chỉ số đánh giá kết quả\n(5)", "Chỉ số đo lường"),
    "time": ("Thời gian", "Thời gian (6)", "Thời hạn", "Thời gian hoàn thành"),
    "owners": (
        "Phụ trách",
        "Người phụ trách",
        "Đơn vị, cá nhân phụ trách",
        "Phụ trách\n(7)",
        "Đơn vị/cá nhân thực hiện",
    ),
    "budget": ("Nguồn lực", "Nguồn lực (8)", "Nguồn lực đảm bảo", "Nguồn lực thực hiện", "Kinh phí, nguồn lực"),
    "evidence": ("Minh chứng dự kiến", "Minh chứng", "Thông tin, minh chứng dự kiến", "Minh chứng dự kiến\n(9)"),
    "status_text": ("Mức độ hoàn thành", "Mức độ thực hiện (10)", "Tình trạng", "Trạng thái", "Mức độ"),
}
REVIEW_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "moment": ("Thời gian", "Thời điểm đánh giá", "Thời điểm theo dõi", "THỜI ĐIỂM"),
    "content": ("Nội dung", "Nội dung theo dõi, đánh giá", "Nội dung đánh giá", "Nội dung giám sát"),
    "result": ("Kết quả", "Kết quả đạt được", "KẾT QUẢ THỰC HIỆN", "Kết quả theo dõi"),
    "adjustment": ("Điều chỉnh", "Nội dung điều chỉnh", "Điều chỉnh, bổ sung (nếu có)", "Đề xuất điều chỉnh"),
    "reviewer": ("Người theo dõi, đánh giá", "Người giám sát", "Người thực hiện đánh giá", "Người theo dõi"),
}
