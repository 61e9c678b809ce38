"""Pictures from the clipboard: each becomes a file on this PC until its draft is on record."""

import shutil
import uuid
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from oa_client.docflow.model.pictures import MOST_PIXELS
from oa_client.docflow.model.saving import write_file
from oa_client.ui import preferences
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.picture_out import packed


def place() -> Path:
    """The folder on this PC."""
    return preferences.place().parent / "pasted"


def keep(
    session: Session, copied: QImage | QByteArray, taken: Collection[str],
    then: Callable[[Path], None],
) -> None:  # fmt: skip
    """Make a PNG of a picture, under a name that is not `taken`; too large a one is refused. All
    of it is done beside the window: unpacking a copied PNG as well as packing it.
    """
    number = 1
    while (name := session.text("draft.pasted_name", n=number) + ".png") in taken:
        number += 1
    target = place() / uuid.uuid4().hex / name

    def made(_: object) -> str:
        image = copied if isinstance(copied, QImage) else _unpacked(copied)
        if image is None or image.width() * image.height() > MOST_PIXELS:
            return "too_large"
        if image.isNull():
            return "torn"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, packed(image))
        return ""

    def kept(fault: str) -> None:
        if fault:
            facts = {"most": MOST_PIXELS // 1_000_000}
            session.tell_refused(f"draft.picture_{fault}", facts)
        else:
            then(target)

    session.ask_beside(made, kept, latest=f"pasted {target}")


def _unpacked(png: QByteArray) -> QImage | None:
    """It is measured first: None where it is too large to be unpacked."""
    device = QBuffer(png)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device, QByteArray(b"png"))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    return reader.read() if size.width() * size.height() <= MOST_PIXELS else None


def forget(files: Iterable[str]) -> None:
    """Those of these that were pasted are on record now, and leave this PC's folder."""
    for file in map(Path, files):
        if is_pasted(file):
            shutil.rmtree(file.parent, ignore_errors=True)


def is_pasted(file: Path) -> bool:
    """Whether it was made here of what was copied; its name is then nobody's."""
    return file.parent.parent == place()
