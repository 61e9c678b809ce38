"""Rules of form: each finds what breaks it, leaves alone what keeps it, and knows its source."""

import pytest

from oa_client.docflow.handling.form.checks import RULES, checks, refusals
from oa_client.docflow.handling.form.cures import CURES, cured
from oa_client.docflow.handling.form.draft import Draft, listed
from oa_client.docflow.model.document import KINDS
from oa_client.docflow.model.errors import Refused
from oa_client.ui.presenters.drafting import CURED

UNITS, PEOPLE = {"办公室", "住建科"}, {"刘长河", "李晓明"}
NINE = [f"青原市第{n}局" for n in "一二三四五六七八九"]
ASKING = "现需追加资金。妥否，请批示。"

BROKEN_AND_KEPT = {
    "text": ({}, "  \n", {}, "正文。"),
    "one-addressee": ({"kind": "请示", "to": "省政府、省财政厅"}, ASKING,
                      {"kind": "请示", "to": "省政府"}, ASKING),
    "no-copy-down": ({"kind": "报告", "cc": ["住建科"]}, "报告如下。",
                     {"kind": "报告", "cc": ["省财政厅"]}, "报告如下。"),
    "no-request": ({"kind": "报告"}, "以上妥否，请批示。", {"kind": "报告"}, "特此报告。"),
    "to-a-body": ({"to": "刘长河同志"}, "文。", {"to": "刘庄乡人民政府"}, "文。"),
    "from-the-office": ({"issuer": "住建科"}, "文。", {"issuer": "办公室"}, "文。"),
    "several-issue": ({"form": "joint", "issuer": "甲局"}, "文。",
                      {"form": "joint", "issuer": "甲局、乙局"}, "文。"),
    "signature-accompanied": ({"form": "joint", "issuer": "、".join(NINE)}, "请。",
                              {"form": "joint", "issuer": "、".join(NINE)}, "请予办理。"),
    "same-level": ({"form": "joint", "issuer": "临江市人民政府、临江市教育局"}, "文。",
                   {"form": "joint", "issuer": "中共临江市委办公室、临江市人民政府办公室"}, "文。"),
    "asks": ({"kind": "请示"}, "现将情况说明如下。", {"kind": "请示"}, ASKING),
    "one-matter": ({"kind": "请示"}, "追加资金，请批示。\n增设机构，请批准。妥否，请批复。",
                   {"kind": "请示"}, ASKING),
    "own-view": ({"kind": "请示"}, "现将县局来文转报。", {"kind": "请示"},
                 "现将县局来文转报，我局认为可行。"),
    "cites-request": ({"kind": "批复"}, "同意你们的意见。", {"kind": "批复"},
                      "《关于追加资金的请示》（甲发〔2026〕3号）收悉。"),
    "to-no-leader": ({"to": "王市长"}, "文。", {"to": "市人民政府"}, "文。"),
    "addressee-named": ({"kind": "通知"}, "文。", {"kind": "通知", "to": "各科室"}, "文。"),
    "government-agreed": ({"kind": "通知", "to": "各乡镇人民政府"}, "请抓好落实。",
                          {"kind": "通知", "to": "各乡镇人民政府"}, "经市人民政府同意，通知如下。"),
    "form-fits": ({"kind": "通知", "form": "upward"}, "文。", {"kind": "纪要", "form": "minutes"},
                  "文。"),
    "title-kind": ({"kind": "通知", "title": "关于防汛工作"}, "文。",
                   {"kind": "通知", "title": "关于防汛工作的通知（试行）"}, "文。"),
    "title-unpointed": ({"title": "关于防汛，抗旱的通知"}, "文。",
                        {"title": "关于印发《办法（试行）》、“细则”的通知"}, "文。"),
    "none-passed-over": ({"kind": "请示", "issuer": "临山县政府", "to": "滨州省政府"}, ASKING,
                         {"kind": "请示", "issuer": "临山县政府", "to": "滨州省政府",
                          "cc": "临江市人民政府"}, ASKING),
    "other-superior": ({"kind": "报告", "issuer": "临江市财政局", "to": "滨州省财政厅"}, "文。",
                       {"kind": "报告", "issuer": "临江市财政局", "to": "滨州省财政厅",
                        "cc": ["临江市人民政府"]}, "文。"),
    "superior-copied": ({"kind": "决定", "issuer": "临江市财政局", "cc": "临山县财政局"}, "文。",
                        {"kind": "决定", "issuer": "临江市财政局", "cc": "市政府"}, "文。"),
    "addressee-once": ({"kind": "函", "to": "省建设厅"}, "省建设厅：\n商请支持。",
                       {"kind": "函", "to": "省建设厅"}, "各项任务如下：\n商请支持。"),
    "title-once": ({"title": "关于值班的通知"}, "关于值班的通知\n各科室：\n请排班。",
                   {"title": "关于值班的通知"}, "各科室：\n请排班。"),
    "signature-once": ({}, "请排班。\n市政府办公室\n2026年3月5日\n附件\n表\n|甲|乙|", {},
                       "请排班。\n附件\n表\n2026年3月5日"),
    "attachments-once": ({}, "请排班。\n附件：1.值班表\n2.名单",
                         {"attachments": ["值班表"]}, "请排班。\n附件\n值班表\n1.甲\n2.乙"),
    "glyphs": ({}, "请𠮷办理。", {}, "请吉办理。"),
    "levels": ({}, "一、甲\n三、乙",
               {}, "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n1.卯\n（1）辰"),
    "attachments-listed": ({}, "详见附件。", {"attachments": "1.名单"}, "详见附件。"),
    "numbers-bracketed": ({}, "按甲发[2026]3号办理。", {}, "按甲发〔2026〕3号办理。"),
    "dates-written": ({}, "于2026年03月5日起施行。", {}, "于2026年3月5日起施行。"),
    "no-blank-face": ({}, "（此页无正文）", {}, "正文。"),
    "pictures": ({}, "文。\n![](流程.png)", {}, "文。\n![](图.png)"),
    "pictures-whole": ({}, "文。\n![图1\n](图.png)", {}, "文。\n![图1](图.png)"),
    "reason-withheld": ({"disclosure": "不予公开", "disclosure_reason": " "}, "文。",
                        {"disclosure": "不予公开", "disclosure_reason": "过程性信息"}, "文。"),
    "disclosure": ({}, "文。", {"disclosure": "主动公开"}, "文。"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("own", "copied", "below"),
    [
        ("临江市人民政府办公室", "东江区人民政府", True),
        ("临江市人民政府", "各县、区人民政府", True),
        ("临江市人民政府", "临山县委办公室", True),
        ("滨州省人民政府办公厅", "临江市人民政府", True),
        ("临山县人民政府", "城关镇人民政府", True),
        ("东江区人民政府", "和平街道办事处", True),
        ("临江市人民政府", "滨州省财政厅", False),
        ("临江市人民政府", "海滨市人民政府", False),
        ("临山县人民政府", "临江市委办公室", False),
        ("某某局", "东江区人民政府", False),
    ],
)
def test_an_upward_paper_is_not_copied_to_the_body_of_a_smaller_region(own, copied, below):
    draft = Draft({"kind": "报告", "cc": [copied]}, "报告如下。", UNITS, PEOPLE, own=own)
    found = {check.rule: check.finding for check in checks(draft)}["no-copy-down"]
    assert (found is not None) is below
    assert not below or found.facts["cc"] == [copied]


@pytest.mark.parametrize(
    ("own", "to", "cc", "past"),
    [
        ("临山县人民政府", "滨州省人民政府", "", True),
        ("临山县财政局", "滨州省财政厅", "临江市财政局", False),
        ("临江市人民政府", "国务院", "滨州省人民政府办公厅", False),
        ("临江市人民政府", "国务院", "临山县人民政府", True),
        ("城关镇人民政府", "临江市人民政府", "", True),
        ("城关镇人民政府", "临山县人民政府", "", False),
        ("临江市财政局", "滨州省财政厅", "", False),
        ("某某局", "滨州省财政厅", "", False),
    ],
)
def test_a_superior_that_is_passed_over_gets_a_copy(own, to, cc, past):
    assert (finding("none-passed-over", {"kind": "请示", "issuer": own, "to": to, "cc": cc},
                    ASKING) is not None) is past  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "own", "to", "cc", "left_out"),
    [
        ("请示", "临江市住房和城乡建设局", "滨州省住房和城乡建设厅", "", True),
        ("请示", "临江市住房和城乡建设局", "滨州省住房和城乡建设厅", "市委办公室", False),
        ("请示", "临江市住房和城乡建设局", "滨州省财政厅", "", False),
        ("请示", "临江市财政局", "临江市人民政府", "", False),
        ("批复", "临江市财政局", "临山县财政局", "", True),
        ("批复", "临江市财政局", "临山县财政局", "临山县人民政府", False),
        ("通知", "临江市财政局", "临山县财政局、东江区财政局", "", False),
        ("函", "临江市财政局", "临山县财政局", "", False),
    ],
)
def test_who_stands_under_two_bodies_is_reminded_of_the_other(kind, own, to, cc, left_out):
    elements = {"kind": kind, "issuer": own, "to": to, "cc": cc}
    assert (finding("other-superior", elements, ASKING) is not None) is left_out


