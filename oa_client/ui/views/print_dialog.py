"""What of a document goes onto paper, and whether onto a printer or into PDF files."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.saving import write_file
from oa_client.ui import theme
from oa_client.ui.presenters.printing import (
    Printable,
    files_of,
    glyphs_refusal,
    printables,
    substitutes,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.dialog_keys import ctrl_enter
from oa_client.ui.views.file_dialogs import ask_folder
from oa_client.ui.views.fitted_dialog import FittedDialog
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import one_line, tip
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.print_out import print_out
from oa_client.ui.views.refusal import RefusalLine

Row = dict[str, Any]


class PrintDialog(FittedDialog):
    """Each sort of paper with a box to tick; what there is none of is grey and says why."""

    def __init__(self, session: Session, shown: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._shown, self._over = session, shown, parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = session.text
        self.setWindowTitle(text("document.print"))
        self.setMinimumWidth(theme.look().px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        heading, title = ElidedLabel("pane"), ElidedLabel("meta")
        heading.setText(text("document.print"))
        title.setText(str(shown["elements"]["title"]))
        column.addWidget(heading)
        column.addWidget(title)
        column.addSpacing(6)
        self._papers = printables(session, shown)
        self.boxes: dict[str, QCheckBox] = {}
        self._whys: dict[str, QLabel] = {}
        for paper in self._papers:
            self._offer(paper, column)
        roles = substitutes(session, shown)
        self.accept_fonts = QCheckBox(text("document.print_fonts", roles="、".join(roles)))
        self.accept_fonts.setVisible(bool(roles))
        self.accept_fonts.setChecked(not roles)
        self._trouble = RefusalLine()
        for box in (self.accept_fonts, *self.boxes.values()):
            box.toggled.connect(self._trouble.clear)
        column.addSpacing(6)
        column.addWidget(self.accept_fonts)
        column.addWidget(self._trouble)
        column.addWidget(self._buttons())
        self.boxes["paper"].setChecked(True)
        self.boxes["paper"].setFocus()
        ctrl_enter(self, self._print)
        if shown["paper"] is None:  # one that was printed before was whole
            login, document = session.login, shown["document"]
            session.ask(lambda office: office.unprintable(login, document), self._know_glyphs)

    def _offer(self, paper: Printable, column: QVBoxLayout) -> None:
        box = QCheckBox(one_line(paper.name))
        self.boxes[paper.key] = box
        column.addWidget(box)
        why = self._whys[paper.key] = _label("", "caption")
        why.setIndent(24)
        column.addWidget(why)
        self._refuse(paper.key, paper.refusal)

    def _refuse(self, key: str, refusal: str) -> None:
        """Grey, with the reason below it."""
        box, why = self.boxes[key], self._whys[key]
        box.setEnabled(not refusal)
        box.setChecked(box.isChecked() and not refusal)
        box.setToolTip(tip(refusal))
        why.setText(refusal)
        why.setVisible(bool(refusal))

    def _know_glyphs(self, unshown: Row) -> None:
        self._refuse("paper", glyphs_refusal(self._session, unshown))

    def _buttons(self) -> QDialogButtonBox:
        text, role = self._session.text, QDialogButtonBox.ButtonRole.ActionRole
        buttons = QDialogButtonBox()
        self.on_paper = buttons.addButton(text("document.print_out"), role)
        self.on_paper.setProperty("role", "primary")
        self.on_paper.setDefault(True)
        self.as_files = buttons.addButton(text("document.print_files"), role)
        cancel = QDialogButtonBox.ButtonRole.RejectRole
        buttons.addButton(text("act.cancel"), cancel)
        self.on_paper.clicked.connect(self._print)
        self.as_files.clicked.connect(self._ask_folder)
        buttons.rejected.connect(self.reject)
        return buttons

    def chosen(self) -> list[Printable]:
        """What is ticked, once there is something and substitutes are accepted."""
        chosen = [paper for paper in self._papers if self.boxes[paper.key].isChecked()]
        lacks = "" if chosen else "document.print_nothing"
        if chosen and not self.accept_fonts.isChecked():
            lacks = "document.print_fonts_first"
            self.accept_fonts.setFocus()
        self._trouble.setText(self._session.text(lacks) if lacks else "")
        return [] if lacks else chosen

    def _print(self) -> None:
        chosen, shown, login = self.chosen(), self._shown, self._session.login
        if chosen:
            self.accept()
            print_out(
                self._session,
                lambda office: [data for _, data in files_of(office, login, shown, chosen)],
                self._over,
            )  # fmt: skip

    def _ask_folder(self) -> None:
        if self.chosen():
            folder = ask_folder(self, self._session.text("document.print_to"))
            if folder:
                self.save(folder)

    def save(self, folder: Path) -> None:
        """Each paper as a file in a folder."""
        chosen, shown, session = self.chosen(), self._shown, self._session
        login = session.login

        def question(office: Any) -> int:
            made = files_of(office, login, shown, chosen)
            for name, data in made:
                write_file(free(folder, name), data)
            return len(made)

        self.accept()
        session.ask(
            question,
            lambda count: session.saved.emit(
                session.text("document.print_saved", count=count), folder.absolute()
            ),
        )


def free(folder: Path, name: str) -> Path:
    """A place under that name where no file lies yet."""
    place, count = folder / name, 1
    while place.exists():
        count += 1
        place = folder / f"{Path(name).stem} ({count}){Path(name).suffix}"
    return place


def _label(words: str, role: str) -> QLabel:
    return plain_label(role, words, wraps=True)
