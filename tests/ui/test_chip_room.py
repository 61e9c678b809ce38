"""Every name that is put into a field of several stands whole in it."""

from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.name_chips import NameChips
from tests.offices import Played
from tests.ui.test_window import settle


def cut_names(main: MainWindow) -> list[tuple[str, int, int, int]]:
    """The fields whose names reach below their edge, and those that have a row too many."""
    wrong: list[tuple[str, int, int, int]] = []
    for name in ("to", "cc", "attachments", "countersigners"):
        field = main.draft.form.chips(name)
        shown = field._chips if isinstance(field, NameChips) else main.draft.files.rows
        lowest = max([part.geometry().bottom() for part in shown] or [0])
        width = field.width()
        needed = field.heightForWidth(width) if field.hasHeightForWidth() else (
            field.sizeHint().height()
        )  # fmt: skip
        if lowest >= field.height() - 1 or field.height() > needed:
            wrong.append((name, lowest, field.height(), needed))
    return wrong


def test_the_names_of_a_draft_that_is_opened_again_stand_whole(sit, played: Played, qtbot):
    document = played.act(
        "li", "draft", kind="通知", title="关于开展城区雨水管网排查工作的通知", body="文。",
        to=["各区县人民政府", "市政府各部门"], attachments=["排查明细表", "mingxi"],
    )  # fmt: skip
    main = sit("li")
    main.resize(1425, 860)
    settle(main, qtbot)
    main.draft.load(document)
    main.open_place("draft")
    settle(main, qtbot)
    assert main.draft.form.chips("to").names() == ["各区县人民政府", "市政府各部门"]
    assert not cut_names(main)
    main.draft.form.chips("cc").setText("市委办公室；市人大常委会办公室；市政协办公室")
    qtbot.waitUntil(lambda: main.draft.form.chips("cc").height() > 60)
    assert not cut_names(main)
    main.draft.form.chips("cc").setText("市委办公室")
    qtbot.waitUntil(lambda: main.draft.form.chips("cc").height() < 40)
    assert not cut_names(main)
