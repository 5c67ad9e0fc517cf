"""Installs Python packages into virtual environments in .lab, each locked with hashes."""

import hashlib
import importlib.util
import platform
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from files import is_done, write_atomically
from places import ENVIRONMENT, LAB, WINDOWS, LabError
from programs import Tools, timed

REQUIREMENTS_UV = ENVIRONMENT / "requirements-uv.txt"
REQUIREMENTS_TEST = ENVIRONMENT / "requirements-test.txt"


class Packages(NamedTuple):
    """A virtual environment in .lab, and what is installed there."""

    name: str
    file: str
    oldest_python: tuple[int, int] = (3, 10)
    options: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        return LAB / self.name

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def requirements(self) -> Path:
        return ENVIRONMENT / self.file

    @property
    def key(self) -> str:
        """What the environment was made from and with."""
        versions = "\n".join((sys.version, sys.base_prefix, str(LAB.parent))).encode()
        files = (REQUIREMENTS_UV, JUPYTERLAB.requirements, self.requirements)
        return hashlib.sha256(versions + b"".join(map(Path.read_bytes, files))).hexdigest()

    @property
    def is_ready(self) -> bool:
        return self.python.exists() and is_done(self.folder / "ready", self.key)


JUPYTERLAB = Packages("venv", "requirements.txt")
# the lock leaves out what PyTorch asks for but can be loaded without
PEERS = Packages("bench", "requirements-bench.txt", (3, 11), ("--no-deps",))
NBGRADER = Packages("course", "requirements-course.txt", (3, 11))
JUPYTERHUB = Packages("hub", "requirements-hub.txt")
BOOK = Packages("book", "requirements-book.txt", (3, 11))
KERNEL_JAR = JUPYTERLAB.folder / "share/jupyter/kernels/java/jjava.jar"


def check_python() -> str:
    missing = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if missing:
        raise LabError(
            "%s cannot make a virtual environment: it has no module %s. On Debian and Ubuntu: "
            "apt install python%d.%d-venv; elsewhere install a complete Python."
            % (sys.executable, " and no ".join(missing), *sys.version_info[:2])
        )
    return "%s (%s)" % (platform.python_version(), sys.executable)


def check_python_for(packages: Packages, what: str, command: str) -> None:
    if sys.version_info < packages.oldest_python:
        raise LabError(
            "%s needs Python %d.%d or newer, and this is %s. Start `lab.py %s` with a newer one."
            % (what, *packages.oldest_python, platform.python_version(), command)
        )


def jupyter_is_ready() -> bool:
    return JUPYTERLAB.is_ready and KERNEL_JAR.is_file()


def install_jupyter(tools: Tools) -> None:
    """With uv, which then installs everything else."""
    venv = JUPYTERLAB.folder
    shutil.rmtree(venv, ignore_errors=True)
    try:
        tools.run("venv", [sys.executable, "-m", "venv", str(venv)])
        pip = [str(JUPYTERLAB.python), "-m", "pip", "--disable-pip-version-check", "install"]
        tools.run("uv", [*pip, "--retries=2", "--require-hashes", "-r", str(REQUIREMENTS_UV)])
        install(tools, "jupyter", JUPYTERLAB)
    except BaseException:
        shutil.rmtree(venv, ignore_errors=True)
        raise
    write_atomically(venv / "ready", JUPYTERLAB.key)


def install_test_tools(tools: Tools) -> None:
    install(tools, "test-tools", JUPYTERLAB._replace(file=REQUIREMENTS_TEST.name))


def install(tools: Tools, step: str, packages: Packages) -> None:
    uv = [str(JUPYTERLAB.python), "-m", "uv", "--no-config", "pip", "install"]
    words = ["--python", str(packages.python), "--require-hashes", *packages.options]
    tools.run(step, [*uv, *words, "-r", str(packages.requirements)])


def install_apart(tools: Tools, title: str, packages: Packages) -> None:
    """Apart from the Jupyter of the lessons, which it would change; nothing if it is there."""
    if packages.is_ready:
        return
    with timed(title):
        venv = packages.folder
        shutil.rmtree(venv, ignore_errors=True)
        tools.run(venv.name + "-venv", [sys.executable, "-m", "venv", "--without-pip", str(venv)])
        install(tools, venv.name, packages)
        write_atomically(venv / "ready", packages.key)
