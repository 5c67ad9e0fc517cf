"""Executes, links and renders the notebooks; `lab.py run` and `lab.py update` start this."""

import argparse
import asyncio
import base64
import contextlib
import copy
import html
import json
import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from places import NOTEBOOKS, TARGET, LabError

README_PICTURE = NOTEBOOKS / "two-initializers.png"
CELL_SECONDS = 600

KERNELSPEC = {"display_name": "Java", "language": "java", "name": "java"}
# What kernels report differs by version; the committed notebooks must not.
LANGUAGE_INFO = {
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
    "pygments_lexer": "java",
}

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


# --- Reading ---------------------------------------------------------------------------------


def lessons() -> list[Path]:
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def all_lessons() -> list[Path]:
    if not lessons():
        raise LabError("The folder notebooks/ holds no notebook: restore it from git.")
    return lessons()


def find(name: str) -> Path:
    """A notebook by its path, its name, or its number."""
    candidates = [path for path in lessons() if path.stem == name or path.name[:2] == name]
    candidates += [path for path in (Path(name), NOTEBOOKS / name) if path.is_file()]
    if candidates:
        return candidates[0].resolve()
    known = ", ".join(path.name for path in lessons()) or "none"
    raise LabError(f"There is no notebook {name}; notebooks/ has: {known}.")


def read(path: Path) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises several unrelated types
        raise LabError(f"{path.name} is not a notebook: {error}") from error


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def title(path: Path) -> str:
    """The file's number and the first heading: `01 Vanishing and exploding`."""
    first = read(path).cells[0].source if read(path).cells else ""
    heading = re.match(r"# (.+)", first)
    if not heading:
        raise LabError(
            f"{path.name} must start with a line `# Title`, but has: {first[:40]!r}"
        )
    return f"{path.name[:2]} {heading.group(1).strip()}"


def text_outputs(notebook: NotebookNode) -> list[list[str]]:
    """All outputs of each code cell as text; of an image, whose bytes depend on fonts, its type."""
    return [
        [text for output in cell.outputs for text in output_texts(output)]
        for cell in code_cells(notebook)
    ]


def output_texts(output: NotebookNode) -> list[str]:
    if output.output_type == "stream":
        return [f"{output.name}: {output.text}"]
    if output.output_type == "error":
        return [f"error: {output.ename}: {output.evalue}"]
    return [f"{mime}: {mime_text(mime, output.data[mime])}" for mime in sorted(output.data)]


def mime_text(mime: str, data: object) -> str:
    if mime.startswith("image/"):
        return "present"
    if not isinstance(data, str):
        return json.dumps(data, sort_keys=True)
    return re.sub(r"data:image/png;base64,[\w+/=]+", "present", data)


# --- Executing -------------------------------------------------------------------------------


class Client(NotebookClient):
    """Shuts the kernel down once when interrupted; nbclient alone does it twice and then fails."""

    interrupted = False

    async def async_start_new_kernel(self, **options: Any) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(RuntimeError):  # on Windows
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.interrupt)
        await super().async_start_new_kernel(**options)

    def interrupt(self) -> None:
        if not self.interrupted:
            self.interrupted = True
            for task in asyncio.all_tasks():
                task.cancel()


