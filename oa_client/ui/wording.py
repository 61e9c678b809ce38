"""Codes into words, in Chinese and English: the only place that phrases the domain.

The words themselves lie in `resources/i18n/`, a pair to each code, where a translator finds them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from string import Formatter
from typing import Any

from oa_client import assets
from oa_client.docflow.model.moment import written_period
from oa_client.docflow.timelimit.limit import DAY

LANGUAGES = ("zh_CN", "en")


def _pairs(name: str) -> dict[str, Any]:
    return tomllib.loads(assets.path("i18n", name).read_text("utf-8"))


MESSAGES: dict[str, dict[str, str]] = {
    language: {code: pair[n] for code, pair in _pairs("messages.toml").items()}
    for n, language in enumerate(LANGUAGES)
}
"""Language, code, template."""


@cache
def _terms() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    return {
        room: {code: (pair[0], pair[1]) for code, pair in words.items()}
        for room, words in _pairs("terms.toml").items()
    }


def term(room: str, code: str, language: str) -> str:
    """A word of a list such as `stage` or `element`; an unknown code stands for itself."""
    pair = _terms()[room].get(code)
    return pair[LANGUAGES.index(language)] if pair else code


def language_of(locale: str | None) -> str:
    """The language of a locale: English where it says so, else Chinese, the office's own."""
    name = (locale or "").replace("-", "_").casefold()
    return "en" if name.partition(".")[0].partition("_")[0] == "en" else "zh_CN"


class _Tolerant(Formatter):
    """Shows nothing where a fact is absent."""

    def get_value(self, key: int | str, _: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "")


def say(
    code: str, facts: Mapping[str, Any], language: str, people: Mapping[str, str] | None = None
) -> str:
    """A code with its facts, as a sentence; names of people where they are known."""
    template = MESSAGES[language].get(code)
    if template is None:
        told = ", ".join(f"{name}: {value}" for name, value in facts.items())
        return f"{code} ({told})" if told else code
    words = {name: fact(name, value, language, people or {}) for name, value in facts.items()}
    return filled(template, words)


def filled(template: str, words: Mapping[str, str]) -> str:
    """A template with its words; an aside for which there are none goes."""
    shown = _MAY_FALL.sub(lambda part: _kept(part.group(), words), template)
    return _Tolerant().vformat(shown, (), words).strip()


_MAY_FALL = re.compile(r" ?[（(][^（）()]*\{[^（）()]*[）)]|(?:：|: )\{\w+\}")
"""Parts of a template that go without their facts: an aside in brackets, what a colon names."""


def _kept(part: str, words: Mapping[str, str]) -> str:
    names = [name for _, name, _, _ in Formatter().parse(part) if name]
    return part if any(words.get(name) for name in names) else ""