@pytest.mark.parametrize(
    ("to", "body", "twice"),
    [
        ("", "省住房和城乡建设厅：\n商请支持。", True),
        ("", "各县（市、区）人民政府，市政府各部门：\n通知如下。", True),
        ("各科室、各乡镇人民政府", "\n各科室，各乡镇人民政府:\n通知如下。", True),
        ("省财政厅", "省住房和城乡建设厅：\n商请支持。", False),
        ("省财政厅", "省财政厅的意见：\n可行。", False),
        ("", "现将有关事项通知如下：\n一、总则", False),
        ("省财政厅", "商请支持。\n省财政厅：", False),
    ],
)
def test_a_text_that_begins_with_its_addressee_says_it_twice(to, body, twice):
    found = finding("addressee-once", {"kind": "函", "to": to}, body)
    assert (found is not None) is twice
    if twice:
        assert cured("addressee-once", body) in ("商请支持。", "通知如下。")


BLOCKS = {
    "text": "", "one-addressee": "条例 15（一）", "no-copy-down": "条例 15（一）",
    "no-request": "条例 15（四）", "to-a-body": "条例 15（五）", "from-the-office": "条例 17",
    "several-issue": "条例 17", "reason-withheld": "政府信息公开条例",
    "pictures": "GB/T 9704 6.2", "signature-accompanied": "GB/T 9704 7.3.5.5",
}  # fmt: skip
REMINDS = {
    "glyphs": "GB/T 9704 6.2",
    "asks": "条例 8（十一）", "one-matter": "条例 15（四）", "own-view": "条例 15（三）",
    "cites-request": "条例 8（十二）", "to-no-leader": "条例 15（五）", "same-level": "条例 17",
    "addressee-named": "条例 9（八）", "government-agreed": "条例 16（二）",
    "none-passed-over": "条例 14", "other-superior": "条例 15（六）",
    "superior-copied": "条例 16（一）", "title-once": "GB/T 9704 7.3.1",
    "addressee-once": "GB/T 9704 7.3.2", "attachments-once": "GB/T 9704 7.3.4",
    "signature-once": "GB/T 9704 7.3.5",
    "form-fits": "GB/T 9704 10", "title-kind": "条例 9（七）", "title-unpointed": "条例 9（七）",
    "pictures-whole": "GB/T 9704 6.2", "levels": "GB/T 9704 7.3.3",
    "attachments-listed": "GB/T 9704 7.3.4",
    "numbers-bracketed": "GB/T 9704 7.2.5", "dates-written": "GB/T 9704 7.3.5.4",
    "no-blank-face": "GB/T 9704 7.3.5.5", "disclosure": "政府信息公开条例",
}  # fmt: skip


