"""Training offices for tests: real files, real signatures, a time that the test tells."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from oa_client import app, assets
from oa_client.docflow.handling import inquiry
from oa_client.docflow.handling.actions import Act
from oa_client.docflow.handling.founding import read_people
from oa_client.docflow.handling.records import Book, load_office
from oa_client.docflow.handling.requests import request_bytes
from oa_client.docflow.handling.supervision import desk
from oa_client.docflow.model.moment import OFFICE_ZONE, iso, parse

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=OFFICE_ZONE)
"""An ordinary Monday as the doors open."""

BODY = "一、检查范围\n全市。\n二、工作要求\n按时报送。"


class Played:
    """A training office at work; every act comes a minute after the one before."""

    def __init__(self, path: Path) -> None:
        source = assets.path("demo", "people.csv")
        people = read_people(source.read_text("utf-8"), str(source))
        self.at = MONDAY
        self.office = app.found_office(
            str(path), people, name="临江市人民政府办公室", training=True, at=iso(MONDAY)
        )

    def act(self, by: str, action: str, document: str | None = None, /, **fields: Any) -> str:
        """One act; the document's id comes back."""
        self.at += timedelta(minutes=1)
        said = {name.rstrip("_"): value for name, value in fields.items() if name != "files"}
        done = self.office.act(
            by, action, said, document=document, at=iso(self.at), files=fields.get("files", ()),
        )  # fmt: skip
        return str(done.document)

    def let_in(self, by: str, action: str, **fields: Any) -> str:
        """An act as an earlier version let it in, which looked at less than `admission` does: the
        rules alone judge it.
        """
        self.at += timedelta(minutes=1)
        signer = self.office.unlock(by, None)
        act = Act(action, by, fields, key=str(uuid4()))
        with self.office._store.write() as work:
            known = load_office(work, self.office.calendar)
            book = Book(work, work.last_entry(), iso(self.at))

            def hand(version: int | None, head: str | None) -> tuple[bytes, str, bytes]:
                asked = request_bytes(known.office["id"], act, signer.key_id, version, head)
                return asked, signer.key_id, signer.sign("request", asked)

            done = self.office._desk.judge(book, known, act, hand, self.at)
            book.seal()
        return str(done.document)

    def now(self) -> datetime:
        """The time that the test tells."""
        return self.at

    def of(self, _login: str) -> app.LocalOffice:
        """The office as this person has it."""
        return self.office

    def glance(self, by: str, document: str) -> dict[str, Any]:
        """A document as one of its people would see it; nobody notes that he did."""
        with self.office._reading(iso(self.at)) as (work, office, at):
            return inquiry.show(work, office, by, document, at)

    def show(self, by: str, document: str) -> dict[str, Any]:
        """A document as one of its people sees it now."""
        return self.office.show(by, document, iso(self.at))

    def look(self, at: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The monitor looks at this time: cards it issued, supervised items it opened."""
        self.at = parse(at)
        issued, _ = self.office.monitor(at)
        return issued, self.office.open_supervised(at)

    def board(self) -> list[desk.Item]:
        """督办件, as the supervisor has them at the time that the test tells."""
        with self.office._reading(iso(self.at)) as (work, office, at):
            return desk.board(work, office, "wu", at)

    def incoming(self, **more: Any) -> str:
        """A registered paper, examined and proposed."""
        document = self.act("chen", "register", title="关于开展检查的通知", body=BODY, **more)
        self.act("chen", "examine", document, answers=[True] * 5)
        self.act("wang", "propose", document, opinion="拟请阅示。")
        return document

    def outgoing(self, until: str, **more: Any) -> str:
        """A paper on its way out, as far as the act named."""
        document = self.act(
            "li", "draft", **{"body": BODY} | more, title="关于报送情况的通知", to="各科室"
        )
        for by, action, said in OUTGOING:
            self.act(by, action, document, **said)
            if action == until and not (action == "review" and by == "zhou"):
                break
        return document

    def whole(self) -> None:
        """A small office in which every official table holds something."""
        one = self.incoming(urgency="特急", files=[("清单.txt", b"1")])
        self.act("zhang", "instruct", one, opinion="请住建科办。")
        self.act("wang", "assign", one, lead="住建科", assist=["财务科"])
        self.act("wang", "circulate", one, to=["法规科"], note="请阅")
        self.act("zhang", "stand-in", person="liu", from_="2026-03-02", until="2026-03-03")
        two = self.outgoing("print")
        self.act("chen", "link", two, document=one)
        self.act("chen", "void-number", two, reason="错号")
        self.at += timedelta(days=2)
        self.office.monitor(iso(self.at))
        self.act("wu", "urge", one, note="请抓紧")
        self.act("wu", "set-calendar", ground="市里统一停工", days={"2026-03-12": False})
        self.act("zhou", "explain", one, opinion="当日全员防汛")
        self.act("wu", "assess-explanation", one, accepted=True)
        self.act("chen", "reserve-number", ground="年度一号文件", until="2026-03-20")

    def tamper(self, statement: str, *values: Any) -> None:
        """What somebody does who has the file in his hands: guards off, then his own SQL."""
        with sqlite3.connect(self.office.path) as raw:
            guards = raw.execute("select name from sqlite_master where type='trigger'").fetchall()
            for (name,) in guards:
                raw.execute(f'drop trigger "{name}"')
            raw.execute(statement, values)
        raw.close()

    def problems(self) -> list[dict[str, Any]]:
        """What the check of the ledger finds."""
        found: list[dict[str, Any]] = self.office.verify()["problems"]
        return found


OUTGOING: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("li", "submit", {}), ("zhou", "review", {}), ("wang", "review", {"opinion": "同意"}),
    ("zhang", "sign", {"opinion": "发"}), ("chen", "recheck", {}), ("chen", "number", {}),
    ("chen", "print", {"copies": 2}), ("chen", "seal", {}), ("chen", "issue", {}),
    ("zheng", "archive", {}),
)  # fmt: skip
"""The way out of a paper on which nobody has to countersign."""
