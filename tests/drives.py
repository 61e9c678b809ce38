"""A drive that is soon full, where this system lets us make one."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def drive(folder: Path, options: str) -> Iterator[Path | None]:
    """The folder as a drive of its own, with these options (`size=4m`); None where it can't be."""
    mount = shutil.which("mount")
    words = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    made = bool(mount) and subprocess.run(words, capture_output=True, check=False).returncode == 0
    yield folder if made else None
    if made:
        subprocess.run([str(shutil.which("umount")), "-l", str(folder)], check=True)
