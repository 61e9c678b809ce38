"""The paper that a case makes: its form follows its 文种, its seal its form, its note the law."""

import pytest

from oa_client.docflow.model.document import KINDS
from oa_client.docflow.typeset.layout import layout
from tests.offices import Played


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return Played(tmp_path_factory.mktemp("papers") / "office.oa")


def paper_of(played, login, document):
    return played.office.elements(login, document)[0]


def drafted(played, **elements):
    said = {"title": "关于检查的通知", "body": "一、检查范围\n全市。", "to": "各科室"} | elements
    return paper_of(played, "li", played.act("li", "draft", **said))


FORMS = {"请示": "upward", "报告": "upward", "议案": "upward", "函": "letter", "命令": "order",
         "纪要": "minutes"}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_of_the_fifteen_kinds_has_its_form(played, kind):
    paper = drafted(played, kind=kind)
    assert paper.form == FORMS.get(kind, "general")
    assert "全市。" in "".join(layout(paper).text_by_role().values())


def test_a_form_that_was_chosen_stays(played):
    assert drafted(played, kind="函", form="general").form == "general"


@pytest.mark.parametrize(
    ("elements", "note"),
    [
        ({"disclosure": "主动公开"}, "此件公开发布"),
        ({"disclosure": "依申请公开"}, "此件依申请公开"),
        ({"disclosure": "不予公开", "disclosure_reason": "内部事务"}, "此件不予公开"),
        ({"disclosure": "主动公开", "note": "联系人：周敏"}, "联系人：周敏\n此件公开发布"),
        ({"disclosure": "主动公开", "note": "此件公开"}, "此件公开"),
        ({}, ""),
    ],
)
def test_the_note_says_whether_the_public_may_read_it(played, elements, note):
    assert drafted(played, **elements).note == note


def test_an_ordinary_paper_is_sealed_an_order_stamped_and_minutes_neither(played):
    kinds = {kind: drafted(played, kind=kind).sealing for kind in ("通知", "命令", "纪要")}
    assert kinds == {"通知": "seal", "命令": "stamp", "纪要": "none"}


def test_an_order_bears_post_and_name_of_who_signed_it(played):
    document = played.outgoing("sign", kind="命令")
    paper = paper_of(played, "li", document)
    assert paper.signature == "分管领导 张明远"
    named = played.outgoing("sign", kind="命令", signatory="市长 刘长河")
    assert layout(paper_of(played, "li", named)).seals[0].of == "刘长河"


def test_a_joint_paper_is_signed_and_sealed_by_every_body(played):
    paper = drafted(played, form="joint", issuer="甲局、乙局、丙局")
    assert paper.signature == "甲局\n乙局\n丙局"
    assert [seal.of for seal in layout(paper).seals] == ["甲局", "乙局", "丙局"]


def test_an_upward_paper_names_who_signed_it(played):
    document = played.outgoing("review", kind="请示")
    played.act("liu", "sign", document, opinion="发")
    words = layout(paper_of(played, "li", document)).text_by_role()
    assert "刘长河" in words["楷体"]
    assert "签发人：" in words["仿宋"]
