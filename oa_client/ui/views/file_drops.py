"""Files that are dragged over a field: before one lets go it shows whether it will take them."""

from pathlib import Path

from PySide6.QtCore import QEvent, QFileInfo, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.files import admit
from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label


class FileDrops(QObject):
    """Lets a field take files; of several those come that can, and of the others it is said."""

    dropped = Signal(list)
    """The paths of what was let go over it."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        over.setAcceptDrops(True)
        over.installEventFilter(self)
        self.sign = plain_label(wraps=True)
        self.sign.setParent(over)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.sign.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes over the field, leaves it, or is let go there."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._come(event)
        if kind == QEvent.Type.DragLeave:
            self.sign.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.sign.hide()
            event.acceptProposedAction()
            self.dropped.emit(paths_in(event.mimeData()))
            return True
        return super().eventFilter(watched, event)

    def _come(self, event: QDragEnterEvent) -> bool:
        if not self._over.isEnabled() or not event.mimeData().hasUrls():
            return False
        taken = any(self._takes(path) for path in paths_in(event.mimeData()))
        self.sign.setText(self._session.text("form.drop_takes" if taken else "form.drop_refuses"))
        theme.dress(self.sign, "drop-takes" if taken else "drop-refuses")
        self.sign.setGeometry(self._over.rect())
        self.sign.raise_()
        self.sign.show()
        event.setAccepted(taken)
        if taken:
            event.acceptProposedAction()
        return True

    def _takes(self, path: Path) -> bool:
        """By what can be told before it is read."""
        found = QFileInfo(str(path))
        try:
            admit(path.name, found.size(), self._session.facts.most_bytes)
        except OfficeError:
            return False
        return not found.isDir() and found.size() > 0


def paths_in(brought: QMimeData) -> list[Path]:
    """Files of this PC among what is dragged."""
    return [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
