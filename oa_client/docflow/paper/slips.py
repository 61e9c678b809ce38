"""The handling slip of a document as it is printed."""

from typing import Any

from oa_client.docflow.handling.slip import FORMS, cells_of, elements_of
from oa_client.docflow.paper.sheets import Slip, SlipCell, SlipEntry
from oa_client.docflow.procedure.definition import Procedure

Row = dict[str, Any]


def slip_of(shown: Row, procedure: Procedure, office: Row) -> Slip:
    """The slip of a document, from the answer to `inquiry.show`."""
    form = FORMS[procedure.opens_with]
    cells = [
        SlipCell(cell.label, [SlipEntry(s.text, s.name, s.at, s.note) for s in cell.said])
        for cell in cells_of(shown, {stage.id: stage.name for stage in procedure.stage})
    ]
    elements = elements_of(shown, form)
    return Slip(form, office["name"], elements, cells, training=bool(office["training"]))
