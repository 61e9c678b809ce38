"""What every store promises, whatever it keeps its records in.

A test module makes a class of these with a fixture `store` of its own.
"""

import pytest

from oa_client.docflow.ledger.chain import faults
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.store.schema import METADATA, OFFICIAL, PERSONAL
from tests.docflow.store.records import add, card, document, example, fill, moment, seal, task


class Records:
    """Rows, the ledger, files."""

    def test_what_is_not_committed_never_happened(self, store):
        with store.write() as work:
            fill(work)
        with store.read() as work:
            assert work.rows("person") == []

    def test_what_is_committed_stays(self, store):
        with store.write() as work:
            fill(work)
            work.commit()
        with store.read() as work:
            assert [row["login"] for row in work.rows("person")] == ["chen", "li", "wang", "zhou"]

    def test_an_error_takes_everything_back(self, store):
        with pytest.raises(ZeroDivisionError), store.write() as work:
            fill(work)
            raise ZeroDivisionError
        with store.read() as work:
            assert work.rows("procedure") == []

    def test_after_a_commit_the_work_is_over(self, store):
        with store.write() as work:
            work.commit()
            with pytest.raises(RuntimeError):
                fill(work)

    def test_a_reader_changes_nothing(self, store):
        with store.read() as work, pytest.raises(Exception, match="office-read-only"):
            fill(work)

    def test_a_row_comes_back_as_it_was_put(self, filled):
        row = document("d1", title="50%_'\"\\;DROP TABLE entry--😀𠮷", number="国办发〔2026〕1号")
        filled.put("document", row)
        assert filled.one("document", id="d1") == row

    def test_a_key_is_not_mistaken_for_a_column_whose_name_begins_like_it(self, filled):
        row = {"id": "o1", "name": "某局", "series": "某发", "training": 1, "founder": "li",
               "created_at": moment(1), "key_id": "k1", "public": "p"}  # fmt: skip
        filled.put("office", row)
        filled.put("office", {"id": "o1", "key_id": "k2"})
        assert filled.rows("office") == [row | {"key_id": "k2"}]

    @pytest.mark.parametrize("table", sorted([*OFFICIAL, *PERSONAL]))
    def test_every_column_of_every_table_comes_back_as_it_was_put(self, filled, table):
        for name in ("d1", "d2"):
            filled.put("document", document(name))
        row = example(table)
        filled.put(table, row)
        filled.put(table, row)
        keys = [column.name for column in METADATA.tables[table].primary_key]
        assert filled.rows(table, **{name: row[name] for name in keys}) == [row]

    def test_a_part_of_a_row_changes_and_the_rest_stays(self, filled):
        filled.put("document", document("d1"))
        filled.put("document", {"id": "d1", "stage": None, "n": 3})
        assert filled.one("document", id="d1") == document("d1", stage=None, n=3)

    def test_a_row_that_is_only_a_key_is_kept_once(self, filled):
        filled.put("my_star", {"person": "li", "document": "d1"})
        filled.put("my_star", {"person": "li", "document": "d1"})
        assert len(filled.rows("my_star")) == 1

    def test_rows_are_found_by_value_by_null_and_by_list(self, filled):
        filled.put("document", document("d1"))
        for name, person, closed in (
            ("a", "li", None),
            ("b", "wang", moment(3)),
            ("c", "zhou", None),
        ):
            filled.put("task", task(name, "d1", person, closed_at=closed))

        def found(**equals):
            return [row["id"] for row in filled.rows("task", **equals)]

        assert found(person="li") == ["a"]
        assert found(closed_at=None) == ["a", "c"]
        assert found(document="d1", person=["li", "wang"]) == ["a", "b"]
        assert found(person=[]) == []
        assert found(person="' OR 1=1 --") == []

    def test_rows_come_in_the_order_of_their_key_and_tasks_as_they_were_opened(self, filled):
        filled.put("document", document("d1"))
        filled.put("task", task("d1.10.1", "d1", opened_at=moment(3)))
        filled.put("task", task("d1.2.1", "d1", opened_at=moment(2)))
        assert [row["id"] for row in filled.rows("task")] == ["d1.2.1", "d1.10.1"]
        for n in (10, 2):
            filled.put("text_version", {"document": "d1", "version": n, "body": "", "sha256": "",
                                        "author": "li", "at": moment(2), "n": n})  # fmt: skip
        assert [row["version"] for row in filled.rows("text_version", document="d1")] == [2, 10]

    @pytest.mark.parametrize("table", ["entry", "commit_head", "blob", "sqlite_master", "x"])
    def test_only_tables_for_rows_can_be_put_to(self, filled, table):
        with pytest.raises(BadInput, match="no-such-table"):
            filled.put(table, {"id": 1})

    def test_an_unknown_column_or_a_missing_key_is_refused(self, filled):
        with pytest.raises(BadInput, match="no-such-column"):
            filled.put("person", {"login": "li", "wage": 1})
        with pytest.raises(BadInput, match="row-without-key"):
            filled.put("link", {"document": "d1"})

    @pytest.mark.parametrize("value", ["\ud800", 10**30])
    def test_what_no_record_can_hold_is_refused(self, filled, value):
        with pytest.raises(BadInput, match="not-recordable"):
            filled.put("person", {"login": "li", "name": value})

    def test_a_file_is_kept_once_under_its_digest(self, filled):
        filled.put_blob("aa", b"\0paper")
        filled.put_blob("aa", b"another")
        assert filled.blob("aa") == b"\0paper"
        assert filled.blob("bb") is None

    def test_the_ledger_comes_back_in_order_and_holds(self, filled):
        made = [add(filled, name) for name in ("", "d1", "d2", "d1")]
        commit = seal(filled, made[0], made[2], made[3])
        assert list(filled.entries()) == made
        assert list(filled.entries("d1")) == [made[1], made[3]]
        assert filled.last_entry() == made[3]
        assert filled.last_entry("d2") == made[2]
        assert filled.last_entry("d9") is None
        assert list(filled.commits()) == [commit] == [filled.last_commit()]
        assert not list(faults(filled.entries(), filled.commits()))

    def test_a_long_ledger_comes_back_whole(self, filled):
        made = [add(filled, "d1") for _ in range(1001)]
        assert list(filled.entries()) == made == list(filled.entries("d1"))

    def test_the_ledger_takes_only_the_next_entry(self, filled):
        entry = add(filled)
        with pytest.raises(Exception, match="ledger-append-only"):
            filled.append(entry)


