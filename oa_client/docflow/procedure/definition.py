"""A procedure (办理程序) as the office publishes it: stages, who acts, where to, how soon."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, field_validator

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.limit import Limit

ROLES = (
    "@creator", "@drafter", "@drafter-chief", "@countersigners", "@undertakers", "@lead",
    "@leader", "@signer", "@readers",
)  # fmt: skip
"""People found from the case itself; any other `by` is a post."""

RUNGS = ("@person", "@superior", "@superior-2", "@superior-3")
"""Rungs of the ladder of cards: whoever is late, who stands above him, and who above that one."""

CONTRARY = ("check", "countersign", "review", "sign")
"""Stages that judge a draft: whoever drafted it may not act there."""


def _limit(text: str) -> str:
    try:
        Limit.parse(text)
    except BadInput:
        raise ValueError(f"bad-limit {text}") from None
    return text


class Limits(BaseModel):
    """办理时限 by urgency, as `1h`, `0.5d`, `5d`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extra: str = Field(alias="特急")
    urgent: str = Field(alias="加急")
    plain: str = Field(alias="平件")

    @field_validator("extra", "urgent", "plain")
    @classmethod
    def _readable(cls, text: str) -> str:
        return _limit(text)

    def of(self, urgency: str | None) -> Limit:
        """The limit that a paper of this urgency has."""
        chosen = {"特急": self.extra, "加急": self.urgent}.get(urgency or "", self.plain)
        return Limit.parse(chosen)


class Stage(BaseModel):
    """环节: one step of a procedure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=40)
    name: str
    name_en: str
    by: str
    """A post, or one of ROLES."""
    action: str
    """The act that moves the stage on."""
    next: tuple[str, ...] = ()
    """Stages that may follow; none: the case ends here."""
    back: tuple[str, ...] = ()
    """Stages to which it may be returned."""
    limits: Limits
    records: tuple[str, ...] = ()
    """What the act must leave on record."""
    recall: bool = True
    """Whether who moved it on may take it back while the next has not opened it."""
    urge: str | None = None
    """So long before the due moment the office itself urges whoever has it in hand, once."""
    passed_over: bool = False
    """Whether it is skipped, on record, where nobody is named for it."""


    @field_validator("urge")
    @classmethod
    def _readable(cls, text: str | None) -> str | None:
        return None if text is None else _limit(text)


class Whole(BaseModel):
    """The clock of the whole case, from its opening until the named stage is done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    until: str
    limits: Limits


class Ground(BaseModel):
    """A ground on which the clock may stand still, with the rule that says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=40)
    name_en: str
    source: str


class Tier(BaseModel):
    """Who may grant an extension of up to so many working days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int = Field(ge=1, le=400)
    by: str
    """A post, or `@superior`."""


class Extension(BaseModel):
    """延期: how often in a case, and who may grant how much."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int = Field(default=0, ge=0, le=20)
    tier: tuple[Tier, ...] = ()

    def of(self, days: int) -> Tier | None:
        """The tier of an extension of so many working days; None where nobody may grant it."""
        return next((tier for tier in self.tier if days <= tier.days), None)


class Cards(BaseModel):
    """Who hears of a card, by level: RUNGS and posts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    blue: tuple[str, ...] = Field(default=("@person",), min_length=1)
    yellow: tuple[str, ...] = Field(default=("@person", "@superior"), min_length=1)
    red: tuple[str, ...] = Field(default=("@person", "@superior", "督办员"), min_length=1)


class Supervision(BaseModel):
    """督办立项 by itself, and how often whoever answers for a 督办件 reports."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: int = Field(default=3, ge=1, le=400)
    """Working days for which a red card has stood, its work still undone."""
    reds: int = Field(default=2, ge=2, le=20)
    """So many red cards of one case are enough at once."""
    every: int = Field(default=5, ge=1, le=400)
    """Working days from one progress report to the next, where the item names none."""
    told: tuple[str, ...] = ()
    """Who may read a case once somebody opened an item of it: RUNGS above him, and posts."""


class Urging(BaseModel):
    """催办: how soon the same person may urge the same person again for the same task."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    apart: str | None = None
    """Working time that lies between, as `4h`; None: a procedure that says nothing sets no bound.
    Another who urges meanwhile is not held up by it."""

    @field_validator("apart")
    @classmethod
    def _readable(cls, text: str | None) -> str | None:
        return None if text is None else _limit(text)


class Explanation(BaseModel):
    """书面说明: who assesses one, by the level of the card that it is about; RUNGS and posts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    blue: tuple[str, ...] = Field(default=("督办员",), min_length=1)
    yellow: tuple[str, ...] = Field(default=("督办员",), min_length=1)
    red: tuple[str, ...] = Field(default=("督办员",), min_length=1)
    supervised: tuple[str, ...] = Field(default=("督办员",), min_length=1)
    """Of one that is given for a 督办件 by whoever got no card."""
    most: int | None = Field(default=None, ge=1)
    """How many of one person may wait for their assessment; None: as many as he likes."""


class Procedure(BaseModel):
    """A procedure in force; a case keeps the digest of the one that it began under."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=40, pattern="^[a-z][a-z0-9-]*$")
    name: str
    name_en: str
    opens_by: str
    """Who may open a case: a post, or `@anyone`."""
    opens_with: str
    """The act that opens a case."""
    whole: Whole | None = None
    ground: tuple[Ground, ...] = ()
    """Grounds of 暂停计时; none: the clock never stands still."""
    extension: Extension = Extension()
    cards: Cards = Cards()
    supervision: Supervision = Supervision()
    urging: Urging = Urging()
    explanation: Explanation = Explanation()
    stage: tuple[Stage, ...] = Field(min_length=1)

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Stages by id, in the order of the file."""
        return {stage.id: stage for stage in self.stage}

    def after(self, stage: str) -> str | None:
        """The stage that follows, or None at the end."""
        following = self.stages[stage].next
        return following[0] if following else None
