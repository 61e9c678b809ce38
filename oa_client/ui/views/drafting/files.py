"""附件 of a draft, in one row of the form: each with its name as 附件说明 has it, and its file."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from oa_client.docflow.model.files import picked
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.attached import Attached, Held, paired, record_name
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting import pasted
from oa_client.ui.views.drafting.attached_row import AttachedRow, NameLine, name_it
from oa_client.ui.views.file_dialogs import ask_file, ask_files
from oa_client.ui.views.file_drops import FileDrops
from oa_client.ui.views.name_chips import SeveralNames, parted

Row = dict[str, Any]


class DraftFiles(SeveralNames):
    """The attachments of the draft on the desk; each may be taken out again before it is signed.

    A name needs no file: the attachment may stand in the text. A file that comes is proposed
    under its own name, and goes on record under the one that it has then.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.drops = FileDrops(session, self)
        self.drops.dropped.connect(self.bring)
        self.setProperty("role", "chips")
        self._names: list[str] = []
        self._filed: tuple[Row, ...] = ()
        self._back: list[str] = []
        """Digests of files on record that leave with the next filing."""
        self._fresh: list[tuple[Path, int]] = []
        self._turn = 0
        """Which draft lies here, counted; a file that is still being read belongs to its own."""
        self._under: dict[str | Path, str] = {}
        """Under which name a file was put here."""
        self._figures: frozenset[str] = frozenset()
        self.rows: list[AttachedRow] = []
        self.line = NameLine()
        self.line.entered.connect(self._write)
        self.add = QPushButton()
        self.add.setProperty("role", "link")
        self.add.setIcon(icon("attach", theme.ACCENT))
        self.add.clicked.connect(lambda _=False: self.choose())
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.line, 1)
        below.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 3, 4, 3)
        self._column.setSpacing(2)
        self._column.addLayout(below)
        self.setFocusProxy(self.line)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.line.setPlaceholderText(self._session.text("draft.attachment_name"))
        self.add.setText(self._session.text("draft.attach"))
        self._fill()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    # ── names ───────────────────────────────────────────────────────────────

    def names(self) -> list[str]:
        names = [*(row.name() for row in self.rows), *parted(self.line.text())]
        return list(dict.fromkeys(name for name in names if name))

    def set_names(self, names: Iterable[str]) -> None:
        self._names = [name for name in dict.fromkeys(names) if name]
        self.line.clear()
        self._fill()
        self.changed.emit()

    def _write(self) -> None:
        """What stands in the line becomes an attachment without a file."""
        self.set_names(self.names())

    def _rename(self) -> None:
        """Another name in 附件说明; a file stays with it."""
        for shown in self.rows:
            if shown.one.file is not None and shown.name():
                self._under[shown.one.file.key] = shown.name()
        self._names = [shown.name() for shown in self.rows if shown.name()]
        self.changed.emit()

    # ── which files ─────────────────────────────────────────────────────────

    def show_filed(self, filed: Sequence[Row]) -> None:
        """The files on record; what was brought or taken out since stays as it is."""
        self._filed = tuple(filed)
        digests = {row["sha256"] for row in filed}
        self._back = [sha256 for sha256 in self._back if sha256 in digests]
        self._fill()

    def show_figures(self, names: Collection[str]) -> None:
        """Which files the text shows as pictures."""
        if frozenset(names) != self._figures:
            self._figures = frozenset(names)
            self._fill()

    def restore(self, kept: Row) -> None:
        """Begin with what was half done: files to bring and files to take back."""
        self._fresh = []
        self._turn += 1
        self._back = [name for name in _listed(kept.get("take_back")) if name]
        places = [Path(name) for name in _listed(kept.get("files"))]
        called = [Path(name).stem for name in _listed(kept.get("called"))]
        self._under |= dict(zip(places, called, strict=False))
        self._fill()
        self._look_at(places)

    def kept(self) -> Row:
        """What is not filed yet, as it is put away: files to bring, under which names, and files
        to take back.
        """
        sources, back = self.sources(), list(self._back)
        brought = {"files": [str(path) for _, path in sources], "called": [n for n, _ in sources]}
        return (brought if sources else {}) | ({"take_back": back} if back else {})

    def sources(self) -> tuple[tuple[str, Path], ...]:
        """The files that go along with the next filing, each under the name that it has here."""
        names = self._record_names()
        return tuple((names[path], path) for path, _ in self._fresh)

    def present(self) -> list[tuple[str, str | Path]]:
        """Every file that the draft has now: its name, and its digest or where it lies."""
        names = self._record_names()
        return [(names[file.key], file.key) for file in self._files()]

    def sent(self, places: Iterable[str]) -> None:
        """The files from these places are on record now, and what was taken out is gone."""
        gone = set(places)
        self._fresh = [(path, size) for path, size in self._fresh if str(path) not in gone]
        self._back = []
        self._fill()
        pasted.forget(gone)

    def _files(self) -> list[Held]:
        filed = [Held(row["sha256"], row["name"], row["size"], on_record=True)
                 for row in self._filed if row["sha256"] not in self._back]  # fmt: skip
        return [*filed, *(Held(path, path.name, size) for path, size in self._fresh)]

    def _pairs(self) -> list[Attached]:
        return paired(self._names, self._files(), self._under, self._figures)

    def _record_names(self) -> dict[str | Path, str]:
        return {one.file.key: record_name(one) for one in self._pairs() if one.file is not None}

    # ── what comes in ───────────────────────────────────────────────────────

    def choose(self, name: str = "") -> None:
        """Pick files from the disk; one alone for an attachment that has its name already."""
        title = self._session.text("draft.attach")
        if name:
            chosen = ask_file(self, title)
            self._look_at([chosen] if chosen else [], under=name)
            return
        self.bring(ask_files(self, title))

    def bring(self, paths: Sequence[Path], *, listed: bool = True) -> None:
        """Attach files; what can't be taken is said, the others come. A picture of the text is
        not `listed` in 附件说明.
        """
        self._look_at(paths, propose=listed)

    def _look_at(self, paths: Sequence[Path], *, propose: bool = False, under: str = "") -> None:
        most = self._session.facts.most_bytes
        for path in paths:
            self._session.ask(
                partial(_looked_at, path, most),
                partial(self._take, path, under or (path.stem if propose else ""), self._turn),
            )  # fmt: skip

    def _take(self, path: Path, name: str, turn: int, size: int) -> None:
        if turn != self._turn:
            return  # another draft lies here by now
        if all(path != other for other, _ in self._fresh):
            self._fresh.append((path, size))
        if name and self._under.get(path) not in self._names:  # it may have been taken off the list
            self._under[path] = name
            self._names = list(dict.fromkeys([*self._names, name]))
        self._fill()
        if name:
            name_it(next(row for row in self.rows if row.one.file and row.one.file.key == path))
        self.changed.emit()

    # ── what is shown ───────────────────────────────────────────────────────

    def _fill(self) -> None:
        while self.rows:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, one in enumerate(self._pairs(), 1):
            row = AttachedRow(self._session, one, number if one.name else 0)
            row.renamed.connect(self._rename)
            row.file_asked.connect(self.choose)
            row.removed.connect(self._remove)
            self._column.insertWidget(self._column.count() - 1, row)
            row.show()  # at once: it may be led to
            self.rows.append(row)

    def _remove(self, row: AttachedRow) -> None:
        """Take an attachment out, its file with it."""
        file = row.one.file
        if file is not None and file.on_record:
            self._back.append(str(file.key))
        elif file is not None:
            self._fresh = [(path, size) for path, size in self._fresh if path != file.key]
        self._names = [name for name in self._names if name != row.name()]
        self._fill()
        self.changed.emit()


def _looked_at(path: Path, most: int, _: Any) -> int:
    return picked(path.name, path, most)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else []
