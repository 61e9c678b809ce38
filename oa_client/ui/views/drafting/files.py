"""附件 of a draft: what is on record, what goes along with the next filing, what is taken back."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from oa_client.docflow.model.files import look_at
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting import pasted
from oa_client.ui.views.name_chips import NameChips
from oa_client.ui.views.painted.elided import ElidedLabel

Row = dict[str, Any]


class DraftFiles(QWidget):
    """The files of the draft on the desk; each may be taken out again before it is signed."""

    changed = Signal()

    def __init__(self, session: Session, listed: NameChips) -> None:
        """`listed` is 附件说明: a file that joins the draft is proposed there in its order."""
        super().__init__()
        self._session, self._listed = session, listed
        self.setAcceptDrops(True)
        self.setProperty("role", "form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._filed: tuple[Row, ...] = ()
        self._back: list[str] = []
        """Digests of files on record that leave with the next filing."""
        self._fresh: list[tuple[Path, int]] = []
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setProperty("role", "group")
        self.add = QPushButton()
        self.add.setProperty("role", "link")
        self.add.setIcon(icon("attach", theme.ACCENT))
        self.add.clicked.connect(self.choose)
        self.rows: list[FileRow] = []
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 12, 8)
        self._column.setSpacing(2)
        self._column.addLayout(head)

    def translate(self) -> None:
        """All words in the language of the session."""
        self._name.setText(self._session.text("draft.files"))
        self.add.setText(self._session.text("draft.attach"))
        self._fill()

    # ── which files ─────────────────────────────────────────────────────────

    def show_filed(self, filed: Sequence[Row]) -> None:
        """The files on record; what was brought or taken out since stays as it is."""
        self._filed = tuple(filed)
        digests = {row["sha256"] for row in filed}
        self._back = [sha256 for sha256 in self._back if sha256 in digests]
        self._fill()

    def restore(self, kept: Row) -> None:
        """Begin with what was half done: files to bring and files to take back."""
        self._fresh = []
        self._back = [name for name in _listed(kept.get("take_back")) if name]
        self._fill()
        self._look_at([Path(name) for name in _listed(kept.get("files"))], joined=False)

    def kept(self) -> Row:
        """What is not filed yet, as it is put away."""
        files, back = [str(path) for path, _ in self._fresh], list(self._back)
        return ({"files": files} if files else {}) | ({"take_back": back} if back else {})

    def sources(self) -> tuple[tuple[str, Path], ...]:
        """The files that go along with the next filing."""
        return tuple((path.name, path) for path, _ in self._fresh)

    def present(self) -> list[tuple[str, str | Path]]:
        """Every file that the draft has now: its name, and its digest or where it lies."""
        filed = [(r["name"], r["sha256"]) for r in self._filed if r["sha256"] not in self._back]
        return [*filed, *((path.name, path) for path, _ in self._fresh)]

    def sent(self, places: Iterable[str]) -> None:
        """The files from these places are on record now, and what was taken out is gone."""
        gone = set(places)
        self._fresh = [(path, size) for path, size in self._fresh if str(path) not in gone]
        self._back = []
        self._fill()
        pasted.forget(gone)

    # ── what comes in ───────────────────────────────────────────────────────

    def choose(self) -> None:
        """Pick files from the disk."""
        names, _ = QFileDialog.getOpenFileNames(self, self._session.text("draft.attach"))
        self.bring([Path(name) for name in names])

    def bring(self, paths: Sequence[Path], *, listed: bool = True) -> None:
        """Attach files; what can't be taken is said, the others come. A picture of the text is
        not `listed` in 附件说明.
        """
        self._look_at(paths, joined=listed)

    def _look_at(self, paths: Sequence[Path], *, joined: bool) -> None:
        most = self._session.facts.most_bytes
        for path in paths:
            self._session.ask(
                partial(_looked_at, path, most), partial(self._take, path, joined)
            )  # fmt: skip

    def _take(self, path: Path, joined: bool, size: int) -> None:
        if any(path == other for other, _ in self._fresh):
            return
        self._fresh.append((path, size))
        self._fill()
        names = self._listed.names()
        if joined and path.stem not in names:
            self._listed.set_names([*names, path.stem])
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.bring([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    # ── what is shown ───────────────────────────────────────────────────────

    def _fill(self) -> None:
        while self.rows:
            self.rows.pop().deleteLater()
        text = self._session.text
        for row in self._filed:
            if row["sha256"] not in self._back:
                self._add(row["name"], row["size"], "", partial(self._take_back, row))
        for path, size in self._fresh:
            self._add(path.name, size, text("draft.file_waits"), partial(self._drop, path))

    def _add(self, name: str, size: int, said: str, remove: Any) -> None:
        row = FileRow(name, size, said, self._session.text("draft.detach", file=name))
        row.remove.clicked.connect(lambda _=False: remove())
        self._column.addWidget(row)
        self.rows.append(row)

    def _take_back(self, row: Row) -> None:
        self._back.append(row["sha256"])
        self._removed(row["name"])

    def _drop(self, path: Path) -> None:
        self._fresh = [(other, size) for other, size in self._fresh if other != path]
        self._removed(path.name)

    def _removed(self, name: str) -> None:
        self._fill()
        self._listed.drop([Path(name).stem])
        self.changed.emit()


class FileRow(QWidget):
    """One file: its name, its size, and the way to take it out."""

    def __init__(self, name: str, size: int, said: str, removes: str) -> None:
        super().__init__()
        sign, shown, much = QLabel(), ElidedLabel(""), QLabel()
        sign.setPixmap(icon("attach", theme.INK2).pixmap(theme.look().px(14)))
        shown.setText(name)
        much.setText("　".join(part for part in (said, f"{size / 1024:,.0f} KB") if part))
        much.setTextFormat(Qt.TextFormat.PlainText)
        much.setProperty("role", "caption")
        self.remove = QPushButton()
        self.remove.setProperty("role", "quiet")
        self.remove.setIcon(icon("close", theme.INK2))
        self.remove.setAccessibleName(removes)
        self.remove.setToolTip(removes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(sign)
        row.addWidget(shown, 1)
        row.addWidget(much)
        row.addWidget(self.remove)


def _looked_at(path: Path, most: int, _: Any) -> int:
    return look_at(path, most)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else []
