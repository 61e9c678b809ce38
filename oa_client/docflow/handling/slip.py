"""The handling slip (处理单): which opinion stands in which cell, on the screen as on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oa_client.docflow.model.moment import day_text, parse

Row = dict[str, Any]

CELLS = {
    "sign": "签发", "countersign": "会签", "review": "审核", "check": "核稿",
    "examine": "初审", "propose": "拟办意见", "instruct": "领导批示", "assign": "分办",
    "undertake": "承办结果", "reply": "答复", "recheck": "复核", "number": "编号",
    "print": "印制", "seal": "用印", "issue": "核发", "archive": "归档",
}  # fmt: skip
"""What the cell of a stage is called on paper, in the order of the sheet."""

OUTCOMES = {"returned": "退回", "disagreed": "不同意", "transferred": "转办"}
"""What has to be said beside a name where a person did not simply finish."""

STATES = {"unopened": "未阅", "opened": "已打开", "read": "已阅"}
"""传阅 in its three states."""

FORMS = {"register": "incoming", "draft": "outgoing", "circulate": "circulation"}
"""Which slip a case has, by the act that opened it."""


@dataclass(frozen=True)
class Said:
    """One opinion: its words, who gave it, when, and what has to be said beside it."""

    text: str
    name: str
    at: str
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of the slip with the opinions that belong there; `stage` is the stage's id."""

    stage: str
    label: str
    said: list[Said] = field(default_factory=list)


def cells_of(shown: Row, stages: Mapping[str, str]) -> list[Cell]:
    """Every cell of a document's slip, from the answer to `inquiry.show`.

    Args:
        shown: the document.
        stages: names of the procedure's stages by id, in their order.
    """
    order = [stage for stage in CELLS if stage in stages]
    order += [stage for stage in stages if stage not in CELLS and stage not in ("draft", "read")]
    cells = [Cell(s, CELLS.get(s, stages[s]), _entries(shown, s)) for s in order]
    reading = [row for row in shown["readers"] if not row["decides"]]
    if reading:
        said = {(row["at"], row["for"] or row["person"]): row["text"]
                for row in shown["opinions"] if row["action"] == "read"}  # fmt: skip
        readers = [_reader(r, said.get((r["read"], r["person"]), "")) for r in reading]
        cells.append(Cell("read", "传阅", readers))
    return cells


def elements_of(shown: Row, form: str) -> dict[str, str]:
    """The printed elements of a slip, by their printed labels."""
    return _incoming(shown) if form == "incoming" else _outgoing(shown)


def moment_text(at: str) -> str:
    """A moment as it is written beside a name."""
    when = parse(at)
    return f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}"


def _entries(shown: Row, stage: str) -> list[Said]:
    said = {(row["at"], row["for"] or row["person"]): row for row in shown["opinions"]}
    entries = []
    for task in shown["passed"]:
        if task["stage"] != stage or task["outcome"] not in ("done", *OUTCOMES):
            continue
        opinion = said.get((task["closed_at"], task["person"]))
        text = opinion["text"] if opinion else ""
        if opinion and opinion["verdict"]:
            verdict = "同意" if opinion["verdict"] == "agree" else "不同意"
            text = text or verdict
        name, note = _who(shown, task)
        entries.append(Said(text, name, moment_text(task["closed_at"]), note))
    return entries


def _who(shown: Row, task: Row) -> tuple[str, str]:
    """The name under an opinion: who acted, and for whom, as the ledger has it."""
    notes = ["加签"] if task.get("added") else []
    notes += [OUTCOMES[task["outcome"]]] if task["outcome"] in OUTCOMES else []
    name = str(task["name"])
    if task["by"] != task["person"]:
        name = f"{shown['names'][task['by']]['name']}代{name}"
    return name, "，".join(notes)


def _reader(row: Row, said: str) -> Said:
    note = f"{STATES.get(row['state'], row['state'])}" + (f"　{row['note']}" if row["note"] else "")
    at = row["read"] or row["seen"]
    return Said(said, row["name"], moment_text(at) if at else "", note)


def _text(value: Any) -> str:
    return "；".join(value) if isinstance(value, list) else str(value if value is not None else "")


def _incoming(shown: Row) -> dict[str, str]:
    own = shown["elements"]
    files = [row["name"] for row in shown["attachments"]]
    pairs = {
        "来文单位": own["issuer"], "来文字号": own["number"], "文种": own["kind"],
        "成文日期": day_text(own["date"] or ""), "密级": own["secrecy"], "紧急程度": own["urgency"],
        "收文日期": day_text(own["received"] or "") or moment_text(shown["opened_at"]),
        "份数": own["copies"],
        "标题": own["title"], "附件": own["attachments"] or files, "保管期限": own["retention"],
    }  # fmt: skip
    return {label: _text(value) for label, value in pairs.items()}


def _outgoing(shown: Row) -> dict[str, str]:
    own = shown["elements"]
    people = shown["names"]
    drafter = people.get(shown["drafter"] or shown["creator"], {})
    to = own["to"]
    if isinstance(to, list):  # whoever reads a circulated paper is named, not his login
        to = [people[name]["name"] if name in people else name for name in to]
    pairs = {
        "发文字号": shown["number"], "文种": own["kind"], "密级": own["secrecy"],
        "紧急程度": own["urgency"], "标题": own["title"], "主送": to, "抄送": own["cc"],
        "附件": own["attachments"], "拟稿单位": drafter.get("unit", ""),
        "拟稿人": drafter.get("name", ""), "拟稿时间": moment_text(shown["opened_at"]),
        "公开属性": own["disclosure"], "份数": own["copies"], "保管期限": own["retention"],
    }  # fmt: skip
    return {label: _text(value) for label, value in pairs.items()}