class Lists:
    """Trays, search, the watch."""

    def tray(self, work, name, people=("li",), after=None, limit=50, starred=()):
        count, rows, following = work.listing(name, list(people), after, limit, starred)
        return count, [row["document"] for row in rows], following

    def test_a_row_of_a_tray_says_what_a_list_shows(self, filled):
        elements = {"secrecy": "秘密", "issuer": "省厅"}
        told = document("d1", urgency="特急", number="收1", elements=elements)
        filled.put("document", told)
        filled.put("task", task("t1", "d1"))
        filled.put("card", card("d1", "t1", "blue"))
        filled.put("card", card("d1", "t1", "yellow"))
        filled.put("card", card("d1", "t1", "red", 2))
        assert filled.listing("todo", ["li"], None, 9) == (1, [{
            "document": "d1", "title": "关于d1的通知", "kind": "通知", "stage": "propose",
            "urgency": "特急", "arrived": moment(2), "due": moment(4), "card": "yellow",
            "unread": True, "from": "chen", "task": "t1", "person": "li", "number": "收1",
            "procedure": "incoming", "status": "open", "paused_at": None, "secrecy": "秘密",
            "issuer": "省厅", "urged": False, "files": 0, "asked": None, "supervised": False,
            "moved": None,
        }], None)  # fmt: skip

    def test_what_is_due_first_lies_on_top_and_pages_follow_one_another(self, filled):
        for n in range(7):
            filled.put("document", document(f"d{n}"))
            filled.put("task", task(f"t{n}", f"d{n}", due=moment(9 - n // 2)))
        count, seen, cursor = self.tray(filled, "todo", limit=3)
        while cursor:
            assert count == 7
            count, rows, cursor = self.tray(filled, "todo", after=cursor, limit=3)
            seen += rows
        assert seen == ["d6", "d4", "d5", "d2", "d3", "d0", "d1"]

    def test_a_page_that_is_just_full_is_the_last(self, filled):
        filled.put("document", document("d1"))
        filled.put("task", task("t1", "d1"))
        assert self.tray(filled, "todo", limit=1) == (1, ["d1"], None)

    @pytest.mark.parametrize("cursor", ["", "x", "💥", "W10=", "WyJ0b2RvIiwxLDJd", "A" * 99])
    def test_a_broken_cursor_is_refused(self, filled, cursor):
        with pytest.raises(BadInput, match="bad-cursor"):
            filled.listing("todo", ["li"], cursor, 3)

    def test_a_cursor_of_another_tray_is_refused(self, filled):
        for n in range(2):
            filled.put("document", document(f"d{n}"))
            filled.put("task", task(f"t{n}", f"d{n}"))
        _, _, cursor = self.tray(filled, "todo", limit=1)
        with pytest.raises(BadInput, match="bad-cursor"):
            filled.listing("reading", ["li"], cursor, 3)

    def test_everything_lies_in_its_own_tray(self, filled):
        filled.put("document", document("mine", creator="li", status="draft"))
        filled.put("task", task("t0", "mine", action="submit"))
        filled.put("document", document("back", creator="li", changed_at=moment(5)))
        filled.put("task", task("t1", "back", action="submit"))
        filled.put("document", document("paper"))
        filled.put("task", task("t2", "paper", action="read", seen_at=moment(3)))
        for n, outcome in enumerate(("done", "returned", "cancelled"), start=3):
            filled.put("document", document(outcome))
            filled.put("task", task(f"t{n}", outcome, closed_at=moment(n), outcome=outcome))
        filled.put("task", task("t8", "done", closed_at=moment(8), outcome="done"))
        filled.put("task", task("t9", "paper", action="read", closed_at=moment(3), outcome="done"))
        filled.put("card", card("back", "t1", "red"))
        trays = {
            name: self.tray(filled, name, starred=["paper"])[1]
            for name in ("todo", "reading", "done", "read", "drafts", "tracked", "overdue")
        }
        assert trays == {
            "todo": ["back"], "reading": ["paper"], "done": ["done", "returned"],
            "read": ["paper"], "drafts": ["mine"], "tracked": ["back", "paper"],
            "overdue": ["back"],
        }  # fmt: skip
        assert not filled.listing("reading", ["li"], None, 9)[1][0]["unread"]

    def test_what_lies_with_those_for_whom_one_stands_in_is_there_too(self, filled):
        filled.put("document", document("d1"))
        filled.put("task", task("t1", "d1", "wang"))
        filled.put("task", task("t2", "d1", "li"))
        assert self.tray(filled, "todo", ["li", "wang"])[0] == 2
        assert self.tray(filled, "todo", ["zhou"]) == (0, [], None)
        assert self.tray(filled, "tracked", ["zhou", "chen"])[0] == 0

    def test_an_unknown_tray_is_refused(self, filled):
        with pytest.raises(BadInput, match="no-such-tray"):
            filled.listing("bin", ["li"], None, 3)

    def searchable(self, work):
        for n, more in enumerate(
            ({"title": "关于供暖的通知", "pinyin": "gygndtz"}, {"number": "冀发〔2026〕7号"},
             {"elements": {"issuer": "水利厅"}}, {}, {}, {"title": "100%_完成 Budget!"}),
        ):  # fmt: skip
            work.put("document", document(f"d{n}", changed_at=moment(2 + n), **more))
            work.put("party", {"document": f"d{n}", "person": "li", "role": "x", "at": moment(2)})
        for n, body in enumerate(("旧文 桥梁", "新文 隧道"), start=1):
            work.put("text_version", {"document": "d3", "version": n, "body": body, "sha256": "",
                                      "author": "li", "at": moment(2), "n": n})  # fmt: skip
        work.put("opinion", {"document": "d4", "n": 2, "stage": "", "person": "li", "for_": None,
                             "action": "propose", "text": "拟请住建科阅办", "verdict": None,
                             "at": moment(2), "round": 1})  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "found"),
        [("供暖", ["d0"]), ("暖", ["d0"]), ("gn", ["d0"]), ("GN", ["d0"]), ("〔2026〕7", ["d1"]),
         ("水利", ["d2"]), ("隧道", ["d3"]), ("桥梁", []), ("阅办", ["d4"]), ("%", ["d5"]),
         ("_", ["d5"]), ("0%_完", ["d5"]), ("bUDGET!", ["d5"]), ("!", ["d5"]), ("\\", []),
         ("'", []), ("issuer", []), ("关于", ["d4", "d3", "d2", "d1", "d0"]), ("供" * 9_999, []),
         ("供暖 通知", ["d0"]), ("7号　冀发", ["d1"]), ("隧道 供暖", []), (" 隧道 ", ["d3"]),
         ("关于 % !", []), ("完成 100% budget!", ["d5"]), (" ".join("关" * 40), [])],
    )  # fmt: skip
    def test_a_text_is_found_literally_wherever_it_stands(self, filled, text, found):
        self.searchable(filled)
        assert [row["document"] for row in filled.find(text, "li", False, 9)] == found
        assert [row["document"] for row in filled.find(text, None, False, 9)] == found

    def test_a_search_finds_no_more_than_asked(self, filled):
        self.searchable(filled)
        assert [row["document"] for row in filled.find("关于", "li", False, 2)] == ["d4", "d3"]

    def test_a_text_that_is_too_long_is_refused(self, filled):
        with pytest.raises(BadInput, match="too-long"):
            filled.find("供" * 10_001, None, False, 9)

    def test_a_search_shows_only_what_the_person_may_read(self, filled):
        filled.put("document", document("open"))
        filled.put("document", document("draft", status="draft"))
        filled.put("document", document("stub", classified=1))
        filled.put("party", {"document": "draft", "person": "li", "role": "x", "at": moment(2)})

        def found(person, unclassified=False):
            return {row["document"] for row in filled.find("通知", person, unclassified, 9)}

        assert found("li") == {"draft"}
        assert found("wang") == set()
        assert found(None) == {"open", "stub"}
        assert found(None, True) == {"open"}

    def test_a_row_of_a_search_has_the_form_of_a_tray_row(self, filled):
        filled.put("document", document("d1"))
        filled.put("task", task("t1", "d1"))
        filled.put("card", card("d1", "t1", "red"))
        filled.put("card", card("d1", "", "blue"))
        (row,) = filled.find("通知", None, False, 9)
        (listed,) = filled.listing("todo", ["li"], None, 9)[1]
        assert list(row) == list(listed)
        assert (row["card"], row["due"], row["unread"]) == ("red", moment(9), False)

    def test_clocks_that_need_a_look_are_watched_until_a_moment(self, filled):
        filled.put("document", document("d1", next_at=moment(5)))
        filled.put("document", document("d2", next_at=moment(5), closed_at=moment(4)))
        filled.put("task", task("t1", "d1", next_at=moment(5)))
        filled.put("task", task("t2", "d1", next_at=None))
        filled.put("task", task("t3", "d1", next_at=moment(5), closed_at=moment(4)))

        def watched(until):
            return {
                sort: [row["id"] for row in rows] for sort, rows in filled.watched(until).items()
            }

        nothing = {"task": [], "document": [], "urge": []}
        assert watched(moment(4)) == nothing
        assert watched(moment(5)) == nothing | {"task": ["t1"], "document": ["d1"]}
        (row,) = filled.watched(moment(5))["task"]
        assert (row["document"], row["document_status"], row["document_round"]) == ("d1", "open", 1)

    def test_a_task_is_urged_for_before_its_due_moment_while_its_clock_runs(self, filled):
        filled.put("document", document("d1"))
        filled.put("document", document("d2", paused_at=moment(2)))
        filled.put("task", task("t1", "d1", urge_at=moment(5), due=moment(9)))
        filled.put("task", task("t2", "d1", urge_at=moment(5), due=moment(6)))
        filled.put("task", task("t3", "d1", urge_at=moment(5), due=moment(9), closed_at=moment(4)))
        filled.put("task", task("t4", "d2", urge_at=moment(5), due=moment(9)))

        def urged(until):
            return [row["id"] for row in filled.watched(until)["urge"]]

        assert urged(moment(4)) == []
        assert urged(moment(5)) == ["t1", "t2"]
        assert urged(moment(6)) == ["t1"]
