"""A stranger with Python alone gets it running: what `oa` and the packaging promise."""

import configparser
import subprocess
import sys

import oa_client
from oa_client import assets
from tests.house.sources import ROOT


def test_oa_stands_on_the_standard_library_alone():
    load = "import runpy, sys; runpy.run_path(sys.argv[1])"
    command = [sys.executable, "-I", "-S", "-c", load, ROOT / "oa"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""


def test_resources_are_found_in_a_checkout():
    assert assets.path("procedures", "incoming.toml").is_file()


def test_a_library_has_a_lower_and_an_upper_bound_where_it_counts_its_versions():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    wanted = config["options"]["install_requires"].split()
    assert not [line for line in wanted if ">=" not in line]


def test_the_readme_begins_with_the_two_commands():
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text("utf-8")
        assert text.index("python3 oa demo") < text.index("python3 oa test") < 600, name


def test_the_changelog_knows_this_version():
    assert oa_client.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
