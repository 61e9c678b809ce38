"""Every element stands where GB/T 9704-2012 puts it: read back from the PDF, in millimetres.

The numbers are the standard's own, from its text, each with its clause; a square of 三号 is 16
points, a line 22nd of the text area, a character 28th of it.
"""

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from oa_client.docflow.paper import pdf
from oa_client.docflow.paper.candidates import bundled_dirs
from oa_client.docflow.paper.fonts import find
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens
from tests.docflow.paper.reading import characters, rules, words

AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
NEAR = 0.1
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
SQUARE = 16 * 25.4 / 72
LINE = (225 - SQUARE) / 21
ZI = 156 / 28


def near(value):
    return pytest.approx(value, abs=NEAR)


@pytest.fixture(scope="module")
def read(fonts):
    kept = {}

    def reading(name):
        if name not in kept:
            set_ = layout(specimens.GOLDEN[name])
            made = pdf.make(set_, fonts, title=name, created=AT)
            assert made.missing == []
            kept[name] = characters(made.data), made.data, set_
        return kept[name]

    return reading


MARK, NUMBER = "青原市人民政府办公室文件", "青政办发〔2026〕12号"
TITLE, DATE, NAME = "青原市人民政府办公室关于进一步", "2026年11月24日", "青原市人民政府办公室"

PLACES = [
    ("7.2.1 份号 on the first line", "classified", "000017", "top", TOP),
    ("7.2.1 份号 flush left", "classified", "000017", "left", LEFT),
    ("7.2.2 密级 on the second line", "classified", "机密★1年", "top", TOP + LINE),
    ("7.2.2 密级 flush left", "classified", "机密★1年", "left", LEFT),
    ("7.2.3 紧急程度 below it", "classified", "特急", "top", TOP + 2 * LINE),
    ("7.2.4 mark 35 mm below the text area's edge", "general", MARK, "top", TOP + 35),
    ("7.2.4 mark of several bodies", "joint", "青原市发展和改革委员会", "top", TOP + 35),
    ("7.2.4 lead alone for twelve bodies", "twelve", "青原市教育局文件", "top", TOP + 35),
    ("7.2.6 one 签发人 ends one character in", "upward", "刘长河", "right", RIGHT - ZI),
    ("7.2.5 its number one character in", "upward", "青政〔2026〕31号", "left", LEFT + ZI),
    ("7.3.2 主送 flush left", "general", "各县（市、区）", "left", LEFT),
    ("7.3.3 a paragraph two characters in", "general", "为进一步规范", "left", LEFT + 2 * ZI),
    ("7.3.4 附件 two characters in", "general", "附件：1．", "left", LEFT + 2 * ZI),
    ("7.3.5.1 date ends four characters in", "general", DATE, "right", RIGHT - 4 * ZI),
    ("7.3.6 附注 two characters in", "general", "（此件公开发布）", "left", LEFT + 2 * ZI),
    ("10.1 a letter's mark 30 mm from the page's edge", "letter", NAME, "top", 30),
    ("10.1 a joint letter bears its lead's name alone", "joint-letter", "青原市发展和改革委员会",
     "top", 30),
    ("10.1 its number flush right", "letter", "青政办函〔2026〕45号", "right", RIGHT),
    ("10.2 an order's mark 20 mm below the edge", "order", "青原市人民政府令", "top", TOP + 20),
    ("10.3 a record's mark 35 mm below the edge", "minutes", "青原市人民政府常务会议纪要", "top",
     TOP + 35),
    ("10.3 出席 two characters in", "minutes", "出席：", "left", LEFT + 2 * ZI),
    ("7.3.5.2 date begins two characters after the name", "unsealed", DATE, "left",
     RIGHT - 2 * ZI - 10 * ZI + 2 * ZI),
    ("7.3.5.2 a longer date ends two characters in", "unsealed-short", DATE, "right",
     RIGHT - 2 * ZI),
    ("7.3.5.3 date below a stamp ends four characters in", "order", DATE, "right", RIGHT - 4 * ZI),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "edge", "place"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES]
)
def test_an_element_stands_in_its_place(read, name, text, edge, place):
    assert getattr(words(read(name)[0], text), edge) == near(place)


