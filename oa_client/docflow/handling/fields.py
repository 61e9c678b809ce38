"""What each act (办理动作) carries: its fields as a person types them, and nothing else."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

Names = str | list[str]
"""One unit or person, or several."""


class Fields(BaseModel):
    """What the author of an act says; `opinion` goes with any of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    opinion: str | None = None


Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
"""A day or a moment, as `2026-12-03`; the rules read it, and say what is wrong with it."""


class Elements(Fields):
    """Elements of a document, 条例 art. 9, as far as its author knows them."""

    kind: str | None = None
    issuer: str | None = None
    number: str | None = None
    date: str | None = None
    urgency: Literal["特急", "加急", "平件", ""] | None = None
    secrecy: str | None = None
    secrecy_period: str | None = None
    copies: int | None = Field(default=None, ge=1, le=100_000)
    copy_number: str | None = None
    to: Names | None = None
    cc: Names | None = None
    body: str | None = None
    attachments: Names | None = None
    note: str | None = None
    signatory: str | None = None
    form: Literal["general", "upward", "joint", "letter", "order", "minutes"] | None = None
    disclosure: Literal["主动公开", "依申请公开", "不予公开", ""] | None = None
    disclosure_reason: str | None = None
    retention: str | None = None
    received: str | None = None
    sender_contact: str | None = None
    important: bool | None = None
    countersigners: Names | None = None
    order: Literal["together", "in-turn", "any"] | None = None


class Opening(Elements):
    """Elements with which a case begins."""

    procedure: str | None = None
    title: str


class Revision(Elements):
    """New wording of a draft; what is not named stays, and so do files not taken back."""

    take_back: list[str] | None = None

    title: str | None = None


class Examine(Fields):
    """初审: the five questions of 条例 art. 24 (3)."""

    answers: list[bool] = Field(min_length=5, max_length=5)
    reason: str | None = None


class Propose(Fields):
    """拟办; `leader` may send it to 主要负责人."""

    leader: str | None = None


class Assign(Fields):
    """分办: lead and assisting units or people."""

    lead: str
    assist: Names = Field(default_factory=list)


class Circulate(Elements):
    """传阅: to whom, and why; without a document it opens one."""

    title: str | None = None
    procedure: str | None = None


class Undertake(Fields):
    """承办: the result."""

    result: str | None = None


class Plan(Fields):
    """Submit and review: who countersigns, and in what order."""

    countersigners: Names | None = None
    order: Literal["together", "in-turn", "any"] | None = None


class Countersign(Fields):
    """会签: agreement or disagreement."""

    verdict: Literal["agree", "disagree"] = "agree"


class Recheck(Fields):
    """复核: whether the text was changed in substance (条例 art. 25 (1))."""

    substantive: bool = False


class Receive(Fields):
    """签收: which addressee received it; none named means all that have not yet."""

    addressee: str | None = None


class Number(Fields):
    """编号; a new book may begin at `start` with its `ground`; `reserved`: a number kept for it."""

    series: str | None = None
    reserved: str | None = None
    start: int | None = Field(default=None, ge=1, le=99_999)
    ground: str | None = None


class Print(Fields):
    """印制: copies, consent to a substitute font, and which 附件 of the text are bound apart."""

    copies: int = Field(default=1, ge=1, le=100_000)
    accept_substitute: bool | None = None
    apart: Names | None = None


class Archive(Fields):
    """归档 with its 保管期限."""

    retention: str = "30年"


class Correct(Fields):
    """更正 of a mistyped element; the old value stays on record."""

    field: str
    value: str | int
    reason: str


class Return(Fields):
    """退回, with its reason and the way on after the repair."""

    to: str | None = None
    reason: str
    then: Literal["resume", "repeat"] = "repeat"


class Reasoned(Fields):
    """An act that needs nothing but its reason."""

    reason: str


class Transfer(Fields):
    """转办 to another person."""

    to: str
    reason: str | None = None


class AddSigner(Fields):
    """加签: who is asked for his opinion, before oneself or after."""

    person: str
    when: Literal["before", "after"] = "before"


class RemoveSigner(Fields):
    """减签 of one whom one added; named where there are several."""

    person: str | None = None


class StandIn(Fields):
    """代办: who stands in, from when until when."""

    person: str
    from_: Day = Field(alias="from")
    until: Day


