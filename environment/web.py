"""Builds the browser edition: the library in JavaScript, and its pages.

As a program, it does so beside JupyterLab, for widgets in notebooks.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import build
from files import is_done, write_atomically
from jdk import find_jdk
from places import ROOT, TARGET, LabError
from programs import Tools, end, stop_signals, tools_with

SOURCES = ROOT / "src/web/pages"
PAGES = TARGET / "web"
MATHJAX = TARGET / "xavierkit-web/mathjax"
STAMP = PAGES / "stamp"
MODULE = build.Module("the browser edition", ROOT / "src/web", TARGET / "xavierkit-web/xavierkit-web.jar")

WRAPPED = """function xavierkit() {
const exports = {};
let define;
%s
exports.main([]);
}
xavierkit.style = %s;
xavierkit();
"""


def pages(tools: Tools) -> Path:
    """The folder with the pages, which need nothing else."""
    build.build(tools, build.LIBRARY, MODULE)
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(SOURCES, PAGES, ignore=shutil.ignore_patterns("style.css"))
    for name in ("xavierkit.js", "derive.js"):
        (PAGES / name).write_text(script(name), "utf-8")
    (PAGES / "digits.js").write_text(digits(), "utf-8")
    return PAGES


def script(name: str) -> str:
    """One function that a page and, from its text, a worker can run."""
    compiled = (MODULE.jar.parent / name).read_text("utf-8")
    style = (SOURCES / "style.css").read_text("utf-8")
    return WRAPPED % (compiled, json.dumps(style))


def digits() -> str:
    """The digits for pages that train: 64 letters for the grey levels of an image, a for 0 to q for 16, and the digit."""
    rows = (ROOT / "data/digits.csv").read_text("utf-8").split()[1:]
    images = [row.split(",") for row in rows]
    text = "".join("".join(chr(ord("a") + int(grey)) for grey in image[:64]) + image[64] for image in images)
    return f"xavierkit.digits = {json.dumps(text)};\n"


def refresh(tools: Tools) -> None:
    """For widgets in notebooks, which are pictures without it. It is tried once."""
    if not is_done(STAMP, sources()):
        with contextlib.suppress(LabError, OSError):
            pages(tools)
        write_atomically(STAMP, sources())


def sources() -> str:
    """What the pages depend on."""
    times = [path.stat().st_mtime_ns for path in (*build.inputs(MODULE), *SOURCES.iterdir())]
    return "%d %d" % (build.LIBRARY.jar.stat().st_mtime_ns, max(times))


@contextlib.contextmanager
def refreshing(environment: dict[str, str]) -> Iterator[None]:
    """Meanwhile, refreshes the pages in a program of its own: no reader waits for them."""
    if is_done(STAMP, sources()):
        yield
        return
    quiet = subprocess.DEVNULL
    command = [sys.executable, __file__]
    program = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        yield
    finally:
        end(program)


def main() -> None:
    for number in stop_signals():
        signal.signal(number, signal.default_int_handler)
    if hasattr(os, "nice"):
        os.nice(10)  # the reader's kernel comes first
    with tools_with(find_jdk().home) as tools:
        refresh(tools)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
