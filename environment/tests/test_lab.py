"""lab.py on good and bad machines; every start happens in a copy of the repository."""

import ast
import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import Callable, Iterator

import kernel
import lab
import pytest
from files import is_done
from jdk import Jdk, find_jdk
from places import ENVIRONMENT, JUPYTER, ROOT, LabError
from programs import Tools, clean_environment, tool_environment

POSIX = pytest.mark.skipif(os.name == "nt", reason="fake programs are shell scripts")
NOT_COPIED = (".git", ".lab", "target", "__pycache__", ".ipynb_checkpoints", ".pytest_cache")
OLD_PYTHONS = ("python3.6", "python3.7", "python3.8", "python3.9")

Variables = dict[str, str]


class Start:
    """A start of lab.py in the background, its output in a file."""

    def __init__(self, folder: Path, log: Path, variables: Variables, *arguments: str, before: tuple[str, ...] = ()):
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [*before, sys.executable, str(folder / "environment" / "lab.py"), *arguments],
                env=variables,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def text(self) -> str:
        return self.log.read_text("utf-8")

    def wait_for(self, condition: Callable[[], object]) -> None:
        limit = time.monotonic() + 90
        while not condition():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < limit, self.text()
            time.sleep(0.02)

    def wait_for_text(self, text: str) -> None:
        self.wait_for(lambda: text in self.text())

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)

    def press_ctrl_c(self) -> int:
        """For a start in a terminal."""
        assert self.process.stdin
        self.process.stdin.write(b"\x03")
        self.process.stdin.flush()
        return self.process.wait(timeout=60)


IN_TERMINAL = """
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
"""


def start(
    folder: Path, variables: Variables, *arguments: str, before: tuple[str, ...] = (), timeout: float = 170
) -> tuple[int, str]:
    """The exit code and everything that one start prints."""
    program = str(folder / "environment" / "lab.py")
    return output_of([*before, sys.executable, program, *arguments], variables, timeout)


def call(folder: Path, variables: Variables, module: str, expression: str) -> tuple[int, str]:
    """The same for an expression with one of the modules behind lab.py."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import %s; %s" % (module, expression)
    return output_of([sys.executable, "-c", code, str(folder / "environment")], variables)


def set_up(place: "Place", variables: Variables) -> tuple[int, str]:
    """A start that would do nothing after the set-up."""
    return call(place.folder, variables, "set_up", "set_up.set_up()")


def output_of(command: list[str], variables: Variables, timeout: float = 170) -> tuple[int, str]:
    result = subprocess.run(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout, check=False
    )
    return result.returncode, result.stdout.decode("utf-8")


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
    path.chmod(0o755)
    return path


def java(home: Path, version: str, modules: str = "java.base jdk.compiler jdk.jshell") -> Path:
    """The folder of a pretended JDK."""
    text = f"""case "$*" in
*--list-modules*) for module in {modules}; do echo "$module@{version}"; done;;
*) echo "    java.home = {home}"; echo "    java.specification.version = {version}";;
esac
"""
    return program(home / "bin" / "java", text).parent.parent


def on_path(variables: Variables, *folders: Path) -> Variables:
    return dict(variables, PATH=os.pathsep.join([*map(str, folders), variables["PATH"]]))


def offline(variables: Variables, caches: Path) -> Variables:
    """Every download goes to a proxy that is not there, and every cache is empty."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        proxy = "http://127.0.0.1:%d" % server.getsockname()[1]
    names = ("http_proxy", "https_proxy", "all_proxy")
    changed = {name: proxy for lower in names for name in (lower, lower.upper())}
    changed.update(no_proxy="", NO_PROXY="")
    changed.update(UV_CACHE_DIR=str(caches / "uv"), PIP_CACHE_DIR=str(caches / "pip"))
    changed["JAVA_TOOL_OPTIONS"] = "-Dmaven.repo.local=%s" % (caches / "maven")
    return {**variables, **changed}


