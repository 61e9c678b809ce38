"""The handling slip of a document, and notices about it, as they are printed."""

from typing import Any

from oa_client.docflow.handling.notices import Notice
from oa_client.docflow.handling.slip import FORMS, Cell, cells_of, elements_of
from oa_client.docflow.paper.sheets import Slip
from oa_client.docflow.procedure.definition import Procedure

Row = dict[str, Any]


def slip_of(shown: Row, procedure: Procedure, office: Row) -> Slip:
    """The slip of a document, from the answer to `inquiry.show`."""
    form = FORMS[procedure.opens_with]
    cells = cells_of(shown, {stage.id: stage.name for stage in procedure.stage})
    return _drawn(form, elements_of(shown, form), cells, office)


def notice_sheet(notice: Notice, office: Row) -> Slip:
    """A notice about a case."""
    return _drawn(notice.name, notice.elements, notice.cells, office)


def _drawn(kind: str, elements: dict[str, str], cells: list[Cell], office: Row) -> Slip:
    return Slip(kind, office["name"], elements, cells, training=bool(office["training"]))
