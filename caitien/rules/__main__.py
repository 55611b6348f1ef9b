"""``python -m caitien.rules [FOLDER]``: write the rules' pages (viết lại trang giúp đỡ), into docs/rules by default."""

import sys
from pathlib import Path

from caitien.rules.help_pages import pages, write_pages

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules")
    changed = write_pages(folder, pages())
    sys.stdout.write("".join(f"{folder / name}\n" for name in changed))
