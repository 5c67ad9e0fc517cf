#!/usr/bin/env python3
"""Sets up whatever is missing and opens the notebooks. Needs only a JDK 17+ and Python 3.10+.

Everything it installs goes to the folder .lab beside this one; the reader's own Jupyter, Python
and Maven settings are neither read nor changed. This file is the command line; the modules that
it imports do the work. An older Python must be able to read it as far as the version check below,
so it keeps to the syntax of Python 3.6.
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
import os
import re
import signal
import socket
import webbrowser

import copies
import documentation
import experiments
import kernel
import set_up
import web
from doctor import doctor
from maven import maven
from packages import BOOK, JUPYTERHUB, JUPYTERLAB, NBGRADER
from places import COPIES, ENVIRONMENT, NOTEBOOKS, ROOT, TARGET, LabError, say
from programs import attend, stop_signals, tool_environment

HUB_CONFIG = ENVIRONMENT / "jupyterhub_config.py"
COURSE_STEPS = {
    "create": "make a course folder, or add assignments to it",
    "release": "write what learners get: notebooks without solutions and hidden tests, and zip files",
    "validate": "see that the solutions earn all points and blank answers none",
    "autograde": "mark what was handed in, in a sandbox; again, it marks what is new or changed",
    "feedback": "write a page for each submission",
    "export": "write grades.csv",
}


def start(options: argparse.Namespace) -> int:
    if options.port is not None:
        check_port(options.port)
    asked = copies.find(options.lesson).name if options.lesson else None
    first = not kernel.is_installed()
    environment = set_up.for_lessons(options.kernel)
    for news in copies.hand_out(NOTEBOOKS, COPIES):
        say(news)
    lesson = asked or copies.last_changed(COPIES) or copies.find("00").name
    command = [
        *(str(JUPYTERLAB.python), "-m", "jupyterlab"),
        "--ip=127.0.0.1",
        "--port=%d" % (options.port or 8888),
        "--ServerApp.port_retries=%d" % (0 if options.port else 100),
        "--ServerApp.root_dir=%s" % COPIES,
        "--LabApp.default_url=/lab/tree/%s" % lesson,
        "--MappingKernelManager.cull_idle_timeout=1800",  # of closed pages, or of ones that nobody uses
        "--KernelSpecManager.allowed_kernelspecs=java",
        "--ServerApp.extra_static_paths=target",  # with the javadoc and the live pages
        "--LabApp.extra_labextensions_path=environment/labextensions",  # JupyterLab reads [ ] in a path as patterns
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--log-level=ERROR",  # warnings are of JupyterLab's own affairs, such as what it trusts
        "--LabApp.log_level=ERROR",
    ]
    if options.no_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    say("Starting JupyterLab; Ctrl-C here ends it.")
    # the reader of a first start has not seen a plot yet, and the machine has enough to do
    with contextlib.nullcontext() if first else web.refreshing(environment):
        return attend(command, environment)


def reset(options: argparse.Namespace) -> int:
    for name in options.lessons:
        say(copies.reset(copies.find(name), COPIES))
    return 0


def check_port(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as error:
        raise LabError(
            "Port %d cannot be used (%s). Leave out --port to get the next free one, or name "
            "another." % (port, getattr(error, "strerror", None) or error)
        )


def run(options: argparse.Namespace) -> int:
    # Paths are the reader's, names are looked up in notebooks/.
    names = [os.path.abspath(name) if os.path.exists(name) else name for name in options.notebooks]
    environment = set_up.for_lessons(options.kernel, set_up.uses_marks(names))
    program = [str(JUPYTERLAB.python), str(ENVIRONMENT / "notebooks.py"), options.command]
    return attend([*program, *names], environment)


def test(options: argparse.Namespace) -> int:
    environment = tool_environment(set_up.set_up(tests=True).home)
    side_by_side = ["--numprocesses=2", "--no-loadscope-reorder"]  # the order is that of tests/conftest.py
    pytest = [str(JUPYTERLAB.python), "-m", "pytest", str(ENVIRONMENT / "tests"), "-v", *side_by_side]
    return attend(maven(environment, "verify"), environment) or attend(pytest, environment)


def book(options: argparse.Namespace) -> int:
    environment = set_up.for_book()
    program = [str(BOOK.python), str(ENVIRONMENT / "book.py")]
    status = attend(program + ["--zip"] * options.zip, environment)
    if options.open and not status:
        webbrowser.open((TARGET / "book/index.html").as_uri())
    return status


def bench(options: argparse.Namespace) -> int:
    environment = set_up.for_benchmarks()
    program = [str(JUPYTERLAB.python), str(ENVIRONMENT / "bench.py")]
    return attend(program + ["--quick"] * options.quick, environment)


def reproduce(options: argparse.Namespace) -> int:
    mnist = os.path.abspath(options.mnist) if options.mnist else ""
    return experiments.reproduce(options.figures, options.scale, mnist)


def course(options: argparse.Namespace) -> int:
    environment = set_up.for_course(set_up.set_up())
    environment.update(XAVIERKIT_UNSAFE="1" * options.unsafe, XAVIERKIT_SECONDS=str(options.seconds))
    program = [str(NBGRADER.python), str(ENVIRONMENT / "course.py"), options.step]
    return attend([*program, os.path.abspath(options.folder), *options.assignments], environment)


def hub(options: argparse.Namespace) -> int:
    environment = set_up.for_hub(set_up.set_up())
    config = os.path.abspath(options.config) if options.config else str(HUB_CONFIG)
    say("Starting JupyterHub; Ctrl-C here ends it, with the servers of all users.")
    return attend([str(JUPYTERHUB.python), "-m", "jupyterhub", "--config=" + config], environment)


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Opens the notebooks in JupyterLab.")
    parser.set_defaults(action=start, lesson=None)
    parser.add_argument("--version", action="store_true", help="say which version this is")
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
    book_command = commands.add_parser("book", help="the lessons as a book with live pages, in target/book")
    book_command.add_argument("--open", action="store_true", help="show it in the browser")
    book_command.add_argument("--zip", action="store_true", help="also as one file, target/xavierkit-book.zip")
    book_command.set_defaults(action=book)
    bench_command = commands.add_parser("bench", help="for authors: speed against NumPy, PyTorch")
    bench_command.add_argument("--quick", action="store_true", help="a part, within two minutes")
    bench_command.set_defaults(action=bench)
    javadoc_command = commands.add_parser("javadoc", help="write the library's documentation")
    javadoc_command.set_defaults(action=lambda options: documentation.javadoc())
    add_reproduce(commands.add_parser("reproduce", help="compute the 2010 paper's figures anew"))
    add_course(commands.add_parser("course", help="for instructors: assignments, marks, feedback"))
    hub_command = commands.add_parser("hub", help="for instructors: serve a class, by JupyterHub")
    hub_command.add_argument("--config", metavar="FILE", help="yours, in place of the kit's")
    hub_command.set_defaults(action=hub)
    doctor_command = commands.add_parser("doctor", help="say what is found and missing")
    doctor_command.set_defaults(action=lambda options: doctor())
    reset_command = commands.add_parser("reset", help="take a lesson anew; yours is kept beside it")
    reset_command.add_argument("lessons", nargs="+", metavar="NN")
    reset_command.set_defaults(action=reset)
    open_command = commands.add_parser("open", help="open a lesson, as its number alone does")
    open_command.add_argument("lesson", metavar="NN")
    options = parser.parse_args(with_open(sys.argv[1:] if arguments is None else arguments))
    refused = {"--port": options.port, "--no-browser": options.no_browser or None}
    if options.action is not run:
        refused["--kernel"] = options.kernel
    for name, value in refused.items():
        if options.action is not start and value is not None:
            parser.error("%s does not go with %s: leave out either" % (name, options.command))
    return options


def version() -> str:
    return re.findall("<version>(.+?)</version>", (ROOT / "pom.xml").read_text(encoding="utf-8"))[0]


def with_open(arguments: list[str]) -> list[str]:
    """`lab.py 05` is `lab.py open 05`."""
    for place, word in enumerate(arguments):
        if not word.startswith("-") and arguments[place - 1 : place] not in (["--port"], ["--kernel"]):
            return [*arguments[:place], *["open"] * word[0].isdigit(), *arguments[place:]]
    return arguments


def add_reproduce(command: argparse.ArgumentParser) -> None:
    figures = "such as 6 or table-1, by default all; a name that is none lists them"
    command.add_argument("figures", nargs="*", metavar="FIGURE", help=figures)
    scale = "such as full, by default the quickest; a name that is none lists them"
    command.add_argument("--scale", default="", metavar="NAME", help=scale)
    command.add_argument("--mnist", metavar="FOLDER", help="your MNIST, not a Fashion-MNIST subset")
    command.set_defaults(action=reproduce)


def add_course(command: argparse.ArgumentParser) -> None:
    steps = "; ".join("%s: %s" % step for step in COURSE_STEPS.items())
    command.add_argument("step", metavar="STEP", choices=COURSE_STEPS, help=steps)
    command.add_argument("folder", metavar="FOLDER", help="of the course, anywhere")
    command.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="default: all")
    command.add_argument("--seconds", type=int, default=60, help="of processor time a submission")
    command.add_argument("--unsafe", action="store_true", help="grade without a sandbox")
    command.set_defaults(action=course)


def main() -> int:
    options = parse()
    if options.version:
        say("xavierkit " + version())
        return 0
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console that lacks a letter shows "?"
    for number in stop_signals():
        signal.signal(number, signal.default_int_handler)
    try:
        return options.action(options)
    except LabError as error:
        print("error: %s" % error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # as when `head` has read enough
        return 1
    except OSError as error:  # a full disk, a folder that may not be written to
        place = " (%s)" % error.filename if error.filename else ""
        print("error: %s%s. Mend that and start again." % (error.strerror or error, place), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
