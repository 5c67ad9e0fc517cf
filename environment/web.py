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
    (PAGES / "digits.js").write_text(digits(), "utf-8")
    return PAGES


def script() -> str:
    """One function that a page and, from its text, a worker can run."""
    compiled = (MODULE.jar.parent / "xavierkit.js").read_text("utf-8")
    style = (SOURCES / "style.css").read_text("utf-8")
    return WRAPPED % (compiled, json.dumps(style))


def digits() -> str:
    """The digits for pages that train: 64 letters for the grey levels of an image, a for 0 to q for 16, and the digit."""
    rows = (ROOT / "data/digits.csv").read_text("utf-8").split()[1:]
    images = [row.split(",") for row in rows]
    text = "".join("".join(chr(ord("a") + int(grey)) for grey in image[:64]) + image[64] for image in images)
    return f"xavierkit.digits = {json.dumps(text)};\n"
