"""Names, options and help of every command: one table from which all of it is made."""

import argparse
import os
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from oa_client.docflow.model.errors import BadInput
from oa_client.ui.texts import text

Option = tuple[str, dict[str, Any]]

AS = ("--as", {"dest": "login", "metavar": "PERSON"})
AT = ("--at", {"metavar": "TIME"})
LIMIT = ("--limit", {"type": int, "default": 100, "metavar": "N"})


@dataclass(frozen=True)
class Command:
    """A command: what it takes by place, its options, and what it is for in both languages."""

    places: tuple[str, ...]
    options: tuple[Option, ...]
    zh: str
    en: str
    optional: int = 0
    """How many of the last places may be left out."""


COMMANDS = {
    "demo": Command(("DIR",), (
        ("--headless", {"action": "store_true"}), ("--seed", {"type": int, "default": 0}),
        ("--from", {"dest": "source", "metavar": "FOLDER"}),
        ("--quarter", {"nargs": "?", "type": int, "const": 3000, "metavar": "PAPERS"}),
    ), "建一个演练机关，跑完一个办公周；--quarter 跑完一个季度（缺省三千件）",
       "make a training office and run one office week in it; --quarter: a quarter of 3000 papers",
       1),
    "new": Command(("OFFICE",), (
        ("--people", {"metavar": "FILE.csv", "required": True}), ("--name", {"metavar": "TEXT"}),
        ("--series", {"metavar": "TEXT"}), ("--training", {"action": "store_true"}), AT,
    ), "建立机关文件", "make an office"),
    "people": Command(("OFFICE",), (), "人员", "who is here"),
    "procedures": Command(("OFFICE",), (
        ("--pdf", {"metavar": "F"}), ("--xlsx", {"metavar": "F"}),
    ), "现行办理程序和办理时限；check FILE.toml 检查一个程序文件",
       "procedures and limits in force; `check FILE.toml` checks a file"),
    "calendar": Command(("OFFICE",), (
        ("--year", {"type": int, "metavar": "YEAR"}),
        ("--moved", {"type": int, "metavar": "VERSION"}),
        ("--with", {"dest": "fields", "metavar": "JSON"}),
        ("--closed", {"metavar": "DAY"}), ("--made-up", {"metavar": "DAY"}),
        ("--unit", {"metavar": "UNIT"}), ("--ground", {"metavar": "TEXT"}), AS, AT,
    ), "工作日历、办公时间和历次登记；--moved 某次改动了哪些时限；"
       "--with 试算 set-calendar 的结果，不登记；--closed、--made-up 某日停办公（可只停一个单位）"
       "或补班：写了依据 --ground 就登记，不写只试算",
       "working days, office hours and every version; --moved: what a version moved;"
       " --with: what set-calendar would move, nothing is put on record; --closed, --made-up: a day"
       " on which the office or a unit is closed, or that is made up for: with --ground it goes on"
       " record, without it is only tried"),
    "urge": Command(("OFFICE",), (
        AS, ("--document", {"action": "append", "default": [], "metavar": "ID"}),
        ("--to", {"action": "append", "default": [], "metavar": "PERSON"}),
        ("--note", {"metavar": "TEXT"}), AT,
    ), "催办一件或多件（--document 可重复）；不写 --document 则列出催我的和我催的",
       "urge for one or many (repeat --document); without --document: who urges me, whom I urge"),
    "key": Command(("OFFICE",), (AS,), "制作本人的签名密钥", "make one's own signing key"),
    "act": Command(("OFFICE", "ACTION"), (
        AS, ("--document", {"metavar": "ID"}), ("--with", {"dest": "fields", "metavar": "JSON"}),
        ("--attach", {"action": "append", "default": [], "metavar": "FILE"}),
        ("--version", {"type": int, "metavar": "N"}), ("--key", {"metavar": "UUID"}), AT,
    ), "办理一个动作；--with @FILE 从文件读取，- 从标准输入读取",
       "do one act; --with @FILE reads the fields from a file, - from standard input"),
    "may": Command(("OFFICE", "ID"), (AS,), "此刻能做什么，不能做的原因", "what may be done now"),
    "tray": Command(("OFFICE",), (
        AS, ("--tray", {"default": "todo"}), ("--after", {"metavar": "CURSOR"}), LIMIT,
    ), "个人的列表：todo reading done read drafts tracked overdue", "one of a person's lists"),
    "show": Command(("OFFICE", "ID"), (AS, AT), "一份公文的全貌", "one document, whole"),
    "search": Command(("OFFICE", "TEXT"), (AS, LIMIT), "查找", "search"),
    "monitor": Command(("OFFICE",), (
        ("--once", {"action": "store_true"}), AT, ("--reports", {"metavar": "FOLDER"}),
    ), "发出到时的牌；--reports 按期把通报写入一个目录",
       "issue the cards that are due; --reports writes the periodic reports into a folder"),
    "overdue": Command(("OFFICE",), (
        AS, ("--since", {"metavar": "DATE"}), ("--until", {"metavar": "DATE"}),
        ("--pdf", {"metavar": "F"}), ("--xlsx", {"metavar": "F"}),
    ), "超时通报", "the supervisor's report"),
    "report": Command(("OFFICE",), (
        AS, ("--month", {"metavar": "YYYY-MM", "required": True}),
        ("--pdf", {"metavar": "F"}), ("--xlsx", {"metavar": "F"}),
    ), "效能月报", "what a month brought: the performance report"),
    "book": Command(("OFFICE", "BOOK"), (
        AS, ("--since", {"metavar": "DATE"}), ("--until", {"metavar": "DATE"}),
        ("--pdf", {"metavar": "F"}), ("--xlsx", {"metavar": "F"}),
    ), "登记簿：incoming outgoing numbers seals circulation watched urged relief cards",
       "one of the office's books: incoming outgoing numbers seals circulation watched "
       "urged relief cards"),
    "signals": Command(("OFFICE",), (
        AS, ("--since", {"metavar": "DATE"}), ("--until", {"metavar": "DATE"}),
    ), "廉政风险信号：供人查看的事实，不是结论",
       "integrity signals: facts to look into, never verdicts"),
    "supervised": Command(("OFFICE",), (AS, ("--all", {"action": "store_true"})),
                          "督办件；--all 连同已销号的",
                          "supervised items; --all with those closed"),
    "paper": Command(("OFFICE", "ID"), (
        AS, ("--pdf", {"metavar": "F"}), ("--docx", {"metavar": "F"}), ("--ofd", {"metavar": "F"}),
        ("--sheet", {"metavar": "F"}), ("--dispatch", {"metavar": "F"}),
        ("--urging", {"metavar": "F"}), ("--supervision", {"metavar": "F"}),
        ("--redline", {"metavar": "F"}), ("--envelope", {"metavar": "F"}),
        ("--envelope-size", {"choices": ("C5", "DL"), "default": "C5"}),
    ), "按国标成文的公文与处理单；分送单、催办单、督办通知单；首稿到末稿的花脸稿；信封",
       "the paper as GB/T 9704 has it, its slip, notices, its first version against its last, and "
       "envelopes"),
    "verify": Command(("OFFICE",), (("--checkpoint", {"metavar": "FILE"}),),
                      "校验台账", "check chains, signatures and tables"),
    "checkpoint": Command(("OFFICE", "FILE"), (),
                          "签出校验点，另处保存", "sign the present heads into a file"),
    "backup": Command(("OFFICE", "FILE"), (), "备份（使用中亦可）", "copy the office while in use"),
    "restore": Command(("FILE", "OFFICE"), (), "由备份恢复，不覆盖", "bring a backup back"),
    "doctor": Command(("OFFICE",), (),
                      "检查本机与机关文件", "say what is wrong, and what to do", 1),
    "deploy": Command(("URL",), (
        ("--people", {"metavar": "FILE.csv"}), ("--passwords", {"metavar": "OUT.csv"}),
        ("--name", {"metavar": "TEXT"}), ("--series", {"metavar": "TEXT"}),
        ("--training", {"action": "store_true"}),
        ("--largest-file", {"type": int, "metavar": "MIB"}),
    ), "在服务器上建立共用机关，可重复执行", "set up a shared office on a server; safe to repeat"),
    "migrate": Command(("OFFICE", "URL"), (("--passwords", {"metavar": "OUT.csv"}),),
                       "把本机机关整体迁入服务器，台账不变",
                       "move a local office into a server, ledger intact"),
    "password": Command(("URL",), (), "更改本人在服务器上的登录口令",
                        "change one's own password on the server"),
    "registrar": Command(("URL",), (), "运行收发室（共用机关）",
                         "run the registrar of a shared office"),
    "window": Command(("OFFICE",), (AS,), "打开窗口（不写命令时即此）",
                      "open the window (also without any command)", 1),
    "tour": Command(("DIR",), (), "把窗口的每个画面存成图片", "picture the window in every view"),
    "fonts": Command((), (), "字体", "faces found for each role"),
}  # fmt: skip
"""Commands that this version carries."""

