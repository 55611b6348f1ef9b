"""Pages and parts that lead on from everywhere (trang đầu, thanh điều hướng, tìm, hướng dẫn, việc nền)."""
