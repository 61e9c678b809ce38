"""花脸稿: every character knows which version wrote it and which struck it."""

from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.handling.redline import Piece, redline

WORDS = st.text(alphabet="一二三，。\n甲乙丙", max_size=40)


def test_a_word_that_was_replaced_is_struck_and_its_successor_inserted():
    assert redline([(1, "要求精神一致"), (2, "要求步调一致")]) == [
        Piece("要求"), Piece("精神", struck=2), Piece("步调", inserted=2), Piece("一致"),
    ]  # fmt: skip


def test_each_change_keeps_the_version_that_made_it():
    found = redline([(1, "甲方"), (2, "甲方负责"), (3, "乙方负责")])
    assert {(p.text, p.inserted, p.struck) for p in found} == {
        ("甲", None, 3), ("乙", 3, None), ("方", None, None), ("负责", 2, None),
    }  # fmt: skip


def test_what_came_and_went_in_between_is_left_out():
    assert redline([(1, "同意"), (2, "原则同意"), (3, "同意")]) == [Piece("同意")]


def test_no_version_and_one_version_have_no_changes():
    assert redline([]) == []
    assert redline([(4, "")]) == []
    assert redline([(4, "同意")]) == [Piece("同意")]


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_without_what_was_inserted_it_reads_as_the_first_and_without_what_was_struck_as_the_last(
    texts: list[str],
):
    found = redline(list(enumerate(texts, 1)))
    assert "".join(p.text for p in found if p.inserted is None) == texts[0]
    assert "".join(p.text for p in found if p.struck is None) == texts[-1]


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_nobody_is_named_who_did_not_write(texts: list[str]):
    for piece in redline(list(enumerate(texts, 1))):
        for version in filter(None, (piece.inserted, piece.struck)):
            assert 2 <= version <= len(texts)
            assert texts[version - 1] != texts[version - 2]


def test_a_change_over_cells_of_a_table_is_told_cell_by_cell():
    found = redline([(1, "前\n|2|城管局|8|\n后"), (2, "前\n|2|执法队|9|\n|3|税务所|4|\n后")])
    kept = "".join(p.text for p in found if p.inserted is None and p.struck is None)
    assert kept.count("|") == 4, "no stroke of the first row is struck and written again"
    assert [p.text for p in found if p.struck] == ["城管局", "8"]
    assert not any("|" in p.text for p in found if p.struck)


@given(st.lists(st.text(alphabet="|甲乙\n1", max_size=30), min_size=1, max_size=4))
def test_tables_too_read_as_the_first_and_as_the_last(texts: list[str]):
    found = redline(list(enumerate(texts, 1)))
    assert "".join(p.text for p in found if p.inserted is None) == texts[0]
    assert "".join(p.text for p in found if p.struck is None) == texts[-1]
