"""A list as long as it gets: filling it again and choosing in it is not felt at the window."""

from time import process_time
from typing import Any

from oa_client.ui.models.rows import WORDS_ROLE, ListRow, RowsModel
from tests.offices import Played
from tests.ui.test_window import settle


def test_rows_that_were_all_read_are_filled_again_at_once(qapp):
    model = RowsModel()
    rows = [ListRow(str(n), f"关于第{n}号检查的通知") for n in range(3000)]
    model.set_rows(rows)
    for n in range(len(rows)):
        model.data(model.index(n), WORDS_ROLE)
    began = process_time()
    model.set_rows(rows)
    assert process_time() - began < 1


def test_the_last_of_a_long_list_is_found_at_once(sit, played: Played, qtbot):
    played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    pane = main.list
    (first,) = pane._rows
    many: list[Any] = [({**first[0], "document": f"d{n}"}, first[1]) for n in range(3000)]
    pane._rows = many
    pane._show()
    began = process_time()
    pane.select("d2999")
    assert pane.view.currentIndex().row() == 2999
    pane.advance("d2998")
    del many[2998]  # the answer to the act: it lies here no more
    pane._show()
    assert process_time() - began < 1
    assert pane.document_at(pane.view.currentIndex().row()) == "d2999"


def test_the_foot_says_which_papers_are_in_sight_of_how_many(sit, played: Played, qtbot):
    for number in range(14):
        played.act("chen", "register", title=f"第{number + 1}号通知")
    main = sit("chen")
    main.resize(1366, 768)
    settle(main, qtbot)
    main.open_tray("todo")
    settle(main, qtbot)
    foot, view = main.list.foot.label, main.list.view
    assert foot.isVisible() and foot.text().startswith("1–") and foot.text().endswith(" / 14")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert foot.text().endswith("–14 / 14") and not foot.text().startswith("1–")


def test_a_short_list_has_no_foot(sit, played: Played, qtbot):
    played.act("chen", "register", title="仅此一件")
    main = sit("chen")
    settle(main, qtbot)
    assert main.list.foot.label.isHidden()
