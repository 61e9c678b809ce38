"""版式预览: the page as it will be printed, its size on the screen, and which faces stand in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from oa_client.docflow.typeset.page import Layout
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.original_shown import Fetch, OriginalShown
from oa_client.ui.views.page_sight import FITTED, Sight
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.page import PageView

STEP = 1.15


class PagePreview(QFrame):
    """The page under its head."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self.page = PageView()
        self.page.page_changed.connect(self._say_page)
        self.page.zoom_changed.connect(lambda _: self._say_zoom())
        self.original = OriginalShown(session)
        self.original.page_changed.connect(self._say_page)
        self.original.not_shown.connect(lambda: self._show_part("elements"))
        self._part = "page"
        self._name = ElidedLabel("strong")  # a long one takes no room from the slip beside it
        self._fonts, self._number = QLabel(), QLabel()
        for label, role in ((self._fonts, "substitute"), (self._number, "meta")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.smaller, self.larger, self.fit = QToolButton(), QToolButton(), QPushButton()
        self.fit.setProperty("role", "link")
        self.smaller.setIcon(icon("zoom-out", theme.INK2))
        self.larger.setIcon(icon("zoom-in", theme.INK2))
        self.turned = QToolButton()
        self.turned.setIcon(icon("refresh", theme.INK2))
        self.smaller.clicked.connect(lambda: self._larger(1 / STEP))
        self.larger.clicked.connect(lambda: self._larger(STEP))
        self.fit.clicked.connect(lambda: self._larger(None))
        self.turned.clicked.connect(lambda: self._look(Sight.turn))
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(6)
        head.addWidget(self._name)
        head.addWidget(self._fonts)
        head.addStretch(1)
        self.back, self.on = QToolButton(), QToolButton()
        for button, name, step in ((self.back, "previous", -1), (self.on, "next", 1)):
            button.setIcon(icon(name, theme.INK2))
            button.clicked.connect(lambda _=False, s=step: self.original.turn(s))
        zoom = (self.smaller, self.fit, self.larger, self.turned)
        for part in (*zoom, self.back, self._number, self.on):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.page, 1)
        column.addWidget(self.original, 1)
        self._show_part("page")

    def show_layout(self, made: Layout, *, of_elements: bool) -> None:
        """The page as it is set; `of_elements` says that it is not the paper itself."""
        self.original.clear()
        self.page.set_layout(made)
        self._say_page(self.page.current_page(), self.page.page_count())
        self._show_part("elements" if of_elements else "page")

    def show_original(self, file: tuple[str, str], fetch: Fetch, made: Layout) -> None:
        """The paper that came in, which it is and its name; where it can't be shown, the page of
        its elements.
        """
        self.page.set_layout(made)
        self._number.clear()
        self._show_part("original")
        self.original.show_file(file, fetch)

    def _show_part(self, part: str) -> None:
        self._part = part
        scan = part == "original"
        self.page.setVisible(not scan)
        self.original.setVisible(scan)
        for button in (self.turned, self.back, self.on):
            button.setVisible(scan)
        self._say_name()
        self._say_zoom()

    def _larger(self, step: float | None) -> None:
        """The page, or the original, larger by a factor; None: as wide as its place."""
        if self._part == "original":
            self._look(lambda sight: sight.larger(step) if step else FITTED)
        else:
            self.page.set_zoom(self.page.zoom() * step if step else None)

    def _look(self, look: Callable[[Sight], Sight]) -> None:
        self.original.look(look)
        self._say_zoom()

    def _say_name(self) -> None:
        words = {"page": "document.page", "elements": "document.page_of_elements",
                 "original": "form.original"}  # fmt: skip
        self._name.setText(self._session.text(words[self._part]))
        self._fonts.setVisible(bool(self._session.facts.substitutes) and self._part != "original")

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self.page.setAccessibleName(text("document.page"))
        self.original.setAccessibleName(text("form.original"))
        roles = self._session.facts.substitutes
        self._fonts.setText(text("document.substitutes", count=len(roles)))
        self._fonts.setToolTip(tip(text("document.substitutes_tip", roles="、".join(roles))))
        for button, key in ((self.back, "previous_page"), (self.on, "next_page")):
            button.setToolTip(text(f"register.{key}"))
            button.setAccessibleName(text(f"register.{key}"))
        self._say_name()
        for button, key in (
            (self.smaller, "document.smaller"), (self.larger, "document.larger"),
            (self.turned, "register.turn"),
        ):  # fmt: skip
            button.setToolTip(text(key))
            button.setAccessibleName(text(key))
        self._say_zoom()

    def _say_zoom(self) -> None:
        scan, sight = self._part == "original", self.original.sight()
        fits = sight.zoom == 1 if scan else self.page.fits_width()
        zoom = sight.zoom if scan else self.page.zoom()
        self.fit.setText(self._session.text("document.fit") if fits else f"{round(zoom * 100)} %")
        self.fit.setToolTip(self._session.text("document.fit"))

    def _say_page(self, page: int, pages: int) -> None:
        self._number.setText(f"{page} / {pages}")
        self._say_zoom()
