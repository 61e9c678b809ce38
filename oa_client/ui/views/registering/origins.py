"""Where a value of the register came from, said in its field: only what is known to be so."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from oa_client.ui import theme
from oa_client.ui.presenters.registering import FILE, LAST, TYPED, origins
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.name_chips import NameChips
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.title_field import TitleField

Row = dict[str, Any]

GAP = 8


class Origins(QObject):
    """手填, 沿用 and 文件名 at the right of each line that was filled in."""

    def __init__(self, session: Session, form: ElementForm) -> None:
        super().__init__(form)
        self._session, self._form = session, form
        self._brought: dict[str, tuple[str, Any]] = {}
        self.marks: dict[str, QLabel] = {}
        for name, line in form.inputs.items():
            if isinstance(line, QLineEdit | TitleField | NameChips):
                mark = QLabel(line)
                mark.setTextFormat(Qt.TextFormat.PlainText)
                mark.hide()
                line.installEventFilter(self)
                self.marks[name] = mark
        form.changed.connect(self._say)

    def translate(self) -> None:
        """All words in the language of the session."""
        self._say()

    def bring(self, origin: str, said: Mapping[str, Any]) -> None:
        """These values were not typed; they came from there."""
        self._brought |= {name: (origin, value) for name, value in said.items()}
        self._say()

    def forget(self, stays: Mapping[str, Any]) -> None:
        """The next paper: only of what stays it is known where it came from."""
        self._brought = {name: at for name, at in self._brought.items() if name in stays}
        self._say()

    def now(self) -> dict[str, str]:
        """The origin of every value that stands in the form."""
        return origins(self._form.fields(), self._brought)

    def half(self) -> Row:
        """To be put away with the form."""
        known = [f"{name}={origin}" for name, origin in self.now().items() if origin != TYPED]
        return {"origins": known} if known else {}

    def take(self, said: Row) -> None:
        """What was put away with the form; what names no origin is left out."""
        kept = said.get("origins")
        for word in kept if isinstance(kept, list) else []:
            name, _, origin = word.partition("=")
            if origin in (LAST, FILE) and name in said:
                self._brought[name] = (origin, said[name])
        self._say()

    def _say(self) -> None:
        found = self.now()
        for name, mark in self.marks.items():
            origin = found.get(name, "")
            mark.setVisible(bool(origin))
            if origin:
                mark.setText(self._session.text(f"register.origin_{origin}"))
                mark.setToolTip(tip(self._session.text(f"register.origin_{origin}_tip")))
                theme.dress(mark, "origin" if origin == TYPED else "origin-brought")
            self._place(name, mark)

    def _place(self, name: str, mark: QLabel) -> None:
        """At the right, in the first row; the words of the field end before it."""
        line, px = self._form.inputs[name], theme.look().px
        mark.adjustSize()
        room = mark.width() + px(GAP) if mark.isVisibleTo(line) else 0
        row = line.height() if isinstance(line, QLineEdit) else px(32)
        top = (row - mark.height()) // 2
        mark.move(line.width() - mark.width() - px(GAP), top)
        if isinstance(line, QLineEdit):
            line.setTextMargins(0, 0, room, 0)
        elif isinstance(line, TitleField | NameChips):
            line.leave_room(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that is wider now has its mark further to the right."""
        if event.type() == QEvent.Type.Resize:
            for name, mark in self.marks.items():
                if self._form.inputs[name] is watched:
                    self._place(name, mark)
        return False
