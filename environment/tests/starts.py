"""Starts of lab.py in copies of the repository, on machines of all kinds; for tests."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

import pytest
from places import ROOT

POSIX = pytest.mark.skipif(os.name == "nt", reason="fake programs are shell scripts")
NOT_COPIED = (".git", ".lab", "target", "__pycache__", ".ipynb_checkpoints", ".pytest_cache")
LIMIT = 300  # seconds, for a machine with much else to do

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
        limit = time.monotonic() + LIMIT
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
import os, pty, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be ignored
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
"""


def start(
    folder: Path, variables: Variables, *arguments: str, before: tuple[str, ...] = (), timeout: float = LIMIT
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


def output_of(command: list[str], variables: Variables, timeout: float = LIMIT) -> tuple[int, str]:
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
            self.kill()
        self.first = self.begin("first", "run", "00")
        self.first.wait_for_text("Installing Jupyter")
        self.second = self.begin("second", "run", self.mini)
        self.codes = [begun.process.wait(timeout=LIMIT) for begun in (self.first, self.second)]

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


def check_offline_advice(folder: Path, text: str, step: str) -> None:
    assert f"Whole log: .lab/logs/{step}.log\nIt could not download what it needs." in text
    assert (folder / ".lab/logs" / (step + ".log")).stat().st_size > 0


def other_java(folder: Path, argv: list[str]) -> None:
    """A kernel of the reader's own, known by the variable that it sets."""
    kernel = {"argv": argv, "display_name": "Mine", "language": "java", "env": {"WHOSE": "mine"}}
    (folder / "kernels/mine").mkdir(parents=True)
    (folder / "kernels/mine/kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
