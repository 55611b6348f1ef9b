"""How the command ends (mã thoát), and the one way it refuses."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit code (mã thoát): what a script may rely on."""

    FINE = 0
    FINDINGS = 1  # findings, differences, or a paper only partly understood
    UNUSABLE = 2  # unusable input, or wrong use


class UnusableError(Exception):
    """Input that cannot be used (đầu vào không dùng được); carries the Vietnamese sentence the person is told."""
