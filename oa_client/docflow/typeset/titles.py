"""Breaking a title by sense and in balance: 词意完整, 排列对称, 梯形或菱形 (clause 7.3.1)."""

import math
import re
from itertools import accumulate

from oa_client.docflow.model.text import LONGEST
from oa_client.docflow.typeset.lines import NEVER_FIRST, NEVER_LAST, cells

ROOM = 19.5
"""Cells of a title's line; 二号 would allow 20."""
_MORE = 8.0
"""What a further line costs."""

_WORDS = re.compile(
    "岁末|年初|人民政府|办公室|办公厅|委员会|领导小组|有限公司|公文处理|限时办结|政务公开|安全生产|实施意见|实施方案"
    "|实施细则|管理办法|工作方案|进一步|通知|通报|意见|办法|规定|决定|方案|报告|请示|批复|细则|纪要"
    "|工作|管理|实施|加强|做好|开展|推进|深化|全面|改革|建设|制度|公开|印发|转发|批转|关于|检查|专项"
    "|安全|生产|年度|情况|政府|政务|档案|公文|预算|落实|建立|完善|规范|提升|服务|企业|项目|资金|申请"
    "|解决|问题|经费|会议|学校|毕业|就业|高等|普通|办理|电子|监察|时限|期限|督查|督办|环境|保护|城市"
    "|农村|社会|经济|发展|教育|卫生|文化|交通|住房|财政|审计|人员|干部|培训|考核|表彰|先进|单位|集体"
    r"|\d+年?|[A-Za-z]+"
)
_GOOD_BEFORE = ("关于", "《", "印发", "转发", "批转", "进一步", "加强", "做好", "开展")
_BAD_BEFORE = ("的", "和", "与", "及", "等")


def title_lines(title: str, room: float = ROOM) -> list[str]:
    """The lines of a title; together they hold every character of it but a blank at a break."""
    text = title.strip()
    if len(text) > LONGEST["title"]:  # no record takes it: it is being written, or was pasted
        return _filled(text, room)
    least = max(1, math.ceil(cells(text) / room))
    found = [_best(text, count, room) for count in range(least, least + 3)]
    ways = [(cost + _MORE * more, lines) for more, (cost, lines) in enumerate(found) if lines]
    if ways:
        return [line.strip() for line in min(ways)[1]]
    return _filled(text, room)


def _filled(text: str, room: float) -> list[str]:
    return [text[at : at + int(room)] for at in range(0, len(text), int(room))]


def _best(text: str, count: int, room: float) -> tuple[float, list[str]]:
    """The cheapest way to cut the text into `count` lines; no lines when there is none."""
    ideal = cells(text) / count
    costs = _costs(text)
    upto = [0.0, *accumulate(cells(char) for char in text)]
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for _ in range(count):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (paid, cuts) in best[-1].items():
            for end in range(start + 1, len(text) + 1):
                width = upto[end] - upto[start]
                if width > room:
                    break
                cost = paid + (width - ideal) ** 2 / 4 + costs[end]
                if end not in following or cost < following[end][0]:
                    following[end] = (cost, (*cuts, end))
        best.append(following)
    if len(text) not in best[-1]:
        return 0.0, []
    paid, cuts = best[-1][len(text)]
    return paid, [text[a:b] for a, b in zip((0, *cuts), cuts, strict=False)]


def _costs(text: str) -> list[float]:
    """What it costs to break before each character."""
    costs = [_cost(text, at) for at in range(len(text))] + [0.0]
    for word in _WORDS.finditer(text):
        for at in range(word.start() + 1, word.end()):
            costs[at] += 30.0
    depth = 0
    for at, char in enumerate(text):
        depth -= char == "》"
        costs[at] += 4.0 * max(depth, 0)
        depth += char == "《"
    return costs


def _cost(text: str, at: int) -> float:
    if at == 0:
        return 0.0
    left, right = text[at - 1], text[at:]
    if right[0] in NEVER_FIRST or left in NEVER_LAST:
        return 1000.0
    if left.isspace() or right[0].isspace():
        # between western words a blank is no sign of the author's where to break
        return 8.0 if (text[:at].rstrip()[-1:] + right.lstrip()[:1]).isascii() else -8.0
    if right.startswith(_BAD_BEFORE):
        return 25.0
    if right.startswith(_GOOD_BEFORE):
        return -6.0
    if text[:at].endswith("关于"):
        return -6.0
    return -2.0 if left in "》的、和与及" else 20.0
