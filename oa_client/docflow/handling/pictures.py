"""Pictures of a text: each is a file on record, and what was signed holds to that very file.

A text names a picture by its file's name; the attachment of that name has its digest in a signed
entry. No second file of that name can be brought, and a signature stands for the digests too, so
whoever exchanges a picture is found.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from oa_client.docflow.handling.attached import files_of
from oa_client.docflow.handling.case import Docket
from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.handling.form.text import pictures_sound
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.pictures import Picture, read
from oa_client.docflow.typeset.elements import Paper, figures

Row = dict[str, Any]
Files = Callable[[str], bytes | None]
"""A file on record by its digest; None where it is not to be had."""


def _named(docket: Docket) -> Iterator[str]:
    """Files that the newest text shows, in its order, each once."""
    texts = docket.tables.get("text_version", [])
    body = texts[-1]["body"] if texts else ""
    yield from dict.fromkeys(shown.file for _, shown in figures(body or ""))


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


def pictures_of(docket: Docket, files: Files) -> tuple[Picture, ...]:
    """The pictures of the newest text; of each why it can't be printed, where it can't:
    `picture-absent`, `picture-twice`, `picture-otherwise`, and what `model.pictures` finds.
    """
    digests = _digests(docket)
    return tuple(_picture(name, digests.get(name, []), files) for name in _named(docket))


def _picture(name: str, digests: list[str], files: Files) -> Picture:
    if not digests:
        return Picture(name, fault="picture-absent")
    if len(digests) > 1:
        return Picture(name, fault="picture-twice")
    data = files(digests[0])
    if data is None or hashlib.sha256(data).hexdigest() != digests[0]:
        return Picture(name, digests[0], fault="picture-otherwise")
    return read(name, digests[0], data)


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
