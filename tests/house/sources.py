"""The project's own files, read once for all house rules."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "oa_client"
DOCFLOW = CODE / "docflow"
MADE = {"build", "dist", "demo-office", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def modules(under: Path = CODE) -> list[Path]:
    return sorted(under.rglob("*.py"))


def place(file: Path, node: ast.AST | None = None) -> str:
    return str(file.relative_to(ROOT)) + (f":{node.lineno}" if node else "")


def is_ours(folder: Path) -> bool:
    """Whether a folder is the project's, not made by a tool or a run."""
    if folder.name in MADE or folder.name.endswith(".egg-info"):
        return False
    return not folder.name.startswith(".") or folder.name == ".ci"


def files() -> list[Path]:
    """Every file of the project."""
    found: list[Path] = []
    waiting = [ROOT]
    while waiting:
        for entry in waiting.pop().iterdir():
            if entry.is_dir():
                waiting += [entry] if is_ours(entry) else []
            elif entry.name != ".git" and entry.suffix != ".oa":
                found.append(entry)
    return sorted(found)


def imports(file: Path) -> list[tuple[ast.AST, str]]:
    """Every name that a module imports, as module.name."""
    found: list[tuple[ast.AST, str]] = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return found