@pytest.mark.parametrize("name", ["general", "joint", "upward", "joint-upward", "minutes"])
def test_the_red_line_lies_4_mm_below_the_number_and_is_156_mm_long(read, name):
    seen, data, _ = read(name)
    number = words(seen, specimens.GOLDEN[name].number)
    x1, y, x2, _, thick = rules(data, 1)[0]
    assert (x1, x2) == (near(LEFT), near(RIGHT))
    assert y - thick / 2 - number.bottom == near(4)


def _mark_bottom(seen):
    return max(one.bottom for one in seen if one.page == 1 and one.colour != (0, 0, 0))


@pytest.mark.parametrize("name", ["general", "joint", "upward", "order", "minutes", "twelve"])
def test_number_or_first_signer_stands_two_lines_below_the_mark(read, name):
    seen = read(name)[0]
    paper = specimens.GOLDEN[name]
    text = paper.number if name != "upward" else "签发人："
    assert words(seen, text).top - _mark_bottom(seen) == near(2 * LINE)


def test_several_signers_stand_two_a_line_and_the_number_on_the_last(read):
    seen = read("joint-upward")[0]
    label, first, second = (words(seen, text) for text in ("签发人：", "王建国", "李晓明"))
    third, fourth, number = (words(seen, text) for text in ("孙志强", "赵磊", "青发改〔2026〕7号"))
    assert label.top == near(first.top) == near(second.top)
    assert third.top == near(fourth.top) == near(number.top) == near(first.top + LINE)
    assert third.left == near(first.left)
    assert second.right == near(RIGHT - ZI)


def test_the_word_document_stands_right_of_joint_names_and_in_their_middle(read):
    seen = [one for one in read("joint")[0] if one.page == 1]
    first, last = words(seen, "青原市发展和改革委员会"), words(seen, "青原市审计局")
    word = words(seen, "文件")
    assert (word.top + word.bottom) / 2 == near((first.top + last.bottom) / 2)
    assert word.left > first.right
    assert last.right == near(first.right)


@pytest.mark.parametrize("name", ["general", "joint", "upward", "letter", "minutes"])
def test_the_title_is_centred_two_lines_below_what_stands_above(read, name):
    seen, data, _ = read(name)
    lines = [one for one in seen if one.size == pytest.approx(22) and one.page == 1]
    above = max(rule[1] + rule[4] / 2 for rule in rules(data, 1)[:1])
    if name == "letter":
        above = words(seen, "加急").bottom
    assert min(one.top for one in lines) - above == near(2 * LINE)
    for top in {round(one.top, 2) for one in lines}:
        line = [one for one in lines if round(one.top, 2) == top]
        middle = (min(one.left for one in line) + max(one.right for one in line)) / 2
        assert middle == near(LEFT + 78)


def test_the_addressee_stands_one_line_below_the_title(read):
    seen = read("general")[0]
    title = [one for one in seen if one.size == pytest.approx(22) and one.page == 1]
    assert words(seen, "各县（市、区）").top - max(one.bottom for one in title) == near(LINE)


def test_a_full_page_has_22_lines_from_edge_to_edge_of_the_text_area(fonts):
    text = specimens.replace(specimens.GENERAL, title="", to=(), body="国" * 28 * 60)
    seen = characters(pdf.make(layout(text), fonts, title="", created=AT).data)
    page = [one for one in seen if one.page == 2 and one.text == "国"]
    tops = sorted({round(one.top, 1) for one in page})
    assert len(page) == 22 * 28
    assert tops == [near(TOP + LINE * at) for at in range(22)]
    assert max(one.bottom for one in page) == near(BOTTOM)
    lefts = sorted({round(one.left, 1) for one in page})
    assert lefts == [near(LEFT + ZI * at) for at in range(28)]


def test_the_seal_is_pressed_on_name_and_date_within_a_line_of_the_text(read):
    seen, _, made = read("general")
    (seal,) = made.seals
    name = words(seen, NAME, page=seal.page)
    date, text = words(seen, DATE), words(seen, "行）起草说明及任务分工安排")
    assert seal.x_mm == near((date.left + date.right) / 2) == near((name.left + name.right) / 2)
    assert name.bottom > seal.y_mm
    assert date.bottom < seal.y_mm + seal.height_mm / 2
    assert (name.top + date.bottom) / 2 > seal.y_mm
    assert 0 < seal.y_mm - seal.height_mm / 2 - text.bottom < LINE


