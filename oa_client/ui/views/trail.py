"""修改留痕与办理记录: the compared text beside the record, the ledger's own word beneath."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.proof import Checked
from oa_client.docflow.model.saving import write_file
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.case import Event, events_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trail import (
    CHECKPOINT,
    checkpoint_of,
    checkpoint_words,
    key_words,
    short,
    verdict_of,
)
from oa_client.ui.views.compare import CompareView
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.giving_way import GivingWay
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.timeline import Timeline, TimelineEntry

Row = dict[str, Any]
FILTERS = ("all", "opinions", "texts", "watch")
TEXTS = ("draft", "revise", "register", "correct")
WATCH = ("card", "urge", "urged", "answer-urging")


class TrailView(QWidget):
    """Everything that happened to one document, with its proof."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Row | None = None
        self._checked: dict[int, Checked] = {}
        self._filter = "all"
        self._anew = True
        """Whether the record is another than was read until now."""
        self.compare = CompareView(session)
        self.record = Timeline()
        self._heading, self._count = QLabel(), QLabel()
        self._sentence, self._where = QLabel(), QLabel()
        self._head, self._digest, self._shield = QLabel(), QLabel(), QLabel()
        self._keeper, self.kept = QLabel(), QLabel()
        for label, role in (
            (self._heading, "strong"), (self._count, "meta"), (self._sentence, "fine"),
            (self._where, "caption"), (self._head, "caption"), (self._digest, "caption"),
            (self._shield, ""), (self._keeper, "caption"), (self.kept, "caption"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        for label in (self._head, self._digest):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.filters = {name: QPushButton() for name in FILTERS}
        for name, button in self.filters.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, n=name: self._set_filter(n))
        self.filters["all"].setChecked(True)
        self.again, self.checkpoint = QPushButton(), QPushButton()
        self.again.setIcon(icon("refresh", theme.INK2))
        self.again.clicked.connect(self.check)
        self.checkpoint.setIcon(icon("export", theme.INK2))
        self.checkpoint.clicked.connect(lambda _: self._save_checkpoint())
        for button in (self.again, self.checkpoint):
            button.setProperty("scale", "large")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addWidget(self._count)
        head.addStretch(1)
        for button in self.filters.values():
            head.addWidget(button)
        rule = QFrame()
        rule.setProperty("role", "rule")
        side = QFrame()
        side.setProperty("role", "card")
        side.setMinimumWidth(theme.look().px(360))
        below = QVBoxLayout(side)
        below.setContentsMargins(1, 1, 1, 1)
        below.setSpacing(0)
        below.addLayout(head)
        below.addWidget(rule)
        below.addWidget(self.record, 1)
        both = QHBoxLayout()
        both.setContentsMargins(16, 12, 16, 12)
        both.setSpacing(12)
        both.addWidget(self.compare, 5)
        both.addWidget(side, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(both, 1)
        column.addWidget(self._ledger_bar())

    def _ledger_bar(self) -> QFrame:
        """Whether the ledger holds is said whole; the digests give way to it."""
        bar, told = GivingWay(), QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._sentence)
        words.addWidget(self._where)
        digests = QVBoxLayout()
        digests.setSpacing(2)
        digests.addWidget(self._head)
        digests.addWidget(self._digest)
        keeping = QVBoxLayout()
        keeping.setSpacing(2)
        keeping.addWidget(self._keeper)
        keeping.addWidget(self.kept)
        parting, other = QFrame(), QFrame()
        for line in (parting, other):
            line.setProperty("role", "separator")
        lesser = QHBoxLayout(told)
        lesser.setContentsMargins(0, 0, 0, 0)
        lesser.setSpacing(12)
        lesser.addWidget(parting)
        lesser.addLayout(digests)
        row = bar.row
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._shield)
        row.addLayout(words)
        bar.gives_way(told)
        row.addWidget(other)
        row.addLayout(keeping)
        row.addStretch(1)
        row.addWidget(self.again)
        row.addWidget(self.checkpoint)
        return bar

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._heading.setText(text("trail.record"))
        self.record.setAccessibleName(text("trail.record"))
        for name, button in self.filters.items():
            button.setText(text(f"trail.{name}"))
        self._where.setText(text("trail.where"))
        self.again.setText(text("trail.again"))
        self.checkpoint.setText(text("trail.checkpoint"))
        self._keeper.setText(text("trail.keeper"))
        if self._session.facts.shared:
            self.checkpoint.setEnabled(False)
            refusal = wording.say(
                "needs-server-login", {"login": self._session.login}, self._session.language
            )
            self.checkpoint.setToolTip(tip(refusal))
        self.compare.translate()

    # ── the record ──────────────────────────────────────────────────────────

    def show_case(self, shown: Row) -> None:
        """What happened to this document; nothing counts as checked yet."""
        before, self._shown = self._shown, shown
        if before is None or before["document"] != shown["document"]:
            self._anew = True
        self._checked = {}
        self.compare.show_case(shown)
        self._sentence.setText(self._session.text("trail.checking"))
        self._fill()

    def check(self) -> None:
        """Check chain and signatures from the ledger's bytes, on this PC."""
        if self._shown is None:
            return
        login, document = self._session.login, self._shown["document"]
        self._sentence.setText(self._session.text("trail.checking"))
        self._session.ask(
            lambda office: (office.proof(login, document), office.autosaved(login, CHECKPOINT)),
            lambda answer: self._said(*answer), latest="proof",
        )  # fmt: skip

    def _save_checkpoint(self) -> None:
        title = self._session.text("trail.checkpoint")
        target = ask_target(self, title, "checkpoint.json", "*.json")
        if target:
            self.keep_checkpoint(target)

    def keep_checkpoint(self, target: Path) -> None:
        """The present heads of the whole ledger, signed by the office, to be kept elsewhere; that
        it was done is remembered.
        """
        login, session = self._session.login, self._session

        def question(office: Any) -> str:
            data, said = office.checkpoint()
            write_file(target, data)
            kept = checkpoint_of(said, target.name)
            office.autosave(login, CHECKPOINT, kept)
            return kept

        def saved(kept: str) -> None:
            self._say_kept(kept)
            session.tell_saved(target)

        session.ask(question, saved)

    def _say_kept(self, kept: str | None) -> None:
        words, told = checkpoint_words(self._session, kept)
        self.kept.setText(words)
        self.kept.setToolTip(tip(told))

    def _said(self, checked: list[Checked], kept: str | None) -> None:
        self._say_kept(kept)
        shown = self._shown
        if shown is None:
            return
        self._checked = {entry.n: entry for entry in checked}
        verdict = verdict_of(self._session, checked, shown)
        self._sentence.setText(verdict.words)
        self._sentence.setProperty("role", "holds" if verdict.sound else "late")
        self._sentence.style().unpolish(self._sentence)
        self._sentence.style().polish(self._sentence)
        sign, ink = ("verified", theme.GREEN) if verdict.sound else ("broken", theme.RED)
        self._shield.setPixmap(icon(sign, ink).pixmap(24, 24))
        text = self._session.text
        self._head.setText(f"{text('trail.head')}　{short(verdict.head)}")
        last = shown["versions"][-1] if shown["versions"] else None
        self._digest.setText(
            f"{text('trail.digest', version=last['version'])}　{short(last['sha256'])}"
            if last else ""
        )  # fmt: skip
        self._fill()

    def _set_filter(self, name: str) -> None:
        self._filter, self._anew = name, True
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        codes = {entry["n"]: entry for entry in self._shown["history"]}
        events = events_of(self._session, self._shown)
        kept = [e for e in events if _matches(self._filter, codes[e.n]["code"], e)]
        self.record.set_entries([self._entry(e, codes[e.n]) for e in kept], anew=self._anew)
        self._anew = False
        self._count.setText(self._session.text("trail.entries", count=len(events)))

    def _entry(self, event: Event, row: Row) -> TimelineEntry:
        text, checked = self._session.text, self._checked.get(event.n)
        at = wording.moment_words(row["at"], self._session.language)
        parts = [text("trail.received", at=at, hash=short(event.hash))]
        if checked:
            parts.insert(0, key_words(self._session, checked))
        return TimelineEntry(
            event.at, event.who, event.what, event.tone, event.level, event.text,
            text("trail.entry", n=event.n), checked.sound if checked else None,
            "　".join(parts),
        )  # fmt: skip


def _matches(name: str, code: str, event: Event) -> bool:
    if name == "opinions":
        return bool(event.text) and event.tone in ("passed", "returned", "other")
    if name == "texts":
        return code in TEXTS
    return name == "all" or code in WATCH
