"""What the tests of the work start from."""

from tests.web.conftest import plan, upload

__all__ = ["plan", "upload"]
