"""A signature in a file as plain facts (chữ ký số): who, when, what it holds, and what nobody could tell."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What a signature holds of the file as it came (chữ ký giữ được gì)."""

    WHOLE = "whole"  # every byte of it
    GROWN = "grown"  # all it signed; after it came nothing but further signatures and time stamps
    CHANGED = "changed"  # all it signed; after it something else was added, or it did not sign a whole file
    BROKEN = "broken"  # what was signed is not what stands in the file
    UNREADABLE = "unreadable"  # it is there, and cannot be made out


class Trust(StrEnum):
    """Whether the certificate leads to a root this site was told of (gốc tin cậy)."""

    UNASKED = "unasked"  # the site was told of none
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature of a file (một chữ ký số). What the certificate says of the signer is its own word unless ``trust``
    is TRUSTED; ``said_at`` is the signer's own clock, ``stamped_at`` that of a time stamp over the signature."""

    holds: Holds
    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    serial: str = ""  # of the certificate, in hexadecimal
    said_at: dt.datetime | None = None
    stamped_at: dt.datetime | None = None
    trust: Trust = Trust.UNASKED
    in_its_time: bool = True  # the certificate was valid at that time; where no time is told, today


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a file in reading order (chữ của tệp), and what was laid upon its pages and is not among them."""

    words: tuple[str, ...]
    laid_on: int = 0  # stamps, pictures of signatures, notes, filled fields of a PDF
    unread: tuple[int, ...] = ()  # pages that are pictures, from 1
