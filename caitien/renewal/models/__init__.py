"""What is kept of the change from year to year, from set to set (chuyển năm, chuyển bộ tiêu chuẩn)."""

from caitien.renewal.models.renewal import Renewal, Renumbering, Succession

__all__ = ["Renewal", "Renumbering", "Succession"]
