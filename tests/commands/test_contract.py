"""The contract of the command line: answers, refusals and exit codes."""

import hashlib
import json
import os
import sqlite3
import sys
from pathlib import Path
from uuid import uuid4

import ofdkit
import pypdf
import pytest

from oa_client.__main__ import main
from oa_client.commands.parser import COMMANDS, LATER
from tests.commands.conftest import MONDAY

TITLE = "关于开展检查的通知"
GOOD = '{"title":"甲"}'
DRAFT = ("act", "OFFICE", "draft", "--as", "li", "--with")


def draft(oa, office, **more):
    fields = {"title": TITLE, "body": "一、检查范围\n全部。", "to": "各科室", **more}
    return oa("act", office, "draft", "--as", "li", "--with", json.dumps(fields), "--at", MONDAY)


def register(oa, office, **more):
    fields = {"title": TITLE, "issuer": "某厅", "number": "某发〔2026〕1号", **more}
    said = json.dumps(fields)
    return oa("act", office, "register", "--as", "chen", "--with", said, "--at", MONDAY)


def is_clean(oa, office):
    said = oa("verify", office)
    return said.code == 0 and said.data["problems"] == []


def test_a_new_office_says_how_many_people_and_which_units(tmp_path, oa):
    people = tmp_path / "people.csv"
    rows = "a,甲,一科,科长,\nb,乙,一科,承办人;文书,a\n"
    people.write_text("login,name,unit,posts,superior\n" + rows, "utf-8")
    said = oa("new", tmp_path / "o.oa", "--people", people)
    assert (said.code, said.data["people"], said.data["units"]) == (0, 2, 1)


def test_an_act_answers_with_version_stage_entries_and_what_it_opened(oa, office):
    said = register(oa, office)
    assert said.code == 0
    assert set(said.data) >= {"document", "version", "stage", "entries", "opened", "number"}
    assert said.data["stage"] == "examine"
    assert said.data["entries"][0] | {"n": 1} == {
        "n": 1, "code": "register", "by": "chen", "for": None, "at": MONDAY,
    }  # fmt: skip
    assert said.data["opened"][0]["person"] == "chen"
    assert said.data["opened"][0]["due"] == "2026-03-03T17:30:00+08:00"


def test_what_is_registered_comes_back_unchanged(oa, office):
    odd = {
        "title": "关于“<b>督察</b>”的通知＆说明", "date": "二○○一年四月四日",
        "number": "督察通报第十七期", "to": ["甲局", "乙局"], "note": "此件不公开",
        "body": "第一段。\n\n　　第二段<br/>", "copies": 3,
    }  # fmt: skip
    made = register(oa, office, **odd).data["document"]
    elements = oa("show", office, made, "--as", "chen").data["elements"]
    assert {name: elements[name] for name in odd} == odd


def test_the_same_key_acts_once_and_gives_the_same_answer(oa, office):
    key, fields = str(uuid4()), json.dumps({"title": TITLE})
    before, after = ("act", office, "register", "--as", "chen"), ("--key", key, "--at", MONDAY)
    first, again = (oa(*before, "--with", fields, *after) for _ in range(2))
    assert first == again
    other = oa(*before, "--with", json.dumps({"title": "别的"}), *after)
    assert (other.code, other.data["error"]["code"]) == (2, "key-reused")
    assert oa("tray", office, "--as", "chen").data["count"] == 1


def test_a_stranger_and_nobody_get_the_same_answer_byte_for_byte(oa, office, capsys):
    made = draft(oa, office).data["document"]
    answers = []
    for document in (made, str(uuid4())):
        assert main(["show", str(office), document, "--as", "qian", "--json"]) == 1
        out = capsys.readouterr()
        answers.append((out.out + out.err).replace(document, "ID"))
    assert answers[0] == answers[1]
    assert '"no-such-document"' in answers[0]


def test_every_action_is_allowed_or_carries_its_refusal_in_words(oa, office):
    made = register(oa, office).data["document"]
    rows = oa("may", office, made, "--as", "wang").code
    assert rows == 1  # not his yet
    rows = oa("may", office, made, "--as", "chen").data
    allowed = {row["action"] for row in rows if row["allowed"]}
    assert "examine" in allowed
    assert "propose" not in allowed
    assert all(row["refused"]["message"] for row in rows if not row["allowed"])


