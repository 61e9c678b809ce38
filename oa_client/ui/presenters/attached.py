"""附件: which name of 附件说明 belongs to which file of a draft."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_NO_FILE_HAS = re.compile(r'[\\/:*?"<>|]')
PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class Held:
    """A file of the draft: by its digest where it is on record, else by where it lies."""

    key: str | Path
    name: str
    size: int
    on_record: bool = False


@dataclass(frozen=True)
class Attached:
    """An attachment: its name in 附件说明, empty where it is not listed there, and its file.

    Attributes:
        figure: whether the text shows the file as a picture; it is then no attachment.
    """

    name: str
    file: Held | None = None
    figure: bool = False


def paired(
    names: Sequence[str], files: Iterable[Held], under: Mapping[str | Path, str],
    figures: Collection[str],
) -> list[Attached]:  # fmt: skip
    """The names in their order, each with its file, then the files that have none.

    A file belongs to the name that it was put `under`, else to the one that it is called by; where
    as many are left of both, one was renamed, and they keep their order.
    """
    left, found = list(files), dict[str, Held]()
    for name_of in (lambda file: under.get(file.key), lambda file: Path(file.name).stem):
        for file in list(left):
            name = next((n for n in names if _as_file(n) == _as_file(name_of(file) or "")), None)
            if name is not None and name not in found:
                found[name] = file
                left.remove(file)
    rest = [name for name in names if name not in found]
    loose = [f for f in left if f.on_record and not f.name.lower().endswith(PICTURES)]
    if len(rest) == len(loose):
        found |= dict(zip(rest, loose, strict=True))
        left = [file for file in left if file not in loose]
    shown = [Attached(name, found.get(name)) for name in names]
    return [*shown, *(Attached("", file, file.name in figures) for file in left)]


def record_name(one: Attached) -> str:
    """Under which name a file goes on record: as 附件说明 calls it; what is there stays."""
    assert one.file is not None
    own = one.file.name
    return own if one.file.on_record or not one.name else _as_file(one.name) + Path(own).suffix


def _as_file(name: str) -> str:
    return _NO_FILE_HAS.sub("", name).strip()
