"""Runs a program of somebody else's where it can neither see, change nor disturb anything.

On Linux, bubblewrap shows it a read-only system, the JDK, the library and the grader: no network, no other
program, no file of the course, no place to write to. Where there is no bubblewrap, root can run it
as a user of its own. What the program has to say is its standard output, up to a limit.
"""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from places import LabError

MOST_BYTES = 64 << 20  # of output
MOST_MEMORY = 4 << 30  # of addresses: far more than the JVM's own limits, which come first
MOST_THREADS = 400
PATIENCE = 4  # times the processor time may pass on a busy machine, or asleep
# The users that programs run as: numbers that neither people nor systemd's services have.
USERS = range(50_000, 60_000)

A_USER = "a user of its own"  # without bubblewrap

# Of each process; files cannot be written at all, pipes can.
LIMITS = (
    "prlimit",
    "--fsize=0",
    "--core=0",
    "--as=%d" % MOST_MEMORY,
    "--nproc=%d" % MOST_THREADS,
)


class Output(NamedTuple):
    """What a program wrote, and why it was stopped if it did not end by itself."""

    data: bytes
    stopped: str


class Sandbox(NamedTuple):
    """One way to keep a program in; `slot` tells apart programs that run at the same time."""

    kind: str
    readable: tuple[str, ...]  # files and folders that the program needs, beside the system
    seconds: int = 60  # of processor time for each process

    def command(self, program: list[str], slot: int) -> list[str]:
        limited = [*LIMITS, "--cpu=%d" % self.seconds, *program]
        if self.kind == "bubblewrap, a user of its own":
            return [*as_user(slot), *bubblewrap(self.readable), *limited]
        if self.kind == "bubblewrap":
            return [*bubblewrap(self.readable), *limited]
        if self.kind == A_USER:
            return [*as_user(slot), *limited]
        return program

    def run(self, program: list[str], text: bytes, slot: int = 0) -> Output:
        """Gives the program the text, and ends whatever is left of it."""
        with tempfile.TemporaryFile() as given:
            given.write(text)
            given.seek(0)
            process = subprocess.Popen(
                self.command(program, slot),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
            try:
                return read(process, time.monotonic() + PATIENCE * self.seconds)
            finally:
                self.end(process, slot)

    def end(self, process: "subprocess.Popen[bytes]", slot: int) -> None:
        """The program is the first process of its own system: nothing survives it there."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
        if self.kind == A_USER:  # -1: all processes of this user
            subprocess.run([*as_user(slot), "kill", "-KILL", "--", "-1"], stderr=subprocess.DEVNULL)


def read(process: "subprocess.Popen[bytes]", end: float) -> Output:
    assert process.stdout
    data = bytearray()
    while len(data) <= MOST_BYTES:
        ready, _, _ = select.select([process.stdout], [], [], max(0, end - time.monotonic()))
        if not ready:
            return Output(bytes(data), "It took too long.")
        part = os.read(process.stdout.fileno(), 1 << 20)
        if not part:
            return Output(bytes(data), "")
        data += part
    return Output(bytes(data[:MOST_BYTES]), "It wrote too much.")


def as_user(slot: int) -> list[str]:
    user = USERS[(os.getpid() * 8 + slot) % len(USERS)]
    words = ["setpriv", "--reuid=%d" % user, "--regid=%d" % user, "--clear-groups"]
    return [*words, "--no-new-privs"]


def bubblewrap(readable: tuple[str, ...]) -> list[str]:
    words = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    words += ["--setenv", "LC_ALL", "C.UTF-8", "--setenv", "PATH", "/usr/bin:/bin"]
    words += ["--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"]
    for name in ("/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if os.path.islink(name):
            words += ["--symlink", os.readlink(name), name]
        else:
            words += ["--ro-bind-try", name, name]
    # Debian's JDK keeps its settings, and links to its programs, in /etc.
    settings = [str(path) for path in Path("/etc").glob("java*")]
    for name in (*settings, "/etc/alternatives", "/etc/ld.so.cache", *readable):
        words += ["--ro-bind-try", name, name]
    return [*words, "--remount-ro", "/dev", "--remount-ro", "/", "--"]


def find(
    program: list[str], text: bytes, wanted: bytes, readable: tuple[str, ...], unsafe: bool = False
) -> Sandbox:
    """The first of the sandboxes in which a harmless program says what it should."""
    for kind in kinds():
        sandbox = Sandbox(kind, readable)
        if wanted in sandbox.run(program, text).data:
            return sandbox
    if unsafe:
        return Sandbox("none", readable)
    raise LabError(
        "Submissions run in a sandbox, and none works here. Install bubblewrap (Debian and "
        "Ubuntu: apt install bubblewrap), or grade on a Linux machine that has it. With --unsafe "
        "they run as you, and can read and change whatever you can."
    )


def kinds() -> list[str]:
    """The safest first. Only of a user who is not root are the processes counted."""
    if sys.platform != "linux" or not shutil.which("prlimit"):
        return []
    alone = os.geteuid() == 0 and bool(shutil.which("setpriv"))
    inside = bool(shutil.which("bwrap"))
    found = ["bubblewrap, a user of its own"] * (alone and inside) + ["bubblewrap"] * inside
    return found + [A_USER] * alone
