"""The words of the demo's quarter, drawn by chance from `resources/demo/quarter.toml`."""

import random
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.case import Row
from oa_client.docflow.timelimit.limit import DAY
from oa_client.docflow.timelimit.workdays import Calendar


class Words:
    """The words of the quarter, drawn by chance."""

    def __init__(self, written: dict[str, Any], chance: random.Random) -> None:
        self._written, self._chance = written, chance
        self._serial = 0

    def happens(self, what: str) -> bool:
        """Whether it does, this time."""
        return self._chance.random() * 100 < self._written["share"][what]

    def one(self, what: str) -> str:
        """One of the words for something."""
        return str(self._chance.choice(self._written[what]))

    def some(self, what: str, most: int) -> list[str]:
        """A few of them."""
        return self._chance.sample(self._written[what], self._chance.randrange(1, most + 1))

    def arrival(self, at: datetime) -> tuple[str, str, Row]:
        """A paper that comes in, is begun, or is sent round: by whom, how, with which elements."""
        fields: Row = {"urgency": self._urgency(), "body": self._body()}
        if self.happens("outgoing"):
            fields |= {"title": self._title("outgoing"), "to": ["各县区人民政府", "市直各部门"]}
            if self.happens("countersigned"):
                fields |= {"countersigners": self.some("units", 2)}
            return self._chance.choice(("li", "qian", "zhao", "li", "qian")), "draft", fields
        if self.happens("circulation"):
            fields |= {"title": self._title("circulated"), "to": self.some("sides", 3)}
            return "wang", "circulate", fields | {"note": "请阅知"}
        place = self._chance.randrange(len(self._written["issuers"]))
        self._serial += 1
        return "chen", "register", fields | {
            "title": self._title("incoming"), "kind": self.one("kinds"),
            "issuer": self._written["issuers"][place], "to": "临江市人民政府办公室",
            "number": f"{self._written['marks'][place]}〔{at.year}〕{self._serial}号",
            "received": at.date().isoformat(),
        }  # fmt: skip

    def _title(self, sort: str) -> str:
        return self.one(sort).format(self.one("matters"))

    def _urgency(self) -> str:
        return "特急" if self.happens("extra") else "加急" if self.happens("urgent") else ""

    def _body(self) -> str:
        lines = 24 if self.happens("long") else self._chance.randrange(1, 4)
        return "\n".join(["一、工作要求", *[self._written["paragraph"]] * lines])

    def supervision(self, at: datetime, calendar: Calendar) -> tuple[str, Row]:
        """Who takes a case under supervision, upon what, and who answers for it."""
        until = calendar.add_minutes(at, 15 * DAY).date().isoformat()
        said: Row = {"by": self.one("units"), "until": until, "steps": ["摸底", "整改", "总结"]}
        if self._chance.random() < 0.5:
            ground = f"主要负责人批示：{self.one('instructions')}"
            return "wu", said | {"source": "instruction", "ground": ground}
        return "wu", said | {"source": "meeting", "ground": self.one("meetings")}

    def fields(self, action: str, case: Row) -> Row:
        """What goes with an act that moves a case on."""
        said: dict[str, Row] = {
            "examine": {"answers": [True] * 5}, "propose": {"opinion": "拟请领导阅示。"},
            "instruct": {"opinion": self.one("instructions")},
            "undertake": {"result": "已按要求落实，结果已报。"},
            "reply": {"opinion": "已答复来文单位。"},
            "review": {"opinion": "同意。"}, "countersign": {"opinion": "无不同意见。"},
            "sign": {"opinion": "同意印发。"}, "print": {"copies": 20},
            "recheck": {"substantive": "again" not in case and self.happens("substantive")},
        }  # fmt: skip
        if action == "recheck":
            case["again"] = True
        if action == "assign":
            lead, *others = self.some("units", 2)
            return {"lead": lead, "assist": others if self._chance.random() < 0.3 else []}
        return said.get(action, {})
