"""行文检查: may a draft leave its drafter, by which rule not, and of what he is reminded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oa_client.docflow.handling.form import address, page, text, twice
from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.typeset.elements import figures

LookAt = Callable[[Draft], Refused | None]
Concerns = Callable[[Draft], object]


@dataclass(frozen=True)
class Rule:
    """A rule of form, as the office publishes it.

    Attributes:
        name: its name.
        field: the element that it looks at.
        source: where it is written; empty for what goes without saying.
        finds: what it finds wrong.
        concerns: says something of drafts to which it applies; of others it is not told as kept.
        must: whether a draft that breaks it stays; else its author is reminded.
    """

    name: str
    field: str
    source: str
    finds: LookAt
    concerns: Concerns
    must: bool = False


@dataclass(frozen=True)
class Check:
    """One rule looked at.

    Attributes:
        rule: its name.
        field: the element that it looks at.
        source: where it is written.
        finding: what is wrong; None where the rule is kept.
        must: whether the draft can't leave because of it.
    """

    rule: str
    field: str
    source: str
    finding: Refused | None
    must: bool

    @property
    def refusal(self) -> Refused | None:
        """Why the draft can't leave."""
        return self.finding if self.must else None


def _of(*kinds: str) -> Concerns:
    return lambda draft: draft.kind in kinds


def _all(_: Draft) -> bool:
    return True


def _upward(draft: Draft) -> bool:
    return draft.upward


def _joint(draft: Draft) -> bool:
    return draft.elements.get("form") == "joint"


def _illustrated(draft: Draft) -> bool:
    return draft.pictures is not None and bool(figures(draft.body))


def _kind_chosen(draft: Draft) -> bool:
    return bool(draft.kind)


def _titled(draft: Draft) -> bool:
    return bool(draft.title)


def _written(draft: Draft) -> bool:
    return bool(draft.body.strip())


def _sent(draft: Draft) -> bool:
    return bool(draft.to)


def _both(*concerns: Concerns) -> Concerns:
    return lambda draft: all(one(draft) for one in concerns)


RULES = (
    Rule("text", "body", "", text.has_text, _all, must=True),
    Rule("one-addressee", "to", "条例 15（一）", address.one_addressee, _both(_upward, _sent),
         must=True),
    Rule("no-copy-down", "cc", "条例 15（一）", address.no_copy_down,
         _both(_upward, address.copied), must=True),
    Rule("no-request", "body", "条例 15（四）", text.no_request, _of("报告"), must=True),
    Rule("to-a-body", "to", "条例 15（五）", address.to_a_body, _sent, must=True),
    Rule("from-the-office", "issuer", "条例 17", address.from_the_office, _all, must=True),
    Rule("several-issue", "issuer", "条例 17", address.several_issue, _joint, must=True),
    Rule("reason-withheld", "disclosure_reason", "政府信息公开条例", address.reason_withheld,
         address.withheld, must=True),
    Rule("pictures", "body", "GB/T 9704 6.2", text.pictures_sound, _illustrated, must=True),
    Rule("signature-accompanied", "body", "GB/T 9704 7.3.5.5", page.signature_accompanied,
         _written, must=True),
    Rule("glyphs", "body", "GB/T 9704 6.2", page.characters_shown, _all),
    Rule("asks", "body", "条例 8（十一）", text.asks, _of("请示")),
    Rule("one-matter", "body", "条例 15（四）", text.one_matter, _of("请示")),
    Rule("own-view", "body", "条例 15（三）", text.own_view,
         _both(_of("请示"), text.passed_on)),
    Rule("cites-request", "body", "条例 8（十二）", text.cites_request, _of("批复")),
    Rule("to-no-leader", "to", "条例 15（五）", address.to_no_leader, _sent),
    Rule("none-passed-over", "to", "条例 14", address.none_passed_over,
         _both(_upward, address.levels_told)),
    Rule("other-superior", "cc", "条例 15（六）", address.other_superior_copied,
         address.two_superiors),
    Rule("superior-copied", "cc", "条例 16（一）", address.superior_copied,
         _both(_of("决定"), address.level_told)),
    Rule("title-once", "body", "GB/T 9704 7.3.1", twice.title_once, _written),
    Rule("addressee-once", "body", "GB/T 9704 7.3.2", twice.addressee_once,
         _both(address.addressed, twice.called)),
    Rule("attachments-once", "body", "GB/T 9704 7.3.4", twice.attachments_once,
         twice.lists_attachments),
    Rule("signature-once", "body", "GB/T 9704 7.3.5", twice.signature_once, twice.is_signed),
    Rule("same-level", "issuer", "条例 17", address.same_level, _joint),
    Rule("addressee-named", "to", "条例 9（八）", address.addressee_named, address.addressed),
    Rule("government-agreed", "body", "条例 16（二）", address.government_agreed,
         address.government_told),
    Rule("form-fits", "form", "GB/T 9704 10", address.form_fits, _kind_chosen),
    Rule("title-kind", "title", "条例 9（七）", text.title_ends_with_kind,
         _both(_kind_chosen, _titled)),
    Rule("title-unpointed", "title", "条例 9（七）", text.title_unpointed, _titled),
    Rule("pictures-whole", "body", "GB/T 9704 6.2", text.pictures_whole, text.pictures_meant),
    Rule("levels", "body", "GB/T 9704 7.3.3", text.levels_in_order, text.in_levels),
    Rule("attachments-listed", "attachments", "GB/T 9704 7.3.4", text.attachments_listed,
         text.names_attachments),
    Rule("numbers-bracketed", "body", "GB/T 9704 7.2.5", text.numbers_bracketed,
         text.names_numbers),
    Rule("dates-written", "body", "GB/T 9704 7.3.5.4", text.dates_written,
         text.names_dates),
    Rule("no-blank-face", "body", "GB/T 9704 7.3.5.5", text.no_blank_face, _written),
    Rule("disclosure", "disclosure", "政府信息公开条例", address.disclosure_proposed, _all),
)
"""Every rule of form that is looked at, in the order in which they refuse."""


def checks(draft: Draft) -> list[Check]:
    """Every rule that concerns a draft, kept or not, those that hold it back first."""
    return [
        Check(rule.name, rule.field, rule.source, rule.finds(draft), rule.must)
        for rule in RULES
        if rule.concerns(draft)
    ]


def refusals(draft: Draft) -> Iterator[Refused]:
    """Why a draft can't leave, in the order of the rules."""
    for check in checks(draft):
        if check.refusal:
            yield check.refusal
