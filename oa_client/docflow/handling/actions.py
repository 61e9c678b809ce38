"""Acts (办理动作) as frozen requests: what may be asked of the desk, and with which words."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from oa_client.docflow.model import text
from oa_client.docflow.model.errors import BadInput, Refused

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
    """编号; a new book may begin at `start` with its `ground`."""

    series: str | None = None
    start: int | None = Field(default=None, ge=1, le=99_999)
    ground: str | None = None


class Print(Fields):
    """印制: copies, and consent to a substitute font."""

    copies: int = Field(default=1, ge=1, le=100_000)
    accept_substitute: bool | None = None


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


class Vouch(Fields):
    """Two enrolled persons vouch for a new key."""

    person: str


class OfficeHours(BaseModel):
    """作息时间: from a day on, until another or for good, of a unit or of all."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    from_: Day = Field(alias="from")
    until: Day | None = None
    unit: str | None = None
    spans: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(
        min_length=1, max_length=6
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


SHAPES: dict[str, type[Fields]] = {
    "register": Opening, "examine": Examine, "propose": Propose, "instruct": Fields,
    "assign": Assign, "circulate": Circulate, "read": Fields, "undertake": Undertake,
    "reply": Fields, "archive": Archive, "draft": Opening, "revise": Revision,
    "submit": Plan, "review": Plan, "countersign": Countersign, "sign": Fields,
    "recheck": Recheck, "number": Number, "print": Print, "seal": Fields, "issue": Fields,
    "receive": Receive, "abandon": Fields, "correct": Correct, "return": Return,
    "recall": Fields, "transfer": Transfer, "add-signer": AddSigner,
    "remove-signer": RemoveSigner, "stand-in": StandIn, "urge": Urge,
    "vouch": Vouch, "void-number": Reasoned, "link": Link, "pause": Pause, "resume": Fields,
    "ask-extension": AskExtension, "grant-extension": Fields,
    "refuse-extension": RefuseExtension, "supervise": Supervise, "report-progress": Progress,
    "close-supervision": Fields, "explain": Fields, "withdraw-card": WithdrawCard,
    "answer-urging": AnswerUrging, "set-calendar": SetCalendar,
}  # fmt: skip
"""Every act that the desk judges, with the fields that it may carry."""

LATER = (
    "reserve-number", "transcribe", "hand-over", "disclose",
    "borrow", "give-back", "withdraw", "repeal",
)  # fmt: skip
"""Acts of the contract that this version does not carry yet."""

OF_THE_OFFICE = ("stand-in", "vouch", "set-calendar")
"""Acts that concern no document at all."""

WITHOUT_DOCUMENT = ("register", "draft", *OF_THE_OFFICE)
"""Acts that name no document."""


@dataclass(frozen=True)
class Attached:
    """A file that an act brings: its own name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Act:
    """A request to the desk, before it is signed."""

    action: str
    by: str
    fields: dict[str, Any] = field(default_factory=dict)
    document: str | None = None
    version: int | None = None
    key: str = ""
    attachments: tuple[Attached, ...] = ()


def read_fields(action: str, given: Any) -> dict[str, Any]:
    """The fields of an act, checked; only what was said, nothing added.

    Raises:
        BadInput: `unknown-action`, `action-not-built`, `unknown-field`, `wrong-value`.
        Refused: `field-missing`, `reason-missing`, `too-long`, `control-characters`.
    """
    if action in LATER:
        raise BadInput("action-not-built", action=action)
    shape = SHAPES.get(action)
    if shape is None:
        raise BadInput("unknown-action", action=action[:60])
    if not isinstance(given, dict):
        raise BadInput("wrong-value", field="--with")
    try:
        shape.model_validate(given)
    except ValidationError as failure:
        raise _known(failure) from None
    text.check_all(given)
    return dict(given)


def with_defaults(action: str, given: dict[str, Any]) -> dict[str, Any]:
    """The same fields with what the contract puts where nothing was said."""
    return SHAPES[action].model_validate(given).model_dump(by_alias=True)


def _known(failure: ValidationError) -> Exception:
    errors = failure.errors(include_url=False)
    errors.sort(key=lambda error: error["type"] != "extra_forbidden")  # a misspelt name comes first
    for error in errors:
        name = ".".join(str(part) for part in error["loc"][:1]) or "--with"
        if error["type"] == "extra_forbidden":
            return BadInput("unknown-field", field=name)
        if error["type"] == "missing":
            code = "reason-missing" if name == "reason" else "field-missing"
            return Refused(code, field=name)
    first = errors[0]
    return BadInput("wrong-value", field=str(first["loc"][0]) if first["loc"] else "--with")
