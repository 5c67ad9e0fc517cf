"""Reads notebooks: their files, titles, cells and outputs, and the links between lessons."""

import json
import re
from pathlib import Path

import copies
import nbformat
from copies import lessons
from nbformat import NotebookNode
from places import NOTEBOOKS, LabError

PARTS = {  # each to its last lesson
    "Why": 1,
    "Derive": 6,
    "Beyond the linear": 13,
    "Measure and trust": 15,
    "Today's layers": 16,
    "Does it start and train better": 18,
    "The paper": 19,
    "The claims": 20,
}
CORE = (0, 1, 2, 3, 4, 5, 10, 17, 18)  # the path for whoever has little time


def all_lessons() -> list[Path]:
    if not lessons():
        raise LabError("The folder notebooks/ holds no notebook: restore it from git.")
    return lessons()


def find(name: str) -> Path:
    """A notebook by its path, its name, or its number."""
    paths = [path for path in (Path(name), NOTEBOOKS / name) if path.is_file()]
    return paths[0].resolve() if paths else copies.find(name)


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
        raise LabError(f"{path.name} must start with a line `# Title`, but has: {first[:40]!r}")
    return f"{path.name[:2]} {heading.group(1).strip()}"


def prose(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def text_outputs(notebook: NotebookNode) -> list[list[str]]:
    """All outputs of each code cell as text; of an image, whose bytes depend on fonts, its type."""
    return [[text for output in cell.outputs for text in output_texts(output)] for cell in code_cells(notebook)]


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


def number(path: Path) -> int:
    return int(path.name[:2])


def parts(paths: list[Path]) -> dict[str, list[Path]]:
    """The lessons of each part."""
    first = 0
    found = {}
    for name, last in PARTS.items():
        found[name] = [path for path in paths if first <= number(path) <= last]
        first = last + 1
    return found


def contents(paths: list[Path]) -> str:
    """All lessons by parts, with those of the core path in bold."""
    lines = ["The lessons, with the core path in bold:", ""]
    for part, members in parts(paths).items():
        links = [f"[{title(path)}]({path.name})" for path in members]
        marked = [f"**{link}**" if number(path) in CORE else link for link, path in zip(links, members)]
        lines.append(f"- {part}: {' · '.join(marked)}")
    return "\n".join(lines)


def navigation(paths: list[Path], path: Path) -> str:
    """The last cell: links to the lesson before, the first and the one after; there, to all."""
    place = [other.name for other in paths].index(path.name)
    if place == 0:
        return contents(paths)
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
