"""Renders executed notebooks as web pages, and a list of them."""

import copy
import html
import re
from pathlib import Path

from lessons import code_cells, lessons, title
from nbconvert import HTMLExporter
from nbformat import NotebookNode

# Scripts from the network that no lesson uses; MathJax, for the formulas, remains.
NOT_LOADED = {"require_js_url": "", "mermaid_js_url": "", "mermaid_layout_elk_js_url": ""}

INDEX = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lessons</title>
<style>
body {{ max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 18px/1.6 sans-serif;
  color: #111; background: #fff }}
</style>
<h1>Lessons</h1>
<ul>
{}
</ul>
</html>
"""


def page(notebook: NotebookNode, source: Path) -> str:
    """The notebook as one HTML page whose links lead to the other pages."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"(\]\([^)/]+)\.ipynb(?=[)#])", r"\1.html", cell.source)
    exporter = HTMLExporter(theme="light", embed_images=True, **NOT_LOADED)
    resources = {"metadata": {"name": title(source), "path": str(source.parent)}}
    return describe_images(exporter.from_notebook_node(notebook, resources=resources)[0], notebook)


def describe_images(text: str, notebook: NotebookNode) -> str:
    """Puts each image's text alternative where nbconvert says that there is none."""
    data = [output.get("data", {}) for cell in code_cells(notebook) for output in cell.outputs]
    alternatives = iter([item.get("text/plain", "chart") for item in data if "image/png" in item])
    return re.sub(
        r'alt="No description has been provided for this image"',
        lambda _: f'alt="{html.escape(next(alternatives, "image"))}"',
        text,
    )


def index(folder: Path) -> str:
    """A list of the lessons that have a page in this folder."""
    rendered = [path for path in lessons() if (folder / f"{path.stem}.html").is_file()]
    items = [f'<li><a href="{p.stem}.html">{html.escape(title(p))}</a></li>' for p in rendered]
    return INDEX.format("\n".join(items))
