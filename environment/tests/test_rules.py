"""Every lesson keeps the rules that one notebook can keep or break by itself."""

import re
from pathlib import Path
from typing import Callable, Iterator

import execution
import exercises
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


def between_20_and_40_cells(notebook: NotebookNode) -> Findings:
    if not 20 <= len(notebook.cells) <= 40:
        yield f"{len(notebook.cells)} cells"


def at_most_10_lines_of_code(notebook: NotebookNode) -> Findings:
    """A check, which is not read, may have 15."""
    for number, cell in numbered_code(notebook):
        if len(cell.source.splitlines()) > (15 if "check" in tags(cell) else 10):
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


TAGS = {"answer": {"code", "markdown"}, "exercise": {"code"}, "check": {"code"}, "solution": {"markdown"}}


def tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def known_tags_on_their_kind_of_cell(notebook: NotebookNode) -> Findings:
    for number, cell in enumerate(notebook.cells, 1):
        for tag in tags(cell):
            if cell.cell_type not in TAGS.get(tag, ()):
                yield f"cell {number}, {cell.cell_type}, has the tag {tag}"


def a_guess_has_an_input(notebook: NotebookNode) -> Findings:
    for number, (cell, after) in enumerate(zip(notebook.cells, [*notebook.cells[1:], None]), 1):
        if cell.cell_type == "markdown" and re.search(r"\*\*Guess", cell.source):
            yield f"cell {number}: write **Your guess.**, with an input behind it, or say what to look for"
        if cell.cell_type == "markdown" and "**Your guess" in cell.source:
            if after is None or after.cell_type != "code" or "new Guess(" not in after.source:
                yield f"behind cell {number} there is no cell with new Guess("


def a_guess_is_answered(notebook: NotebookNode) -> Findings:
    for number, cell in numbered_code(notebook):
        if re.search(r"\.(against|among)\(", cell.source) and not {"answer", "check"} & {*tags(cell)}:
            yield f"cell {number} answers a guess and has no tag answer"
        for guess in re.findall(r"\b(\w+) = new Guess\(", cell.source):
            later = [code.source for place, code in numbered_code(notebook) if place > number]
            if not any(re.search(rf"\b{guess}\s*\.(against|among)\(", code) for code in later):
                yield f"the guess {guess} of cell {number} is never answered"


def two_exercises(notebook: NotebookNode) -> Findings:
    if len(exercises.of(notebook)) < 2:
        yield f"{len(exercises.of(notebook))} exercises"
    for exercise in exercises.of(notebook):
        for what in exercise.lacks():
            yield f"exercise {exercise.stub.id} has no {what}"


