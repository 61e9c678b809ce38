"""快捷键: every key that does something, in one table. What binds a key takes it from here, and the
sheet under F1 shows the same table, so that it can't say anything else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

WINDOW, LIST, PAPER, RECORD, REGISTER, DRAFT, DIALOG = (
    "window", "list", "paper", "record", "register", "draft", "dialog",
)  # fmt: skip


@dataclass(frozen=True)
class Keys:
    """Presses that do the same, or, `numbered`, the same with the first, second, third of
    something; in which part of the window; and those `also` that Qt itself gives to lists and
    dialogs, which nobody binds.
    """

    place: str
    presses: tuple[str, ...] = ()
    numbered: bool = False
    also: tuple[str, ...] = ()

    def shown(self) -> str:
        """The presses as a person reads them on his keys."""
        if self.numbered:
            return f"{_named(self.presses[0])} … {_named(self.presses[-1])}"
        return " / ".join(dict.fromkeys(_named(press) for press in self.presses + self.also))


def _digits(before: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{before}{number}" for number in range(first, last + 1))


CONFIRM = ("Ctrl+Return", "Ctrl+Enter")

SHORTCUTS = {
    "sheet": Keys(WINDOW, ("F1",)),
    "search": Keys(WINDOW, ("Ctrl+K",)),
    "todo": Keys(WINDOW, ("Ctrl+1",)),
    "register": Keys(WINDOW, ("Ctrl+2",)),
    "draft": Keys(WINDOW, ("Ctrl+3",)),
    "supervision": Keys(WINDOW, ("Ctrl+4",)),
    "books": Keys(WINDOW, ("Ctrl+5",)),
    "refresh": Keys(WINDOW, ("F5",)),
    "late": Keys(WINDOW, ("F8",)),
    "next": Keys(LIST, ("J",), also=("Down",)),
    "previous": Keys(LIST, ("K",), also=("Up",)),
    "write": Keys(LIST, also=("Enter",)),
    "submit": Keys(PAPER, CONFIRM),
    "return": Keys(PAPER, ("Ctrl+R",)),
    "transfer": Keys(PAPER, ("Ctrl+T",)),
    "add-signer": Keys(PAPER, ("Ctrl+J",)),
    "phrase": Keys(PAPER, _digits("Alt+", 1, 5), numbered=True),
    "print": Keys(PAPER, ("Ctrl+P",)),
    "change": Keys(RECORD, ("F3",)),
    "change_before": Keys(RECORD, ("Shift+F3",)),
    "send": Keys(REGISTER, CONFIRM),
    "question": Keys(REGISTER, _digits("", 1, 5), numbered=True),
    "yes": Keys(REGISTER, ("Y",)),
    "no": Keys(REGISTER, ("N",)),
    "level": Keys(DRAFT, _digits("Ctrl+", 1, 4), numbered=True),
    "plain": Keys(DRAFT, ("Ctrl+0",)),
    "check": Keys(DRAFT, ("F7",)),
    "mend": Keys(DRAFT, ("Alt+J",)),
    "save": Keys(DRAFT, ("Ctrl+S",)),
    "file": Keys(DRAFT, CONFIRM),
    "print_draft": Keys(DRAFT, ("Ctrl+P",)),
    "find": Keys(DRAFT, ("Ctrl+F",)),
    "find_end": Keys(DRAFT, ("Esc",)),
    "confirm": Keys(DIALOG, CONFIRM),
    "cancel": Keys(DIALOG, also=("Esc",)),
}
"""What each key does, by name; the name's words stand under `shortcut` in resources/i18n."""


def put(
    name: str, on: QWidget, does: Callable[[], object], *, within: bool = False, once: bool = False
) -> None:
    """Bind the keys of that name: in the whole window of a widget, or only `within` the widget;
    `once` where a key that is held down must not do it again and again.
    """
    for press in SHORTCUTS[name].presses:
        _bind(press, on, does, within=within, once=once)


def put_each(name: str, on: QWidget, does: Callable[[int], object]) -> None:
    """Bind the keys of that name, each to the number of its place: 0 for the first."""
    for number, press in enumerate(SHORTCUTS[name].presses):
        _bind(press, on, partial(does, number), within=False, once=False)


def _bind(
    press: str, on: QWidget, does: Callable[[], object], *, within: bool, once: bool
) -> None:  # fmt: skip
    key = QShortcut(QKeySequence(press), on, autoRepeat=not once)
    if within:
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(does)


def pressed(name: str, event: QKeyEvent) -> int | None:
    """Which of the keys of that name was pressed, 0 for the first; None where it was another."""
    found = QKeySequence(event.keyCombination())
    presses = SHORTCUTS[name].presses
    return next((n for n, one in enumerate(presses) if QKeySequence(one) == found), None)


def _named(press: str) -> str:
    words = QKeySequence(press).toString(QKeySequence.SequenceFormat.NativeText)
    return words.replace("Return", "Enter").replace("Up", "↑").replace("Down", "↓")
