"""From a rule that is not kept to the place where it is mended, or mended at once."""

from PySide6.QtCore import QObject

from oa_client.ui.presenters.drafting import CheckLine
from oa_client.ui.views.drafting.checks import DraftChecks
from oa_client.ui.views.drafting.editor import DraftEditor
from oa_client.ui.views.element_form import ElementForm


class DraftMending(QObject):
    """Does what the checks of form offer, in form and text."""

    def __init__(self, checks: DraftChecks, form: ElementForm, editor: DraftEditor) -> None:
        super().__init__(checks)
        self._form, self._editor = form, editor
        checks.jumped.connect(self._jump)
        checks.cured.connect(self._cure)

    def _jump(self, line: CheckLine) -> None:
        body = self._editor.text
        widget = body if line.field == "body" else self._form.inputs.get(line.field)
        if widget is not None:
            widget.setFocus()
        if line.place:
            body.go_to(line.place)

    def _cure(self, line: CheckLine) -> None:
        """Mend at once what a rule does not allow there."""
        if line.wrong:
            self._form.chips(line.field).drop(line.wrong)
        else:
            self._form.put_in(*line.adds)
            self._editor.mend(line.rule)
