"""Pages of the papers (giấy tờ): Soạn → Kiểm tra → Ban hành."""