def execute(source: Path, kernel: str = "java", more: str = "") -> NotebookNode:
    """The notebook with new outputs, and with a further cell; the file itself stays as it is."""
    notebook = read(source)
    if more:
        notebook.cells.append(nbformat.v4.new_code_cell(more))
    for cell in code_cells(notebook):
        cell.update(outputs=[], execution_count=None)
    client = Client(
        notebook,
        kernel_name=kernel,
        timeout=CELL_SECONDS,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(source.parent)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        if client.interrupted:
            raise KeyboardInterrupt from None
        raise LabError(failure(source, notebook, error)) from None
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    make_reproducible(notebook)
    return notebook


def failure(source: Path, notebook: NotebookNode, error: Exception) -> str:
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and (cell.execution_count is None or has_error(cell)):
            place = f"{source.name}, cell {number} failed:"
            return "\n\n".join((place, indent(cell.source), error_text(cell, error)))
    return f"{source.name} failed: {error}"


def has_error(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def error_text(cell: NotebookNode, error: Exception) -> str:
    for output in cell.outputs:
        if output.output_type == "error":
            text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            return re.sub(r"\x1b\[[0-9;]*m", "", text)
    return str(error)


def indent(text: str) -> str:
    return "\n".join("    " + line for line in text.splitlines())


def make_reproducible(notebook: NotebookNode) -> None:
    """Drops what depends on the kernel's version or on the run."""
    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNELSPEC), language_info=NotebookNode(LANGUAGE_INFO)
    )
    for number, cell in enumerate(code_cells(notebook), 1):
        cell.execution_count = number
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


# --- Linking ---------------------------------------------------------------------------------


def navigation(paths: list[Path], path: Path) -> str:
    """The last cell: links to the lesson before, the first and the one after; there, to all."""
    place = [other.name for other in paths].index(path.name)
    if place == 0:
        return "Lessons: " + " · ".join(f"[{title(other)}]({other.name})" for other in paths)
    before = paths[place - 1]
    links = [f"[← {title(before)}]({before.name})", f"[Contents]({paths[0].name})"]
    if place < len(paths) - 1:
        after = paths[place + 1]
        links.append(f"[{title(after)} →]({after.name})")
    return " · ".join(links)


def write_navigation(notebook: NotebookNode, line: str) -> None:
    last = notebook.cells[-1]
    if last.id == "navigation":
        last.source = line
    else:
        notebook.cells.append(nbformat.v4.new_markdown_cell(line, id="navigation"))


# --- Rendering -------------------------------------------------------------------------------


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


def index() -> str:
    """A list of the lessons that have a page."""
    rendered = [path for path in lessons() if (TARGET / "html" / f"{path.stem}.html").is_file()]
    items = [f'<li><a href="{p.stem}.html">{html.escape(title(p))}</a></li>' for p in rendered]
    return INDEX.format("\n".join(items))


# --- Commands --------------------------------------------------------------------------------


def run(sources: list[Path]) -> None:
    """Writes the executed notebooks and their pages to target/."""
    for source in sources:
        copy_path = TARGET / "notebooks" / source.name
        page_path = TARGET / "html" / f"{source.stem}.html"
        for path in (copy_path, page_path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
        notebook = timed(source)
        nbformat.write(notebook, copy_path)
        page_path.write_text(page(notebook, source), encoding="utf-8")
    (TARGET / "html" / "index.html").write_text(index(), encoding="utf-8")
    print("Pages: target/html/index.html")


def update(sources: list[Path]) -> None:
    """Writes outputs and navigation back into the notebooks; for their authors."""
    for source in sources:
        notebook = timed(source)
        write_navigation(notebook, navigation(lessons(), source))
        nbformat.write(notebook, source)
    README_PICTURE.write_bytes(readme_picture())


def rehearse(sources: list[Path]) -> None:
    """Lets a kernel record what it loads for the first lesson, and end in peace to write it."""
    with contextlib.suppress(LabError):  # the kernel died
        execute(sources[0], more="System.exit(0);")


def readme_picture() -> bytes:
    """The last chart of the first lesson."""
    outputs = [output for cell in code_cells(read(lessons()[0])) for output in cell.outputs]
    charts = [out.data["image/png"] for out in outputs if "image/png" in out.get("data", {})]
    return base64.b64decode(charts[-1])


def timed(source: Path) -> NotebookNode:
    print(f"{source.name} …", flush=True)
    start = time.monotonic()
    notebook = execute(source)
    print(f"{source.name} … {time.monotonic() - start:.0f} s", flush=True)
    return notebook


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
