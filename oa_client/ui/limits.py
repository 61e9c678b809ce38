"""办理时限 in words: every stage of the law in force, who acts there, and how soon."""

from collections.abc import Iterator, Sequence
from typing import Any

from oa_client.docflow.timelimit.limit import Limit
from oa_client.ui import wording
from oa_client.ui.texts import text

Row = dict[str, Any]

URGENCIES = ("特急", "加急", "平件")
COLUMNS = ("procedure", "stage", "by", "extra", "urgent", "plain", "back")
"""What stands in a line, by the keys of its headings."""


def heads(language: str) -> tuple[str, ...]:
    """What the columns are called."""
    return tuple(text(f"books.{key}", language) for key in COLUMNS)


def lines(laws: Sequence[Row], language: str) -> Iterator[tuple[str, ...]]:
    """A line for each stage, and one for the whole case where it has a limit.

    Args:
        laws: the procedures in force, as `inquiry.procedures_of` tells them.
        language: in which language.
    """
    name, joint = ("name", "、") if language == "zh_CN" else ("name_en", ", ")
    for law in laws:
        stages = {stage["id"]: _stage(stage, language) for stage in law["stages"]}
        for stage in law["stages"]:
            back = joint.join(stages[other] for other in stage["back"])
            who = _who(stage["by"], language)
            yield (law[name], stages[stage["id"]], who, *_limits(stage["limits"], language), back)
        if law["whole"]:
            whole = text("books.whole", language)
            yield (law[name], whole, "", *_limits(law["whole"], language), "")
        for what, who, said in _of_time(law, language):
            yield (law[name], what, who, "", "", "", said)


def _of_time(law: Row, language: str) -> Iterator[tuple[str, str, str]]:
    """On what grounds its clocks stand still, who may give more, who hears of cards, who urges."""
    joint, name = ("、", "name") if language == "zh_CN" else (", ", "name_en")
    sources: dict[str, list[str]] = {}
    for ground in law["grounds"]:
        sources.setdefault(ground["source"], []).append(ground[name])
    for source, grounds in sources.items():
        said = text("books.grounds", language, names=joint.join(grounds),
                    source=wording.source_words(source, language))  # fmt: skip
        yield wording.action_name("pause", language), "", said
    least = 1
    for tier in law["extension"]["tier"]:
        facts = {"least": least, "days": tier["days"], "count": law["extension"]["most"]}
        said = text("books.tier", language, **facts)
        yield wording.action_name("ask-extension", language), _who(tier["by"], language), said
        least = tier["days"] + 1
    for level, rungs in law["cards"].items():
        who = joint.join(_who(rung, language) for rung in rungs)
        yield wording.level_name(level, language), who, text("books.hears", language)
    assess: dict[str, list[str]] = {}
    most = law["explanation"]["most"]
    for level in ("blue", "yellow", "red", "supervised"):
        rungs = law["explanation"][level]
        who = joint.join(_who(rung, language) for rung in rungs)
        assess.setdefault(who, []).append(text(f"books.explained_{level}", language))
    for who, levels in assess.items():
        yield wording.action_name("assess-explanation", language), who, joint.join(levels)
    if most:
        said = text("books.explained_most", language, count=most)
        yield wording.action_name("explain", language), "", said
    apart = law["urging"]["apart"]
    if apart:
        said = text("books.urged_apart", language, apart=_limit(apart, language))
        yield wording.action_name("urge", language), "", said
    for stage in law["stages"]:
        if stage["urge"]:
            said = text("books.urges", language, before=_limit(stage["urge"], language))
            yield f"{_stage(stage, language)} {wording.action_name('urge', language)}", "", said


def _stage(stage: Row, language: str) -> str:
    """A stage as every other view calls it; one of the office's own as the law does."""
    own = wording.stage_name(stage["id"], language)
    return own if own != stage["id"] else str(stage["name" if language == "zh_CN" else "name_en"])


def _who(by: str, language: str) -> str:
    """A post as the office calls it, or whom the case itself names."""
    return text(f"books.by_{by[1:].replace('-', '_')}", language) if by.startswith("@") else by


def _limits(limits: Row, language: str) -> tuple[str, ...]:
    return tuple(_limit(limits[urgency], language) for urgency in URGENCIES)


def _limit(limit: str, language: str) -> str:
    if limit == "0.5d":
        return text("books.half_day", language)
    return wording.minutes_words(Limit.parse(limit).minutes, language, most=3)