LATER = ("publish",)
"""Commands of the contract that this version does not carry yet."""


_FAULTS = {
    "unknown": re.compile(r"unrecognized arguments: (?P<argument>.*)", re.S),
    "no_value": re.compile(r"argument (?P<argument>\S+): expected (?:one|at least one) argument"),
    "no_number": re.compile(r"argument (?P<argument>\S+): invalid \w+ value: (?P<value>.*)", re.S),
    "no_choice": re.compile(
        r"argument (?P<argument>\S+): invalid choice: (?P<value>.*)"
        r" \(choose from (?P<choices>.*)\)",
        re.S,
    ),
    "ignored": re.compile(r"argument (?P<argument>\S+): ignored explicit argument (?P<value>.*)"),
}
"""What argparse finds wrong; it says so in English alone."""


class _Parser(argparse.ArgumentParser):
    language = "zh_CN"

    def error(self, message: str) -> NoReturn:
        raise BadInput("wrong-usage", reason=_said(message, self.language))


def _said(message: str, language: str) -> str:
    for name, form in _FAULTS.items():
        found = form.fullmatch(message)
        if found:
            facts = {key: value[:200] for key, value in found.groupdict().items()}
            return text(f"told.usage_{name}", language, **facts)
    return message


def parser_of(name: str, language: str, more: str = "") -> argparse.ArgumentParser:
    """The parser of one command, its help in the language asked for."""
    command = COMMANDS[name]
    words = {"zh_CN": command.zh, "en": command.en}[language]
    parser = _Parser(
        prog=f"oa-client {name}", description=words, epilog=more, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.language = language
    parser.add_argument("places", nargs="*", metavar=" ".join(command.places) or "—")
    for option, shape in command.options:
        parser.add_argument(option, **shape)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=("zh_CN", "en"))
    return parser


