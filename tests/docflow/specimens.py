"""Golden papers: one of every form that GB/T 9704 knows, in the words of a county office."""

import hashlib
import io
from dataclasses import replace

from PIL import Image, ImageDraw

from oa_client.docflow.model.pictures import Picture, read
from oa_client.docflow.typeset.elements import Paper, figure

_TEXT = (
    "为进一步规范公文办理，提高办事效率，根据《党政机关公文处理工作条例》（中办发〔2012〕14号）和"
    "市政府有关规定，现就做好公文限时办结工作有关事项通知如下：\n"
    "一、总体要求\n"
    "坚持实事求是、准确规范、精简高效、安全保密的原则，做到“件件有着落、事事有回音”，"
    "2026年12月31日前全面实行限时办结，按期办结率不低于98.5%。\n"
    "（一）明确责任。各单位主要负责人是第一责任人，办公室负责日常督办。\n"
    "1.收文登记。来文应当于收到之日起1个工作日内登记。\n"
    "（1）登记内容包括标题、文号、密级、份数等。\n"
    "二、工作措施\n"
    "各单位要加强对办理时限的管理，确需延期的，应当在期限届满前提出申请，说明理由。"
)

GENERAL = Paper(
    issuer="青原市人民政府办公室", number="青政办发〔2026〕12号",
    title="青原市人民政府办公室关于进一步做好公文限时办结工作的通知",
    to=("各县（市、区）人民政府", "市政府各部门、各直属机构"), body=_TEXT,
    attachments=(
        "公文办理时限表", "青原市公文限时办结和电子监察考核办法（试行）起草说明及任务分工安排",
    ),
    note="此件公开发布", signature="青原市人民政府办公室", date="2026年11月24日",
    cc=(
        "市委办公室", "市人大常委会办公室", "市政协办公室", "市监察委员会", "市中级人民法院",
        "市人民检察院",
    ),
    printer="青原市人民政府办公室", print_date="2026年11月25日",
)  # fmt: skip

CLASSIFIED = replace(
    GENERAL, copy_number="000017", secrecy="机密", secrecy_period="1年", urgency="特急", note="",
    body="请于2026年12月5日前报送落实情况。", attachments=(),
)  # fmt: skip

UPWARD = Paper(
    form="upward", issuer="青原市人民政府", number="青政〔2026〕31号", signatory="刘长河",
    title="青原市人民政府关于解决城区供水管网改造经费的请示", to=("省人民政府",),
    body="我市城区供水管网建于上世纪80年代，漏损严重。为保障居民用水，需投入1.2亿元。\n妥否，请批示。",
    note="联系人：李晓明，电话：0000-1234567", signature="青原市人民政府", date="2026年11月24日",
    cc=("省财政厅",), printer="青原市人民政府办公室", print_date="2026年11月24日",
)  # fmt: skip

JOINT = Paper(
    form="joint",
    issuer="青原市发展和改革委员会、青原市财政局、青原市住房和城乡建设局、青原市审计局",
    number="青发改〔2026〕7号", title="关于加强政府投资项目资金管理的通知",
    to=("各县（市、区）人民政府",), body="现将有关事项通知如下。\n请遵照执行。",
    signature="青原市发展和改革委员会\n青原市财政局\n青原市住房和城乡建设局\n青原市审计局",
    date="2026年11月24日", cc=("市政府办公室",), printer="青原市发展和改革委员会办公室",
    print_date="2026年11月24日",
)  # fmt: skip

JOINT_UPWARD = replace(
    JOINT, form="upward", signatory="王建国、李晓明、孙志强、赵磊", to=("省发展和改革委员会",),
    title="关于下达专项资金的请示", body="妥否，请批示。",
)  # fmt: skip

_TWELVE = tuple(f"青原市{name}局" for name in (
    "教育", "科学技术", "工业和信息化", "公安", "民政", "司法", "财政", "人力资源和社会保障",
    "自然资源和规划", "生态环境", "住房和城乡建设", "交通运输",
))  # fmt: skip

TWELVE = replace(JOINT, issuer="、".join(_TWELVE), signature="\n".join(_TWELVE))

ONE_WORD = replace(
    JOINT, issuer="、".join(_TWELVE[:6]), signature="\n".join(_TWELVE[:6]), body="请。", cc=(),
)  # fmt: skip

LETTER = Paper(
    form="letter", issuer="青原市人民政府办公室", number="青政办函〔2026〕45号", urgency="加急",
    title="青原市人民政府办公室关于商请支持开展数据共享工作的函",
    to=("省大数据管理局",), body=_TEXT,
    signature="青原市人民政府办公室", date="2026年11月24日", cc=("市数据局",),
)  # fmt: skip

JOINT_LETTER = replace(
    LETTER, issuer=JOINT.issuer, signature=JOINT.signature, urgency="",
    body="请予支持。\n专此函商。",
)  # fmt: skip

LONG_LETTER = replace(LETTER, body=_TEXT + "\n" + _TEXT)

ORDER = Paper(
    form="order", issuer="青原市人民政府", number="第12号",
    body="《青原市城市供水管理办法》已经2026年11月20日市人民政府第8次常务会议通过，现予公布，自2027年1月1日起施行。",
    signature="市长 刘长河", sealing="stamp", date="2026年11月24日",
)  # fmt: skip

