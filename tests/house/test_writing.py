"""Short modules, short functions, every public thing explained, nothing left half done."""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import DOCFLOW, ROOT, Function, files, modules, place, tree

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
UNWANTED = re.compile(  # in pieces, so that this file is not its own finding
    "|".join(
        [
            "/wor" + "k/", "/tm" + "p/[a-z]", "/roo" + "t/", "/hom" + "e/[a-z]",
            r"[A-Z]:\\Use" + "rs", "TO" + "DO", "FIX" + "ME", "X" + "XX",
            "NotImplemented" + "Error", r"pytest\.mark\.sk" + "ip",
            r"type: ign" + "ore *$", "no" + "qa *$",
        ]
    ),
    re.MULTILINE,
)  # fmt: skip


def test_no_module_is_longer_than_can_be_read_at_once():
    lengths = {place(f): len(f.read_text("utf-8").splitlines()) for f in [*modules(), ROOT / "oa"]}
    assert not {name: n for name, n in lengths.items() if n > LONGEST_MODULE}


def test_no_function_is_longer_than_a_screen():
    assert not {
        place(file, node): node.name
        for file in [*modules(), ROOT / "oa"]
        for node in ast.walk(tree(file))
        if isinstance(node, Function) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }


def test_no_file_names_a_machine_or_leaves_work_open():
    found = []
    for file in files():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        for hit in UNWANTED.finditer(text):
            found.append(f"{place(file)}:{text.count(chr(10), 0, hit.start()) + 1} {hit[0]}")
    assert not found


def public(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def test_every_public_thing_of_the_office_is_explained():
    assert not [
        f"{place(file, node)} {getattr(node, 'name', 'module')}"
        for file in modules(DOCFLOW)
        for node in [tree(file), *public(tree(file).body)]
        if not ast.get_docstring(node)
    ]


def unexplained(kind: ast.ClassDef) -> Iterator[ast.stmt]:
    following = [*kind.body[1:], ast.Pass()]
    for node, below in zip(kind.body, following, strict=True):
        said = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(node, ast.Assign) and not said:
            yield node


def test_every_member_of_an_enumeration_has_a_line_under_it():
    assert not [
        place(file, node)
        for file in modules()
        for kind in ast.walk(tree(file))
        if isinstance(kind, ast.ClassDef)
        and any(ast.unparse(base).endswith("StrEnum") for base in kind.bases)
        for node in unexplained(kind)
    ]


def test_no_widget_is_asked_for_its_screen():
    """PySide lets go of the screen together with the widget; see `views/on_screen.py`."""
    assert not [
        place(file, node)
        for file in modules()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "screen"
    ]