def finding(rule, elements, body):
    draft = Draft(elements, body, UNITS, PEOPLE, pictures={"图.png": ""}, unshown="𠮷")
    return next((check.finding for check in checks(draft) if check.rule == rule), None)


def test_every_published_rule_is_tried_here():
    assert set(BROKEN_AND_KEPT) == {rule.name for rule in RULES}


def test_the_rules_are_those_that_are_published_with_their_force_and_source():
    assert {rule.name: rule.source for rule in RULES if rule.must} == BLOCKS
    assert {rule.name: rule.source for rule in RULES if not rule.must} == REMINDS


PLAIN = {"kind": "通知", "title": "关于值班的通知", "to": "各科室", "disclosure": "主动公开"}


@pytest.mark.parametrize(
    ("elements", "body", "rules"),
    [
        ({}, "", set()),
        ({}, "请各科室排好值班表。", {"no-blank-face", "signature-accompanied", "title-once",
         "signature-once"}),
        ({"disclosure": "不予公开"}, "", {"reason-withheld"}),
        ({"kind": "请示", "to": ""}, "", {"asks", "one-matter"}),
        ({"kind": "请示", "to": "", "cc": "省财政厅"}, "", {"asks", "one-matter", "no-copy-down"}),
        ({}, "一、甲\n详见附件，按甲发〔2026〕3号于5月1日前报送。",
         {"no-blank-face", "signature-accompanied", "title-once",
         "signature-once", "levels", "attachments-listed",
          "numbers-bracketed", "dates-written"}),
        ({"to": "各乡镇人民政府"}, "", {"government-agreed"}),
    ],
)  # fmt: skip
def test_only_rules_that_apply_to_a_paper_are_told_as_kept(elements, body, rules):
    always = {"text", "from-the-office", "glyphs", "form-fits", "title-kind", "title-unpointed",
              "disclosure", "addressee-named"}  # fmt: skip
    sent = {"to-a-body", "to-no-leader", "addressee-once"}
    draft = Draft(PLAIN | elements, body, UNITS, PEOPLE)
    looked = {check.rule for check in checks(draft)}
    assert looked == always | rules | (sent if draft.to else set())


