"""Makes the book of the lessons; `lab.py book` starts this in an environment that has Sphinx."""

import argparse
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
from copies import ANSWER, folded, prepared
from lessons import all_lessons, parts, read, title
from nbformat import NotebookNode
from places import ENVIRONMENT, LAB, TARGET, LabError
from programs import timed
from web import MATHJAX, PAGES

BOOK = TARGET / "book"
ZIP = TARGET / "xavierkit-book.zip"
SOURCES = LAB / "book-sources"
FILE_LINK = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")  # to what is no part of the book
CELL_LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.ipynb#cell-id=([\w-]+)\)")


def make() -> None:
    write_sources()
    made = LAB / "book-made"
    shutil.rmtree(made, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(SOURCES), str(made)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise LabError("Sphinx could not make the book: %s" % done.stdout.strip())
    shutil.rmtree(made / ".doctrees", ignore_errors=True)
    for path in made.rglob("*.map"):  # 4 MB, for programmers of the theme
        path.unlink()
    for lesson in all_lessons():
        (made / "_sources" / lesson.name).write_bytes(prepared(lesson))  # for the download: a working copy
    shutil.copytree(PAGES, made / "play")
    shutil.rmtree(BOOK, ignore_errors=True)
    shutil.move(made, BOOK)


def write_sources() -> None:
    """The lessons as Sphinx can read them, and what stands around them."""
    shutil.rmtree(SOURCES, ignore_errors=True)
    shutil.copytree(ENVIRONMENT / "book", SOURCES, ignore=shutil.ignore_patterns("__pycache__", "book.*"))
    shutil.copytree(MATHJAX, SOURCES / "static/mathjax")
    for name in ("book.css", "book.js"):
        shutil.copy(ENVIRONMENT / "book" / name, SOURCES / "static")
    notebooks = {lesson: read(lesson) for lesson in all_lessons()}
    linked = {found for notebook in notebooks.values() for cell in notebook.cells for found in links(cell)}
    for lesson, notebook in notebooks.items():
        notebook.cells = [cell for cell in notebook.cells if cell.id != "navigation"]
        fold_answers(notebook)
        prepare_outputs(notebook)
        set_anchors(notebook, {cell for name, cell in linked if name == lesson.stem})
        nbformat.write(notebook, SOURCES / lesson.name)
    index = SOURCES / "index.md"
    trees = "\n\n".join(tree(part, members) for part, members in parts(list(notebooks)).items())
    index.write_text(index.read_text("utf-8").replace("LESSONS", trees), "utf-8")


def tree(part: str, members: list[Path]) -> str:
    """A part's lessons, in the sidebar and in the list of contents."""
    listed = "\n".join("%s <%s>" % (title(lesson), lesson.stem) for lesson in members)
    return "```{toctree}\n:titlesonly:\n:caption: %s\n\n%s\n```" % (part, listed)


def links(cell: NotebookNode) -> list[tuple[str, str]]:
    """The lessons and cells that a text leads to."""
    return [(name, cell_id) for _, name, cell_id in CELL_LINK.findall(cell.source)]


def set_anchors(notebook: NotebookNode, linked: set[str]) -> None:
    """Gives each cell that some text leads to a place of that name, and leads there."""
    cells = []
    for cell in notebook.cells:
        if cell.id in linked:
            cells.append(nbformat.v4.new_markdown_cell('<a id="cell-%s"></a>' % cell.id, id="to-" + cell.id))
        if cell.cell_type == "markdown":
            cell.source = FILE_LINK.sub(r"\1", cell.source)
            cell.source = CELL_LINK.sub(r'<a href="\2.html#cell-\3">\1</a>', cell.source)
        cells.append(cell)
    notebook.cells = cells


def fold_answers(notebook: NotebookNode) -> None:
    """What tells the answer to a guess is shown when asked for; a link to it opens it, see book.js."""
    for cell in notebook.cells:
        if ANSWER in cell.metadata.get("tags", []):
            if cell.cell_type == "code":
                cell.metadata["tags"] = ["hide-output"]
            else:
                cell.source = folded(cell.source).replace("<details>", '<details data-cell="cell-%s">' % cell.id, 1)
        elif cell.cell_type == "markdown":
            cell.source = cell.source.replace("<summary>", '<summary class="mathjax_process">')  # with formulas


def prepare_outputs(notebook: NotebookNode) -> None:
    """Pictures get their text alternatives, and tables no headings without words."""
    for cell in notebook.cells:
        for data in (output.data for output in cell.get("outputs", []) if "data" in output):
            if "image/png" in data:
                cell.metadata["mystnb"] = {"image": {"alt": data.get("text/plain", "chart")}}
            if "text/html" in data:
                data["text/html"] = re.sub(r"<th[^>]*></th>", "<td></td>", data["text/html"])  # an empty corner heads nothing


def write_zip() -> None:
    """One file whose bytes depend on the book alone."""
    part = ZIP.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in BOOK.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo("xavierkit-book/" + path.relative_to(BOOK).as_posix())
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    part.replace(ZIP)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zip", action="store_true")
    options = parser.parse_args()
    try:
        with timed("Making the book"):
            make()
        print("Open %s" % (BOOK / "index.html"))
        if options.zip:
            write_zip()
            print("In one file, to hand out: %s" % ZIP)
        return 0
    except LabError as error:
        print("error: %s" % error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