@pytest.mark.parametrize(
    "name", ["joint", "twelve", "joint-upward", "one-word", "joint-letter"]
)
def test_joint_seals_stand_in_rows_apart_from_one_another_and_inside_the_text_area(read, name):
    seen, _, made = read(name)
    paper = specimens.GOLDEN[name]
    assert [seal.of for seal in made.seals] == paper.signature.split("\n")
    for at, seal in enumerate(made.seals):
        assert LEFT <= seal.x_mm - 21 < seal.x_mm + 21 <= RIGHT
        for other in made.seals[at + 1 :]:
            away = ((seal.x_mm - other.x_mm) ** 2 + (seal.y_mm - other.y_mm) ** 2) ** 0.5
            assert away > 42
    date = words(seen, DATE)
    last = made.seals[-1]
    assert last.x_mm == near((date.left + date.right) / 2)
    assert last.y_mm < date.bottom < last.y_mm + 21
    assert date.right == near(RIGHT - 4 * ZI)


def test_a_single_word_stands_above_six_seals_on_page_one(read):
    seen, _, made = read("one-word")
    text = words(seen, "请。")
    assert {text.page} == {seal.page for seal in made.seals} == {1}
    gap = min(seal.y_mm for seal in made.seals) - 21 - text.bottom
    assert 0 < gap < LINE
    assert max(seal.y_mm for seal in made.seals) + 21 <= BOTTOM
    assert words(seen, "青原市教育局文件").top == near(TOP + 35)
    blank = words(seen, "青发改〔2026〕7号").top - words(seen, "青原市教育局文件").bottom
    assert 2 * 0.75 * LINE < blank < 2 * LINE


def test_joint_names_without_seals_end_on_one_line_the_lead_first(read):
    seen = [one for one in read("unsealed-joint")[0] if one.page == 2]
    names = [words(seen, name) for name in specimens.JOINT.signature.split("\n")]
    assert [name.right for name in names] == [near(names[0].right)] * 4
    assert [name.top for name in names] == sorted(name.top for name in names)
    assert words(seen, DATE).left == near(names[-1].left + 2 * ZI)
    assert words(seen, DATE).right == near(RIGHT - 2 * ZI)


def test_a_signature_stamp_stands_two_lines_below_the_text_its_post_at_the_left(read):
    seen, _, made = read("order")
    (stamp,) = made.seals
    post, text, date = words(seen, "市长"), words(seen, "起施行。"), words(seen, DATE)
    assert stamp.of == "刘长河"
    assert stamp.x_mm + stamp.width_mm / 2 == near(RIGHT - 4 * ZI)
    assert post.right == near(stamp.x_mm - stamp.width_mm / 2 - 2 * ZI)
    assert (post.top + post.bottom) / 2 == near(stamp.y_mm)
    assert stamp.y_mm - stamp.height_mm / 2 - text.bottom == near(2 * LINE + LINE - SQUARE)
    assert date.top > stamp.y_mm + stamp.height_mm / 2 + LINE


def test_joint_stamps_stand_below_one_another_each_with_its_post_the_lead_first(read):
    seen, _, made = read("joint-stamped")
    paper = specimens.GOLDEN["joint-stamped"]
    said = [line.split(" ") for line in paper.signature.split("\n")]
    assert [stamp.of for stamp in made.seals] == [name for _, name in said]
    text, date = words(seen, "请遵照执行。"), words(seen, DATE)
    first, last = made.seals[0], made.seals[-1]
    assert first.y_mm - first.height_mm / 2 - text.bottom == near(3 * LINE - SQUARE)
    for stamp, (post, _) in zip(made.seals, said, strict=True):
        beside = words(seen, post, page=stamp.page)
        assert stamp.x_mm + stamp.width_mm / 2 == near(RIGHT - 4 * ZI)
        assert beside.right == near(stamp.x_mm - stamp.width_mm / 2 - 2 * ZI)
        assert (beside.top + beside.bottom) / 2 == near(stamp.y_mm)
    for above, below in pairwise(made.seals):
        assert below.y_mm - above.y_mm > above.height_mm
    assert {stamp.page for stamp in made.seals} == {text.page, date.page}
    assert date.right == near(RIGHT - 4 * ZI)
    assert date.top - last.y_mm - last.height_mm / 2 == near(2 * LINE - SQUARE)


