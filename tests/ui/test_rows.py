"""The list of a tray: rows move, the chosen document stays chosen."""

import dataclasses
import random

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView

from oa_client.ui.models.rows import DOCUMENT_ROLE, ListRow, RowsModel, RowWords


@pytest.fixture
def model(qapp):
    model = RowsModel()
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return model


def rows(*names, **more):
    return [ListRow(name, f"关于{name}的通知", **more) for name in names]


def shown(model):
    return [model.index(n).data(DOCUMENT_ROLE) for n in range(model.rowCount())]


def test_rows_are_shown_in_their_order(model):
    model.set_rows(rows("a", "b"))
    assert shown(model) == ["a", "b"]
    assert model.index(0).data() == "关于a的通知"
    assert model.index_of("b").row() == 1 and not model.index_of("z").isValid()
    assert model.rowCount(model.index(0)) == 0


def test_the_chosen_document_stays_chosen_wherever_it_moves(model, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.set_rows(rows("a", "b", "c", "d"))
    view.setCurrentIndex(model.index_of("c"))
    model.set_rows(rows("x", "d", "c", "y", "a"))
    assert shown(model) == ["x", "d", "c", "y", "a"]
    assert view.currentIndex().data(DOCUMENT_ROLE) == "c"
    selected = view.selectionModel().selectedIndexes()
    assert [index.data(DOCUMENT_ROLE) for index in selected] == ["c"]


def test_a_row_that_changed_is_renewed_in_place(model, qtbot):
    model.set_rows(rows("a", "b"))
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_rows([ListRow("a", "关于a的通知"), ListRow("b", "关于b的请示", unread=True)])
    assert told.args[0].row() == told.args[1].row() == 1
    assert model.index(1).data() == "关于b的请示"


def test_one_document_may_stand_in_a_tray_twice(model):
    both = [ListRow("a", "甲", stage="sign"), ListRow("a", "甲", stage="review")]
    model.set_rows([*both, *rows("b")])
    model.set_rows([*rows("b"), *both])
    assert shown(model) == ["b", "a", "a"]


def test_any_tray_turns_into_any_other(model):
    chance = random.Random(9704)
    for _ in range(60):
        names = chance.sample("abcdefghijkl", chance.randint(0, 12))
        model.set_rows([ListRow(n, n, unread=chance.random() < 0.5) for n in names])
        assert shown(model) == names


def test_the_next_page_is_asked_for_once(qapp):
    asked, model = [], RowsModel()  # without the tester, which fetches by itself
    model.more_wanted.connect(asked.append)
    model.set_rows(rows("a", "b"), more="page2")
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == ["page2"] and not model.canFetchMore(QModelIndex())
    model.add_rows([dataclasses.replace(rows("b")[0], unread=True), *rows("c")])
    assert shown(model) == ["a", "b", "c"]
    assert model.row_at(model.index(1)).unread
    assert not model.canFetchMore(QModelIndex())


def test_a_second_task_of_a_document_may_come_with_a_later_page(model):
    model.set_rows([ListRow("a", "甲", stage="sign")])
    model.add_rows([ListRow("a", "甲", stage="review"), ListRow("a", "甲乙", stage="sign")])
    assert [model.row_at(model.index(n)).stage for n in range(2)] == ["sign", "review"]
    assert model.row_at(model.index(0)).title == "甲乙"


def test_words_are_found_once_and_anew_when_time_has_passed(qapp):
    asked = []

    def words(row):
        asked.append(row.document)
        return RowWords(left="剩 1 个工作日", meta="收文")

    model = RowsModel(words)
    model.set_rows(rows("a"))
    for _ in range(3):
        spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert asked == ["a"] and spoken == "关于a的通知，收文，剩 1 个工作日"
    model.refresh_words()
    model.words(model.row_at(model.index(0)))
    assert asked == ["a", "a"]


def test_a_selection_of_several_survives_too(model, qtbot):
    view = QListView()
    view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    qtbot.addWidget(view)
    view.setModel(model)
    model.set_rows(rows(*"abcdef"))
    for name in "bdf":
        view.selectionModel().select(model.index_of(name), QItemSelectionModel.SelectionFlag.Select)
    model.set_rows(rows(*"fedcba"))
    chosen = {index.data(DOCUMENT_ROLE) for index in view.selectionModel().selectedIndexes()}
    assert chosen == set("bdf")
