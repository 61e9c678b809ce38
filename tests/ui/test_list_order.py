"""In what order a list lies, and what its head and its rows count."""

from datetime import timedelta

from tests.offices import Played
from tests.ui.test_list import click_row
from tests.ui.test_window import settle


def documents(main) -> list[str]:
    return [main.list.document_at(row) for row in range(main.list.model.rowCount())]


def choose(main, words: str) -> None:
    [choice] = [one for one in main.list.order.menu().actions() if one.text() == words]
    choice.trigger()


def test_the_soonest_due_lies_on_top_until_one_asks_for_another_order(sit, played: Played, qtbot):
    urgent = played.incoming(urgency="加急")
    at_once = played.incoming(urgency="特急")
    ordinary = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    assert main.list.order.text() == "按时限" and documents(main)[0] == at_once
    choose(main, "按到达时间")
    assert documents(main) == [ordinary, at_once, urgent]
    choose(main, "按缓急")
    assert documents(main) == [at_once, urgent, ordinary]
    assert main.list.order.text() == "按缓急"


def test_an_order_that_was_chosen_stays_while_the_list_is_asked_anew(sit, played: Played, qtbot):
    first = played.incoming(urgency="特急")
    main = sit("zhang")
    settle(main, qtbot)
    choose(main, "按到达时间")
    second = played.incoming()
    main.list.refresh()
    settle(main, qtbot)
    assert documents(main) == [second, first]


def test_the_head_counts_what_nobody_opened_yet(sit, played: Played, qtbot):
    played.incoming(urgency="特急")
    played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    assert main.list._count.text() == "2 件，2 件未读"
    click_row(main, 0, qtbot)
    main.list.refresh()
    settle(main, qtbot)
    assert main.list._count.text() == "2 件，1 件未读"


def test_a_row_counts_the_files_that_go_with_the_paper_and_none_that_was_taken_back(
    sit, played: Played, qtbot
):
    files = [("清单.txt", b"1"), ("图.txt", b"2")]
    came = played.incoming(files=files)
    said = {"title": "关于报送情况的通知", "to": "各科室"}
    draft = played.act("li", "draft", **said, body="一。", files=files)
    played.act("li", "revise", draft, **said, body="二。", take_back=["图.txt"])
    main = sit("zhang")
    settle(main, qtbot)
    [row] = [main.list.model.row_at(main.list.model.index(0))]
    assert (row.document, main.list.model.words(row).attached) == (came, "2")
    [kept] = played.office.tray("li", "drafts", None, 9)["rows"]
    assert (kept["document"], kept["files"]) == (draft, 1)


def said(main, row: int):
    return main.list.model.words(main.list.model.row_at(main.list.model.index(row)))


def test_a_row_shows_the_moment_by_which_its_list_is_sorted(sit, played: Played, qtbot):
    """What came first was dealt with last, four days later."""
    early, late = played.incoming(), played.incoming()
    played.act("zhang", "instruct", late, opinion="请住建科办。")
    played.at += timedelta(days=4)
    played.act("zhang", "instruct", early, opinion="请住建科办。")
    main = sit("zhang")
    main.open_tray("done")
    settle(main, qtbot)
    assert documents(main) == [early, late] and main.list.order.text() == "按办理时间"
    assert [said(main, 0).when, said(main, 1).when] == ["3月6日", "3月2日"]
    choose(main, "按到达时间")
    assert documents(main) == [late, early]
    assert [said(main, 0).when, said(main, 1).when] == ["3月2日", "3月2日"]


def test_what_one_follows_is_sorted_by_its_last_change_and_says_so(sit, played: Played, qtbot):
    first, second = played.incoming(), played.incoming()
    played.at += timedelta(days=4)
    played.act("zhang", "instruct", first, opinion="请住建科办。")
    main = sit("chen")
    main.open_tray("tracked")
    settle(main, qtbot)
    assert documents(main) == [first, second] and main.list.order.text() == "按更新时间"
    assert said(main, 0).when == "3月6日"
