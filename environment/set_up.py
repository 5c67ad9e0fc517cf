"""Sets up what a command needs: for each, a function that returns its variables."""

import os
from pathlib import Path
from typing import Iterable

import build
import documentation
import kernel
import packages
import web
from files import check_writable, is_done, write_atomically
from jdk import Jdk, check_fonts, check_options, find_jdk, java_home_note
from own_kernels import find_kernel
from places import LAB, WINDOWS, LabError, say
from programs import Tools, timed, tool_environment, tools_with

HUB_STATE = LAB / "hub-state"


def set_up(tests: bool = False, course: bool = False) -> Jdk:
    """What the lessons need."""
    check_writable()
    packages.check_python()
    jdk = find_jdk()
    note = java_home_note(jdk)
    if note:
        say(note)
    with tools_with(jdk.home) as tools:
        # the reader of a first start waits for a first plot: it does nothing but what that needs
        first = not kernel.is_installed()
        (build.library if first and not course else build.course)(tools)
        checked = str((jdk, jdk.options))
        if not is_done(LAB / "java", checked):
            with timed("Checking Java and its fonts"):
                check_options(jdk)
                check_fonts(jdk)
            write_atomically(LAB / "java", checked)
        if not packages.jupyter_is_ready():
            with timed("Installing Jupyter into .lab (first start only)"):
                packages.install_jupyter(tools)
        if tests:
            with timed("Installing the test tools"):
                packages.install_test_tools(tools)
        if first:
            kernel.write_kernel(jdk)
        else:
            with_archive(tools, jdk)
            documentation.refresh(tools, jdk)
        kernel.write_lab_settings()
    return jdk


def with_archive(tools: Tools, jdk: Jdk) -> None:
    kernel.prepare_archive(tools, jdk)
    kernel.write_kernel(jdk)


def for_lessons(kernel_name: str | None, course: bool = False) -> dict[str, str]:
    """With `java` as the kernel installed here, or the reader's own of this name."""
    own = find_kernel(kernel_name) if kernel_name else None
    jdk = set_up(course=course)
    if not own:
        return tool_environment(jdk.home)
    folder = LAB / ("kernel-" + str(kernel_name).lower())
    kernel.write_kernelspec(folder, own)
    return tool_environment(jdk.home, folder)


def for_benchmarks() -> dict[str, str]:
    packages.check_python_for(packages.PEERS, "PyTorch", "bench")
    jdk = set_up()
    with tools_with(jdk.home) as tools:
        build.benchmarks(tools)
        with_archive(tools, jdk)  # even if this is a first start: kernels are measured as readers get them
        title = "Installing NumPy and PyTorch into .lab (once; Linux: a download of 2 GB)"
        packages.install_apart(tools, title, packages.PEERS)
        return tools.environment


def for_book() -> dict[str, str]:
    """With the live pages built."""
    packages.check_python_for(packages.BOOK, "Sphinx", "book")
    jdk = set_up()
    with tools_with(jdk.home) as tools:
        web.pages(tools)
        packages.install_apart(tools, "Installing Sphinx into .lab (once)", packages.BOOK)
        return tools.environment


def for_course(jdk: Jdk) -> dict[str, str]:
    """What course.py needs."""
    packages.check_python_for(packages.NBGRADER, "nbgrader", "course")
    with tools_with(jdk.home) as tools:
        build.course(tools)
        packages.install_apart(tools, "Installing nbgrader into .lab (once)", packages.NBGRADER)
        return tools.environment


def for_hub(jdk: Jdk) -> dict[str, str]:
    """What JupyterHub needs, with an archive that all kernels share."""
    if WINDOWS:
        raise LabError("JupyterHub does not run on Windows. Serve the class from Linux or macOS.")
    with tools_with(jdk.home) as tools:
        build.course(tools)
        packages.install_apart(tools, "Installing JupyterHub into .lab (once)", packages.JUPYTERHUB)
        with_archive(tools, jdk)
        web.refresh(tools)
    HUB_STATE.mkdir(mode=0o700, exist_ok=True)  # its database holds who may log in
    # JupyterHub starts its proxy, which is installed beside it
    path = os.pathsep.join((str(packages.JUPYTERHUB.python.parent), tools.environment["PATH"]))
    return {**tools.environment, "PATH": path}


def uses_marks(notebooks: Iterable[str]) -> bool:
    """Whether one of them is an assignment: its first cell loads the setup script beside it."""
    scripts = {Path(name).parent / "setup.jshell" for name in notebooks}
    return any(b"xavierkit.marks" in s.read_bytes() for s in scripts if s.is_file())
