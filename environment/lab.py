#!/usr/bin/env python3
"""Sets up whatever is missing and opens the notebooks. Needs a JDK 17+ and Python 3.10+ alone.

Everything it installs goes to the folder .lab beside this one; the reader's own Jupyter, Python
and Maven settings are neither read nor changed. An older Python must be able to read this file
as far as the version check below, so it keeps to the syntax of Python 3.6.
"""

import sys

if sys.version_info < (3, 10):
    sys.exit(
        "error: the notebooks need Python 3.10 or newer, and %s is Python %d.%d. Install a newer "
        "one and start this file with it, for example: python3.12 environment/lab.py"
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple
from xml.sax.saxutils import escape

WINDOWS = sys.platform == "win32"
if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "environment"
NOTEBOOKS = ROOT / "notebooks"
LIBRARY = ROOT / "target" / "lib" / "xavierkit.jar"
LAB = ROOT / ".lab"
JUPYTER = LAB / "jupyter"
VENV = LAB / "venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
BENCH_VENV = LAB / "bench"
BENCH_PYTHON = BENCH_VENV / VENV_PYTHON.relative_to(VENV)
COURSE_VENV = LAB / "course"
COURSE_PYTHON = COURSE_VENV / VENV_PYTHON.relative_to(VENV)
HUB_VENV = LAB / "hub"
HUB_PYTHON = HUB_VENV / VENV_PYTHON.relative_to(VENV)
HUB_STATE = LAB / "hub-state"
HUB_CONFIG = ENVIRONMENT / "jupyterhub_config.py"
KERNEL_JAR = VENV / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"

REQUIREMENTS = ENVIRONMENT / "requirements.txt"
REQUIREMENTS_UV = ENVIRONMENT / "requirements-uv.txt"
REQUIREMENTS_TEST = ENVIRONMENT / "requirements-test.txt"
REQUIREMENTS_BENCH = ENVIRONMENT / "requirements-bench.txt"
REQUIREMENTS_COURSE = ENVIRONMENT / "requirements-course.txt"
REQUIREMENTS_HUB = ENVIRONMENT / "requirements-hub.txt"

OLDEST_JAVA = 17
UNSAFE_JAVA = 23  # from here on, Java warns about what the kernel's libraries do
AOT_JAVA = 25  # from here on, Java keeps more than the layout of classes
OLDEST_MAVEN = (3, 6, 3)
BENCH_PYTHON_VERSION = (3, 11)  # PyTorch's oldest
COURSE_PYTHON_VERSION = (3, 11)  # nbgrader's oldest
END_SECONDS = 30  # for a program that is asked to end

# The wrapper calls `unzip [-q] FILE -d FOLDER`, which many machines lack; Python has it.
UNZIP = """#!/bin/sh
exec "%s" -c '
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[-3]) as archive:
    for item in archive.infolist():
        path = archive.extract(item, sys.argv[-1])
        os.chmod(path, 0o755 if item.is_dir() else item.external_attr >> 16 or 0o644)
' "$@"
"""
NOT_INSTALLED = "not installed yet: the next start does it"
FIGURES = ("2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "table-1", "rates", "comparisons")
SCALES = ("quick", "half", "full")
COURSE_STEPS = {
    "create": "make a course folder, or add assignments to it",
    "release": "write what learners get: notebooks without solutions and hidden tests, and zip files",
    "validate": "see that the solutions earn all points and blank answers none",
    "autograde": "mark what was handed in, in a sandbox; again, it marks what is new or changed",
    "feedback": "write a page for each submission",
    "export": "write grades.csv",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")

# Variables that would change what the tools install or run; caches and certificates stay.
DROPPED = re.compile(r"UV_|PIP_|PYTHON|IPYTHON|JUPYTER|JJAVA_|IJAVA_|MAVEN_|MVNW_")
KEPT = {"PIP_CERT", "PIP_CACHE_DIR", "UV_CACHE_DIR"}

NETWORK_FAILURE = re.compile(
    r"could not transfer|failed to fetch|error sending request|dns error|unknown ?host"
    r"|connection (refused|broken|reset|timed out)|name resolution|newconnectionerror"
    r"|proxyerror|cannot connect to proxy|network is unreachable|timed? ?out",
    re.IGNORECASE,
)
JDK_ADVICE = (
    "Install a JDK %d or newer (Debian: openjdk-17-jdk; macOS and Windows: Temurin), "
    "or set JAVA_HOME to the folder of one." % OLDEST_JAVA
)


class LabError(Exception):
    """A foreseen error: its text names the rule, what was found, and the way out."""


class Jdk(NamedTuple):
    home: Path
    version: int


def say(text: str) -> None:
    print(text, flush=True)


# --- What the machine has ------------------------------------------------------------------


def ask_java(java: str, *arguments: str) -> str:
    try:
        result = subprocess.run(
            [java, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=clean_environment(),
            check=False,
        )
    except OSError as error:
        raise LabError("%s does not run: %s." % (java, error.strerror))
    output = result.stdout.decode(errors="replace")
    # Java names the variables that it takes options from; netlib, the file that it did not find.
    noise = r"^((NOTE: )?Picked up|netlib-blas:) .*\n"
    output = re.sub(noise, "", output, flags=re.MULTILINE).strip()
    if result.returncode:
        raise LabError("%s does not run: %s." % (java, (output or "no output").splitlines()[0]))
    return output


def jdk_of(java: str) -> Jdk:
    """The JDK that a `java` program belongs to."""
    properties = ask_java(java, "-XshowSettings:properties", "-version")
    home = re.search(r"^\s*java\.home = (.+?)\s*$", properties, re.MULTILINE)
    version = re.search(r"java\.specification\.version = (?:1\.)?(\d+)", properties)
    if not home or not version:
        raise LabError("%s does not say which Java it is." % java)
    jdk = Jdk(Path(home.group(1)), int(version.group(1)))
    if jdk.version < OLDEST_JAVA:
        raise LabError("%s is Java %d, older than %d." % (jdk.home, jdk.version, OLDEST_JAVA))
    modules = set(re.findall(r"^([\w.]+)@", ask_java(java, "--list-modules"), re.MULTILINE))
    missing = sorted({"jdk.compiler", "jdk.jshell"} - modules)
    if missing:
        raise LabError(
            "%s is a Java runtime, not a full JDK: it has no %s."
            % (jdk.home, " and no ".join(missing))
        )
    return jdk


def java_of(home: Path) -> str:
    return str(home / "bin" / ("java.exe" if WINDOWS else "java"))


def jdk_on_path() -> Jdk:
    java = shutil.which("java")
    if not java:
        raise LabError("There is no java on PATH.")
    return jdk_of(java)


def find_jdk() -> Jdk:
    """JAVA_HOME's JDK if that is set, else the one on PATH."""
    home = os.environ.get("JAVA_HOME")
    if not home:
        try:
            return jdk_on_path()
        except LabError as error:
            raise LabError("The notebooks need a JDK. %s %s" % (error, JDK_ADVICE))
    try:
        return jdk_of(java_of(Path(home)))
    except LabError as error:
        raise LabError("JAVA_HOME is %s, but %s %s" % (home, error, instead_of_java_home()))


def instead_of_java_home() -> str:
    try:
        other = jdk_on_path()
    except LabError as error:
        return "On PATH: %s %s" % (error, JDK_ADVICE)
    return "The java on PATH is a good JDK %d: unset JAVA_HOME, or set it to %s" % (
        other.version,
        other.home,
    )


def java_home_note(jdk: Jdk) -> str:
    """One line when JAVA_HOME and the java on PATH are two different good JDKs, else nothing."""
    if not os.environ.get("JAVA_HOME"):
        return ""
    with contextlib.suppress(LabError):
        other = jdk_on_path()
        if other.home.resolve() != jdk.home.resolve():
            return "Using JAVA_HOME, %s (%d), not the java on PATH, %s (%d)." % (*jdk, *other)
    return ""


def check_python() -> str:
    missing = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if missing:
        raise LabError(
            "%s cannot make a virtual environment: it has no module %s. On Debian and Ubuntu: "
            "apt install python%d.%d-venv; elsewhere install a complete Python."
            % (sys.executable, " and no ".join(missing), *sys.version_info[:2])
        )
    return "%s (%s)" % (platform.python_version(), sys.executable)


def check_writable() -> str:
    """Tries it: permission bits alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=str(ROOT)):
            return str(ROOT)
    except OSError as error:
        raise LabError(
            "The set-up writes into %s, and that folder cannot be written to (%s). Copy the "
            "repository to a folder of your own and start again there." % (ROOT, error.strerror)
        )


def maven_version(mvn: str, environment: dict[str, str]) -> tuple[int, ...]:
    result = subprocess.run([mvn, "-v"], env=environment, capture_output=True, check=False)
    found = re.search(rb"Apache Maven (\d+)\.(\d+)\.(\d+)", result.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0, 0, 0)


def maven_command(environment: dict[str, str]) -> list[str]:
    """Maven's own command if it is new enough, else the wrapper that downloads one."""
    mvn = shutil.which("mvn")
    if mvn and maven_version(mvn, environment) >= OLDEST_MAVEN:
        return [mvn]
    if WINDOWS:
        return [str(ENVIRONMENT / "mvnw.cmd")]
    # The wrapper moves what it unpacked out of TMPDIR: in one file system, that is atomic.
    path = os.pathsep.join((str(LAB / "bin"), environment["PATH"]))
    return ["env", "TMPDIR=%s" % LAB, "PATH=%s" % path, "sh", str(ENVIRONMENT / "mvnw")]


def check_port(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as error:
        raise LabError(
            "Port %d cannot be used (%s). Leave out --port to get the next free one, or name "
            "another." % (port, getattr(error, "strerror", None) or error)
        )


def find_browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


# --- What the tools are run with -----------------------------------------------------------


def clean_environment() -> dict[str, str]:
    kept = (name for name in os.environ if name in KEPT or not DROPPED.match(name))
    environment = {name: os.environ[name] for name in kept}
    if sys.platform == "linux":
        environment["LC_ALL"] = "C.UTF-8"  # else Java cannot open a path with non-ASCII letters
    return environment


def tool_environment(jdk: Jdk, kernels: Path = JUPYTER) -> dict[str, str]:
    environment = clean_environment()
    environment.update(
        JAVA_HOME=str(jdk.home),
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


def maven(environment: dict[str, str], *words: str) -> list[str]:
    """Maven's command with these words, once the files that it reads are there."""
    settings = LAB / "maven-settings.xml"
    write_atomically(settings, maven_settings(urllib.request.getproxies()))
    unzip = LAB / "bin" / "unzip"
    write_atomically(unzip, UNZIP % sys.executable)
    unzip.chmod(0o755)
    command = [*maven_command(environment), "-B", "-ntp", "-s", str(settings), "-gs", str(settings)]
    return [*command, *words]


def maven_settings(proxies: dict[str, str]) -> str:
    """Stands in for the reader's own settings; Maven learns the system's proxy only from here."""
    proxy = urllib.parse.urlsplit(proxies.get("https", ""))
    if not proxy.hostname:
        return "<settings/>\n"
    fields = {
        "protocol": "https",
        "host": proxy.hostname,
        "port": str(proxy.port or 80),
        "username": urllib.parse.unquote(proxy.username or ""),
        "password": urllib.parse.unquote(proxy.password or ""),
        "nonProxyHosts": proxies.get("no", "").replace(" ", "").replace(",", "|"),
    }
    lines = ["<%s>%s</%s>" % (name, escape(text), name) for name, text in fields.items() if text]
    return "<settings><proxies><proxy>\n%s\n</proxy></proxies></settings>\n" % "\n".join(lines)


def attend(command: list[str], environment: dict[str, str]) -> int:
    """Runs a program to its end; when interrupted, gives it the time to end cleanly.

    In a session of its own it does not hear Ctrl-C: a second signal would make it leave its
    kernels behind. Windows has no sessions: there, Ctrl-C reaches the program by itself.
    """
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        if WINDOWS:
            process.wait()
        else:
            end(process)
        raise


# --- Set-up --------------------------------------------------------------------------------


def write_atomically(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(str(part), str(path))


def is_done(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


@contextlib.contextmanager
def set_up_lock() -> Iterator[int]:
    """One set-up at a time; the system frees the lock when its last holder ends."""
    LAB.mkdir(exist_ok=True)
    with open(str(LAB / "lock"), "a+b") as file:
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


class Tools(NamedTuple):
    """Runs the programs of a set-up, one after the other, each with a log of its own.

    The programs hold the lock too: what a killed start leaves running still keeps the next
    start waiting.
    """

    environment: dict[str, str]
    lock: int

    def run(self, step: str, command: list[str]) -> None:
        log = LAB / "logs" / (step + ".log")
        log.parent.mkdir(exist_ok=True)
        with open(str(log), "wb") as output:
            process = subprocess.Popen(
                command,
                cwd=str(ROOT),
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


def wait_for(process: subprocess.Popen[bytes]) -> None:
    """Counts the seconds if someone is looking."""
    start = time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
            return
        if sys.stdout.isatty():
            print("\r%4.0f s\r" % (time.monotonic() - start), end="", flush=True)


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
    lines = [line for line in text.splitlines() if line.strip() and "[Help 1]" not in line]
    if NETWORK_FAILURE.search(text):
        way_out = (
            "It could not download what it needs. Connect to the network once and start again; "
            "afterwards only the formulas on the rendered pages need it."
        )
    else:
        way_out = "Mend the cause that it names and start again: what is finished is kept."
    return "The step '%s' failed with exit code %d. Its last lines:\n  %s\nWhole log: %s\n%s" % (
        step,
        code,
        "\n  ".join(line[:300] for line in lines[-8:]),
        log.relative_to(ROOT),
        way_out,
    )


def python_key() -> str:
    versions = "\n".join((sys.version, sys.base_prefix, str(ROOT))).encode()
    content = versions + REQUIREMENTS_UV.read_bytes() + REQUIREMENTS.read_bytes()
    return hashlib.sha256(content).hexdigest()


def python_is_ready() -> bool:
    installed = VENV_PYTHON.exists() and KERNEL_JAR.is_file()
    return installed and is_done(VENV / "ready", python_key())


def install_python(tools: Tools) -> None:
    shutil.rmtree(str(VENV), ignore_errors=True)
    try:
        tools.run("venv", [sys.executable, "-m", "venv", str(VENV)])
        pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install"]
        tools.run("uv", [*pip, "--retries=2", "--require-hashes", "-r", str(REQUIREMENTS_UV)])
        install(tools, "jupyter", REQUIREMENTS)
    except BaseException:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise
    write_atomically(VENV / "ready", python_key())


def install(
    tools: Tools, step: str, requirements: Path, python: Path = VENV_PYTHON, *options: str
) -> None:
    uv = [str(VENV_PYTHON), "-m", "uv", "--no-config", "pip", "install", "--python", str(python)]
    tools.run(step, [*uv, "--require-hashes", *options, "-r", str(requirements)])


def install_apart(tools: Tools, venv: Path, requirements: Path, *options: str) -> None:
    """In a virtual environment of its own: it would change the Jupyter of the lessons."""
    shutil.rmtree(str(venv), ignore_errors=True)
    tools.run(venv.name + "-venv", [sys.executable, "-m", "venv", "--without-pip", str(venv)])
    python = venv / VENV_PYTHON.relative_to(VENV)
    install(tools, venv.name, requirements, python, *options)
    write_atomically(venv / "ready", key_of(requirements))


def key_of(requirements: Path) -> str:
    return hashlib.sha256(python_key().encode() + requirements.read_bytes()).hexdigest()


def library_state() -> str:
    """fresh, stale or missing. The notebooks compare times, too: see notebooks/setup.jshell."""
    if missing_jars():
        return "missing"
    built = LIBRARY.stat().st_mtime
    sources = ROOT / "src" / "main"
    inputs = [ROOT / "pom.xml", sources, *sources.rglob("*")]
    return "stale" if any(path.stat().st_mtime > built for path in inputs) else "fresh"


def missing_jars() -> list[str]:
    """The library, or the jars beside it that its manifest names."""
    try:
        with zipfile.ZipFile(str(LIBRARY)) as jar:
            manifest = jar.read("META-INF/MANIFEST.MF").decode().replace("\r\n", "\n")
    except (OSError, KeyError, zipfile.BadZipFile):
        return [LIBRARY.name]
    class_path = re.search(r"^Class-Path: (.*)$", manifest.replace("\n ", ""), re.MULTILINE)
    names = class_path.group(1).split() if class_path else []
    return [name for name in names if not (LIBRARY.parent / name).is_file()]


def build_library(tools: Tools) -> None:
    shutil.rmtree(str(LIBRARY.parent), ignore_errors=True)  # with what a killed build left there
    command = maven(tools.environment, "-q", "-Dmaven.test.skip=true", "package")
    tools.run("maven", command)


def build_if_stale(tools: Tools) -> None:
    if library_state() != "fresh":
        with timed("Building the library"):
            build_library(tools)


def build_benchmarks(tools: Tools) -> None:
    """Beside the tests, in target/test-classes."""
    command = maven(tools.environment, "-q", "-Pbench", "-DskipTests", "test-compile")
    tools.run("bench-maven", command)


def check_fonts(jdk: Jdk) -> str:
    program = str(ENVIRONMENT / "FontCheck.java")
    try:
        return ask_java(java_of(jdk.home), "-Djava.awt.headless=true", program)
    except LabError as error:
        raise LabError(
            "Java cannot draw text. Most often the machine has no fonts; on Debian and Ubuntu: "
            "apt install fontconfig fonts-dejavu-core. %s" % error
        )


def jvm_options(jdk: Jdk) -> list[str]:
    """What decides a kernel's speed and memory; `bench` measures the kit with the same."""
    options = [
        "-XX:+UseSerialGC",
        "-Xms64m",  # else a 64th of the machine's memory, which a kernel fills before it tidies up
        "-Xmx1g",
        # javac, which runs in every cell, soon lets the optimizing JIT compiler work on thousands
        # of methods that are short-lived. Methods with loops are still optimized as early as ever.
        "-XX:Tier4InvocationThreshold=50000",
        "-XX:Tier4CompileThreshold=150000",
    ]
    if jdk.version >= UNSAFE_JAVA:
        options.append("--sun-misc-unsafe-memory-access=allow")
        options.append("--enable-native-access=ALL-UNNAMED")
    return options


def kernel_spec(jdk: Jdk, *more: str) -> dict[str, Any]:
    options = [
        *jvm_options(jdk),
        *more,
        "-Djava.awt.headless=true",
        "-Djava.util.logging.config.file=%s" % (ENVIRONMENT / "kernel-logging.properties"),
        "-Dfile.encoding=UTF-8",
        "-Duser.language=en",
        "-Duser.country=US",
        "--add-opens",
        "jdk.jshell/jdk.jshell=ALL-UNNAMED",
    ]
    return {
        "argv": [java_of(jdk.home), *options, "-jar", str(KERNEL_JAR), "{connection_file}"],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"XAVIERKIT_JAR": str(LIBRARY)},  # for notebooks that lie elsewhere
    }


def write_kernel(jdk: Jdk) -> None:
    archive = archive_of(jdk)
    use = archive_options(jdk, archive) if archive.is_file() else []
    write_kernelspec(JUPYTER, kernel_spec(jdk, *use))


def archive_options(jdk: Jdk, archive: Path) -> list[str]:
    """Java ignores an archive that is not its own, and is not to talk about it."""
    use = "-XX:AOTCache=%s" if jdk.version >= AOT_JAVA else "-XX:SharedArchiveFile=%s"
    return [use % archive, "-Xlog:disable"]


def archive_of(jdk: Jdk) -> Path:
    return LAB / ("kernel-%d.jsa" % jdk.version)


def archive_key(jdk: Jdk) -> str:
    """What it depends on, and its size: Java 17 crashes with one that lacks its end."""
    archive, release = archive_of(jdk), jdk.home / "release"
    size = archive.stat().st_size if archive.is_file() else 0
    version = release.read_text(encoding="utf-8") if release.is_file() else ""
    return json.dumps([size, version, KERNEL_JAR.stat().st_mtime_ns, kernel_spec(jdk)])


def archive_check(jdk: Jdk, archive: Path) -> list[str]:
    check = ["-XX:+VerifySharedSpaces", "-XX:ErrorFile=%s" % (LAB / "logs" / "archive-crash.log")]
    use = [*jvm_options(jdk), *archive_options(jdk, archive), *check]
    return [java_of(jdk.home), *use, "-cp", str(KERNEL_JAR), "-version"]


def make_archive(tools: Tools, jdk: Jdk) -> None:
    """Keeps what Java works out anew at every start of a kernel: how its classes are laid out.

    It is recorded while a kernel runs the first lesson. It saves time and, because kernels share
    it, memory; where it cannot be made, kernels do without. Either way, it is tried once.
    """
    archive, folder = archive_of(jdk), LAB / "kernel-recorded"
    part = archive.with_suffix(".part")
    make = "-XX:AOTCacheOutput=%s" if jdk.version >= AOT_JAVA else "-XX:ArchiveClassesAtExit=%s"
    write_kernelspec(folder, kernel_spec(jdk, make % part))
    with contextlib.suppress(LabError, OSError):
        archive.unlink(missing_ok=True)
        recording = tools._replace(environment=tool_environment(jdk, folder))
        recording.run("archive", [str(VENV_PYTHON), str(ENVIRONMENT / "notebooks.py"), "rehearse"])
        tools.run("archive-check", archive_check(jdk, part))
        os.replace(str(part), str(archive))
    write_atomically(archive.with_suffix(".key"), archive_key(jdk))


def prepare_archive(tools: Tools, jdk: Jdk) -> None:
    if not is_done(archive_of(jdk).with_suffix(".key"), archive_key(jdk)):
        with timed("Preparing a faster Java kernel (once)"):
            make_archive(tools, jdk)


def write_lab_settings() -> None:
    """Keeps JupyterLab from asking, over the first chart, whether to fetch news."""
    answer = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
    overrides = JUPYTER / "config" / "labconfig" / "default_setting_overrides.json"
    write_atomically(overrides, json.dumps(answer) + "\n")


def write_kernelspec(folder: Path, kernel: dict[str, Any]) -> None:
    text = json.dumps(kernel, indent=2) + "\n"
    write_atomically(folder / "kernels" / "java" / "kernel.json", text)


def set_up(tests: bool = False) -> Jdk:
    check_writable()
    check_python()
    jdk = find_jdk()
    note = java_home_note(jdk)
    if note:
        say(note)
    with set_up_lock() as lock:
        tools = Tools(tool_environment(jdk), lock)
        build_if_stale(tools)
        if not is_done(LAB / "fonts", str(jdk)):
            with timed("Checking the fonts"):
                check_fonts(jdk)
            write_atomically(LAB / "fonts", str(jdk))
        if not python_is_ready():
            with timed("Installing Jupyter into .lab (first start only)"):
                install_python(tools)
        if tests:
            with timed("Installing the test tools"):
                install(tools, "test-tools", REQUIREMENTS_TEST)
        # not at the first start, whose reader waits for a first plot
        started = (JUPYTER / "kernels" / "java" / "kernel.json").is_file()
        if started:
            prepare_archive(tools, jdk)
        write_kernel(jdk)
        write_lab_settings()
    return jdk


@contextlib.contextmanager
def timed(title: str) -> Iterator[None]:
    start = time.monotonic()
    say("%s …" % title)
    try:
        yield
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        raise
    say("%s … %.0f s" % (title, time.monotonic() - start))


# --- A Java kernel that the reader already has -----------------------------------------------


def kernel_roots() -> list[Path]:
    """The folders in which Jupyter looks for kernels, as its documentation lists them."""
    home = Path.home()
    if WINDOWS:
        data = [Path(os.environ[name], "jupyter") for name in ("APPDATA", "PROGRAMDATA")]
    elif sys.platform == "darwin":
        data = [home / "Library" / "Jupyter"]
    else:
        data = [Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share", "jupyter")]
    named = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    named.append(os.environ.get("JUPYTER_DATA_DIR", ""))
    jupyter = Path(shutil.which("jupyter") or sys.executable).resolve()
    prefixes = [jupyter.parents[1], Path(sys.prefix), Path("/usr/local"), Path("/usr")]
    roots = [Path(name) for name in named if name] + data
    roots += [prefix / "share" / "jupyter" for prefix in prefixes]
    return [root / "kernels" for root in roots]


def java_kernels() -> dict[str, dict[str, Any]]:
    """The reader's Java kernels by name, with {resource_dir} filled in."""
    folders: dict[str, Path] = {}
    for root in kernel_roots():
        for file in sorted(root.glob("*/kernel.json")):
            folders.setdefault(file.parent.name.lower(), file.parent)
    kernels = {}
    for name, folder in folders.items():
        with contextlib.suppress(OSError, ValueError, KeyError):
            kernel = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
            words = [word.replace("{resource_dir}", str(folder)) for word in kernel["argv"]]
            if kernel["language"].lower() == "java":
                kernels[name] = dict(kernel, argv=words)
    return kernels


def find_kernel(name: str) -> dict[str, Any]:
    kernels = java_kernels()
    if name.lower() not in kernels:
        found = ", ".join(sorted(kernels)) or "none"
        raise LabError(
            "There is no Java kernel named %s; found: %s. Install it, or leave out --kernel to "
            "use the one that comes with the notebooks." % (name, found)
        )
    kernel = kernels[name.lower()]
    headless = "-Djava.awt.headless=true"
    is_java = re.fullmatch(r"javaw?(\.exe)?", Path(kernel["argv"][0]).name)
    if is_java and headless not in kernel["argv"]:
        kernel["argv"].insert(1, headless)
    return kernel


def set_up_with_kernel(kernel_name: str | None) -> dict[str, str]:
    """The environment in which `java` is the kernel installed here, or the one asked for."""
    if not kernel_name:
        return tool_environment(set_up())
    kernel = find_kernel(kernel_name)
    jdk = set_up()
    folder = LAB / ("kernel-" + kernel_name.lower())
    write_kernelspec(folder, kernel)
    return tool_environment(jdk, folder)


# --- Commands --------------------------------------------------------------------------------


def start(options: argparse.Namespace) -> int:
    if options.port is not None:
        check_port(options.port)
    environment = set_up_with_kernel(options.kernel)
    command = [
        *(str(VENV_PYTHON), "-m", "jupyterlab"),
        "--ip=127.0.0.1",
        "--port=%d" % (options.port or 8888),
        "--ServerApp.port_retries=%d" % (0 if options.port else 100),
        "--ServerApp.root_dir=%s" % NOTEBOOKS,
        "--LabApp.default_url=/lab/tree/00-start-here.ipynb",
        "--KernelSpecManager.allowed_kernelspecs=java",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--log-level=WARN",
    ]
    if options.no_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    say("Starting JupyterLab; Ctrl-C here ends it.")
    return attend(command, environment)


def run(options: argparse.Namespace) -> int:
    environment = set_up_with_kernel(options.kernel)
    command = [str(VENV_PYTHON), str(ENVIRONMENT / "notebooks.py"), options.command]
    # Paths are the reader's, names are looked up in notebooks/.
    names = [os.path.abspath(name) if os.path.exists(name) else name for name in options.notebooks]
    return attend(command + names, environment)


def test(options: argparse.Namespace) -> int:
    environment = tool_environment(set_up(tests=True))
    verify = maven(environment, "verify")
    pytest = [str(VENV_PYTHON), "-m", "pytest", str(ENVIRONMENT / "tests"), "-v"]
    return attend(verify, environment) or attend(pytest, environment)


def bench(options: argparse.Namespace) -> int:
    if sys.version_info < BENCH_PYTHON_VERSION:
        raise LabError(
            "PyTorch needs Python %d.%d or newer, and this is %s. Start `lab.py bench` with a "
            "newer one." % (*BENCH_PYTHON_VERSION, platform.python_version())
        )
    environment = tool_environment(set_up())
    with set_up_lock() as lock:
        tools = Tools(environment, lock)
        with timed("Building the benchmarks"):
            build_benchmarks(tools)
        if not is_done(BENCH_VENV / "ready", key_of(REQUIREMENTS_BENCH)):
            with timed("Installing NumPy and PyTorch into .lab (once; Linux: a download of 2 GB)"):
                # the lock leaves out what PyTorch asks for but can be loaded without
                install_apart(tools, BENCH_VENV, REQUIREMENTS_BENCH, "--no-deps")
    command = [str(VENV_PYTHON), str(ENVIRONMENT / "bench.py")]
    return attend(command + ["--quick"] * options.quick, environment)


def reproduce(options: argparse.Namespace) -> int:
    """Needs the library alone, not Jupyter."""
    check_writable()
    jdk = find_jdk()
    environment = tool_environment(jdk)
    with set_up_lock() as lock:
        build_if_stale(Tools(environment, lock))
    program = ["-cp", str(LIBRARY), "xavierkit.reproduce.Reproduce"]
    mnist = os.path.abspath(options.mnist) if options.mnist else ""
    words = [options.scale, mnist, *(options.figures or FIGURES)]
    return attend([java_of(jdk.home), *jvm_options(jdk), *program, *words], environment)


def course(options: argparse.Namespace) -> int:
    environment = course_environment(set_up())
    environment.update(XAVIERKIT_UNSAFE="1" * options.unsafe, XAVIERKIT_SECONDS=str(options.seconds))
    command = [str(COURSE_PYTHON), str(ENVIRONMENT / "course.py"), options.step]
    return attend([*command, os.path.abspath(options.folder), *options.assignments], environment)


def course_environment(jdk: Jdk) -> dict[str, str]:
    """What course.py needs, with nbgrader installed."""
    if sys.version_info < COURSE_PYTHON_VERSION:
        raise LabError(
            "nbgrader needs Python %d.%d or newer, and this is %s. Start `lab.py course` with a "
            "newer one." % (*COURSE_PYTHON_VERSION, platform.python_version())
        )
    environment = tool_environment(jdk)
    with set_up_lock() as lock:
        if not is_done(COURSE_VENV / "ready", key_of(REQUIREMENTS_COURSE)):
            with timed("Installing nbgrader into .lab (once)"):
                install_apart(Tools(environment, lock), COURSE_VENV, REQUIREMENTS_COURSE)
    return environment


def hub(options: argparse.Namespace) -> int:
    environment = hub_environment(set_up())
    config = os.path.abspath(options.config) if options.config else str(HUB_CONFIG)
    say("Starting JupyterHub; Ctrl-C here ends it, with the servers of all users.")
    return attend([str(HUB_PYTHON), "-m", "jupyterhub", "--config=" + config], environment)


def hub_environment(jdk: Jdk) -> dict[str, str]:
    """What JupyterHub needs, with it installed, and an archive that all kernels share."""
    if WINDOWS:
        raise LabError("JupyterHub does not run on Windows. Serve the class from Linux or macOS.")
    environment = tool_environment(jdk)
    with set_up_lock() as lock:
        tools = Tools(environment, lock)
        if not is_done(HUB_VENV / "ready", key_of(REQUIREMENTS_HUB)):
            with timed("Installing JupyterHub into .lab (once)"):
                install_apart(tools, HUB_VENV, REQUIREMENTS_HUB)
        prepare_archive(tools, jdk)
        write_kernel(jdk)
    HUB_STATE.mkdir(mode=0o700, exist_ok=True)  # its database holds who may log in
    # JupyterHub starts its proxy, which is installed beside it
    environment["PATH"] = os.pathsep.join((str(HUB_PYTHON.parent), environment["PATH"]))
    return environment


def doctor(options: argparse.Namespace) -> int:
    checks: dict[str, Callable[[], str]] = {
        "System": platform.platform,
        "Folder": check_writable,
        "Python": check_python,
        "JDK": describe_jdk,
        "Maven": describe_maven,
        "Fonts": lambda: check_fonts(jdk_for_check()),
        "Jupyter": lambda: str(VENV) if python_is_ready() else NOT_INSTALLED,
        "Kernel": describe_kernels,
        "Library": describe_library,
        "Products": describe_products,
        "Chromium": lambda: find_browser() or "not found; only `test` needs it",
    }
    wrong = 0
    for name, check in checks.items():
        try:
            say("OK     %-9s %s" % (name, check()))
        except LabError as error:
            wrong += 1
            say("WRONG  %-9s %s" % (name, error))
    return 1 if wrong else 0


def describe_jdk() -> str:
    jdk = find_jdk()
    return " ".join(["%s (%d)" % jdk, java_home_note(jdk)]).strip()


def jdk_for_check() -> Jdk:
    try:
        return find_jdk()
    except LabError:
        raise LabError("not checked: it needs the JDK") from None


def describe_maven() -> str:
    command = maven_command(tool_environment(jdk_for_check()))
    return command[-1] if len(command) == 1 else "the wrapper, which downloads it once"


def describe_kernels() -> str:
    others = ", ".join(sorted(java_kernels()))
    ours = "java (%s)" % KERNEL_JAR.name if python_is_ready() else NOT_INSTALLED
    return ours + ("; for --kernel: %s" % others if others else "")


def describe_library() -> str:
    state = library_state()
    return state if state == "fresh" else "%s: the next start builds it" % state


def describe_products() -> str:
    if library_state() != "fresh":
        return "not asked: that needs the library"
    java = java_of(jdk_for_check().home)
    return ask_java(java, "-cp", str(LIBRARY), str(ENVIRONMENT / "ProductCheck.java"))


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Opens the notebooks in JupyterLab.")
    parser.set_defaults(action=start)
    parser.add_argument("--kernel", metavar="NAME", help="a Java kernel that you already have")
    parser.add_argument("--port", type=int, metavar="N", help="default: the next free from 8888")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, text in (
        ("run", "execute notebooks into target/ and render them as HTML"),
        ("update", "for authors: execute notebooks and write their outputs back"),
    ):
        command = commands.add_parser(name, help=text)
        command.set_defaults(action=run)
        command.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="default: all")
        command.add_argument("--kernel", metavar="NAME", default=argparse.SUPPRESS)
    commands.add_parser("test", help="mvn verify, notebooks, browser").set_defaults(action=test)
    bench_command = commands.add_parser("bench", help="for authors: speed against NumPy, PyTorch")
    bench_command.add_argument("--quick", action="store_true", help="a part, within two minutes")
    bench_command.set_defaults(action=bench)
    figures = commands.add_parser("reproduce", help="compute the 2010 paper's figures anew")
    figures.add_argument("figures", nargs="*", metavar="FIGURE", help="of %s" % ", ".join(FIGURES))
    figures.add_argument("--scale", choices=SCALES, default=SCALES[0], help="default: quick")
    figures.add_argument("--mnist", metavar="FOLDER", help="your MNIST, not a Fashion-MNIST subset")
    figures.set_defaults(action=reproduce)
    grader = commands.add_parser("course", help="for instructors: assignments, marks, feedback")
    steps = "; ".join("%s: %s" % step for step in COURSE_STEPS.items())
    grader.add_argument("step", metavar="STEP", choices=COURSE_STEPS, help=steps)
    grader.add_argument("folder", metavar="FOLDER", help="of the course, anywhere")
    grader.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="default: all")
    grader.add_argument("--seconds", type=int, default=60, help="of processor time a submission")
    grader.add_argument("--unsafe", action="store_true", help="grade without a sandbox")
    grader.set_defaults(action=course)
    hub_command = commands.add_parser("hub", help="for instructors: serve a class, by JupyterHub")
    hub_command.add_argument("--config", metavar="FILE", help="yours, in place of the kit's")
    hub_command.set_defaults(action=hub)
    commands.add_parser("doctor", help="say what is found and missing").set_defaults(action=doctor)
    options = parser.parse_args(arguments)
    if options.action is reproduce:
        check_figures(parser, options.figures)
    refused = {"--port": options.port, "--no-browser": options.no_browser or None}
    if options.action is not run:
        refused["--kernel"] = options.kernel
    for name, value in refused.items():
        if options.command and value is not None:
            parser.error("%s does not go with %s: leave out either" % (name, options.command))
    return options


def check_figures(parser: argparse.ArgumentParser, figures: list[str]) -> None:
    """Not by `choices`, which refuse an empty list in some versions of Python."""
    for name in figures:
        if name not in FIGURES:
            parser.error("a figure must be one of %s, got %s" % (" ".join(FIGURES), name))


def main() -> int:
    options = parse()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console that lacks a letter shows "?"
    for number in stop_signals():
        signal.signal(number, signal.default_int_handler)
    try:
        return options.action(options)
    except LabError as error:
        print("error: %s" % error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