@pytest.mark.parametrize("rule", [*CURES, *CURED])
def test_what_is_offered_as_a_cure_keeps_the_rule_once_it_is_pressed(rule):
    elements, body, *_ = BROKEN_AND_KEPT[rule]
    if rule in CURES:
        body = cured(rule, body)
    else:
        (field,) = [check.field for check in RULES if check.name == rule]
        wrong = finding(rule, elements, body).facts[field]
        left = [name for name in listed(elements[field]) if name not in wrong]
        elements = elements | {field: left}
    assert finding(rule, elements, body) is None


@pytest.mark.parametrize("rule", BROKEN_AND_KEPT)
def test_a_rule_finds_what_breaks_it_and_leaves_alone_what_keeps_it(rule):
    broken, its_body, kept, body = BROKEN_AND_KEPT[rule]
    assert finding(rule, broken, its_body) is not None
    assert finding(rule, kept, body) is None
    draft = Draft(kept, body, UNITS, PEOPLE, pictures={"图.png": ""})
    assert rule in {check.rule for check in checks(draft)}  # it applies, and is kept


@pytest.mark.parametrize(
    ("issuer", "fine"),
    [
        ("省教育厅、市教育局", False), ("临江市教育局、青原县财政局", True),
        ("江口镇人民政府、青原县人民政府", False), ("省市场监督管理局、省财政厅", True),
        ("青原市住房和城乡建设局、青原市乡村振兴局", True),
        ("临江市人民政府、青原市人民政府", True), ("中共临江市委、临江市人民政府", True),
        ("临江市教育局、临江市财政局", True), ("教育局、财政局", True),
        ("国务院办公厅、省人民政府办公厅", False), ("青原市教育局、青原市红十字会", True),
        ("教育部、财政部", True), ("北京市海淀区教育局、北京市西城区教育局", True),
        ("临江市人民政府、临江军分区", True),
    ],
)  # fmt: skip
def test_bodies_that_issue_together_are_of_one_level(issuer, fine):
    assert (finding("same-level", {"form": "joint", "issuer": issuer}, "文。") is None) == fine


WIDE = "|" + "|".join("年度考核指标名称" * 2 for _ in range(12)) + "|"


