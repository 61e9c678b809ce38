"""What the command line says to a person: how to type an act, and what came of a command."""

import json

import pytest

from oa_client.__main__ import main
from oa_client.docflow.handling.fields import SHAPES


@pytest.fixture
def say(capsys):
    """Run a command as a person would; what it said, standard output before standard error."""

    def run(*words, language="en"):
        main([*(str(word) for word in words), "--lang", language])
        said = capsys.readouterr()
        return said.out + said.err

    return run


@pytest.fixture
def paper(oa, office):
    """An incoming paper that waits for its examination."""
    with_ = json.dumps({"procedure": "incoming", "title": "关于防汛的通知"})
    return oa("act", office, "register", "--as", "chen", "--with", with_).data["document"]


def examined(say, office, paper, **fields):
    return say(
        "act", office, "examine", "--as", "chen", "--document", paper, "--with", json.dumps(fields)
    )  # fmt: skip


def test_a_missing_field_is_named_as_it_is_typed(say, office, paper):
    assert "answers: 5 times true or false" in examined(say, office, paper)


def test_a_wrong_value_says_what_must_stand_there(say, office, paper):
    assert "answers: 5 times true or false" in examined(say, office, paper, answers=[True])


def test_a_misspelt_field_is_answered_with_all_fields_of_the_act(say, office, paper):
    said = examined(say, office, paper, answer=[True] * 5)
    assert "answers" in said and "reason" in said and "required" in said


def test_an_unknown_act_is_answered_with_all_acts(say, office):
    said = say("act", office, "examin", "--as", "chen")
    assert all(f"  {action} " in said for action in SHAPES)


IN_WORDS = [("en", "The five questions"), ("zh_CN", "初审五问")]


@pytest.mark.parametrize(("language", "words"), IN_WORDS)
def test_the_help_of_an_act_tells_its_fields_in_the_language_asked_for(language, words, capsys):
    with pytest.raises(SystemExit):
        main(["act", "examine", "--help", "--lang", language])
    assert words in capsys.readouterr().out


def test_every_act_can_tell_its_fields(capsys):
    for action in SHAPES:
        with pytest.raises(SystemExit) as ended:
            main(["act", action, "--help", "--lang", "en"])
        assert ended.value.code == 0
        told = capsys.readouterr().out
        schema = SHAPES[action].model_json_schema(by_alias=True)
        assert set(schema["properties"]) == {"opinion"} or all(
            f"  {name} " in told for name in schema["properties"]
        )


def test_may_tells_first_what_is_allowed_and_only_what_belongs_to_the_paper(say, oa, office, paper):
    lines = say("may", office, paper, "--as", "chen").splitlines()
    marks = [line[0] for line in lines[:-1]]
    assert marks == sorted(marks, key="✓—".index) and "✓" in marks
    assert not any("countersign" in line or "borrow" in line for line in lines)
    every = oa("may", office, paper, "--as", "chen").data
    assert {"countersign", "borrow"} <= {row["action"] for row in every}
    assert f"versions: {len(every) - len(lines) + 1};" in lines[-1]


def test_whoever_vouches_reads_whether_the_key_counts_now(say, oa, tmp_path, monkeypatch):
    people = tmp_path / "people.csv"
    rows = "liu,刘,领导,主要负责人,\nzhang,张,领导,分管领导,liu\nchen,陈,办公室,文书,zhang\n"
    people.write_text("login,name,unit,posts,superior\n" + rows, "utf-8")
    made = tmp_path / "o.oa"
    oa("new", made, "--people", people)
    monkeypatch.setenv("OA_PASSPHRASE", "correct horse")
    for who in ("liu", "zhang", "chen"):
        oa("key", made, "--as", who)
    zhang, chen = '{"person":"zhang"}', '{"person":"chen"}'
    assert "counts now" in say("act", made, "vouch", "--as", "liu", "--with", zhang)
    assert "one more person" in say("act", made, "vouch", "--as", "liu", "--with", chen)
    assert "counts now" in say("act", made, "vouch", "--as", "zhang", "--with", chen)


def test_numbers_come_with_the_words_for_what_they_count(say, office, paper, tmp_path):
    assert "To do: 1" in say("tray", office, "--as", "chen")
    assert "The ledger holds (documents: 1, entries: 2)" in say("verify", office)
    kept = tmp_path / "kept"
    assert f"Checkpoint signed into {kept}:" in say("checkpoint", office, kept)
    copy = tmp_path / "copy.oa"
    assert f"Copied to {copy}" in say("backup", office, copy)
    assert "cards issued: 0" in say("monitor", office, "--once")
    assert "open: 1" in say("overdue", office, "--as", "wu")


def test_a_document_whose_clock_stands_still_says_so(say, oa, office, paper):
    pause = json.dumps({"ground": "听证"})
    done = oa("act", office, "pause", "--as", "chen", "--document", paper, "--with", pause)
    assert done.code == 0, done.data
    assert "Paused: 听证" in say("show", office, paper, "--as", "chen")


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        (("tray", "--colour", "red"), "不认识的参数 --colour", "nothing takes --colour"),
        (("tray", "too", "many"), "不认识的参数 many", "nothing takes many"),
        (("tray", "--limit", "many"), "--limit 不能是 'many'", "--limit can't be 'many'"),
        (("tray", "--limit"), "--limit 后面要写内容", "--limit needs a value"),
        (("monitor", "--once=yes"), "--once 后面不写内容", "--once takes no value"),
        (("monitor", "--at", "2026-11-20"), "--at 只与 --once 同用", "--at goes with --once alone"),
        (("demo", "--quarter", "0"), "--quarter 取 1 至", "--quarter is 1 to"),
    ],
)  # fmt: skip
def test_what_was_typed_wrong_is_said_in_the_reader_s_language(
    say, tmp_path, typed, zh, en, monkeypatch
):
    monkeypatch.setenv("OA_OFFICE", str(tmp_path / "office.oa"))
    monkeypatch.chdir(tmp_path)
    assert zh in say(*typed, language="zh_CN")
    assert en in say(*typed, language="en")


@pytest.mark.parametrize("action", ["ask-extension", "stand-in", "supervise", "answer-urging"])
def test_where_a_day_must_stand_the_help_shows_how_one_is_written(capsys, action):
    for language, shown in (("zh_CN", "日期，如 2026-12-03"), ("en", "a day, as 2026-12-03")):
        with pytest.raises(SystemExit):
            main(["act", action, "--help", "--lang", language])
        assert shown in capsys.readouterr().out