def notebook(path: Path, *cells: str) -> str:
    """Writes a notebook with a title and code cells."""
    code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    title = {"cell_type": "markdown", "id": "0", "metadata": {}, "source": "# Mini"}
    numbered = enumerate(cells, 1)
    content = {
        "cells": [title, *({**code, "id": str(n), "source": text} for n, text in numbered)],
        "metadata": {"kernelspec": {"display_name": "Java", "language": "java", "name": "java"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def processes_in(folder: Path) -> list[str]:
    if sys.platform == "linux":
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").resolve(strict=True).is_relative_to(folder):
                    found.append((process / "cmdline").read_text("utf-8"))
            except OSError:
                continue  # it has ended
        return found
    listed = subprocess.check_output(["ps", "-axww", "-o", "command"]).decode("utf-8")
    return [line for line in listed.splitlines() if str(folder) in line]


def sources(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {*NOT_COPIED} & {*path.relative_to(folder).parts}
    }


# --- Where the starts happen -----------------------------------------------------------------


@pytest.fixture(scope="session")
def variables(tmp_path_factory: pytest.TempPathFactory) -> Variables:
    """The developer's variables with an empty home, a JDK on PATH, and the warm caches."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    kept = {
        name: value
        for name, value in clean_environment().items()
        if name != "JAVA_HOME" and not name.startswith(("LC_", "XDG_"))
    }
    if os.name != "nt":
        kept.setdefault("UV_CACHE_DIR", str(caches / "uv"))
        kept.setdefault("PIP_CACHE_DIR", str(caches / "pip"))
        kept["HOME"] = str(tmp_path_factory.mktemp("home"))
    return on_path(kept, find_jdk().home / "bin")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Path]:
    """A folder with the programs only, in which a failing start must leave nothing."""
    folder = tmp_path / "bare"
    (folder / "environment").mkdir(parents=True)
    for path in ENVIRONMENT.glob("*.py"):
        shutil.copy(path, folder / "environment")
    yield folder
    assert [path.name for path in folder.iterdir()] == ["environment"]


class Interrupted:
    """What a start left behind when Ctrl-C ended it."""

    def __init__(self, begun: Start, folder: Path):
        begun.wait_for((folder / ".lab/venv/bin/python").exists)
        self.code = begun.interrupt()
        self.text = begun.text()
        self.has_venv = (folder / ".lab/venv").exists()
        self.processes = processes_in(folder)


class Place:
    """The one real set-up: interrupted, killed, then done by two starts at once."""

    def __init__(self, folder: Path, variables: Variables):
        self.folder = folder
        self.variables = variables
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        self.sources = sources(folder)
        self.mini = notebook(folder.parent / "mini.ipynb", "1 + 1")
        if os.name != "nt":
            self.interrupted = Interrupted(self.begin("interrupted", "run", self.mini), folder)
            self.built = self.library.stat().st_mtime_ns
            self.kill()
        self.first = self.begin("first", "run", "00")
        self.first.wait_for_text("Installing Jupyter")
        self.second = self.begin("second", "run", self.mini)
        self.codes = [begun.process.wait(timeout=170) for begun in (self.first, self.second)]

    @property
    def library(self) -> Path:
        return self.folder / "target/lib/xavierkit.jar"

    def begin(self, name: str, *arguments: str, before: tuple[str, ...] = ()) -> Start:
        log = self.folder.parent / name
        return Start(self.folder, log, self.variables, *arguments, before=before)

    def begin_in_terminal(self, *arguments: str) -> Start:
        return self.begin("terminal", *arguments, before=(sys.executable, "-c", IN_TERMINAL))

    def kernels(self) -> list[str]:
        return [line for line in processes_in(self.folder) if "jjava.jar" in line]

    def kill(self) -> None:
        begun = self.begin("killed", "run", self.mini)
        begun.wait_for((self.folder / ".lab/venv/bin/python").exists)
        begun.process.kill()
        begun.process.wait()

    def told(self, module: str, expression: str) -> str:
        """What an expression gives in the copy."""
        code, text = call(self.folder, self.variables, module, "print(%s)" % expression)
        assert code == 0, text
        return text.removesuffix("\n")

    def library_state(self) -> str:
        return self.told("build", "build.state(build.LIBRARY)")


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, variables: Variables) -> Place:
    return Place(tmp_path_factory.mktemp("a place") / "Übungsheft für 初心者", variables)


# --- The machine lacks something -------------------------------------------------------------


@POSIX
def test_no_jdk(bare: Path, variables: Variables, tmp_path: Path) -> None:
    code, text = start(bare, dict(variables, PATH=str(tmp_path)), "run")
    assert code == 1
    assert "There is no java on PATH. Install a JDK 17 or newer (Debian: openjdk-17-jdk" in text


@POSIX
def test_runtime_without_jshell(bare: Path, variables: Variables, tmp_path: Path) -> None:
    home = java(tmp_path / "jre", "21", "java.base")
    code, text = start(bare, on_path(variables, home / "bin"), "run")
    assert code == 1
    assert f"{home} is a Java runtime, not a full JDK" in text
    assert "no jdk.compiler and no jdk.jshell. Install a JDK 17 or newer" in text


@POSIX
@pytest.mark.parametrize("version, named", [("1.8", 8), ("11", 11), ("16", 16)])
def test_old_jdk(bare: Path, variables: Variables, tmp_path: Path, version: str, named: int) -> None:
    home = java(tmp_path / "jdk", version)
    code, text = start(bare, on_path(variables, home / "bin"), "run")
    assert code == 1
    assert f"{home} is Java {named}, older than 17. Install a JDK 17 or newer" in text


@POSIX
def test_java_home_is_bad_and_the_one_on_path_good(bare: Path, variables: Variables, tmp_path: Path) -> None:
    old, good = java(tmp_path / "old", "11"), java(tmp_path / "good", "21")
    changed = dict(on_path(variables, good / "bin"), JAVA_HOME=str(old))
    code, text = start(bare, changed, "run")
    assert code == 1
    assert f"JAVA_HOME is {old}, but {old} is Java 11, older than 17." in text
    assert f"The java on PATH is a good JDK 21: unset JAVA_HOME, or set it to {good}" in text


@POSIX
def test_java_home_and_path_are_both_good(place: Place, tmp_path: Path) -> None:
    good, other = find_jdk(), java(tmp_path / "other", "21")
    changed = dict(on_path(place.variables, other / "bin"), JAVA_HOME=str(good.home))
    code, text = set_up(place, changed)
    note = f"Using JAVA_HOME, {good.home} ({good.version}), not the java on PATH, {other} (21)."
    assert (code, text) == (0, note + "\n")


def old_pythons() -> list[list[str]]:
    """One that only says so, and those that are installed and run."""
    pretended = (
        "import runpy, sys; sys.version_info = (3, 9, 18, 'final', 0); runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    installed = [str(path) for path in Path.home().glob(".pyenv/versions/3.[6-9].*/bin/python")]
    installed += filter(None, map(shutil.which, OLD_PYTHONS))
    runs = [
        [name]  # a launcher may lack the Python that it is named after
        for name in installed
        if subprocess.call([name, "-c", ""], stderr=subprocess.DEVNULL) == 0
    ]
    return [[sys.executable, "-c", pretended], *runs]


def test_old_python_can_read_lab() -> None:
    ast.parse((ENVIRONMENT / "lab.py").read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("python", old_pythons())
def test_old_python_is_refused(bare: Path, python: list[str]) -> None:
    command = [*python, str(bare / "environment/lab.py"), "doctor"]
    result = subprocess.run(command, capture_output=True, check=False)
    text = result.stderr.decode("utf-8")
    assert result.returncode == 1
    assert text.startswith("error: the notebooks need Python 3.10 or newer, and ")
    assert re.search(r" is Python 3\.[6-9]\. Install a newer one", text)


def test_python_without_ensurepip(bare: Path, variables: Variables, tmp_path: Path) -> None:
    blocker = "import sys\nsys.modules['ensurepip'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(blocker, encoding="utf-8")
    code, text = start(bare, dict(variables, PYTHONPATH=str(tmp_path)), "run")
    assert code == 1
    assert "it has no module ensurepip." in text
    assert "apt install python%d.%d-venv;" % sys.version_info[:2] in text


def start_read_only(folder: Path, variables: Variables, command: str) -> tuple[int, str]:
    # Permission bits bind the superuser only without these capabilities.
    capable = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    folder.chmod(0o555)
    try:
        return start(folder, variables, command, before=() if os.geteuid() else capable)
    finally:
        folder.chmod(0o755)


@POSIX
def test_doctor_reports_and_writes_nothing(bare: Path, variables: Variables, tmp_path: Path) -> None:
    shutil.copy(ENVIRONMENT / "FontCheck.java", bare / "environment")
    program(tmp_path / "bin/mvn", "echo Apache Maven 3.6.2")  # too old
    code, text = start_read_only(bare, on_path(variables, tmp_path / "bin"), "doctor")
    assert code == 1
    assert re.findall(r"^WRONG +(\w+)", text, re.MULTILINE) == ["Folder"]
    assert re.search(r"^OK +Maven +the wrapper, which downloads it once$", text, re.MULTILINE)
    assert re.search(r"^OK +Kernel +not installed yet: the next start does it", text, re.MULTILINE)
    assert re.search(r"^OK +Products +not asked: that needs the library$", text, re.MULTILINE)
    assert not re.search(r"^OK +Fonts +(Dialog|SansSerif|Serif|Monospaced)", text, re.MULTILINE)
    assert "Traceback" not in text


@POSIX
def test_folder_is_read_only(bare: Path, variables: Variables) -> None:
    code, text = start_read_only(bare, variables, "run")
    assert code == 1
    assert f"writes into {bare}, and that folder cannot be written to (Permission denied)" in text
    assert "Copy the repository to a folder of your own" in text


@pytest.mark.parametrize("port", ["taken", "70000", "-1"])
def test_port_cannot_be_used(bare: Path, variables: Variables, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = str(server.getsockname()[1]) if port == "taken" else port
        code, text = start(bare, variables, f"--port={number}", "--no-browser")
    assert code == 1
    assert f"error: Port {number} cannot be used (" in text
    assert "Leave out --port to get the next free one" in text


@pytest.mark.parametrize("words", ["--port 0 run", "--no-browser update", "--kernel x doctor", "--kernel x test"])
def test_option_that_the_command_does_not_know(bare: Path, variables: Variables, words: str) -> None:
    option, *_, command = words.split()
    code, text = start(bare, variables, *words.split())
    assert code == 2
    assert f"error: {option} does not go with {command}: leave out either" in text


@pytest.mark.parametrize("words", ["--kernel x run", "run --kernel x", "--kernel x --port 1"])
def test_option_that_the_command_knows(words: str) -> None:
    assert lab.parse(words.split()).kernel == "x"


def test_figure_that_is_not_one(bare: Path, variables: Variables) -> None:
    code, text = start(bare, variables, "reproduce", "6", "5")
    assert code == 2
    assert "a figure must be one of 2 3 4 6 7 8 9 10 11 12 table-1 rates comparisons, got 5" in text


@pytest.mark.parametrize("version, allowed", [(17, False), (22, False), (23, True), (25, True)])
def test_new_java_does_not_warn_about_the_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, allowed: bool
) -> None:
    monkeypatch.setattr(kernel, "JUPYTER", tmp_path)
    kernel.write_kernel(Jdk(Path("jdk"), version))
    argv = json.loads((tmp_path / "kernels/java/kernel.json").read_text("utf-8"))["argv"]
    assert ("--sun-misc-unsafe-memory-access=allow" in argv) == allowed
    assert ("--enable-native-access=ALL-UNNAMED" in argv) == allowed
    assert argv[-3] == "-jar"  # options that follow it would not be Java's


def test_unknown_kernel(bare: Path, variables: Variables, tmp_path: Path) -> None:
    other_java(tmp_path, ["java"])
    changed = dict(variables, JUPYTER_PATH=str(tmp_path))
    code, text = start(bare, changed, "run", "--kernel", "nonsense")
    assert code == 1
    assert re.search(r"no Java kernel named nonsense; found: ([\w-]+, )*mine", text)
    assert "or leave out --kernel" in text


@POSIX
def test_no_network_for_python(variables: Variables, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    pretend_library(folder)
    code, text = start(folder, offline(variables, tmp_path / "caches"), "run")
    assert code == 1
    assert "The step 'uv' failed" in text
    check_offline_advice(folder, text, "uv")
    assert not (folder / ".lab/venv").exists()


def pretend_library(folder: Path) -> None:
    lib = folder / "target/lib"
    lib.mkdir(parents=True)
    with zipfile.ZipFile(lib / "xavierkit.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")


def check_offline_advice(folder: Path, text: str, step: str) -> None:
    assert f"Whole log: .lab/logs/{step}.log\nIt could not download what it needs." in text
    assert (folder / ".lab/logs" / (step + ".log")).stat().st_size > 0


# --- The set-up ------------------------------------------------------------------------------


@POSIX
def test_interrupt_leaves_nothing_half_made(place: Place) -> None:
    assert place.interrupted.code == 130
    assert place.interrupted.text.endswith("Stopped. The same command goes on from here.\n")
    assert not place.interrupted.has_venv
    assert place.interrupted.processes == []


@POSIX
def test_next_start_resumes(place: Place) -> None:
    assert "Building the library" in place.interrupted.text
    assert "Building the library" not in place.first.text()
    assert "Installing Jupyter into .lab (first start only) … " in place.first.text()


def test_two_starts_at_once(place: Place) -> None:
    assert place.codes == [0, 0], place.first.text() + place.second.text()
    assert "Another start is setting up this folder; waiting for it" in place.second.text()
    assert "Installing" not in place.second.text()


def test_pages_are_made_and_sources_untouched(place: Place) -> None:
    lesson = next((place.folder / "notebooks").glob("00*.ipynb"))
    pages = place.folder / "target/html"
    assert f'href="{lesson.stem}.html"' in (pages / "index.html").read_text("utf-8")
    assert (pages / f"{lesson.stem}.html").stat().st_size > 10_000
    assert (pages / "mini.html").is_file()
    assert sources(place.folder) == place.sources


def test_failing_cell(place: Place, tmp_path: Path) -> None:
    name = notebook(tmp_path / "broken.ipynb", "1 + 1", 'throw new RuntimeException("so wrong");')
    page = place.folder / "target/html/broken.html"
    page.write_text("of an earlier run", encoding="utf-8")
    code, text = start(place.folder, place.variables, "run", name)
    assert code == 1
    assert "broken.ipynb, cell 3 failed:" in text
    assert "so wrong" in text.split("failed:")[1]
    assert not page.exists()


def other_java(folder: Path, argv: list[str]) -> None:
    """A kernel of the reader's own, known by the variable that it sets."""
    kernel = {"argv": argv, "display_name": "Mine", "language": "java", "env": {"WHOSE": "mine"}}
    (folder / "kernels/mine").mkdir(parents=True)
    (folder / "kernels/mine/kernel.json").write_text(json.dumps(kernel), encoding="utf-8")


def test_known_kernel(place: Place, tmp_path: Path) -> None:
    ours = (place.folder / ".lab/jupyter/kernels/java/kernel.json").read_text("utf-8")
    other_java(tmp_path, json.loads(ours)["argv"])
    name = notebook(tmp_path / "whose.ipynb", 'System.getenv("WHOSE") + "!"')
    changed = dict(place.variables, JUPYTER_PATH=str(tmp_path))
    code, text = start(place.folder, changed, "run", "--kernel", "mine", name)
    assert code == 0, text
    assert "mine!" in (place.folder / "target/notebooks/whose.ipynb").read_text("utf-8")


def test_second_start_and_next_free_port(place: Place, tmp_path: Path) -> None:
    forbidden = tmp_path / ".jupyter" / "jupyter_server_config.py"
    forbidden.parent.mkdir()
    forbidden.write_text("raise SystemExit('the settings of the user were read')")
    changed = dict(place.variables, HOME=str(tmp_path), JUPYTER_CONFIG_DIR=str(forbidden.parent))
    with taken_port(8888):
        begin = time.monotonic()
        begun = Start(place.folder, tmp_path / "log", changed, "--no-browser")
        try:
            begun.wait_for_text("Starting JupyterLab")
            assert time.monotonic() - begin < 3
            begun.wait_for_text("?token=")
            found = re.search(r"http://127\.0\.0\.1:(\d+)/lab\S*\?token=", begun.text())
            assert found and found.group(1) != "8888"
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://127.0.0.1:{found.group(1)}/api", timeout=30) as answer:
                assert "version" in json.load(answer)
        finally:
            code = begun.interrupt()
    assert code == 130
    assert processes_in(place.folder) == []
    assert [path.name for path in forbidden.parent.iterdir()] == [forbidden.name]


def ask_for_kernel(begun: Start) -> None:
    """As a browser does when it opens a lesson."""
    begun.wait_for_text("?token=")
    found = re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?(token=\w+)", begun.text())
    assert found
    address = "%s/api/kernels?%s" % found.groups()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, data=b'{"name": "java"}', timeout=30) as answer:
        assert answer.status == 201


@POSIX
def test_ctrl_c_in_a_terminal_ends_jupyterlab_and_its_kernel(place: Place) -> None:
    begun = place.begin_in_terminal("--no-browser")
    ask_for_kernel(begun)
    begun.wait_for(place.kernels)
    assert begun.press_ctrl_c() == 130
    assert processes_in(place.folder) == []
    assert "Stopped." not in begun.text()  # this is how JupyterLab is ended


@POSIX
def test_ctrl_c_in_a_terminal_ends_a_run_quietly(place: Place) -> None:
    begun = place.begin_in_terminal("run", "01")
    begun.wait_for(place.kernels)
    assert begun.press_ctrl_c() == 130
    assert processes_in(place.folder) == []
    assert re.fullmatch(r"01-[\w-]+\.ipynb …\s+\^C\s*", begun.text())


@POSIX
def test_end_of_the_terminal_ends_jupyterlab_and_its_kernel(place: Place) -> None:
    begun = place.begin_in_terminal("--no-browser")
    ask_for_kernel(begun)
    begun.wait_for(place.kernels)
    begun.process.kill()  # it was the terminal
    limit = time.monotonic() + 60
    while processes_in(place.folder):
        assert time.monotonic() < limit, processes_in(place.folder)
        time.sleep(0.1)


def test_lost_kernel_is_installed_again(place: Place, tmp_path: Path) -> None:
    installed = Path(place.told("packages", "packages.KERNEL_JAR"))
    assert place.told("packages", "packages.jupyter_is_ready()") == "True"
    jar = installed.rename(tmp_path / "jjava.jar")
    try:
        assert place.told("packages", "packages.jupyter_is_ready()") == "False"
        description = place.told("doctor", "doctor.describe_kernels()")
        assert description.startswith("not installed yet: the next start does it")
    finally:
        jar.rename(installed)


def kernel_argv(place: Place) -> list[str]:
    kernel = (place.folder / ".lab/jupyter/kernels/java/kernel.json").read_text("utf-8")
    return list(json.loads(kernel)["argv"])


def archive_in(place: Place) -> Path:
    return next((place.folder / ".lab").glob("kernel-*.jsa"))


def test_kernel_starts_from_an_archive(place: Place) -> None:
    assert "Preparing" not in place.first.text()
    assert place.second.text().count("Preparing a faster Java kernel (once) … ") == 1
    archive = archive_in(place)
    assert archive.stat().st_size > 1_000_000
    assert [word for word in kernel_argv(place) if word.endswith("=" + str(archive))]
    assert not [*archive.parent.glob("kernel-*.part*")]


def run_mini(place: Place) -> str:
    """What a start prints, if all is well."""
    code, text = start(place.folder, place.variables, "run", place.mini)
    assert code == 0, text
    assert "stderr" not in (place.folder / "target/notebooks/mini.ipynb").read_text("utf-8")
    return text


def test_archive_of_another_java_costs_time_alone(place: Place) -> None:
    archive = archive_in(place)
    kept = archive.read_bytes()
    try:
        archive.chmod(0o644)
        archive.write_bytes(bytes(4096) + kept[4096:])
        lines = r"mini.ipynb …\nmini.ipynb … \d+ s\nPages: target/html/index.html\n"
        assert re.fullmatch(lines, run_mini(place))
    finally:
        archive.write_bytes(kept)


def test_truncated_archive_is_made_again(place: Place) -> None:
    archive = archive_in(place)
    archive.chmod(0o644)
    os.truncate(archive, 100_000)
    assert run_mini(place).startswith("Preparing a faster Java kernel (once) …")
    assert archive.stat().st_size > 1_000_000


@pytest.mark.parametrize("failing", ["archive", "archive-check"])
def test_archive_that_cannot_be_made_is_tried_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    class Failing(Tools):
        def run(self, step: str, command: list[str]) -> None:
            if step == failing:
                raise LabError(step)

    monkeypatch.setattr(kernel, "LAB", tmp_path)
    jdk = find_jdk()
    kernel.make_archive(Failing({}, 0), jdk)
    assert not kernel.archive_of(jdk).exists()
    assert is_done(tmp_path / f"kernel-{jdk.version}.key", kernel.archive_key(jdk))


def taken_port(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return socket.socket()  # someone else has it already


@POSIX
def test_settings_of_the_machine_are_not_read(variables: Variables) -> None:
    command = [sys.executable, "-m", "jupyter", "--paths", "--json"]
    environment = tool_environment(find_jdk().home)
    paths = json.loads(subprocess.check_output(command, env=environment))["config"]
    assert str(JUPYTER / "config") in paths
    assert not {"/etc/jupyter", "/usr/local/etc/jupyter", str(Path.home() / ".jupyter")} & {*paths}


# --- The library -----------------------------------------------------------------------------


def add_source(place: Place) -> Path:
    path = place.folder / "src/kit/main/xavierkit/Added.java"
    path.write_text("package xavierkit;\n\n/** Added. */\nclass Added {}\n", encoding="utf-8")
    return path


def a_source(place: Place) -> Path:
    return next(place.folder.glob("src/kit/main/*/*/*.java"))


def a_dependency(place: Place) -> Path:
    return next(place.library.parent.glob("ejml-core*.jar"))


CHANGES: dict[str, tuple[Callable[[Place], object], str]] = {
    "nothing": (lambda place: None, "fresh"),
    "touched": (lambda place: (place.folder / "pom.xml").touch(), "stale"),
    "a guest touched": (lambda place: (place.folder / "src/reproduce/pom.xml").touch(), "fresh"),
    "added": (add_source, "stale"),
    "removed": (lambda place: a_source(place).unlink(), "stale"),
    "no library": (lambda place: place.library.unlink(), "missing"),
    "half a library": (lambda place: os.truncate(place.library, 1000), "missing"),
    "no dependency": (lambda place: a_dependency(place).unlink(), "missing"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_library_state(place: Place, tmp_path: Path, change: str) -> None:
    small = Place.__new__(Place)
    small.folder, small.variables = tmp_path / "small", place.variables
    for part in ("src", "environment", "target/lib", "pom.xml"):
        path = place.folder / part
        (small.folder / part).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, small.folder / part)
    action, state = CHANGES[change]
    assert small.library_state() == "fresh"
    action(small)
    assert small.library_state() == state


@POSIX
def test_all_results_are_reproduced_despite_a_kill(place: Place) -> None:
    """The long one: minutes of training."""
    folder = place.folder / "data/results"
    committed = {file.name: values_in(file) for file in folder.glob("*.csv")}
    wider = {name for name in committed if name.endswith(("-half.csv", "-full.csv"))}
    shutil.rmtree(folder)
    begun = place.begin("killed-training", "reproduce")
    begun.wait_for_text("run 3 of ")
    subprocess.run(["pkill", "-KILL", "-f", "%s.*reproduce" % place.folder], check=True)
    begun.process.wait()
    code, text = start(place.folder, place.variables, "reproduce", timeout=3600)
    assert code == 0, text
    reproduced = {file.name: values_in(file) for file in folder.glob("*")}
    assert reproduced.keys() == committed.keys() - wider
    for name, values in reproduced.items():
        assert values == committed[name], name


def values_in(file: Path) -> list[float | str]:
    """By value: from Java 19 on, some are written with fewer digits."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line[0] != "#"]
    return [value_of(part) for line in lines for part in line.split(",")]


def value_of(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


@POSIX
def test_interrupted_training_goes_on(place: Place) -> None:
    updates = []
    for name in ("interrupted-training", "resumed-training"):
        begun = place.begin(name, "reproduce", "10", "--scale", "full")
        begun.wait_for_text(" s left")
        assert begun.interrupt() == 130
        assert begun.text().endswith("Stopped. The same command goes on from here.\n")
        update = re.search(r"run 1 of 4: tanh, normalized, .*: update (\d+) of", begun.text())
        assert update
        updates.append(int(update.group(1)))
    assert updates[0] < updates[1]
    assert not (place.folder / "data/results/figure-10-half.csv").exists()
    shutil.rmtree(place.folder / ".lab/reproduce")


def test_fresh_library_is_not_rebuilt(place: Place) -> None:
    built = place.library.stat().st_mtime_ns
    assert set_up(place, place.variables) == (0, "")
    assert place.library.stat().st_mtime_ns == built


@POSIX
def test_no_network_for_maven(place: Place, tmp_path: Path) -> None:
    place.library.unlink()
    code, text = start(place.folder, offline(place.variables, tmp_path / "caches"), "run")
    assert code == 1
    assert "The step 'maven' failed" in text
    check_offline_advice(place.folder, text, "maven")
    assert not place.library.parent.exists()


@POSIX
def test_stale_library_is_rebuilt_and_the_wrapper_brings_maven(
    place: Place, variables: Variables, tmp_path: Path
) -> None:
    program(tmp_path / "bin/mvn", "echo Apache Maven 3.6.2")  # too old
    wrapper = place.folder / "environment/.mvn/wrapper/maven-wrapper.properties"
    original = wrapper.read_text("utf-8")
    added = add_source(place)
    with served(maven_distribution(original, variables, tmp_path / "served")) as address:
        try:
            url = r"distributionUrl=.*/"
            wrapper.write_text(re.sub(url, f"distributionUrl={address}/", original), "utf-8")
            changed = dict(on_path(place.variables, tmp_path / "bin"), no_proxy="127.0.0.1")
            code, text = set_up(place, changed)
        finally:
            wrapper.write_text(original, "utf-8")
            added.unlink()
    assert (code, "Building the library … " in text) == (0, True), text
    with zipfile.ZipFile(place.library) as jar:
        assert "xavierkit/Added.class" in jar.namelist()
    assert [*(place.folder / ".lab/maven/wrapper/dists").glob("apache-maven-*/*/bin/mvn")]
    assert not [*(place.folder / ".lab").glob("tmp*")]


def maven_distribution(wrapper: str, variables: Variables, folder: Path) -> Path:
    """A folder with the file that the wrapper downloads, from the Maven repository."""
    version = re.search(r"apache-maven-([\d.]+)-bin", wrapper)
    mvn = shutil.which("mvn")
    if not version or not mvn:
        pytest.skip("without Maven, every set-up above went through the wrapper already")
    artifact = f"org.apache.maven:apache-maven:{version.group(1)}:zip:bin"
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy"
    command = [mvn, "-B", "-q", goal, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    subprocess.run(command, env=variables, cwd=folder.parent, check=True)
    return folder


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield "http://127.0.0.1:%d" % server.server_address[1]
        server.shutdown()