def test_a_letter_has_double_lines_of_170_mm(read):
    seen, data, _ = read("letter")
    first = [rule for rule in rules(data, 1) if rule[2] - rule[0] == near(170)]
    thick, thin, thin_below, thick_below = sorted(first, key=lambda rule: rule[1])
    assert [rule[0] for rule in first] == [near(20)] * 4
    assert thick[1] - thick[4] / 2 - _mark_bottom(seen) == near(4)
    assert thick_below[1] + thick_below[4] / 2 == near(297 - 20)
    assert thick[4] > thin[4]
    assert thick_below[4] > thin_below[4]
    gap = SQUARE * 7 / 8
    assert words(seen, "青政办函").top - thin[1] - thin[4] / 2 == near(gap)
    assert words(seen, "加急").top == near(words(seen, "青政办函").top)


def test_the_text_of_a_full_letter_ends_7_8_of_a_character_above_its_second_line(read):
    seen, data, _ = read("long-letter")
    thin = sorted(rule for rule in rules(data, 1) if rule[1] > 250)
    upper = min(rule[1] - rule[4] / 2 for rule in thin)
    last = words(seen, "各单位要加强", page=1)
    assert upper - last.bottom == near(SQUARE * 7 / 8)
    assert last.bottom > words(seen, "工作措施", page=1).bottom


def test_a_joint_letter_bears_the_names_of_the_others_below_the_text_alone(read):
    seen = read("joint-letter")[0]
    red = "".join(one.text for one in seen if one.colour != (0, 0, 0))
    assert red == "青原市发展和改革委员会"
    assert "青原市审计局" in "".join(one.text for one in seen if one.colour == (0, 0, 0))


def test_a_letter_counts_its_first_page_and_does_not_say_so(read):
    seen = read("long-letter")[0]
    assert not [one for one in seen if one.page == 1 and one.text == "—"]
    assert words(seen, "—2—", page=2)


def test_a_letters_imprint_has_neither_lines_nor_printer(read):
    seen, data, made = read("letter")
    last = len(made.pages)
    assert words(seen, "抄送：市数据局。", page=last).bottom < BOTTOM
    assert not [rule for rule in rules(data, last) if rule[2] - rule[0] == near(156)]
    assert "印发" not in "".join(one.text for one in seen)


def test_the_imprint_has_thick_and_thin_lines_and_ends_with_the_text_area(read):
    seen, data, made = read("general")
    page = len(made.pages)
    lines = sorted(rules(data, page), key=lambda rule: rule[1])
    assert [rule[4] for rule in lines] == [near(0.35), near(0.25), near(0.35)]
    assert [round(rule[4], 2) for rule in lines] == [0.35, 0.25, 0.35]
    assert lines[-1][1] == near(BOTTOM)
    assert {(round(rule[0], 1), round(rule[2], 1)) for rule in lines} == {(LEFT, RIGHT)}
    four = 14 * 25.4 / 72
    copies, printer = words(seen, "抄送：", page=page), words(seen, NAME + "2026年11月25日印发")
    assert (copies.left, printer.left) == (near(LEFT + four), near(LEFT + four))
    assert printer.right == near(RIGHT - four)
    assert copies.size == printer.size == pytest.approx(14)
    assert words(seen, "委员会，市中级").left == near(copies.left + 3 * four)
    assert lines[0][1] < copies.top < copies.bottom < lines[1][1] < printer.top < lines[2][1]


@pytest.mark.parametrize("name", ["tabled", "landscape"])
def test_page_numbers_stand_outside_7_mm_below_odd_right_even_left(read, name):
    seen, _, made = read(name)
    four = 14 * 25.4 / 72
    for page in range(1, len(made.pages) + 1):
        folio = [one for one in seen if one.page == page and one.top > BOTTOM]
        assert "".join(one.text for one in folio) == f"—{page}—"
        assert (folio[1].top + folio[1].bottom) / 2 == near(BOTTOM + 7)
        middle = (folio[1].left + folio[1].right) / 2
        inside = four * (1 + 1 + 0.5 + 0.25)  # a character, the dash, a blank, half the figure
        assert middle == near(RIGHT - inside if page % 2 else LEFT + inside)


