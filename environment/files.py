"""Files that several programs may read and write at once."""

import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Iterator

from places import LAB, ROOT, LabError, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def write_atomically(path: Path, text: str, mode: int = 0o666) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(part, path)


def is_done(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


def check_writable() -> str:
    """Tries it: permission bits alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=ROOT):
            return str(ROOT)
    except OSError as error:
        raise LabError(
            "The set-up writes into %s, and that folder cannot be written to (%s). Copy the "
            "repository to a folder of your own and start again there." % (ROOT, error.strerror)
        )


@contextlib.contextmanager
def set_up_lock() -> Iterator[int]:
    """One set-up at a time; the system frees the lock when its last holder ends."""
    LAB.mkdir(exist_ok=True)
    with open(LAB / "lock", "a+b") as file:
        if not try_lock(file.fileno()):
            say("Another start is setting up this folder; waiting for it …")
            while not try_lock(file.fileno()):
                time.sleep(0.2)
        yield file.fileno()


def try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
