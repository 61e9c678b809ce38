"""Each room holds what its name says, and stands only on what is below it."""

import configparser
import subprocess
import sys
from pathlib import Path

from tests.house.sources import CODE, DOCFLOW, ROOT, imports, modules, place

WAITING = "waiting "
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "base"}


def contracts() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    return config


def test_each_floor_imports_only_what_stands_below_it():
    lint = Path(sys.executable).parent / "lint-imports"
    command = [lint, "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_contract_waits_only_for_rooms_that_are_not_built():
    config, overdue = contracts(), []
    for section in config.sections():
        if not section.startswith(WAITING):
            continue
        named = " ".join(
            config.get(section, key, fallback="")
            for key in ("containers", "source_modules", "protected_modules", "allowed_importers")
        )
        rooms = [ROOT.joinpath(*name.split(".")) for name in named.split()]
        if all(r.with_suffix(".py").is_file() or (r / "__init__.py").is_file() for r in rooms):
            overdue.append(section.removeprefix(WAITING))
    assert not overdue, f"Put in force in setup.cfg: {overdue}"


def test_every_folder_with_code_is_a_package_so_that_no_rule_overlooks_it():
    assert not [
        place(folder)
        for folder in {file.parent for file in modules()}
        if not (folder / "__init__.py").is_file()
    ]


def test_presenters_know_no_widgets():
    banned = ("PySide6.QtWidgets", "PySide6.QtGui")
    assert not [
        place(file, node)
        for file in modules(CODE / "ui" / "presenters")
        for node, name in imports(file)
        if name.startswith(banned)
    ]


def test_the_command_line_starts_without_qt():
    doors = [CODE / "__main__.py", CODE / "assets.py", *modules(DOCFLOW)]
    seen = "import sys; import oa_client.docflow; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0
    assert not [
        place(file, node)
        for file in doors
        if file.is_file()
        for node, name in imports(file)
        if name.startswith("PySide6")
    ]


def test_no_module_has_a_name_that_says_nothing():
    assert not [place(f) for f in modules() if EMPTY_NAMES & set(f.stem.split("_"))]
