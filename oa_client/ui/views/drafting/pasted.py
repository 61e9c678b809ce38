"""Pictures from the clipboard: each becomes a file on this PC until its draft is on record."""

import shutil
import uuid
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from oa_client.docflow.model.pictures import MOST_PIXELS
from oa_client.docflow.model.saving import write_file
from oa_client.ui import preferences
from oa_client.ui.presenters.session import Session


def place() -> Path:
    """The folder on this PC."""
    return preferences.place().parent / "pasted"


def keep(
    session: Session, image: QImage, taken: Collection[str], then: Callable[[Path], None]
) -> None:
    """Make a PNG of a picture, under a name that is not `taken`; too large a one is refused."""
    if image.width() * image.height() > MOST_PIXELS:
        session.tell_refused("draft.picture_too_large", {"most": MOST_PIXELS // 1_000_000})
        return
    number = 1
    while (name := session.text("draft.pasted_name", n=number) + ".png") in taken:
        number += 1
    target = place() / uuid.uuid4().hex / name

    def made(_: object) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, _png(image))
        return target

    session.ask_beside(made, then, latest=f"pasted {target}")


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def forget(files: Iterable[str]) -> None:
    """Those of these that were pasted are on record now, and leave this PC's folder."""
    for file in map(Path, files):
        if is_pasted(file):
            shutil.rmtree(file.parent, ignore_errors=True)


def is_pasted(file: Path) -> bool:
    """Whether it was made here of what was copied; its name is then nobody's."""
    return file.parent.parent == place()
