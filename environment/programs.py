"""Runs programs with variables of their own, and ends them cleanly."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Iterator, NamedTuple

from files import set_up_lock
from places import JUPYTER, LAB, LOGS, ROOT, WINDOWS, LabError, say

END_SECONDS = 30  # for a program that is asked to end

# Variables that would change what the tools install or run; caches and certificates stay.
DROPPED = re.compile(r"UV_|PIP_|PYTHON|IPYTHON|JUPYTER|JJAVA_|IJAVA_|MAVEN_|MVNW_")
KEPT = {"PIP_CERT", "PIP_CACHE_DIR", "UV_CACHE_DIR"}

NETWORK_FAILURE = re.compile(
    r"could not transfer|failed to fetch|error sending request|dns error|unknown ?host"
    r"|connection (refused|broken|reset|timed out)|name resolution|newconnectionerror"
    r"|proxyerror|cannot connect to proxy|network is unreachable|timed? ?out",
    re.IGNORECASE,
)

# Where Java reads options from, unasked.
JAVA_OPTIONS = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
JVM_FAILURE = re.compile(r"Could not create the Java Virtual Machine|Unrecognized (VM )?option|Invalid maximum heap size")
DENIED = re.compile(r"(?:Permission denied|Read-only file system|AccessDeniedException)\W+(/[^\s'\")]+)")


def java_options(text: str) -> str:
    """What to do when Java does not start, as it says, and is told options behind one's back; else nothing."""
    named = [name for name in JAVA_OPTIONS if os.environ.get(name)]
    if not named or not JVM_FAILURE.search(text):
        return ""
    return "Java reads options from %s, and does not start with them: unset it." % named[0]


def clean_environment() -> dict[str, str]:
    kept = (name for name in os.environ if name in KEPT or not DROPPED.match(name))
    environment = {name: os.environ[name] for name in kept}
    if sys.platform == "linux":
        environment["LC_ALL"] = "C.UTF-8"  # else Java cannot open a path with non-ASCII letters
    return environment


def tool_environment(java_home: Path, kernels: Path = JUPYTER) -> dict[str, str]:
    environment = clean_environment()
    environment.update(
        JAVA_HOME=str(java_home),
        MAVEN_BASEDIR=str(ROOT),
        MAVEN_SKIP_RC="1",
        MAVEN_USER_HOME=str(LAB / "maven"),
        PIP_CONFIG_FILE=os.devnull,
        JUPYTER_PATH=str(kernels),
        JUPYTER_DATA_DIR=str(JUPYTER),
        JUPYTER_CONFIG_DIR=str(JUPYTER / "config"),
        JUPYTER_RUNTIME_DIR=str(JUPYTER / "runtime"),
        JUPYTER_PLATFORM_DIRS="1",  # else the machine's /etc/jupyter is read as well
        IPYTHONDIR=str(JUPYTER / "ipython"),
    )
    return environment


def attend(command: list[str], environment: dict[str, str]) -> int:
    """Runs a program to its end; when interrupted, gives it the time to end cleanly.

    In a session of its own it does not hear Ctrl-C: a second signal would make it leave its
    kernels behind. Windows has no sessions: there, Ctrl-C reaches the program by itself.
    """
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        return process.wait()
    except KeyboardInterrupt:
        if WINDOWS:
            process.wait()
        else:
            end(process)
        raise


class Tools(NamedTuple):
    """Runs the programs of a set-up, one after the other, each with a log of its own.

    The programs hold the lock too: what a killed start leaves running still keeps the next
    start waiting.
    """

    environment: dict[str, str]
    lock: int

    def run(self, step: str, command: list[str]) -> None:
        log = LOGS / (step + ".log")
        log.parent.mkdir(exist_ok=True)
        with open(log, "wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=() if WINDOWS else (self.lock,),
            )
            try:
                wait_for(process)
            except BaseException:
                end(process)
                raise
        if process.returncode:
            raise LabError(failure(step, process.returncode, log))


@contextlib.contextmanager
def tools_with(java_home: Path) -> Iterator[Tools]:
    with set_up_lock() as lock:
        yield Tools(tool_environment(java_home), lock)


def wait_for(process: subprocess.Popen[bytes]) -> None:
    """Counts the seconds if someone is looking."""
    start = time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
            return
        if sys.stdout.isatty():
            count = " %.0f s" % (time.monotonic() - start)
            print(count + "\b" * len(count), end="", flush=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program, with the programs that it started in turn; no second Ctrl-C hurries it."""
    for number in stop_signals():
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "win32":
        process.terminate()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=END_SECONDS)
                return
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stop_signals() -> list[signal.Signals]:
    """Ctrl-C, kill, Ctrl-\\, and the end of the terminal if nohup does not keep that away."""
    names = ("SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]


def failure(step: str, code: int, log: Path) -> str:
    text = log.read_text(encoding="utf-8", errors="replace")
    lines = [re.sub(r" -> \[Help \d\]$", "", line) for line in text.splitlines() if line.strip()]
    last = "\n  ".join(line[:300] for line in lines[-8:])
    place = log.relative_to(ROOT)
    return "The step '%s' failed with exit code %d. Its last lines:\n  %s\nWhole log: %s\n%s" % (
        *(step, code, last, place, way_out(text, lines)),
    )


def way_out(text: str, lines: list[str]) -> str:
    """What to do about a failure."""
    options = java_options(text)
    if options:
        return options + " Start again."
    if "No space left on device" in text:
        return "The disk is full. Make room, about 2 GB, and start again: what is finished is kept."
    denied = DENIED.search(text)
    if denied:
        return "It may not write to %s. Make that yours, and start again: what is finished is kept." % denied.group(1)
    if re.search("(wget|curl): Failed to fetch|Downloader", text):
        return (
            "The wrapper could not download Maven. Connect to the network, or install Maven yourself (on Debian and Ubuntu: "
            "apt install maven). A machine that reaches a Maven repository alone finds it there as org.apache.maven:"
            "apache-maven (bin.zip): unpack that and put its folder bin on PATH."
        )
    if NETWORK_FAILURE.search(text):
        proxy = urllib.request.getproxies().get("https", "")
        through = "It goes through the proxy %s. " % re.sub(r"//.*@", "//", proxy) if proxy else ""
        return (
            "It could not download what it needs. %sConnect to the network once and start again; "
            "afterwards only the formulas on the rendered pages need it." % through
        )
    named = [line.removeprefix("[ERROR]").strip()[:300] for line in lines if re.match(r"\[ERROR\] \S", line)]
    cause = "this:\n  %s\nThen start again" % named[0] if named else "the cause that it names and start again"
    return "Mend %s: what is finished is kept." % cause


@contextlib.contextmanager
def timed(title: str) -> Iterator[None]:
    start = time.monotonic()
    print("%s …" % title, end="", flush=True)
    try:
        yield
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        raise
    except BaseException:
        say("")
        raise
    say(" %.0f s" % (time.monotonic() - start))