def folded_texts_are_whole(notebook: NotebookNode) -> Findings:
    """Markdown is read in them only between blank lines, and a heading would begin a section that does not end with them."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            yield from (f"cell {number}: {problem}" for problem in fold_problems(cell))


def fold_problems(cell: NotebookNode) -> Findings:
    text = re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL)
    opened = re.findall(r"<details>|</details>", text)
    if opened != ["<details>", "</details>"] * (len(opened) // 2):
        yield "each <details> is to be followed by its </details>"
    if len(re.findall(r"^<details><summary>[^\n]+</summary>\n\n", text, re.MULTILINE)) != text.count("<details"):
        yield "write <details><summary>…</summary> in a line of their own, then a blank line"
    if len(re.findall(r"\n\n</details>$", text, re.MULTILINE)) != text.count("</details"):
        yield "write </details> in a line of its own behind a blank line"
    for summary in re.findall(r"<summary>(.*?)</summary>", text):
        if re.search(r"`|\*|\]\(", re.sub(r"\$.*?\$", "", summary)):
            yield f"no Markdown is read in a summary: {summary}"
    inside = "".join(re.findall(r"<details>.*?</details>", text, re.DOTALL))
    if re.search(r"^#", inside + text.partition("\n")[2] * ("answer" in tags(cell)), re.MULTILINE):
        yield "no heading can be folded"


def no_advice_to_run_all(notebook: NotebookNode) -> Findings:
    for number, cell in enumerate(notebook.cells, 1):
        if re.search(r"Run All\b|(?i:run all (the )?cells)", cell.source):
            yield f"cell {number} says Run All, which answers every guess before it is asked"


Change = Callable[[NotebookNode], object]


def good_notebook() -> NotebookNode:
    cells = [new_markdown_cell("# Title"), new_code_cell(SETUP)]
    for _ in range(3):
        result = new_output("execute_result", {"text/plain": "2"}, execution_count=1)
        cells += [new_markdown_cell("## Words"), new_code_cell("1 + 1", outputs=[result])]
    cells += [new_markdown_cell("Words.") for _ in range(4)]
    cells += [
        new_markdown_cell("**Your guess.** How many?"),
        new_code_cell('var many = new Guess("how many", "");'),
        new_markdown_cell("Look for 2."),
        new_code_cell("many.against(2, 0)", metadata={"tags": ["answer"]}),
        new_markdown_cell("There are 2.", metadata={"tags": ["answer"]}),
    ]
    notebook = new_notebook(cells=cells + exercise_cells() + exercise_cells())
    execution.make_reproducible(notebook)
    return notebook


def exercise_cells() -> list[NotebookNode]:
    return [
        new_markdown_cell("## Exercise"),
        new_code_cell("int two = 1;", metadata={"tags": ["exercise"]}),
        new_markdown_cell("The check."),
        new_code_cell('two == 2 ? "Right" : "not that"', metadata={"tags": ["check"]}),
        new_markdown_cell("<details><summary>Hint 1</summary>\n\nAdd.\n\n</details>"),
        new_markdown_cell(
            "<details><summary>Solution</summary>\n\n```java\nint two = 2;\n```\n\nBecause.\n\n</details>",
            metadata={"tags": ["solution"]},
        ),
    ]


def source(index: int, text: str) -> Change:
    return lambda notebook: notebook.cells[index].update(source=text)


def outputs(output_type: str, **fields: object) -> Change:
    output = new_output(output_type, **fields)
    return lambda notebook: notebook.cells[3].update(outputs=[output])


def shows(mime: str, text: str) -> Change:
    return outputs("display_data", data={mime: text})


def tagged(index: int, *names: str) -> Change:
    return lambda notebook: notebook.cells[index].metadata.update(tags=[*names])


def replaced(index: int, old: str, new: str) -> Change:
    return lambda notebook: notebook.cells[index].update(source=notebook.cells[index].source.replace(old, new))


ASKED, GUESS, ANSWER, TOLD, STUB, CHECK, HINTS, SOLUTION = 12, 13, 15, 16, 18, 20, 21, 22  # in the good notebook

BAD: dict[Callable[[NotebookNode], Findings], list[Change]] = {
    one_title_and_no_skipped_heading: [source(0, "Title"), source(2, "# Another title"), source(2, "#### Deep")],
    between_20_and_40_cells: [
        lambda notebook: execution.make_reproducible(notebook.update(cells=notebook.cells[:2] + notebook.cells[12:]) or notebook),
        lambda notebook: notebook.cells.extend(new_markdown_cell("Words.") for _ in range(12)),
    ],
    at_most_10_lines_of_code: [source(3, "x\n" * 11), source(CHECK, "x\n" * 16)],
    known_tags_on_their_kind_of_cell: [tagged(3, "hide-output"), tagged(2, "check"), tagged(3, "answer", "solution")],
    a_guess_has_an_input: [
        source(2, "**Guess** before you run."),
        source(2, "**Guess.**"),
        source(2, "**Your guess.** How many?"),
        source(HINTS - 4, "**Your guess.**"),
        lambda notebook: notebook.cells.append(new_markdown_cell("**Your guess.**")),
    ],
    a_guess_is_answered: [
        tagged(ANSWER),
        source(3, "many.against(2, 0)"),
        source(3, 'many\n    .among("2", "2", "3")'),
        source(ANSWER, "other.against(2, 0)"),
        source(GUESS, 'var more = new Guess("more", "");'),
    ],
    two_exercises: [
        tagged(STUB),
        tagged(CHECK),
        tagged(SOLUTION),
        source(HINTS, "Think."),
        replaced(SOLUTION, "java", ""),
        lambda notebook: notebook.cells.append(notebook.cells.pop(HINTS)),
    ],
    folded_texts_are_whole: [
        replaced(HINTS, "</details>", ""),
        replaced(HINTS, "</details>", "</details>\n\n</details>"),
        replaced(HINTS, "Add.", "<details><summary>Really?</summary>\n\nYes.\n\n</details>"),
        replaced(HINTS, "</summary>\n\n", "</summary>\n"),
        replaced(HINTS, "</summary>\n\n", "</summary>"),
        replaced(HINTS, "\n\n</details>", "\n</details>"),
        replaced(HINTS, "<details><summary>Hint 1", "<details open><summary>Hint 1"),
        replaced(HINTS, "Hint 1", "Hint 1: `Math`"),
        replaced(HINTS, "Hint 1", "Hint 1: **no**"),
        replaced(HINTS, "Add.", "## Add"),
        source(TOLD, "It is 2.\n\n## Why"),
    ],
    no_advice_to_run_all: [source(2, "Use *Run → Run All Cells*."), source(2, "Then run all cells.")],
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
