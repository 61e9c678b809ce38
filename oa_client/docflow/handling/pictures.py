"""Pictures of a text: each is a file on record, and what was signed holds to that very file.

A text names a picture by its file's name; the attachment of that name has its digest in a signed
entry. No second file of that name can be brought, and a signature stands for the digests too, so
whoever exchanges a picture is found.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.attached import files_of
from oa_client.docflow.handling.case import Docket
from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.handling.form.text import pictures_sound
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.pictures import MOST_PIXELS, Picture, pixels, read
from oa_client.docflow.typeset.elements import Paper, figures

Row = dict[str, Any]
Files = Callable[[str], bytes | None]
"""A file on record by its digest; None where it is not to be had."""

MOST_PICTURES, MOST_TOGETHER, MOST_BYTES = 100, 150_000_000, 200 * 1_048_576
"""Of one text: places for pictures, their pixels and bytes in all: a dozen A4 scans fit in."""


def _named(docket: Docket) -> Counter[str]:
    """Files that the newest text shows, in its order, each with how often."""
    texts = docket.tables.get("text_version", [])
    body = texts[-1]["body"] if texts else ""
    return Counter(shown.file for _, shown in figures(body or ""))


def _digests(docket: Docket) -> dict[str, list[str]]:
    digests: dict[str, list[str]] = {}
    for row in files_of(docket.tables.get("attachment", [])):
        digests.setdefault(row["name"], []).append(row["sha256"])
    return digests


def pinned(docket: Docket) -> list[list[str]]:
    """The files that a signature stands for, pictures among them: name and digests."""
    return [[name, *digests] for name, digests in _digests(docket).items()]


def keep_names(docket: Docket, attached: list[Row]) -> None:
    """Refuse a second file of the name of a picture.

    Raises:
        Refused: `picture-name-taken`.
    """
    named, taken = set(_named(docket)), set(_digests(docket))
    for file in attached:
        if file["name"] in named and file["name"] in taken:
            raise Refused("picture-name-taken", file=file["name"])
        taken.add(file["name"])


@dataclass
class _Room:
    """What the pictures of one text may still take: all are unpacked while one act is judged."""

    count: int = MOST_PICTURES
    pixels: int = MOST_TOGETHER
    size: int = MOST_BYTES

    def fits(self, pixels: int = 0, size: int = 0, count: int = 0) -> bool:
        """Take so much, where it is still there."""
        self.pixels, self.size = self.pixels - pixels, self.size - size
        self.count -= count
        return min(self.pixels, self.size, self.count) >= 0


def pictures_of(docket: Docket, files: Files) -> tuple[Picture, ...]:
    """The pictures of the newest text; of each why it can't be printed, where it can't:
    `picture-absent`, `picture-twice`, `picture-otherwise`, `pictures-too-much` from where on they
    are too many or too large together, and what `model.pictures` finds.
    """
    rows: dict[str, list[Row]] = {}
    for row in files_of(docket.tables.get("attachment", [])):
        rows.setdefault(row["name"], []).append(row)
    room = _Room()
    return tuple(
        _picture(name, rows.get(name, []), files, room, times)
        for name, times in _named(docket).items()
    )


def _picture(name: str, rows: list[Row], files: Files, room: _Room, times: int) -> Picture:
    if not rows:
        return Picture(name, fault="picture-absent")
    if len(rows) > 1:
        return Picture(name, fault="picture-twice")
    sha256 = rows[0]["sha256"]
    if not room.fits(size=rows[0]["size"], count=times):
        return Picture(name, sha256, fault="pictures-too-much")
    data = files(sha256)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        return Picture(name, sha256, fault="picture-otherwise")
    dots = pixels(data)
    if dots <= MOST_PIXELS and not room.fits(pixels=dots):
        return Picture(name, sha256, fault="pictures-too-much")
    return read(name, sha256, data)


def faults(docket: Docket, given: Row) -> dict[str, str]:
    """Why each picture can't be printed, empty where it can: by what is on record, and by what
    was seen in the files when the act was judged.
    """
    counts, seen = _digests(docket), given.get("pictures", {})
    found = {}
    for name in _named(docket):
        count = len(counts.get(name, []))
        found[name] = seen.get(name, "") if count == 1 else (
            "picture-twice" if count else "picture-absent"
        )  # fmt: skip
    return found


def all_sound(paper: Paper) -> Paper:
    """The paper, where every picture of it can be printed.

    Raises:
        Refused: with the fault, the file and the line.
    """
    faulty = {picture.name: picture.fault for picture in paper.pictures}
    wrong = pictures_sound(Draft({}, paper.body, pictures=faulty))
    if wrong:
        raise wrong
    return paper
