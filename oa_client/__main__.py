"""oa-client: the command line; a window is opened only when one is asked for."""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from oa_client.commands import answers
from oa_client.commands.answers import Answer
from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.ui import wording

INTERRUPTED = 130


def main(words: list[str] | None = None) -> int:
    """Run one command; the exit code says how it ended, and nothing ends in a traceback."""
    given = sys.argv[1:] if words is None else words
    as_json, language = "--json" in given, language_of(given)
    if any("://" in word for word in given):
        _warn_of_passwords(given, language)
    try:
        answer = run(given, language)
    except OfficeError as failure:
        answer = answers.failed(failure, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as failure:
        if os.environ.get("OA_DEBUG"):
            raise
        answer = answers.failed(_unexpected(failure), language)
    return answers.give(answer, as_json=as_json)


def _warn_of_passwords(words: list[str], language: str) -> None:
    """Everybody on this PC sees what stands on a command line."""
    from oa_client.offices import passwords

    if passwords.typed(words):
        print(wording.say("password-in-address", {}, language), file=sys.stderr)


def language_of(words: list[str]) -> str:
    """The language that was asked for, else the system's."""
    if "--lang" in words[:-1]:
        asked = words[words.index("--lang") + 1]
        if asked in wording.LANGUAGES:
            return asked
    env = os.environ
    return wording.language_of(env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG"))


def run(words: list[str], language: str) -> Answer:
    """Find the command and let it answer."""
    from oa_client.commands import parser

    if words[:1] in (["--help"], ["-h"], ["help"]):
        return Answer(parser.usage(language), parser.usage(language))
    if words[:1] == ["--version"]:
        from oa_client import __version__

        return Answer(__version__, [__version__])
    name, *rest = words if words and not words[0].startswith("--") else ["window", *words]
    args = parser.read(name, rest, language)
    args.language = language
    return command_of(name)(args)


def command_of(name: str) -> Callable[..., Answer]:
    """The command's own function; only its module is imported."""
    from importlib import import_module

    module = next(module for module, names in ROOMS.items() if name in names)
    function: Callable[..., Answer] = getattr(import_module(module), name)
    return function


ROOMS = {
    "oa_client.commands.times": ("calendar", "urge"),
    "oa_client.commands.offices": ("new", "people", "procedures", "key", "backup", "restore"),
    "oa_client.commands.acts": ("act", "may", "tray", "show", "search"),
    "oa_client.commands.watching": (
        "monitor", "overdue", "report", "signals", "supervised", "verify", "checkpoint",
    ),
    "oa_client.commands.papers": ("paper", "book", "fonts"),
    "oa_client.commands.health": ("doctor",),
    "oa_client.commands.servers": ("deploy", "migrate", "password", "registrar"),
    "oa_client.commands.windows": ("window",),
    "oa_client.demo.command": ("demo",),
    "oa_client.tour": ("tour",),
}
"""Where each command lives."""


def _unexpected(failure: Exception) -> OfficeError:
    """A fault of ours: what happened goes to a file, and the person is told where it lies."""
    name = f"oa_client-{os.getpid()}.txt"
    place = Path(tempfile.gettempdir()) / name
    try:
        place.write_text("".join(traceback.format_exception(failure)), "utf-8")
    except OSError:
        place = Path("—")
    return StoreUnavailable("unexpected", reason=type(failure).__name__, file=str(place))


if __name__ == "__main__":
    sys.exit(main())
