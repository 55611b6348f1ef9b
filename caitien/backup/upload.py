"""Putting a large file into an S3 store by parts (gửi từng phần), so that what was cut off goes on where it stopped.

A part is up where its number, size and MD5 are those of the store's list; where the store tells something else than an
MD5 (as with keys of its own) the part goes up once more.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

PART: Final = 16 * 1024 * 1024  # bytes; all but the last
MOST: Final = 9_000  # parts of a file: stores take 10,000
HALF: Final = "caitien-backup-site-"  # how the names of uploads that are ours begin


def upload(store: Any, file: Path) -> None:
    """Put the file into a store of django-storages under its name (gửi lên), going on with what was begun. Raises
    OSError and what botocore raises. Memory for one part; what was begun of another file and left is taken away."""
    to = _Place(store, file.name)
    begun = to.begun()
    for key, number in begun:
        if key != to.key:
            to.client.abort_multipart_upload(Bucket=to.bucket, Key=key, UploadId=number)
    mine = [number for key, number in begun if key == to.key]
    number = mine[-1] if mine else to.client.create_multipart_upload(Bucket=to.bucket, Key=to.key)["UploadId"]
    there = to.parts(number)
    with file.open("rb") as opened:
        told = [to.put(number, *part, there) for part in _parts(opened, file.stat().st_size)]
    to.client.complete_multipart_upload(Bucket=to.bucket, Key=to.key, UploadId=number, MultipartUpload={"Parts": told})


def is_half_there(store: Any, name: str) -> bool:
    """Whether an upload of this name was begun there and not ended (gửi dở). Raises what botocore raises."""
    place = _Place(store, name)
    return any(key == place.key for key, _ in place.begun())


def _parts(opened: IO[bytes], size: int) -> Iterator[tuple[int, bytes]]:
    """The parts of a file by their numbers; an empty one has one."""
    most = max(PART, -(-size // MOST))
    yield 1, opened.read(most)
    for number in range(2, -(-size // most) + 1):
        yield number, opened.read(most)


class _Place:
    """A key of a bucket, and what stands there half."""

    def __init__(self, store: Any, name: str) -> None:
        self.client: Any = store.connection.meta.client
        self.bucket = store.bucket_name
        self.location = store.location.strip("/") + "/" if store.location.strip("/") else ""
        self.key = f"{self.location}{name}"

    def begun(self) -> list[tuple[str, str]]:
        """Key and number of every upload of ours that was begun and not ended, the oldest first."""
        pages = self.client.get_paginator("list_multipart_uploads").paginate(
            Bucket=self.bucket, Prefix=f"{self.location}{HALF}"
        )
        found = [each for page in pages for each in page.get("Uploads", ())]
        return [(each["Key"], each["UploadId"]) for each in sorted(found, key=lambda each: each["Initiated"])]

    def parts(self, number: str) -> dict[int, tuple[int, str]]:
        """The parts that are up: size and mark of each."""
        pages = self.client.get_paginator("list_parts").paginate(Bucket=self.bucket, Key=self.key, UploadId=number)
        found = [each for page in pages for each in page.get("Parts", ())]
        return {each["PartNumber"]: (each["Size"], each["ETag"].strip('"')) for each in found}

    def put(self, number: str, part: int, data: bytes, there: dict[int, tuple[int, str]]) -> dict[str, Any]:
        """A part, sent unless it is there; what the end of the upload is told of it."""
        mark = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if there.get(part) != (len(data), mark):
            about = {"Bucket": self.bucket, "Key": self.key, "UploadId": number, "PartNumber": part}
            mark = self.client.upload_part(**about, Body=data)["ETag"].strip('"')
        return {"PartNumber": part, "ETag": f'"{mark}"'}