JOINT_STAMPED = replace(
    JOINT, sealing="stamp",
    signature="青原市发展和改革委员会主任 王建国\n青原市财政局局长 李晓明\n"
    "青原市住房和城乡建设局局长 孙志强\n青原市审计局局长 赵磊",
)  # fmt: skip

MINUTES = Paper(
    form="minutes", issuer="青原市人民政府常务会议", number="〔2026〕8号",
    title="研究城区供水管网改造等工作",
    body="2026年11月20日，市长刘长河主持召开市人民政府第8次常务会议。\n一、关于供水管网改造\n会议同意市住建局提出的方案。\n"
    "出席：刘长河、张明远、王建国、陈静、郑安、吴双、周敏、李晓明、孙志强、钱岚、赵磊\n请假：冯远\n列席：各县（市、区）人民政府主要负责人，市政府各部门负责人",
    sealing="none", cc=("市委办公室",), printer="青原市人民政府办公室", print_date="2026年11月21日",
)  # fmt: skip

UNSEALED = replace(GENERAL, sealing="none", attachments=(), body="请遵照执行。")
UNSEALED_SHORT = replace(UNSEALED, signature="市政府")
UNSEALED_JOINT = replace(JOINT, sealing="none")

_TABLE = "|序号|工作任务|牵头单位|完成时限|\n" + "\n".join(
    f"|{n}|完善第{n}项公文办理制度，明确时限和责任主体|市政府办公室|2026年12月{n % 28 + 1}日|"
    for n in range(1, 56)
)
TABLED = replace(GENERAL, body=f"现将任务分工印发给你们。\n{_TABLE}\n请认真落实。", attachments=())

_WIDE = "|" + "|".join(f"指标名称第{n}项" for n in range(1, 13)) + "|\n" + "\n".join(
    "|" + "|".join(f"{row}行{n}列数据" for n in range(1, 13)) + "|" for row in range(1, 41)
)
LANDSCAPE = replace(TABLED, body=f"现将考核指标印发给你们。\n{_WIDE}\n请认真落实。")

ANNEXED = replace(
    GENERAL, body=_TEXT + "\n附件1\n公文办理时限表\n本表自2026年12月1日起执行。\n" + _TABLE
    + "\n附件2\n青原市公文限时办结和电子监察考核办法（试行）\n"
    + "第一条　为做好考核工作，制定本办法。\n" + _TEXT,
)  # fmt: skip

APART = replace(ANNEXED, apart=("附件1", "附件2"))

_LONG = "青原市高新技术产业开发区管理委员会行政审批服务和政务数据资源管理监督局综合办公室"
LONG_NAME = replace(GENERAL, issuer=_LONG, signature=_LONG)

CROWDED = replace(GENERAL, to=tuple(f"青原市第{n}区人民政府" for n in range(1, 60)))



def chart(mode: str = "RGB", size: tuple[int, int] = (1200, 700), sort: str = "PNG") -> bytes:
    """A picture as an office draws one: bars on white, framed."""
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    wide, high = size
    for at in range(6):
        left, top = wide * (at + 0.5) / 6.5, high * (0.8 - 0.1 * at)
        pen.rectangle((left, top, left + wide / 10, high - 8), fill=(30, 90 + 20 * at, 160))
    pen.rectangle((0, 0, wide - 1, high - 1), outline="black", width=4)
    out = io.BytesIO()
    drawn.convert(mode).save(out, sort)
    return out.getvalue()


def picture(name: str, data: bytes) -> Picture:
    """A file as the text's picture of that name."""
    return read(name, hashlib.sha256(data).hexdigest(), data)


def printed_words(body: str) -> str:
    """What of a body is read on the page: a picture's line counts as its caption."""
    lines = [(figure(line), line) for line in body.split("\n")]
    return "\n".join(shown.caption if shown else line for shown, line in lines)


ILLUSTRATED = replace(
    GENERAL, attachments=(), body="现将办理情况通报如下：\n" + _TEXT
    + "\n![图1　2026年各季度公文按期办结率](办结率.png)\n各单位要对照检查，持续改进。\n"
    + "![](流程.jpg)\n请认真落实。",
    pictures=(
        picture("办结率.png", chart()),
        picture("流程.jpg", chart("CMYK", (2400, 1400), "JPEG")),
    ),
)  # fmt: skip

GOLDEN = {
    "general": GENERAL, "classified": CLASSIFIED, "upward": UPWARD, "joint": JOINT,
    "joint-upward": JOINT_UPWARD, "twelve": TWELVE, "one-word": ONE_WORD,
    "letter": LETTER, "joint-letter": JOINT_LETTER, "long-letter": LONG_LETTER,
    "order": ORDER, "joint-stamped": JOINT_STAMPED, "minutes": MINUTES,
    "unsealed": UNSEALED, "unsealed-short": UNSEALED_SHORT,
    "unsealed-joint": UNSEALED_JOINT, "tabled": TABLED, "landscape": LANDSCAPE,
    "annexed": ANNEXED, "apart": APART, "long-name": LONG_NAME, "crowded": CROWDED,
    "illustrated": ILLUSTRATED,
}  # fmt: skip
"""Every golden paper by its name."""