class EndStandIn(Fields):
    """终止代办: of whom, where not of everybody who stands in for oneself."""

    person: str | None = None


class Urge(Fields):
    """催办: whom, where not everybody who has it in hand."""

    note: str | None = None
    to: Names | None = None


class Pause(Fields):
    """暂停计时 on a listed ground; more about it may follow the ground's name and a colon."""

    ground: str


class AskExtension(Fields):
    """申请延期: until when, and why."""

    until: Day
    reason: str


class RefuseExtension(Fields):
    """不予延期; the reason may stand in the opinion as well."""

    reason: str | None = None


class Supervise(Fields):
    """督办立项: on what ground; `by` names who answers for it, or by which day.

    `every` is the number of working days from one progress report to the next.
    """

    ground: str
    by: Names | None = None
    source: Literal["instruction", "meeting", "card"] | None = None
    helpers: Names | None = None
    until: Day | None = None
    steps: Names | None = None
    every: int | None = Field(default=None, ge=1, le=400)


class Progress(Fields):
    """报告进展 of a 督办件, in the opinion; `steps` are those that are done now."""

    steps: Names | None = None


class WithdrawCard(Reasoned):
    """撤牌 upon a new fact; without level and task the weightiest and newest card."""

    level: Literal["blue", "yellow", "red"] | None = None
    task: str | None = None


class Assess(Fields):
    """核定说明: accepted or not; of several the explanation `n`, else the oldest that waits."""

    accepted: bool
    reason: str | None = None
    n: int | None = None


class Reserve(Fields):
    """预留文号: the next of a series, on what ground, and until when it may be used."""

    series: str | None = None
    ground: str
    until: Day


class Release(Reasoned):
    """释放预留号: a reserved number that will not be used becomes void."""

    number: str


class Vouch(Fields):
    """Two enrolled persons vouch for a new key."""

    person: str


class OfficeHours(BaseModel):
    """作息时间: from a day on, until another or for good, of a unit or of all.

    Without spans a unit is closed for these days.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    from_: Day = Field(alias="from")
    until: Day | None = None
    unit: str | None = None
    spans: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(
        max_length=6
    )


class SetCalendar(Fields):
    """工作日历登记: on what ground; the notice as pasted, days one by one, or office hours."""

    ground: str
    notice: str | None = None
    days: dict[str, bool] | None = None
    hours: list[OfficeHours] | None = Field(default=None, max_length=40)


class AnswerUrging(Fields):
    """回复催办: in words, and by when it will be done; of several the urging `n`."""

    opinion: str
    expected: Day | None = None
    n: int | None = None


class Link(Fields):
    """关联 of another document."""

    document: str


class Merge(Fields):
    """并入: the same paper came once more; what came with it joins the case that has it already."""

    note: str | None = None


SHAPES: dict[str, type[Fields]] = {
    "register": Opening, "examine": Examine, "propose": Propose, "instruct": Fields,
    "assign": Assign, "circulate": Circulate, "read": Fields, "undertake": Undertake,
    "reply": Fields, "archive": Archive, "draft": Opening, "revise": Revision,
    "submit": Plan, "review": Plan, "countersign": Countersign, "sign": Fields,
    "recheck": Recheck, "number": Number, "print": Print, "seal": Fields, "issue": Fields,
    "receive": Receive, "abandon": Fields, "correct": Correct, "return": Return,
    "recall": Fields, "transfer": Transfer, "add-signer": AddSigner,
    "remove-signer": RemoveSigner, "stand-in": StandIn,
    "end-stand-in": EndStandIn, "urge": Urge,
    "vouch": Vouch, "void-number": Reasoned, "link": Link, "merge": Merge,
    "pause": Pause, "resume": Fields,
    "ask-extension": AskExtension, "grant-extension": Fields,
    "refuse-extension": RefuseExtension, "supervise": Supervise, "report-progress": Progress,
    "close-supervision": Fields, "explain": Fields, "withdraw-card": WithdrawCard,
    "answer-urging": AnswerUrging, "set-calendar": SetCalendar, "assess-explanation": Assess,
    "reserve-number": Reserve, "release-number": Release,
}  # fmt: skip
"""Every act that the desk judges, with the fields that it may carry."""
