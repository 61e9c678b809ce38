"""The line above everything: which office, search, language, and who sits here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from oa_client.docflow.model.text import LONGEST
from oa_client.ui import theme, wording
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.button_menu import give_menu
from oa_client.ui.views.notice_bell import NoticeBell
from oa_client.ui.views.painted.card_counts import CardCounts
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.person_button import PersonButton
from oa_client.ui.views.person_menu import PersonMenu
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.search_field import SearchField

RIGHT = 340
"""Room of the header's right end, however long the person's post is."""


class Header(QFrame):
    """The top line of the window."""

    searched = Signal(str)
    language_asked = Signal()
    cards_asked = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.setFixedHeight(theme.look().px(54))
        self._session = session
        self._cards: dict[str, int] = {}
        self._mark = plain_label(words="文")
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark.setFixedSize(theme.look().px(30), theme.look().px(30))
        self._mark.setProperty("role", "mark")
        self._product, self._training = QLabel(), QLabel()
        self._office = ElidedLabel("meta")
        for label, role in ((self._product, "product"), (self._training, "soon")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.search = SearchField("Ctrl+K")
        self.search.setMaxLength(LONGEST["title"])
        self.search.setMaximumWidth(theme.look().px(420))
        self.search.returnPressed.connect(lambda: self.searched.emit(self.search.text()))
        self.cards = CardCounts()
        self.cards.clicked.connect(self.cards_asked)
        self.bell = NoticeBell(session)
        self.language = QPushButton()
        self.language.setProperty("role", "quiet")
        self.language.clicked.connect(self.language_asked)
        self.person = PersonButton()
        self.menu = PersonMenu(session, preferences, self)
        give_menu(self.person, self.menu)
        session.post_changed.connect(self.translate)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(12)
        for widget in (self._mark, self._product, self._office, self._training):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addWidget(self._right())
        self.translate()

    def _right(self) -> QWidget:
        """Cards, notices, language, person; as wide for everybody: the search stays in place."""
        self._end = QWidget()
        self._end.setMinimumWidth(theme.look().px(RIGHT))
        row = QHBoxLayout(self._end)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for widget in (self.cards, self.bell, self.language, self.person):
            row.addWidget(widget)
        return self._end

    def set_narrow(self, narrow: bool) -> None:
        """Little room: it belongs to what stands there, not to what stays in place."""
        self._end.setMinimumWidth(0 if narrow else theme.look().px(RIGHT))

    def show_cards(self, cards: dict[str, int]) -> None:
        """How many yellow and red cards lie on the person's own desk."""
        self._cards = cards
        language = self._session.language
        shown = [(level, wording.level_name(level, language), cards.get(level, 0))
                 for level in ("yellow", "red")]  # fmt: skip
        self.cards.set_counts(shown)

    def translate(self) -> None:
        """All words in the language of the session; the person as he is now."""
        text, person = self._session.text, self._session.person
        self.show_cards(self._cards)
        self.bell.translate()
        self._product.setText(text("app.title"))
        self._office.setText(self._session.facts.office["name"])
        training = bool(self._session.facts.office["training"])
        self._training.setText(text("app.training") if training else "")
        shared = self._session.facts.shared  # there contents are found once one has opened them
        self.search.setPlaceholderText(text("shared.search" if shared else "app.search"))
        self.search.setAccessibleName(text("app.search"))
        self.language.setText(text("app.language"))
        self.language.setToolTip(text("app.language_tip"))
        post = self._session.post or "、".join(person["posts"])
        words = text("person.acting", name=person["name"], unit=person["unit"], post=post)
        self.person.setText(words)
        self.person.show_person(person["name"], f"{person['unit']} {post}")
        self.person.setAccessibleName(words)