@pytest.mark.parametrize(
    ("elements", "body", "fine"),
    [
        ({}, "请。", True), ({"issuer": "、".join(NINE[:6])}, "请。", True),
        ({"issuer": "、".join(NINE)}, "请。", False),
        ({"issuer": "、".join(NINE), "form": "letter"}, "请。", True),
        ({"issuer": "、".join(NINE), "attachments": "名单"}, "请。", True),
        ({"issuer": "、".join(NINE * 2)}, "请予办理。" * 99, False),
        ({}, f"见下表。\n{WIDE}\n{WIDE}", False), ({}, f"见下表。\n{WIDE}\n{WIDE}\n请办。", True),
        ({}, f"见附件。\n附件1\n表\n{WIDE}\n{WIDE}", True),
    ],
)  # fmt: skip
def test_a_signature_that_would_stand_alone_is_found_before_it_is_set(elements, body, fine):
    assert (finding("signature-accompanied", elements, body) is None) == fine


def test_every_rule_but_that_there_be_a_text_says_where_it_is_written():
    assert {rule.name for rule in RULES if not rule.source} == {"text"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("一、甲\n二、乙\n（二）丙", "（二）丙"), ("（一）甲", None), ("二、甲", "二、甲"),
        ("\n".join(f"{n}、甲" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
                                       "十一", "十二")), None),
        ("十九、甲\n二十、乙", "十九、甲"), ("一、甲\n（1）乙\n二、丙", None),
    ],
)  # fmt: skip
def test_headings_count_from_one_without_a_gap_below_each_heading(body, words):
    found = finding("levels", {}, body)
    assert (found and found.facts["words"]) == words


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_paper_is_held_back_for_what_is_only_unusual(kind):
    draft = Draft({"kind": kind, "title": "甲"}, "二、请看附件1，此页无正文", UNITS, PEOPLE)
    assert not list(refusals(draft))
    assert any(check.finding for check in checks(draft))


def test_a_correction_on_the_way_keeps_the_rules_as_well(played):
    said = {"title": "关于追加资金的请示", "kind": "请示", "to": "省财政厅", "body": ASKING}
    document = played.act("li", "draft", **said)
    played.act("li", "submit", document)
    with pytest.raises(Refused) as refused:
        played.act("li", "correct", document, field="to", value="省财政厅、省住建厅", reason="漏列")
    assert refused.value.code == "several-addressees"


def test_a_draft_that_leaves_only_reminders_goes_its_way(played):
    document = played.act("li", "draft", title="关于防汛", kind="通知", body="详见附件。")
    played.act("li", "submit", document)
    assert played.show("zhou", document)["stage"] == "check"


@pytest.mark.parametrize(
    ("title", "body", "twice"),
    [
        ("", "关于做好值班工作的通知\n各科室：\n请排班。", True),
        ("关于做好 值班工作的通知", "  关于做好值班工作的通知\n请排班。", True),
        ("关于印发办法的通知", "关于做好值班工作的通知\n请排班。", False),
        ("", "根据《关于值班的通知》，现报告如下。", False),
        ("", "一、关于值班的报告\n情况。", False),
        ("", "现将关于值班的通知：", False),
    ],
)
def test_a_text_that_begins_with_its_title_says_it_twice(title, body, twice):
    assert (finding("title-once", {"title": title}, body) is not None) is twice


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("请排班。\n某某市人民政府办公室\n2026年3月5日", "请排班。"),
        ("请排班。\n二〇二六年三月五日\n\n附件\n名单\n|甲|", "请排班。\n附件\n名单\n|甲|"),
        ("请排班。\n甲局\n乙局\n2026 年 3 月 5 日\n", "请排班。"),
        ("2026年3月5日", None), ("请于\n2026年3月5日前报送。", None),
        ("请排班。\n市政府办公室", None),
    ],
)  # fmt: skip
def test_a_signature_that_was_pasted_along_is_taken_out_and_nothing_else(body, left):
    found = finding("signature-once", {}, body)
    assert (found is not None) is (left is not None)
    assert cured("signature-once", body) == left
