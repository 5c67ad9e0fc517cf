"""Builds the browser edition: the library in JavaScript, and its pages."""

import json
import shutil
from pathlib import Path

import build
from places import ROOT, TARGET
from programs import Tools

SOURCES = ROOT / "src/web/pages"
PAGES = TARGET / "web"
MATHJAX = TARGET / "xavierkit-web/mathjax"
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
    (PAGES / "xavierkit.js").write_text(script(), "utf-8")
    return PAGES


def script() -> str:
    """One function that a page and, from its text, a worker can run."""
    compiled = (MODULE.jar.parent / "xavierkit.js").read_text("utf-8")
    style = (SOURCES / "style.css").read_text("utf-8")
    return WRAPPED % (compiled, json.dumps(style))
