"""Papers: pages of our PDF beside a bare canvas of the same glyphs, and an office suite."""

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from oa_client.docflow.paper import docx, pdf
from oa_client.docflow.paper import fonts as faces
from oa_client.docflow.paper.placing import faces_of, programs, segments
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.measures import MM_PER_POINT
from oa_client.docflow.typeset.page import Layout
from tests.docflow import specimens

PAPER = specimens.ANNEXED
AT = datetime(2026, 1, 1, tzinfo=UTC)


def took(what) -> float:
    """Seconds."""
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def ours(found: faces.Fonts) -> bytes:
    """Elements in, archive file out: laid out, drawn, described."""
    return pdf.make(layout(PAPER), found, title=PAPER.title, created=AT).data


@contextmanager
def registered(made: Layout, found: faces.Fonts) -> Iterator[dict]:
    """The same font programs under names of their own."""
    names = {}
    for number, (file, (_, program)) in enumerate(programs(faces_of(made, found)).items()):
        names[file] = f"bare{number}"
        pdfmetrics.registerFont(TTFont(names[file], io.BytesIO(program)))
    try:
        yield names
    finally:
        for name in names.values():
            pdfmetrics._fonts.pop(name, None)


def bare(drawn: list, names: dict) -> bytes:
    """Nothing but strings at places."""
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=next(iter(names.values())), pageCompression=1)
    for page in drawn:
        for text, name, size, x, y in page:
            canvas.setFont(name, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def glyphs(made: Layout, found: faces.Fonts, names: dict) -> list:
    """Of each page its strings, their faces, sizes and places in points."""
    which = faces_of(made, found)
    return [
        [
            (one.text, names[one.face.key], run.size_pt, one.x_mm / MM_PER_POINT,
             (page.height_mm - one.y_mm) / MM_PER_POINT)
            for run in page.runs for one in segments(run, which)
        ]
        for page in made.pages
    ]  # fmt: skip


def papers(times: int) -> list[tuple[str, float, list[float], list[float]]]:
    """Work, goal, and seconds a page of ours and of the other."""
    found, made = faces.find(), layout(PAPER)
    pages = len(made.pages)
    ours(found)
    mine, theirs = [], []
    with registered(made, found) as names:
        drawn = glyphs(made, found, names)
        for _ in range(times):
            mine.append(took(lambda: ours(found)) / pages)
            theirs.append(took(lambda: bare(drawn, names)) / pages)
    rows = [("a page as PDF/A, beside a bare canvas", 0.2, mine, theirs)]
    suite = _suite(times)
    return [*rows, ("a page as PDF/A, beside an office suite", 1.0, mine, suite)] if suite else rows


def _suite(times: int) -> list[float]:
    """An office suite without a window, with the DOCX of the same paper."""
    program = shutil.which("soffice")
    if program is None:
        print("no soffice here: papers are not measured beside an office suite", file=sys.stderr)
        return []
    found = []
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as name:
        folder = Path(name)
        source, made = folder / "paper.docx", folder / "paper.pdf"
        source.write_bytes(docx.make(PAPER, created=AT))
        command = [
            program, "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(folder), str(source),
        ]  # fmt: skip
        for _ in range(1 + min(times, 3)):  # the first makes itself at home
            seconds = took(lambda: subprocess.run(command, check=True, capture_output=True))
            found.append(seconds / len(pypdfium2.PdfDocument(made)))
    return found[1:]
