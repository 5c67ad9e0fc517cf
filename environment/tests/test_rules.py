"""Every lesson keeps the rules that one notebook can keep or break by itself."""

import re
from pathlib import Path
from typing import Callable, Iterator

import execution
import lessons
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import ROOT
from test_portable_java import PATTERNS, SETUP, numbered_code, portable_java

Findings = Iterator[str]


def one_title_and_no_skipped_heading(notebook: NotebookNode) -> Findings:
    if not notebook.cells[0].source.startswith("# "):
        yield "the first cell has no title"
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    text = re.sub(r"```.*?```", "", "\n".join(prose), flags=re.DOTALL)
    levels = [len(signs) for signs in re.findall(r"^(#+) ", text, re.MULTILINE)]
    for above, level in zip(levels, levels[1:]):
        if level == 1 or level > above + 1:
            yield f"a heading of level {level} follows one of level {above}"


def between_25_and_45_cells(notebook: NotebookNode) -> Findings:
    if not 25 <= len(notebook.cells) <= 45:
        yield f"{len(notebook.cells)} cells"


def at_most_15_lines_of_code(notebook: NotebookNode) -> Findings:
    for number, cell in numbered_code(notebook):
        if len(cell.source.splitlines()) > 15:
            yield f"cell {number} has {len(cell.source.splitlines())} lines"


def words_between_code(notebook: NotebookNode) -> Findings:
    numbers = [number for number, _ in numbered_code(notebook)]
    for number in numbers:
        if number + 1 in numbers:
            yield f"cells {number} and {number + 1} are both code"


def set_up_first(notebook: NotebookNode) -> Findings:
    code = lessons.code_cells(notebook)
    if not code or code[0].source != SETUP:
        yield f"the first code cell is not {SETUP}"


def executed_in_order(notebook: NotebookNode) -> Findings:
    counts = [cell.execution_count for cell in lessons.code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}"


def no_errors(notebook: NotebookNode) -> Findings:
    for number, cell in numbered_code(notebook):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"cell {number} shows an error"


def metadata_of_no_run_and_no_machine(notebook: NotebookNode) -> Findings:
    fixed = {"kernelspec": execution.KERNELSPEC, "language_info": execution.LANGUAGE_INFO}
    if notebook.metadata != fixed:
        yield f"the metadata are {notebook.metadata}, but should be {fixed}"
    for number, cell in enumerate(notebook.cells, 1):
        if set(cell.metadata) - {"tags"}:
            yield f"cell {number} has metadata {cell.metadata}"


def images_with_words(notebook: NotebookNode) -> Findings:
    for number, cell in numbered_code(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data and not data.get("text/plain", "").strip():
                yield f"cell {number} has an image without a text alternative"


RANDOM_TEXT = {
    "an object hash": r"@[0-9a-f]{5,}",
    "a random id": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
}
MACHINE = r"/home/|/root/|/Users/|/tmp/|[A-Z]:\\|file:/|" + re.escape(str(ROOT))


def no_random_text(notebook: NotebookNode) -> Findings:
    for number, texts in enumerate(lessons.text_outputs(notebook), 1):
        for what, pattern in RANDOM_TEXT.items():
            if re.search(pattern, "\n".join(texts)):
                yield f"the output [{number}] has {what}"


def no_paths_of_a_machine(notebook: NotebookNode) -> Findings:
    texts = [cell.source for cell in notebook.cells]
    texts += [text for cell in lessons.text_outputs(notebook) for text in cell]
    for text in texts:
        for found in re.findall(MACHINE, text):
            yield f"a path of a machine, {found}, in: {text[:80]}"


Change = Callable[[NotebookNode], object]


def good_notebook() -> NotebookNode:
    cells = [new_markdown_cell("# Title")]
    for number in range(1, 14):
        source = SETUP if number == 1 else "1 + 1"
        result = new_output("execute_result", {"text/plain": "2"}, execution_count=number)
        cells.append(new_code_cell(source, execution_count=number, outputs=[result]))
        cells.append(new_markdown_cell("## Words"))
    notebook = new_notebook(cells=cells)
    execution.make_reproducible(notebook)
    return notebook


def source(index: int, text: str) -> Change:
    return lambda notebook: notebook.cells[index].update(source=text)


def outputs(output_type: str, **fields: object) -> Change:
    output = new_output(output_type, **fields)
    return lambda notebook: notebook.cells[3].update(outputs=[output])


def shows(mime: str, text: str) -> Change:
    return outputs("display_data", data={mime: text})


BAD: dict[Callable[[NotebookNode], Findings], list[Change]] = {
    one_title_and_no_skipped_heading: [source(0, "Title"), source(2, "# Another title"), source(2, "#### Deep")],
    between_25_and_45_cells: [
        lambda notebook: notebook.update(cells=notebook.cells[:24]),
        lambda notebook: notebook.cells.extend([new_markdown_cell("Words.")] * 19),
    ],
    at_most_15_lines_of_code: [source(3, "x\n" * 16)],
    words_between_code: [lambda notebook: notebook.cells.pop(2)],
    set_up_first: [source(1, "1 + 1")],
    executed_in_order: [
        lambda notebook: notebook.cells[3].update(execution_count=None),
        lambda notebook: notebook.cells[3].update(execution_count=1),
    ],
    no_errors: [outputs("error", ename="E", evalue="", traceback=[]), outputs("stream", name="stderr", text="warning")],
    metadata_of_no_run_and_no_machine: [
        lambda notebook: notebook.metadata.language_info.update(version="17"),
        lambda notebook: notebook.metadata.kernelspec.update(name="ijava"),
        lambda notebook: notebook.cells[3].metadata.update(execution={"iopub.status.busy": ""}),
    ],
    images_with_words: [shows("image/png", "AAAA")],
    no_random_text: [
        shows("text/plain", "Network@1b6d3586"),
        shows("text/plain", "4f8b1c1e-6f0a-4a7e-9a51-0a8f0d3f7c11"),
    ],
    no_paths_of_a_machine: [
        source(2, "See /home/ada/notes."),
        source(3, 'load("C:\\\\digits.csv")'),
        outputs("stream", name="stdout", text="read file:///digits.csv"),
        shows("text/html", f"<b>{ROOT}</b>"),
    ],
    portable_java: [source(3, bad) for rule in PATTERNS for bad in rule.bad],
}


def lint(notebook: NotebookNode) -> dict[str, list[str]]:
    """What is wrong, by the name of the rule."""
    findings = {rule.__name__: list(rule(notebook)) for rule in BAD}
    return {name: found for name, found in findings.items() if found}


def test_a_good_notebook_breaks_no_rule() -> None:
    assert lint(good_notebook()) == {}


@pytest.mark.parametrize("rule", BAD, ids=lambda rule: rule.__name__)
def test_a_bad_notebook_breaks_its_rule_and_no_other(rule: Callable[..., Findings]) -> None:
    for change in BAD[rule]:
        notebook = good_notebook()
        change(notebook)
        assert list(lint(notebook)) == [rule.__name__]


@pytest.mark.parametrize("lesson", lessons.lessons(), ids=lambda path: path.stem)
def test_lesson_keeps_the_rules(lesson: Path) -> None:
    findings = lint(lessons.read(lesson))
    assert not findings, "\n".join(f"{rule}: {text}" for rule, found in findings.items() for text in found)
