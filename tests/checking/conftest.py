"""These tests start from what the plans' tests start from."""

from tests.plans.conftest import paper, upload

__all__ = ["paper", "upload"]
