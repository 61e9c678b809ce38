"""What a validator from elsewhere says: Apache PDFBox Preflight (Debian's libpdfbox2-java).

It judges by PDF/A-1b. PDF/A-2b (ISO 19005-2) keeps those rules of fonts, colours, facts and
forbidden things; of what these papers use it differs in two: its part is 2, and it takes ICC
profiles of version 4. Run as `python -m tests.bench.validator [FOLDER]`: a folder of PDF files,
else every golden paper and, to see that a fault is seen, one without its fonts.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from oa_client.docflow.paper import fonts, pdf
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
AT = datetime(2026, 11, 24, tzinfo=UTC)


def faults(folder: Path) -> Counter[str]:
    """Each fault that the validator names beyond part two, and in how many files."""
    command = ["java", "-cp", ":".join(map(str, JARS)),
               "org.apache.pdfbox.preflight.Validator_A1b", "batch", str(folder)]  # fmt: skip
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    lines = [line.strip() for line in done.stdout.splitlines() if line[:1].isdigit()]
    if not OF_PART_TWO & set(lines):
        raise RuntimeError(f"the validator did not judge: {done.stdout[-300:]}{done.stderr[-300:]}")
    return Counter(line for line in lines if line not in OF_PART_TWO)


def write_golden(folder: Path) -> None:
    """Every golden paper as its file."""
    found = fonts.find()
    for name, paper in specimens.GOLDEN.items():
        made = pdf.make(layout(paper), found, title=paper.title, created=AT)
        (folder / f"{name}.pdf").write_bytes(made.data)


def write_broken(whole: Path, folder: Path) -> None:
    """A paper whose fonts were left out."""
    with pikepdf.open(whole) as file:
        for font in file.pages[0].Resources.Font.values():
            if "/FontDescriptor" in font:
                del font.FontDescriptor["/FontFile2"]
        file.save(folder / whole.name)


def main() -> int:
    """Judge, and say."""
    if shutil.which("java") is None or not all(jar.exists() for jar in JARS):
        print("no validator here: libpdfbox2-java and a Java are wanted", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as aside:
        golden, broken = Path(aside, "golden"), Path(aside, "broken")
        golden.mkdir()
        broken.mkdir()
        write_golden(golden)
        write_broken(golden / "general.pdf", broken)
        judged = Path(sys.argv[1]) if len(sys.argv) > 1 else golden
        found, seen = faults(judged), faults(broken)
        print(f"{len(list(judged.rglob('*.pdf')))} files, faults: {dict(found)}")
        print(f"without its fonts, faults: {sum(seen.values())}")
    return int(bool(found) or not seen)


if __name__ == "__main__":
    sys.exit(main())