_ROOMS = {
    "stage": "stage", "allowed": "stage", "field": "element", "action": "action",
    "acts": "action", "own": "action", "outcome": "outcome", "procedure": "procedure",
    "level": "level",
}  # fmt: skip
_NAMED = ("person", "people", "login", "signatory", "for", "earlier", "documents")
"""Facts that are logins or ids of papers, and are said by name."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?", re.ASCII)
"""As the ledger writes a moment, which nobody else does."""


def joined(names: Iterable[str], language: str) -> str:
    """Several names in one sentence."""
    return ("、" if language == "zh_CN" else ", ").join(names)


def size_words(size: int) -> str:
    """How large a file of so many bytes is, in whole figures that tell small ones apart."""
    if size < 1000:
        return f"{size} B"
    kilobytes = size / 1024
    return f"{kilobytes:,.0f} KB" if kilobytes < 1000 else f"{kilobytes / 1024:,.1f} MB"


def fact(name: str, value: Any, language: str, named: Mapping[str, str]) -> str:
    """A fact that came with a code, in words."""
    if isinstance(value, list | tuple):
        return joined((fact(name, one, language, named) for one in value), language)
    if value is None:
        return ""
    if isinstance(value, str) and name in _ROOMS:
        return term(_ROOMS[name], value, language)
    if isinstance(value, str) and name == "code":
        return entry_name(value, language)
    if isinstance(value, str) and name in _NAMED:
        return named.get(value, value)
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return f"{value[:10]} {value[11:16]}"
    return str(value)


def facts_words(facts: Mapping[str, Any], language: str, named: Mapping[str, str]) -> str:
    """Facts beside each other, each with its own word."""
    colon, joint = ("：", "；") if language == "zh_CN" else (": ", "; ")
    return joint.join(
        f"{term('fact', name, language)}{colon}{fact(name, value, language, named)}"
        for name, value in facts.items()
        if value not in (None, "", [])
    )


def stage_name(stage: str, language: str) -> str:
    """环节."""
    return term("stage", stage, language)


def action_name(action: str, language: str) -> str:
    """动作."""
    return term("action", action, language)


def done_name(action: str, language: str) -> str:
    """动作, or the stage after which it is called, once it is done: Examined for Examine."""
    for room in ("done", "action", "stage"):
        if (name := term(room, action, language)) != action:
            return name
    return action


def entry_name(code: str, language: str) -> str:
    """What an entry of the ledger records."""
    own = term("entry", code, language)
    return own if own != code else action_name(code, language)


def acted_for(name: str, other: str, language: str) -> str:
    """Who acted in whose place: 刘长河代张明远."""
    return term("recorded", "for", language).format(name=name, other=other)


def element_label(name: str, language: str) -> str:
    """公文要素."""
    return term("element", name, language)


def procedure_name(name: str, language: str) -> str:
    """办理程序."""
    return term("procedure", name, language)


def tray_name(name: str, language: str) -> str:
    """列表."""
    return term("tray", name, language)


def level_name(level: str, language: str) -> str:
    """蓝牌, 黄牌, 红牌."""
    return term("level", level, language)


def status_name(status: str, language: str) -> str:
    """Where a case stands."""
    return term("status", status, language)


def outcome_name(outcome: str, language: str) -> str:
    """How a task ended."""
    return term("outcome", outcome, language)


def verdict_name(verdict: str, language: str) -> str:
    """会签结论."""
    return term("verdict", verdict, language)


def form_name(form: str, language: str) -> str:
    """格式 of GB/T 9704."""
    return term("form", form, language)


def kind_name(kind: str, language: str) -> str:
    """文种."""
    return term("kind", kind, language)


def urgency_name(urgency: str, language: str) -> str:
    """缓急 of a paper; nothing for an ordinary one."""
    return term("urgency", urgency, language) if urgency else ""


def effect_name(action: str, onward: str, language: str) -> str:
    """The words on a button: what happens, and where the document goes, in words."""
    template = term("effect", action, language)
    if template == action or ("{next}" in template and not onward):
        return action_name(action, language)
    return template.format(next=onward)


def source_words(source: str, language: str) -> str:
    """Where a rule is written: 条例 15（一）, in English art. 15 (1)."""
    if language == "zh_CN" or not source:
        return source
    latin = term("law", source, language)
    latin = re.sub("^条例", "Art.", latin).replace("（", " (").replace("）", ")")
    return latin.translate(str.maketrans("一二三四五六七八九", "123456789"))


def minutes_words(minutes: int, language: str, per_day: int = DAY, most: int = 2) -> str:
    """Working time in days, hours and minutes; at most so many of them, the largest first."""
    days, rest = divmod(minutes, per_day)
    hours, left = divmod(rest, 60)
    if language == "zh_CN":
        parts = [
            (days, f"{days} 个工作日"),
            (hours, f"{hours} 小时"),
            (left, f"{left} 分{'' if minutes > 59 else '钟'}"),
        ]
    else:
        parts = [
            (days, f"{days} working day{'s' if days > 1 else ''}"), (hours, f"{hours} h"),
            (left, f"{left} min"),
        ]  # fmt: skip
    shown = [words for number, words in parts if number][:most]
    return " ".join(shown) or parts[-1][1]


def share_words(
    used: int | Sequence[int], limit: int, language: str, per_day: int = DAY
) -> str:  # fmt: skip
    """What was used of a limit, in the limit's own unit: 1.33 / 3.75 时, 0.4 / 3 日.

    Two visits are told apart, 0.4 + 1 / 6 日; more of them as one sum.
    """
    unit, digits, names = (per_day, 1, ("日", "d")) if limit >= per_day else (60, 2, ("时", "h"))
    name = names[LANGUAGES.index(language)]
    times = [used] if isinstance(used, int) else list(used)
    parts = times if len(times) <= _TOLD_APART else [sum(times)]
    said = " + ".join(f"{round(minutes / unit, digits):g}" for minutes in parts)
    return f"{said} / {round(limit / unit, digits):g} {name}"


_TOLD_APART = 2


def left_words(
    minutes: int, language: str, per_day: int = DAY, *, late: bool = False
) -> str:  # fmt: skip
    """How much working time is left, or how late it is; at the very moment neither.

    `late` says that the moment has passed, where no working minute has since.
    """
    if not minutes and late:
        return "已超时" if language == "zh_CN" else "Overdue"
    if not minutes:
        return "时限已到" if language == "zh_CN" else "Time is up"
    return _left(minutes, minutes_words(abs(minutes), language, per_day), language)


def left_briefly(minutes: int, language: str, *, late: bool = False) -> str:
    """The same for a narrow column: from a day on no hours are told."""
    if abs(minutes) < DAY:
        return left_words(minutes, language, late=late)
    return _left(minutes, minutes_words(abs(minutes), language, most=1), language)


def stopped_words(minutes: int, language: str) -> str:
    """暂停计时, with the time that was left when the clock stopped."""
    words = left_briefly(minutes, language)
    return f"已暂停计时，{words}" if language == "zh_CN" else f"Paused, {words}"


def _left(minutes: int, words: str, language: str) -> str:
    if language == "zh_CN":
        return f"剩 {words}" if minutes >= 0 else f"超时 {words}"
    return f"{words} left" if minutes >= 0 else f"{words} late"


DAYS_OF_WEEK = 7
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def arrived_words(at: str, language: str, now: datetime, days: Sequence[str], before: str) -> str:
    """When something came, as one says it: today the clock, then 昨天, then the weekday."""
    then = datetime.fromisoformat(at)
    age = (now.date() - then.date()).days
    if age <= 0:
        return at[11:16]
    if age == 1:
        return before
    if age < DAYS_OF_WEEK:
        return days[then.weekday()]
    return moment_words(at, language, now.isoformat()).rsplit(" ", 1)[0]


def day_words(day: str, language: str) -> str:
    """A day, 2026-11-02, as one says it of the running year."""
    return moment_words(f"{day[:10]}T00:00", language).rsplit(" ", 1)[0]


def period_words(first: str, last: str, language: str) -> str:
    """From which day to which, of moments as the records write them."""
    if language == "zh_CN":
        return written_period(date.fromisoformat(first[:10]), date.fromisoformat(last[:10]))
    return " to ".join(dict.fromkeys((first[:10], last[:10])))


def month_name(month: int, language: str) -> str:
    """A month as it stands over a calendar."""
    return f"{month}月" if language == "zh_CN" else _MONTHS[month - 1]


def moment_words(at: str, language: str, now: str = "") -> str:
    """A moment for a list: the year only where it is another one."""
    year, month, day, clock = at[:4], int(at[5:7]), int(at[8:10]), at[11:16]
    other = bool(now) and now[:4] != year
    if language == "zh_CN":
        return f"{year}年{month}月{day}日 {clock}" if other else f"{month}月{day}日 {clock}"
    named = f"{day} {_MONTHS[month - 1]}"
    return f"{named} {year} {clock}" if other else f"{named} {clock}"
