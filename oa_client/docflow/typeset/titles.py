"""Breaking a title by sense and in balance: 词意完整, 排列对称, 梯形或菱形 (clause 7.3.1)."""

import math
import re
from functools import lru_cache
from itertools import accumulate

from oa_client.docflow.model.text import LONGEST
from oa_client.docflow.typeset.lines import NEVER_FIRST, NEVER_LAST, cells

ROOM = 19.5
"""Cells of a title's line; 二号 would allow 20."""
_MORE = 8.0
"""What a further line costs."""
_WAIST = 60.0
"""What a line costs that is longer than the one above after a shorter one: an hourglass."""
_ALIKE = 1.0
"""Cells by which lines may differ and still look alike."""
_ROWS = 3
"""Two lines are a trapezoid whichever is longer; three may have a waist."""
_SHORTEST = 0.4
"""The least part of the mean that a line of three or more may have."""
_SHAPED = 90
"""Characters; a longer title is only kept in balance."""

_WORDS = re.compile(
    "岁末|年初|人民政府|办公室|办公厅|委员会|领导小组|有限公司|公文处理|限时办结|政务公开|安全生产|实施意见|实施方案"
    "|实施细则|管理办法|工作方案|进一步|通知|通报|意见|办法|规定|决定|方案|报告|请示|批复|细则|纪要"
    "|工作|管理|实施|加强|做好|开展|推进|深化|全面|改革|建设|制度|公开|印发|转发|批转|关于|检查|专项"
    "|安全|生产|年度|情况|政府|政务|档案|公文|预算|落实|建立|完善|规范|提升|服务|企业|项目|资金|申请"
    "|解决|问题|经费|会议|学校|毕业|就业|高等|普通|办理|电子|监察|时限|期限|督查|督办|环境|保护|城市"
    "|农村|社会|经济|发展|教育|卫生|文化|交通|住房|财政|审计|人员|干部|培训|考核|表彰|先进|单位|集体"
    "|科学技术|工业和信息化|人力资源|社会保障|自然资源|规划|生态|城乡|运输|市场|监督|应急|行政|审批|数据|综合"
    r"|\d+年?|[A-Za-z]+"
)
_GOOD_BEFORE = ("关于", "《", "印发", "转发", "批转", "进一步", "加强", "做好", "开展")
_GOOD_AFTER = ("委员会", "局", "办公室", "办公厅", "关于")
"""An office's name ends there, or what it writes about begins."""
_BAD_BEFORE = ("的", "和", "与", "及", "等")


def title_lines(title: str, room: float = ROOM) -> list[str]:
    """The lines of a title; together they hold every character of it but a blank at a break."""
    return list(_lines(title.strip(), room))


@lru_cache(256)
def _lines(text: str, room: float) -> tuple[str, ...]:
    if len(text) > LONGEST["title"]:  # no record takes it: it is being written, or was pasted
        return _filled(text, room)
    least = max(1, math.ceil(cells(text) / room))
    found = [_best(text, count, room) for count in range(least, least + 3)]
    ways = [(cost + _MORE * more, lines) for more, (cost, lines) in enumerate(found) if lines]
    if ways:
        return tuple(line.strip() for line in min(ways)[1])
    return _filled(text, room)


def _filled(text: str, room: float) -> tuple[str, ...]:
    return tuple(text[at : at + int(room)] for at in range(0, len(text), int(room)))


_Last = tuple[int, int, bool]
"""The line set last: its beginning, its end, and whether a line was shorter than the one above."""
_Way = tuple[float, tuple[int, ...]]


def _best(text: str, count: int, room: float) -> tuple[float, list[str]]:
    """The cheapest way to cut the text into `count` lines; no lines when there is none."""
    ideal, costs = cells(text) / count, _costs(text)
    upto = [0.0, *accumulate(cells(char) for char in text)]
    shaped = count >= _ROWS and len(text) <= _SHAPED
    ways: dict[_Last, _Way] = {(0, 0, False): (0.0, ())}
    for number in range(count):
        following: dict[_Last, _Way] = {}
        for (start, at, fallen), (paid, cuts) in ways.items():
            before = upto[at] - upto[start]
            for end in range(at + 1, len(text) + 1):
                width = upto[end] - upto[at]
                if width > room:
                    break
                if shaped and width < ideal * _SHORTEST:
                    continue
                cost = paid + (width - ideal) ** 2 / 4 + costs[end]
                rises = shaped and number > 0 and width > before + _ALIKE
                cost += _WAIST if rises and fallen else 0.0
                falls = shaped and number > 0 and width < before - _ALIKE
                key = (at if shaped else 0, end, fallen or falls)
                if key not in following or cost < following[key][0]:
                    following[key] = (cost, (*cuts, end))
        ways = following
    whole = [way for (_, end, _), way in ways.items() if end == len(text)]
    if not whole:
        return 0.0, []
    paid, cuts = min(whole)
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
    if text[:at].endswith(_GOOD_AFTER):
        return -6.0
    return -2.0 if left in "》的、和与及" else 20.0
