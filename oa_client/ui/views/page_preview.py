"""版式预览: the page as it will be printed, its size on the screen, and which faces stand in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
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
        self._name, self._fonts, self._number = QLabel(), QLabel(), QLabel()
        for label, role in (
            (self._name, "strong"), (self._fonts, "substitute"), (self._number, "meta"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.smaller, self.larger, self.fit = QToolButton(), QToolButton(), QPushButton()
        self.fit.setProperty("role", "link")
        self.smaller.setIcon(icon("zoom-out", theme.INK2))
        self.larger.setIcon(icon("zoom-in", theme.INK2))
        self.smaller.clicked.connect(lambda: self.page.set_zoom(self.page.zoom() / STEP))
        self.larger.clicked.connect(lambda: self.page.set_zoom(self.page.zoom() * STEP))
        self.fit.clicked.connect(lambda: self.page.set_zoom(None))
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(6)
        head.addWidget(self._name)
        head.addWidget(self._fonts)
        head.addStretch(1)
        for part in (self.smaller, self.fit, self.larger, self._number):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.page, 1)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._name.setText(text("document.page"))
        self.page.setAccessibleName(text("document.page"))
        roles = self._session.facts.substitutes
        self._fonts.setText(text("document.substitutes", count=len(roles)))
        self._fonts.setToolTip(tip(text("document.substitutes_tip", roles="、".join(roles))))
        self._fonts.setVisible(bool(roles))
        for button, key in ((self.smaller, "smaller"), (self.larger, "larger")):
            button.setToolTip(text(f"document.{key}"))
            button.setAccessibleName(text(f"document.{key}"))
        self._say_zoom()

    def _say_zoom(self) -> None:
        fits = self.page.fits_width()
        words = self._session.text("document.fit") if fits else f"{round(self.page.zoom() * 100)} %"
        self.fit.setText(words)
        self.fit.setToolTip(self._session.text("document.fit"))

    def _say_page(self, page: int, pages: int) -> None:
        self._number.setText(f"{page} / {pages}")
