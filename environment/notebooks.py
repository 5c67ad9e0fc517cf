"""Executes and links the notebooks; `lab.py run` and `lab.py update` start this."""

import argparse
import contextlib
import signal
import sys
import time
from pathlib import Path
from typing import Callable

import nbformat
from execution import Outcome, execute, execute_all
from files import write_atomically
from lessons import all_lessons, find, lessons, navigation, read, write_navigation
from nbformat import NotebookNode
from places import TARGET, LabError


def run(sources: list[Path]) -> None:
    """Writes the executed notebooks to target/; one that fails stays as it was."""

    def write(source: Path, notebook: NotebookNode) -> None:
        write_atomically(TARGET / "notebooks" / source.name, nbformat.writes(notebook) + "\n")

    failed = all_timed(sources, write)
    print("Executed: %s" % (TARGET / "notebooks"), flush=True)
    if failed:
        raise LabError(f"{len(failed)} of {len(sources)} failed, and nothing new was written of: {', '.join(failed)}.")


def update(sources: list[Path]) -> None:
    """Writes outputs and navigation back into the notebooks; for their authors."""

    def write(source: Path, notebook: NotebookNode) -> None:
        write_navigation(notebook, navigation(lessons(), source))
        nbformat.write(notebook, source)

    failed = all_timed(sources, write)
    if failed:
        raise LabError(f"{len(failed)} of {len(sources)} failed, and stay as they were: {', '.join(failed)}.")


def rehearse(sources: list[Path]) -> None:
    """Lets a kernel record what it loads for the first lesson, and end in peace to write it."""
    with contextlib.suppress(LabError):  # the kernel died
        execute(sources[0], more=["System.exit(0);"])


def all_timed(sources: list[Path], write: Callable[[Path, NotebookNode], None]) -> list[str]:
    """Writes what succeeds, and returns the names of what fails."""
    failed = []
    starts: dict[Path, float] = {}

    def begun(source: Path) -> None:
        print(f"{source.name} …", flush=True)
        starts[source] = time.monotonic()

    def ended(source: Path, outcome: Outcome) -> None:
        if isinstance(outcome, LabError):
            print(f"error: {outcome}", file=sys.stderr, flush=True)
            failed.append(source.name)
        else:
            print(f"{source.name} … {time.monotonic() - starts[source]:.0f} s", flush=True)
            write(source, outcome)

    execute_all(sources, begun, ended)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("run", "update", "rehearse"))
    parser.add_argument("notebooks", nargs="*")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sources = [find(name) for name in options.notebooks] or all_lessons()
        {"run": run, "update": update, "rehearse": rehearse}[options.command](sources)
        return 0
    except LabError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
