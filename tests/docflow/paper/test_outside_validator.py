"""What a validator from elsewhere says: Apache PDFBox Preflight (Debian's libpdfbox2-java).

It judges by PDF/A-1b. PDF/A-2b (ISO 19005-2) keeps those rules of fonts, colours, facts and
forbidden things; of what these papers use it differs in two: its part is 2, and it takes ICC
profiles of version 4.
"""

import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from oa_client.docflow.paper import pdf
from oa_client.docflow.typeset.layout import layout
from tests.docflow import specimens

JARS = [
    Path("/usr/share/java", f"{name}.jar")
    for name in ("preflight", "pdfbox2", "pdfbox2-tools", "fontbox2", "xmpbox", "commons-logging",
                 "commons-io", "javax.activation", "jaxb-api")
]  # fmt: skip
OF_PART_TWO = {
    "7.11.2 : Error on MetaData, part must be 1",
    "2.1.6 : Invalid graphics object, Invalid version of the ICCProfile",
}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        shutil.which("java") is None or not all(jar.exists() for jar in JARS),
        reason="no outside validator here: apt-get install libpdfbox2-java",
    ),
]


def faults(folder: Path) -> Counter[str]:
    """Each fault that the validator names, and in how many files of the folder."""
    command = ["java", "-cp", ":".join(map(str, JARS)),
               "org.apache.pdfbox.preflight.Validator_A1b", "batch", str(folder)]  # fmt: skip
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return Counter(line.strip() for line in said.splitlines() if line[:1].isdigit())


@pytest.fixture
def golden(fonts, tmp_path):
    for name, paper in specimens.GOLDEN.items():
        made = pdf.make(
            layout(paper), fonts, title=paper.title, created=datetime(2026, 11, 24, tzinfo=UTC)
        )
        (tmp_path / f"{name}.pdf").write_bytes(made.data)
    return tmp_path


def test_an_outside_validator_finds_nothing_in_any_golden_paper(golden):
    assert faults(golden) == dict.fromkeys(OF_PART_TWO, len(specimens.GOLDEN))


def test_and_it_does_see_a_font_that_is_left_out(golden):
    with pikepdf.open(golden / "general.pdf", allow_overwriting_input=True) as file:
        for font in file.pages[0].Resources.Font.values():
            if "/FontDescriptor" in font:
                del font.FontDescriptor["/FontFile2"]
        file.save()
    assert any("FontFile entry is missing" in fault for fault in faults(golden))
