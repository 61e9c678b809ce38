"""The strip under the header while the office can't be reached; what is shown stays readable."""

from PySide6.QtCore import Signal

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.strip import Strip


class ReachStrip(Strip):
    """Says what is wrong and that nothing written is lost; away as soon as the office answers."""

    again_asked = Signal()

    def __init__(self, session: Session) -> None:
        sign = plain_label()
        sign.setPixmap(icon("offline", theme.YELLOW_TEXT).pixmap(16, 16))
        super().__init__(session, sign=sign)
        self._again = self.link()
        self._again.clicked.connect(self.again_asked)

    def say(self, failure: OfficeError | None) -> None:
        """Why the office can't be reached; None when it answers again."""
        if failure is not None:
            reason = self._session.say(failure)
            self._words.setText(self._session.text("notice.offline", reason=reason))
            self._again.setText(self._session.text("notice.again"))
        self.setVisible(failure is not None)


class AlarmStrip(Strip):
    """Something that must not be overlooked; it stays until the person has taken note of it."""

    accepted = Signal()
    """He was told why the office shows less; what it shows now is where his witness begins."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, tone="late")
        self.accept, self.noted = self.link(), self.link()
        self.accept.clicked.connect(self._accept)
        self.noted.clicked.connect(self.hide)
        self._said: dict[str, None] = {}

    def say(self, failure: OfficeError) -> bool:
        """Say it, below what was said before; False where it was said in this window already."""
        words = self._session.say(failure)
        if words in self._said:
            return False
        self._said[words] = None
        self._words.setText("\n".join(self._said))
        self.noted.setText(self._session.text("shared.noted"))
        self.accept.setText(self._session.text("shared.accept"))
        self.accept.setVisible(failure.code == "ledger-shrunk")
        self.show()
        return True

    def _accept(self) -> None:
        self._said.clear()
        self.hide()
        self.accepted.emit()
