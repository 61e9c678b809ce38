"""Office time comes from one place; whoever needs it is handed it."""

import ast

from tests.house.sources import DOCFLOW, imports, modules, place, tree

CLOCK = DOCFLOW / "model" / "moment.py"
READINGS = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today",
    "time.time", "time.time_ns", "time.monotonic",
}  # fmt: skip


def test_only_moment_reads_the_clock():
    found = []
    for file in modules(DOCFLOW):
        if file == CLOCK:
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Attribute):
                said = ".".join(ast.unparse(node).split(".")[-2:])
                found += [place(file, node)] if said in READINGS else []
        found += [place(file, node) for node, name in imports(file) if name in READINGS]
    assert not found
