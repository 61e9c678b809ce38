"""Every code that the office can answer with is put into words, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from tests.house.sources import modules, place, tree

LANGUAGES = ("zh_CN", "en")
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def messages() -> dict[str, dict[str, str]]:
    from oa_client.ui.wording import MESSAGES

    return MESSAGES


def failures() -> set[str]:
    """OfficeError and everything that descends from it, by name."""
    classes = [
        (node.name, {ast.unparse(base).split(".")[-1] for base in node.bases})
        for file in modules()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
    ]
    known, before = {"OfficeError"}, 0
    while len(known) > before:
        before = len(known)
        known |= {name for name, bases in classes if bases & known}
    return known


def literals(node: ast.expr) -> Iterator[str]:
    """The codes that an expression can give: a literal, or a choice between literals."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def said(file: Path, raised: set[str]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree(file)):
        codes: list[str] = []
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).split(".")[-1]
            if name in raised and node.args:
                codes = list(literals(node.args[0]))
            elif name == "Found":  # what verify reports: document, entry, code, facts
                codes = [code for arg in node.args[2:3] for code in literals(arg)]
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            first, *others = node.value.elts
            codes = list(literals(first)) if any(isinstance(o, ast.Dict) for o in others) else []
        yield from ((code, place(file, node)) for code in codes)


def codes() -> dict[str, str]:
    raised = failures()
    return {code: where for file in modules() for code, where in said(file, raised)}


def test_codes_are_found_and_look_like_codes():
    found = codes()
    assert {"no-such-document", "bad-time"} <= set(found)
    assert not {code: where for code, where in found.items() if not CODE.fullmatch(code)}


def test_every_code_is_worded_in_both_languages():
    worded = messages()
    assert not {
        f"{code} ({language})": where
        for language in LANGUAGES
        for code, where in codes().items()
        if code not in worded[language]
    }


def test_both_languages_say_the_same_things_with_the_same_facts():
    assert set(messages()) == set(LANGUAGES)
    chinese, english = (messages()[language] for language in LANGUAGES)
    assert set(chinese) == set(english)
    assert not [code for code in chinese if facts(chinese[code]) != facts(english[code])]


def facts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
