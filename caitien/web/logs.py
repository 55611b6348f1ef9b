"""What is written into the log (nhật ký máy chủ): never a secret that opens a door."""

import logging
import re
from typing import Final

_SECRETS: Final = re.compile(r"(/loi-moi/|/b/|/thoi-nhac/|/lich/|[?&]ma=)[^\s/?&\"']+")


class WithoutSecrets(logging.Filter):
    """Takes the secrets of links out of a line before it is written (bỏ mã bí mật)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line goes on, its words put together here."""
        said = record.getMessage()
        if _SECRETS.search(said):
            record.msg, record.args = _SECRETS.sub(r"\1…", said), ()
        return True
