"""In which face each word will stand is known before the paper is set."""

from hypothesis import given

from oa_client.docflow.typeset.elements import figures
from oa_client.docflow.typeset.faces import words_by_role
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens
from tests.docflow.typeset.test_properties import PAPERS

ADDED = {
    "小标宋": "文件令纪要", "黑体": "★演练", "楷体": "　", "宋体": "—0123456789 ",
    "仿宋": "签发人：主送抄送印附件（），。0123456789．　",
}
"""What the page says of itself beside what was written."""


def characters(said):
    return {(role, char) for role, text in said.items() for char in text if not char.isspace()}


@given(PAPERS)
def test_no_character_stands_in_a_face_that_was_not_told_before(paper):
    named = "".join(shown.file for _, shown in figures(paper.body))  # in the frame of one not there
    known = characters(words_by_role(paper)) | characters(ADDED) | characters({"仿宋": named})
    assert characters(layout(paper).text_by_role()) <= known


def test_a_golden_paper_says_nothing_but_what_was_told():
    for name, paper in specimens.GOLDEN.items():
        told, said = (
            characters(found) for found in (words_by_role(paper), layout(paper).text_by_role())
        )
        unsaid = {(role, char) for role, char in told - said if char not in paper.signature}
        assert not unsaid, name
