"""A picture in a text is the very file that was signed: no other takes its place unseen."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from oa_client import app
from oa_client.docflow.model.errors import Refused
from tests.docflow.handling.offices import tampered
from tests.docflow.specimens import chart
from tests.offices import Played

BODY = "现将情况通报如下。\n![图1 办结率](图.png)\n请认真落实。"
DRAFT = {"title": "关于报送情况的通知", "to": "各科室"}
WAY = (("li", "submit", {}), ("zhou", "review", {}), ("wang", "review", {}), ("zhang", "sign", {}),
       ("chen", "recheck", {"substantive": False}), ("chen", "number", {}),
       ("chen", "print", {}))  # fmt: skip


@pytest.fixture
def played(tmp_path):
    return Played(tmp_path / "office.oa")


def drafted(played, *files, body=BODY):
    return played.act("li", "draft", files=files, body=body, **DRAFT)


def sent(played, document, until="print"):
    for by, action, said in WAY:
        played.act(by, action, document, **said)
        if action == until and by != "zhou":
            return


def refused(deed):
    with pytest.raises(Refused) as failure:
        deed()
    return failure.value.code, failure.value.facts


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "picture-absent"), ([("别.png", chart())], "picture-absent"),
        ([("图.png", b"GIF89a")], "picture-sort"),
        ([("图.png", chart()[:90])], "picture-unreadable"),
    ],
)  # fmt: skip
def test_a_draft_whose_picture_cant_be_printed_stays_and_says_which_line(played, files, code):
    document = drafted(played, *files)
    wrong = (code, {"file": "图.png", "line": 2, "words": "图.png"})
    assert refused(lambda: played.act("li", "submit", document)) == wrong
    for paper in (played.office.paper, played.office.docx, played.office.ofd):
        assert refused(lambda paper=paper: paper("li", document)) == wrong
    assert played.office.elements("li", document)[0].pictures[0].fault == code


def test_two_files_of_the_name_of_a_picture_are_not_taken(played):
    twice = [("图.png", chart()), ("图.png", chart("L"))]
    assert refused(lambda: drafted(played, *twice))[0] == "picture-name-taken"
    document = drafted(played, twice[0])
    again = refused(lambda: played.act("li", "revise", document, note="一", files=[twice[1]]))
    assert again == ("picture-name-taken", {"file": "图.png"})


def test_two_files_that_were_there_before_the_text_named_them_keep_the_draft(played):
    twice = [("图.png", chart()), ("图.png", chart("L"))]
    document = drafted(played, *twice, body="文。")
    played.act("li", "revise", document, body=BODY)
    assert refused(lambda: played.act("li", "submit", document))[0] == "picture-twice"


def test_nobody_puts_another_file_in_its_place_after_the_signature(played):
    document = drafted(played, ("图.png", chart()))
    sent(played, document, "sign")
    other = [("图.png", chart("L"))]
    deed = refused(lambda: played.act("zheng", "urge", document, files=other))
    assert deed[0] in ("picture-name-taken", "no-such-document")
    deed = refused(lambda: played.act("chen", "recheck", document, substantive=False, files=other))
    assert deed[0] == "picture-name-taken"


def test_a_signature_stands_for_the_digest_of_each_picture(played):
    document = drafted(played, ("图.png", chart()))
    sent(played, document, "sign")
    with closing(sqlite3.connect(played.office.path)) as file:
        plan = json.loads(file.execute("SELECT plan FROM document").fetchone()[0])
        digest = file.execute("SELECT sha256 FROM attachment").fetchone()[0]
    assert plan["signed"]["words"][2] == [["图.png", digest]]


def test_a_file_that_was_exchanged_in_the_records_is_found(played, tmp_path):
    document = drafted(played, ("图.png", chart()))
    sent(played, document, "number")
    assert played.office.verify()["problems"] == []
    played.office.close()
    change = "UPDATE blob SET data = ?, size = ?"
    said = [chart("L"), len(chart("L"))]
    path = tampered(
        Path(played.office.path), tmp_path / "x.oa", lambda f: f.execute(change, said)
    )
    with closing(app.open_office(str(path))) as office:
        assert [one["code"] for one in office.verify()["problems"]] == ["file-otherwise"]
        assert refused(lambda: office.paper("li", document))[0] == "picture-otherwise"
        printing = refused(lambda: office.act("chen", "print", {}, document=document))
        assert printing[0] == "picture-otherwise"


def test_a_record_that_names_another_file_is_found(played, tmp_path):
    document = drafted(played, ("图.png", chart()), ("别.png", chart("L")))
    sent(played, document, "sign")
    played.office.close()
    change = "UPDATE attachment SET name = CASE name WHEN '图.png' THEN '别.png' ELSE '图.png' END"
    path = tampered(Path(played.office.path), tmp_path / "x.oa", lambda f: f.execute(change))
    with closing(app.open_office(str(path))) as office:
        assert {one["code"] for one in office.verify()["problems"]} == {"table-otherwise"}


def test_the_printed_paper_shows_it_and_the_ledger_holds(played):
    document = drafted(played, ("图.png", chart()))
    sent(played, document)
    assert b"/Subtype /Image" in played.office.paper("li", document).data
    assert played.office.verify()["problems"] == []


def bomb(side=7000):
    """A small file that unpacks to nearly as much as one picture may."""
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return out.getvalue()


def test_pictures_that_are_too_many_pixels_together_keep_the_draft(played):
    names = [f"{n}.png" for n in range(40)]
    document = drafted(
        played, *((name, bomb()) for name in names),
        body="如下。\n" + "\n".join(f"![]({name})" for name in names),
    )  # fmt: skip
    code, facts = refused(lambda: played.act("li", "submit", document))
    assert (code, facts["line"]) == ("pictures-too-much", 5)
    kept = played.office.pictures("li", document)
    assert [one.fault for one in kept] == [""] * 3 + ["pictures-too-much"] * 37


@pytest.mark.parametrize(("data", "most"), [(chart(), 100), (b"x" * 30_000_000, 6)])
def test_pictures_that_are_too_many_or_too_large_files_together_keep_the_draft(played, data, most):
    names = [f"{n}.png" for n in range(most + 1)]
    document = drafted(
        played, *((name, data) for name in names),
        body="如下。\n" + "\n".join(f"![]({name})" for name in names),
    )  # fmt: skip
    faults = [one.fault for one in played.office.pictures("li", document)]
    assert faults[-1] == "pictures-too-much" and "pictures-too-much" not in faults[:-1]


def test_a_torn_file_takes_its_room_all_the_same(played):
    files = [(f"{n}.png", bomb()[:-40]) for n in range(5)]
    document = drafted(played, *files, body="\n".join(f"![]({name})" for name, _ in files))
    faults = [one.fault for one in played.office.pictures("li", document)]
    assert faults == ["picture-unreadable"] * 3 + ["pictures-too-much"] * 2


def test_one_picture_in_too_many_places_keeps_the_draft(played):
    """Each place is drawn: thousands of them take the registrar longer than an act may."""
    fits, over = (
        drafted(played, ("图.png", chart()), body="如下。\n" + "![](图.png)\n" * times)
        for times in (100, 101)
    )
    played.act("li", "submit", fits)
    assert refused(lambda: played.act("li", "submit", over))[0] == "pictures-too-much"
