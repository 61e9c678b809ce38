"""办理记录: every line says what was done, and in how many places a text was changed by it."""

import io

import pypdfium2

from tests.offices import Played


def lines(played, document):
    file = pypdfium2.PdfDocument(io.BytesIO(played.office.record("li", document).data))
    texts = [page.get_textpage().get_text_range() for page in file]
    file.close()
    return "".join("".join(texts).split())


def test_a_line_says_which_version_an_act_made_and_of_how_many_changes(tmp_path):
    played = Played(tmp_path / "office.oa")
    body = "请于3月1日前报送方案。\n联系人李四。"
    document = played.act("li", "draft", title="关于检查的通知", body=body, to="各科室")
    played.act("li", "revise", document, body="请于3月8日前报送方案。\n联系人王五。")
    played.act("li", "revise", document, title="关于大检查的通知")
    played.act("li", "submit", document)
    said = lines(played, document)
    assert said.count("成第1稿") == said.count("改2处，成第2稿") == 1
    assert "成第3稿" not in said


def test_a_check_and_a_review_go_by_their_own_names(tmp_path):
    played = Played(tmp_path / "office.oa")
    said = lines(played, played.outgoing("review"))
    assert "周敏核稿" in said and "王建国审核" in said
    assert "周敏审核" not in said