def usage(language: str) -> list[str]:
    """What the program can do, a line each."""
    lines = ["oa-client COMMAND … [--json] [--lang zh_CN|en]", ""]
    for name, command in COMMANDS.items():
        what = {"zh_CN": command.zh, "en": command.en}[language]
        lines.append(f"  {' '.join((name, *command.places)):<24}{what}")
    return lines


def read(name: str, words: list[str], language: str) -> argparse.Namespace:
    """Read what was typed after a command.

    Raises:
        BadInput: `unknown-command`, `command-not-built`, `wrong-usage`, `missing-argument`.
    """
    if name in LATER:
        raise BadInput("command-not-built", command=name)
    if name not in COMMANDS:
        raise BadInput("unknown-command", command=name[:60])
    more = "\n".join(_acts_help(words, language)) if name == "act" else ""
    args = parser_of(name, language, more).parse_intermixed_args(words)
    args.command = name
    command = COMMANDS[name]
    if name == "procedures" and args.places[:1] == ["check"]:
        command = Command(("check", "FILE.toml"), (), "", "")
    args.place = _placed(command, list(args.places), language)
    return args


def _acts_help(words: list[str], language: str) -> list[str]:
    if not {"-h", "--help"} & set(words):
        return []
    from oa_client.commands.act_fields import help_of

    return help_of(words, language)


def _placed(command: Command, given: list[str], language: str) -> dict[str, str | None]:
    names = list(command.places)
    usual = os.environ.get("OA_OFFICE")
    if "OFFICE" in names and usual and len(given) < len(names):
        given.insert(names.index("OFFICE"), usual)
    if len(given) > len(names):
        more = " ".join(given[len(names) :])[:200]
        raise BadInput("wrong-usage", reason=text("told.usage_unknown", language, argument=more))
    if len(given) < len(names) - command.optional:
        raise BadInput("missing-argument", argument=names[len(given)])
    return dict(zip(names, [*given, *[None] * (len(names) - len(given))], strict=True))