def test_an_annex_begins_a_face_its_title_on_the_third_line(read):
    seen = read("annexed")[0]
    label = next(
        words(seen, "附件2", page=page) for page in range(4, 9)
        if "附件2" in "".join(one.text for one in seen if one.page == page)
    )  # fmt: skip
    title = [one for one in seen if one.page == label.page and one.size == pytest.approx(22)]
    assert (label.left, label.top) == (near(LEFT), near(TOP))
    assert min(one.top for one in title) == near(TOP + 2 * LINE)
    middle = (min(one.left for one in title) + max(one.right for one in title)) / 2
    assert middle == near(LEFT + 78)
    assert label.page > words(seen, "（此件公开发布）").page


@pytest.mark.parametrize("name", specimens.GOLDEN)
def test_no_face_of_a_golden_paper_is_empty(read, name):
    seen, _, made = read(name)
    said = {one.page for one in seen if one.top < BOTTOM}
    assert said == set(range(1, len(made.pages) + 1))


def test_attendance_wraps_after_its_colon(read):
    seen = read("minutes")[0]
    text = words(seen, "会议同意市住建局提出的方案。")
    assert words(seen, "出席：").top - text.top == near(2 * LINE)
    assert words(seen, "刘长河、张").left == near(LEFT + 5 * ZI)
    wrapped = [one for one in seen if one.page == 1 and one.left == near(LEFT + 5 * ZI)]
    assert len(wrapped) >= 5


def test_names_of_attachments_wrap_below_their_first_character(read):
    seen = read("general")[0]
    assert words(seen, "行）起草").left == near(words(seen, "青原市公文限").left)
    assert words(seen, "2．").left == near(words(seen, "1．公文").left)


def test_a_wide_table_is_set_across_its_head_at_the_left(read):
    seen, _, made = read("landscape")
    for page in range(2, 6):
        head = words(seen, "指标名称第1项", page=page)
        cell = next(one for one in seen if one.page == page and one.text == "行")
        assert head.left < cell.left
        assert head.bottom <= BOTTOM
        assert head.bottom - head.top > head.right - head.left
    assert len(made.pages) % 2 == 0


def test_lines_come_closer_to_keep_a_signature_with_its_text(read):
    seen = read("upward")[0]
    note, ask, body = (words(seen, text) for text in ("（联系人", "妥否，请", "我市城区"))
    assert {note.page, ask.page, body.page} == {1}
    assert note.bottom == near(BOTTOM)
    assert 0.93 * LINE < (ask.top - body.top) / 2 < LINE
    assert body.top - words(seen, "省人民政府：").top == near(LINE)


@pytest.mark.parametrize("ascent", [800, 940])
def test_squares_stand_in_their_places_whichever_face_is_at_hand(fonts, read, tmp_path, ascent):
    face = TTFont(bundled_dirs()[0] / "NotoSerifSC-Regular.otf")
    face["OS/2"].sTypoAscender, face["OS/2"].sTypoDescender = ascent, ascent - 1000
    face.save(tmp_path / "simfang.ttf")
    other = find([tmp_path])
    assert other.role("仿宋").ascent == ascent / 1000
    made = pdf.make(layout(specimens.GENERAL), other, title="", created=AT)
    seen, usual = characters(made.data), read("general")[0]
    usually = fonts.role("仿宋").ascent
    for text in (NUMBER, "各县（市、区）", "为进一步规范", "附件：1．", DATE, "抄送："):
        one, meant = words(seen, text), words(usual, text)
        size = one.size * 25.4 / 72
        assert one.left == near(meant.left)
        assert one.base - size * ascent / 1000 == near(meant.base - size * usually)


def test_titles_letters_and_lines_are_red_and_black_as_clause_5_2_4_says(read):
    for name in specimens.GOLDEN:
        seen = read(name)[0]
        red = {one.text for one in seen if one.colour == (219, 20, 26)}
        black = {one.colour for one in seen} - {(219, 20, 26)}
        assert red <= set(specimens.GOLDEN[name].issuer + "文件令纪要")
        assert black == {(0, 0, 0)}
