"""附件 bound apart from the paper, by the command line alone."""

import json

import ofdkit
import pypdfium2
from docx import Document

MONDAY = "2026-03-02T09:00:00+08:00"
BODY = "一、检查范围\n全部。\n附件\n检查项目表\n一项。"


def test_print_takes_which_annex_is_bound_apart_and_every_form_of_the_paper_has_it(
    oa, office, tmp_path
):
    said = {"title": "关于检查的通知", "body": BODY, "to": "各科室", "attachments": "检查项目表"}
    acts = (("submit", "li"), ("review", "zhou"), ("review", "wang"), ("sign", "zhang"),
            ("recheck", "chen"), ("number", "chen"))  # fmt: skip

    def act(action, by, *more, **fields):
        told = oa("act", office, action, "--as", by, "--with", json.dumps(fields), "--at", MONDAY,
                  *more)  # fmt: skip
        assert told.code == 0, told
        return told.data

    document = act("draft", "li", **said)["document"]
    of = ("--document", document)
    for action, by in acts:
        number = act(action, by, *of)["number"]
    act("print", "chen", *of, apart="附件")
    places = [tmp_path / name for name in ("a.pdf", "a.docx", "a.ofd")]
    made = oa("paper", office, document, "--as", "chen", "--pdf", places[0], "--docx", places[1],
              "--ofd", places[2])  # fmt: skip
    assert made.data["files"] == [str(place) for place in places]
    pages = pypdfium2.PdfDocument(places[0])
    assert len(pages) == made.data["pages"]
    first = "".join(pages[len(pages) - 1].get_textpage().get_text_bounded().split())
    pages.close()
    assert number + "附件检查项目表" in first
    assert "—1—" in first
    assert number + "附件" in [one.text for one in Document(places[1]).paragraphs]
    with ofdkit.open(places[2]) as read:
        assert number + "附件" in "".join(run.text for run in read.pages[-1].runs)