def test_trays_page_through_everything_once(oa, office):
    for n in range(5):
        register(oa, office, title=f"{TITLE}{n}")
    seen, after = [], None
    while True:
        more = ("--after", after) if after else ()
        page = oa("tray", office, "--as", "chen", "--limit", 2, *more).data
        assert page["count"] == 5
        seen += [row["document"] for row in page["rows"]]
        after = page["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 5


def test_search_finds_one_character_and_pinyin_initials(oa, office):
    made = register(oa, office).data["document"]
    for text in ("查", "某发", "jcdtz", "检查的通知"):
        found = oa("search", office, text, "--as", "chen").data
        assert [row["document"] for row in found["rows"]] == [made], text
    assert oa("search", office, "查", "--as", "qian").data["count"] == 0


def test_cards_are_issued_once_with_their_true_moment(oa, office):
    made = register(oa, office, urgency="特急").data["document"]
    late = "2026-03-03T09:00:00+08:00"
    first = oa("monitor", office, "--once", "--at", late).data["issued"]
    mine = [card for card in first if card["task"]]
    assert [(card["level"], card["at"][11:16]) for card in mine] == [
        ("blue", "09:12"), ("yellow", "09:24"), ("red", "09:30"),
    ]  # fmt: skip
    assert all(card["document"] == made for card in first)
    assert oa("monitor", office, "--once", "--at", late).data["issued"] == []


def test_the_paper_after_print_is_kept_to_the_byte(oa, office, tmp_path):
    made = draft(oa, office).data["document"]

    def act(action, by, **fields):
        said = oa("act", office, action, "--as", by, "--document", made, "--with",
                  json.dumps(fields), "--at", MONDAY)  # fmt: skip
        assert said.code == 0, said
        return said.data

    act("submit", "li")
    act("review", "zhou")
    act("review", "wang")
    act("sign", "zhang")
    act("recheck", "chen")
    number = act("number", "chen")["number"]
    act("print", "chen", copies=2)
    digests = set()
    for name in ("a.pdf", "b.pdf"):
        said = oa("paper", office, made, "--as", "chen", "--pdf", tmp_path / name)
        assert said.data["pages"] >= 2
        assert {font["role"] for font in said.data["fonts"]} >= {"仿宋", "小标宋"}
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    kept = oa("show", office, made, "--as", "chen").data["paper"]["sha256"]
    assert digests == {kept}
    assert number == "办发〔2026〕1号"
    places = [tmp_path / name for name in ("a.docx", "a.ofd", "s.pdf")]
    more = ("--docx", places[0], "--ofd", places[1], "--sheet", places[2])
    files = oa("paper", office, made, "--as", "chen", *more).data["files"]
    assert files == [str(place) for place in places]
    with ofdkit.open(places[1]) as read:
        assert number in read.text()
    assert is_clean(oa, office)


def test_what_changed_since_the_first_version_is_printed_once_there_are_two(oa, office, tmp_path):
    made = draft(oa, office).data["document"]
    target = tmp_path / "花脸稿.pdf"
    refused = oa("paper", office, made, "--as", "li", "--redline", target)
    assert refused.code == 1 and "single-version" in json.dumps(refused.data)
    assert not target.exists()
    said = oa("act", office, "revise", "--as", "li", "--document", made, "--with",
              json.dumps({"body": "改过的正文。"}), "--at", MONDAY)  # fmt: skip
    assert said.code == 0, said
    said = oa("paper", office, made, "--as", "li", "--redline", target)
    assert said.data["files"] == [str(target)]
    assert "改过的正文" in pypdf.PdfReader(target).pages[0].extract_text().replace(" ", "")


def test_the_report_is_counted_from_records_and_written_twice(oa, office, tmp_path):
    register(oa, office, urgency="特急")
    oa("monitor", office, "--once", "--at", "2026-03-04T09:00:00+08:00")
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    said = oa("overdue", office, "--as", "wu", "--pdf", pdf, "--xlsx", xlsx)
    assert set(said.data) >= {"total", "done", "open", "rows", "by_unit", "rules"}
    assert pdf.read_bytes().startswith(b"%PDF")
    assert xlsx.read_bytes().startswith(b"PK")
    assert oa("overdue", office, "--as", "wu", "--since", "yesterday").code == 2


def test_a_checkpoint_tells_when_the_office_was_put_back(oa, office, tmp_path):
    copy, point = tmp_path / "copy.oa", tmp_path / "point"
    assert oa("backup", office, copy).code == 0
    register(oa, office)
    said = oa("checkpoint", office, point)
    assert set(said.data) >= {"root", "entries", "at"}
    assert oa("verify", office, "--checkpoint", point).code == 0
    assert oa("restore", copy, tmp_path / "old.oa").code == 0
    older = oa("verify", tmp_path / "old.oa", "--checkpoint", point)
    assert older.code == 4
    assert {problem["code"] for problem in older.data["problems"]} & {"ledger-cut", "document-gone"}
    assert all(problem["message"] for problem in older.data["problems"])
    assert oa("restore", copy, office).code == 3
    assert oa("checkpoint", office, point).code == 3


def test_a_changed_table_is_evidence_and_exit_code_4(oa, office):
    register(oa, office)
    with sqlite3.connect(office) as file:
        file.execute("UPDATE document SET title = '改过的标题'")
    file.close()
    said = oa("verify", office)
    assert said.code == 4
    assert said.data["problems"][0]["code"] == "table-otherwise"


def test_keys_count_once_they_are_vouched_for(oa, tmp_path, monkeypatch, capsys):
    people = tmp_path / "people.csv"
    rows = "liu,刘,领导,主要负责人,\nzhang,张,领导,分管领导,liu\nchen,陈,办公室,文书,zhang\n"
    people.write_text("login,name,unit,posts,superior\n" + rows, "utf-8")
    made = tmp_path / "o.oa"
    assert oa("new", made, "--people", people).code == 0
    monkeypatch.setenv("OA_PASSPHRASE", "correct horse")
    assert oa("act", made, "register", "--as", "chen", "--with", '{"title":"甲"}').code == 1
    states = {who: oa("key", made, "--as", who).data["status"] for who in ("liu", "zhang", "chen")}
    assert states == {"liu": "trusted", "zhang": "pending", "chen": "pending"}
    listed = main(["people", str(made), "--lang", "zh_CN"]), capsys.readouterr().out
    assert listed[0] == 0 and "密钥有效" in listed[1] and "密钥待作保" in listed[1]
    assert "trusted" not in listed[1] and "pending" not in listed[1]
    refused = oa("act", made, "vouch", "--as", "zhang", "--with", '{"person":"chen"}')
    assert refused.data["refused"]["code"] == "key-not-vouched"
    assert oa("act", made, "vouch", "--as", "liu", "--with", '{"person":"zhang"}').code == 0
    assert oa("act", made, "vouch", "--as", "liu", "--with", '{"person":"chen"}').code == 0
    again = oa("act", made, "register", "--as", "chen", "--with", '{"title":"甲"}')
    assert again.data["refused"]["code"] == "key-not-vouched"
    assert oa("act", made, "vouch", "--as", "zhang", "--with", '{"person":"chen"}').code == 0
    assert oa("act", made, "register", "--as", "chen", "--with", '{"title":"甲"}').code == 0
    monkeypatch.setenv("OA_PASSPHRASE", "wrong")
    wrong = oa("act", made, "register", "--as", "chen", "--with", '{"title":"乙"}')
    assert (wrong.code, wrong.data["error"]["code"]) == (2, "wrong-passphrase")
    assert oa("act", made, "register", "--as", "chen", "--at", MONDAY).code == 2
    assert is_clean(oa, made)


@pytest.mark.parametrize(
    ("words", "exit_code", "code"),
    [
        (("fly",), 2, "unknown-command"),
        (("publish", "OFFICE", "site"), 2, "command-not-built"),
        (("signals", "OFFICE", "--as", "li"), 1, "not-your-post"),
        (("tray", "OFFICE"), 2, "missing-argument"),
        (("tray", "OFFICE", "--as", "nobody"), 2, "no-such-person"),
        (("tray", "OFFICE", "--as", "li", "--tray", "bin"), 2, "wrong-value"),
        (("tray", "OFFICE", "--as", "li", "--after", "??"), 2, None),
        (("tray", "OFFICE", "--as", "li", "--limit", "0"), 2, "wrong-value"),
        (("tray", "OFFICE", "--as", "li", "--limit", "many"), 2, "wrong-usage"),
        (("tray", "OFFICE", "--as", "li", "--colour", "red"), 2, "wrong-usage"),
        (("tray", "OFFICE", "too", "many", "--as", "li"), 2, "wrong-usage"),
        (("show", "OFFICE"), 2, "missing-argument"),
        (("show", "OFFICE", "nothing", "--as", "li"), 1, "no-such-document"),
        (("show", "OFFICE", "x", "--as", "li", "--at", "soon"), 2, "bad-time"),
        (("search", "OFFICE", "", "--as", "li"), 2, "wrong-value"),
        (("act", "OFFICE", "fly", "--as", "li"), 2, "unknown-action"),
        (("act", "OFFICE", "hand-over", "--as", "li"), 2, "action-not-built"),
        (("act", "OFFICE", "draft", "--as", "nobody"), 2, "no-such-person"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", "{"), 2, "json-unreadable"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", '{"title":NaN}'), 2, "json-unreadable"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", '{"a":1,"a":2}'), 2, "json-unreadable"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", "[" * 90000), 2, "json-unreadable"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", "[]"), 2, "wrong-value"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", "@nowhere.json"), 2, "file-absent"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", '{"titel":"x"}'), 2, "unknown-field"),
        (("act", "OFFICE", "draft", "--as", "li"), 1, "field-missing"),
        (("act", "OFFICE", "draft", "--as", "li", "--with", '{"title":""}'), 1, "field-missing"),
        ((*DRAFT, '{"title":"甲\\u0007"}'), 1, "control-characters"),
        ((*DRAFT, '{"title":"甲\\u202e乙"}'), 1, "control-characters"),
        ((*DRAFT, '{"title":"甲","procedure":"x"}'), 2, "no-such-procedure"),
        ((*DRAFT, '{"title":"甲"}', "--key", "1"), 2, "wrong-value"),
        (("act", "OFFICE", "draft", "--as", "li", "--attach", "nowhere"), 2, "file-absent"),
        ((*DRAFT, '{"title":"甲"}', "--attach", os.devnull), 2, "file-unreadable"),
        ((*DRAFT, '{"title":"甲"}', "--attach", sys.executable), 2, "file-is-program"),
        ((*DRAFT, '{"title":"甲","date":"2026-13-45"}'), 2, "day-unclear"),
        ((*DRAFT, '{"title":"甲"}', "--at", "2020-01-01"), 2, "at-before-last"),
        (("act", "OFFICE", "register", "--as", "li", "--with", GOOD), 1, "not-your-post"),
        (("act", "OFFICE", "sign", "--as", "liu"), 2, "document-missing"),
        (("act", "OFFICE", "sign", "--as", "liu", "--document", "x"), 1, "no-such-document"),
        (("procedures", "check", "nowhere.toml"), 2, "file-absent"),
        (("paper", "OFFICE", "x", "--as", "li"), 1, "no-such-document"),
        (("verify", "OFFICE", "--checkpoint", "nowhere"), 2, "file-absent"),
        (("verify", "nowhere.oa"), 3, "office-absent"),
        (("people", "postgresql://127.0.0.1:1/office"), 3, "server-gone"),
        (("restore", "nowhere", "new.oa"), 3, None),
        (("demo", "nowhere/deeper/demo"), 2, "folder-absent"),
        (("demo", "d", "--from", "nowhere"), 2, "folder-absent"),
        (("new", "OFFICE", "--people", "nowhere.csv"), 2, "file-absent"),
    ],
)  # fmt: skip
def test_each_wrong_call_has_its_exit_code_and_one_clear_message(
    words, exit_code, code, oa, office, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    said = oa(*(office if word == "OFFICE" else word for word in words))
    assert said.code == exit_code
    told = said.data.get("error") or said.data.get("refused")
    assert ("refused" in said.data) == (exit_code == 1)
    assert code in (None, told["code"])
    assert told["message"] in said.err
    assert told["message"] != told["code"]
    assert is_clean(oa, office)


def test_a_folder_with_something_of_ones_own_is_never_replaced(oa, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    said = oa("demo", tmp_path)
    assert (said.code, said.data["error"]["code"]) == (2, "folder-not-empty")
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", b"not an office", b"\0" * 9000])
def test_a_file_that_is_no_office_is_said_to_be_none(data, oa, tmp_path):
    made = tmp_path / "o.oa"
    made.write_bytes(data)
    said = oa("people", made)
    assert said.code == 3
    assert said.data["error"]["message"]
    assert made.read_bytes() == data


def test_a_broken_list_of_people_names_file_and_line(oa, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("login,name,unit,posts,superior\na,甲,一科,,\na,乙,一科,,\n", "utf-8")
    said = oa("new", tmp_path / "o.oa", "--people", people)
    assert (said.code, said.data["error"]["line"]) == (2, 3)
    assert said.data["error"]["file"] == str(people)
    assert not (tmp_path / "o.oa").exists()


def test_the_shipped_procedures_are_sound_and_a_broken_one_is_not(oa, tmp_path):
    from oa_client import assets

    for file in assets.path("procedures").glob("*.toml"):
        assert oa("procedures", "check", file).data["ok"]
    source = assets.path("procedures", "outgoing.toml").read_text("utf-8")
    broken = tmp_path / "p.toml"
    broken.write_text(source.replace('by = "@signer"', 'by = "@drafter"'), "utf-8")
    said = oa("procedures", "check", broken)
    assert (said.code, said.data["ok"]) == (2, False)
    assert all(problem["line"] and problem["message"] for problem in said.data["problems"])


def test_every_command_explains_itself_in_both_languages(capsys):
    for command in COMMANDS:
        for language in ("zh_CN", "en"):
            with pytest.raises(SystemExit) as ended:
                main([command, "--lang", language, "--help"])
            assert ended.value.code == 0
            assert command in capsys.readouterr().out
    assert not set(LATER) & set(COMMANDS)


def test_real_documents_come_in_and_show_equals_them_field_by_field(oa, tmp_path):
    originals = tmp_path / "originals"
    originals.mkdir()
    said = {
        "slug": "x", "kind": "通报", "issuer": "某市人民政府督查室", "number": "督察通报第十七期",
        "title": "关于“三公”经费（第１季度）的通报", "to": "各区、县：", "date": "二○○一年四月四日",
        "body": ["一、总体情况", "　　全角　空格；〔2022〕17号", "", "（一）“引号”"],
    }  # fmt: skip
    missing = {"title": "无文号的文件", "body": ["正文"], "number": None}
    for name, one in (("a", said), ("b", missing)):
        (originals / f"{name}.json").write_text(json.dumps(one, ensure_ascii=False), "utf-8")
    demo = tmp_path / "demo"
    made = oa("demo", demo, "--from", originals)
    assert made.code == 0
    office = made.data["office"]
    for one in (said, missing):
        rows = oa("search", office, one["title"], "--as", "chen").data["rows"]
        shown = oa("show", office, rows[0]["document"], "--as", "chen").data
        for name in ("kind", "issuer", "number", "title", "to", "date"):
            assert name not in one or shown["elements"][name] == one[name]
        assert shown["elements"]["body"] == "\n".join(one["body"])
        assert shown["status"] == "closed"
        assert shown["attachments"][0]["name"].endswith(".json")
    assert Path(demo, "overdue.pdf").exists()


def test_a_demo_is_replaced_by_the_next_one_and_checks_itself(oa, tmp_path):
    demo = tmp_path / "demo"
    first = oa("demo", demo, "--seed", 1)
    assert first.code == 0
    assert is_clean(oa, first.data["office"])
    again = oa("demo", demo, "--seed", 2)
    assert again.code == 0
    assert all(again.data["cards"][level] for level in ("blue", "yellow", "red"))
    for listed in ("papers", "sheets", "reports"):
        assert all(Path(file).stat().st_size > 1000 for file in again.data[listed])
    (demo / "mine.txt").write_text("mine")
    assert oa("demo", demo).code == 2
