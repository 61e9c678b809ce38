"""Whether a procedure can be worked: every stage reachable, an end in sight, powers kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from oa_client.docflow.procedure.definition import CONTRARY, ROLES, RUNGS, Procedure, Stage


@dataclass(frozen=True)
class Problem:
    """A fault of a procedure file, with the line on which the stage or key stands."""

    line: int
    code: str
    message: str


@dataclass(frozen=True)
class Unsound:
    """A fault of a procedure, found in a stage (None: the whole)."""

    stage: str | None
    key: str
    code: str
    message: str


def faults(procedure: Procedure) -> Iterator[Unsound]:
    """Every reason why this procedure must not come into force."""
    ids = [stage.id for stage in procedure.stage]
    for name in {name for name in ids if ids.count(name) > 1}:
        yield Unsound(name, "id", "stage-twice", f"环节 {name} 重复 / stage {name} stands twice")
    for stage in procedure.stage:
        yield from _dangling(stage, set(ids))
        yield from _powers(stage)
    yield from _paths(procedure)
    yield from _times(procedure)
    if procedure.whole and procedure.whole.until not in ids:
        until = procedure.whole.until
        yield Unsound(None, "until", "no-such-stage", f"没有环节 {until} / no stage {until}")


def _dangling(stage: Stage, ids: set[str]) -> Iterator[Unsound]:
    for key, targets in (("next", stage.next), ("back", stage.back)):
        for target in targets:
            if target not in ids:
                message = f"{stage.id}：没有环节 {target} / no stage {target}"
                yield Unsound(stage.id, key, "no-such-stage", message)


def _powers(stage: Stage) -> Iterator[Unsound]:
    if stage.by.startswith("@") and stage.by not in ROLES:
        message = f"{stage.id}：不认识的办理人 {stage.by} / unknown actor {stage.by}"
        yield Unsound(stage.id, "by", "unknown-actor", message)
    if stage.action in CONTRARY and stage.by in ("@drafter", "@creator"):
        message = f"{stage.id}：起草人不得办理 / the drafter may not act here"
        yield Unsound(stage.id, "by", "drafter-may-not-sign", message)


def _paths(procedure: Procedure) -> Iterator[Unsound]:
    stages = procedure.stages
    reached = _closure({procedure.stage[0].id}, {s: set(stages[s].next) for s in stages})
    enders = {s for s in stages if not stages[s].next}
    before: dict[str, set[str]] = {s: set() for s in stages}
    for stage in procedure.stage:
        for target in stage.next:
            before.setdefault(target, set()).add(stage.id)
    leaving = _closure(enders, before)
    for name in stages:
        if name not in reached:
            yield Unsound(name, "id", "unreachable", f"环节 {name} 到不了 / can't be reached")
        if name not in leaving:
            yield Unsound(name, "next", "no-end", f"环节 {name} 走不到结束 / can't reach an end")
    kinds = {stage.action for stage in procedure.stage}
    if "issue" in kinds and not {"review", "sign"} <= kinds:
        yield Unsound(
            None, "id", "powers-not-apart", "发文须有审核和签发 / issue needs review and sign"
        )


def _times(procedure: Procedure) -> Iterator[Unsound]:
    """Whether cards reach somebody, and longer extensions are granted higher up."""
    names = [ground.name for ground in procedure.ground]
    for name in {name for name in names if names.count(name) > 1}:
        yield Unsound(None, "name", "ground-twice", f"{name} 重复 / ground {name} stands twice")
    for level, rungs in procedure.cards:
        for rung in rungs:
            if rung.startswith("@") and rung not in RUNGS:
                message = f"不认识的发牌对象 {rung} / unknown recipient {rung}"
                yield Unsound(None, level, "unknown-actor", message)
    tiers = procedure.extension.tier
    for tier in tiers:
        if tier.by.startswith("@") and tier.by != "@superior":
            message = f"不认识的批准人 {tier.by} / unknown approver {tier.by}"
            yield Unsound(None, "by", "unknown-actor", message)
    if [tier.days for tier in tiers] != sorted({tier.days for tier in tiers}):
        message = "延期各档须由短到长 / the tiers of an extension go from short to long"
        yield Unsound(None, "tier", "tiers-disorder", message)
    if procedure.extension.most and not tiers:
        message = "未规定谁批准延期 / nobody may grant an extension"
        yield Unsound(None, "most", "approver-missing", message)


def _closure(start: set[str], arrows: dict[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        for target in arrows.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen
