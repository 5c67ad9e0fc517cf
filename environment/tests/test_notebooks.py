"""The notebooks keep their rules, and print on every run what is committed."""

import difflib
import os
import re
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

import nbformat
import notebooks
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import NOTEBOOKS, ROOT, LabError

LESSONS = notebooks.lessons()
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)

SETUP = "%load setup.jshell"


def test_there_are_lessons() -> None:
    assert LESSONS


# --- Rules about one notebook: each yields what is wrong -----------------------------------------

Findings = Iterator[str]


def numbered_code(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            yield number, cell


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
    code = notebooks.code_cells(notebook)
    if not code or code[0].source != SETUP:
        yield f"the first code cell is not {SETUP}"


def executed_in_order(notebook: NotebookNode) -> Findings:
    counts = [cell.execution_count for cell in notebooks.code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}"


def no_errors(notebook: NotebookNode) -> Findings:
    for number, cell in numbered_code(notebook):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"cell {number} shows an error"


def metadata_of_no_run_and_no_machine(notebook: NotebookNode) -> Findings:
    fixed = {"kernelspec": notebooks.KERNELSPEC, "language_info": notebooks.LANGUAGE_INFO}
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
    for number, texts in enumerate(notebooks.text_outputs(notebook), 1):
        for what, pattern in RANDOM_TEXT.items():
            if re.search(pattern, "\n".join(texts)):
                yield f"the output [{number}] has {what}"


def no_paths_of_a_machine(notebook: NotebookNode) -> Findings:
    texts = [cell.source for cell in notebook.cells]
    texts += [text for cell in notebooks.text_outputs(notebook) for text in cell]
    for text in texts:
        for found in re.findall(MACHINE, text):
            yield f"a path of a machine, {found}, in: {text[:80]}"


class Pattern(NamedTuple):
    """Java that does not run alike on every kernel and every day."""

    why: str
    pattern: str
    bad: tuple[str, ...]
    good: str


PATTERNS = (
    Pattern(
        "a line that starts with % is a magic, even in a text block",
        r"^\s*%",
        ("%maven a:b:1", 'var text = """\n    %s percent""";'),
        "int rest = 7 % 2;",
    ),
    Pattern(
        "import packages, not single types",
        r"^\s*import [^*]*;",
        ("import java.nio.file.Path;", "import static java.lang.Math.sqrt;"),
        "import java.nio.file.*;",
    ),
    Pattern(
        "the kernel skips assert: use a check that throws",
        r"(^|[;{}])\s*assert\b",
        ("assert x > 0;", "if (x > 0) { assert y > 0; }"),
        "// to assert that x is positive",
    ),
    Pattern(
        "this exists on one kernel only",
        r"\b(kernel|getKernelInstance)\(",
        ("kernel().eval(text);", "getKernelInstance().eval(text);"),
        "convolution(kernels);",
    ),
    Pattern(
        "this also prints a random id: make it the last expression",
        r"\b(display|render|updateDisplay)\(",
        ("display(chart);", 'render(chart, "image/png");', "updateDisplay(id, chart);"),
        "chart.displayed();",
    ),
    Pattern(
        "without Locale.ROOT numbers look different elsewhere",
        r"\b(printf|String\.format)\((?!\s*Locale\.ROOT\b)"
        r"|%[-+ (,.#0-9$]*[deEfgG][^\"\n]*\"\.formatted\(",
        ('System.out.printf("%.2f", x);', 'String.format("%.2f", x)', '"%.2f m".formatted(x)'),
        'String.format(Locale.ROOT, "%.2f", x) + "%s of 9 %%".formatted(x)',
    ),
    Pattern(
        "the kernel's own imports have this name",
        r"\b(class|record|interface|enum)\s+(Vector|Period)\b",
        ("record Vector(double x) {}", "class Period {}"),
        "record VectorField(double x) {}",
    ),
    Pattern(
        "a lesson neither ends the kernel nor prints errors",
        r"\bSystem\.(exit|err)\b",
        ("System.exit(1);", "System.err.println(x);"),
        "System.out.println(x);",
    ),
    Pattern(
        "each run would give something else: give a seed",
        r"new \w*Random\w*\(\s*\)|\bMath\.random\(|\bThreadLocalRandom\b"
        r"|\bRandomGenerator\.(of|getDefault)\(|\bcurrentTimeMillis\(|\bnanoTime\(",
        (
            "var random = new Random();",
            "var random = new SplittableRandom();",
            "var random = RandomGenerator.getDefault();",
            "Math.random()",
            "long start = System.nanoTime();",
        ),
        "var random = new SplittableRandom(1);",
    ),
    Pattern(
        "a compact constructor must be public",
        r"(?s)\brecord (\w+)\b.*?[;{}]\s*(private |protected )?\1\s*\{",
        ("record P(int x) {\n    P {\n        check(x);\n    }\n}", "record P(int x) { P {} }"),
        "record P(int x) {\n    public P {\n        check(x);\n    }\n}",
    ),
)


def portable_java(notebook: NotebookNode) -> Findings:
    for number, cell in numbered_code(notebook):
        for rule in PATTERNS:
            if cell.source != SETUP and re.search(rule.pattern, cell.source, re.MULTILINE):
                yield f"cell {number}: {rule.why}:\n{notebooks.indent(cell.source)}"


# --- Each rule can fail: a good notebook, and one change that each rule finds --------------------

Change = Callable[[NotebookNode], object]


def good_notebook() -> NotebookNode:
    cells = [new_markdown_cell("# Title")]
    for number in range(1, 14):
        source = SETUP if number == 1 else "1 + 1"
        result = new_output("execute_result", {"text/plain": "2"}, execution_count=number)
        cells.append(new_code_cell(source, execution_count=number, outputs=[result]))
        cells.append(new_markdown_cell("## Words"))
    notebook = new_notebook(cells=cells)
    notebooks.make_reproducible(notebook)
    return notebook


def source(index: int, text: str) -> Change:
    return lambda notebook: notebook.cells[index].update(source=text)


def outputs(output_type: str, **fields: object) -> Change:
    output = new_output(output_type, **fields)
    return lambda notebook: notebook.cells[3].update(outputs=[output])


def shows(mime: str, text: str) -> Change:
    return outputs("display_data", data={mime: text})


BAD: dict[Callable[[NotebookNode], Findings], list[Change]] = {
    one_title_and_no_skipped_heading: [
        source(0, "Title"),
        source(2, "# Another title"),
        source(2, "#### Deep"),
    ],
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
    no_errors: [
        outputs("error", ename="E", evalue="", traceback=[]),
        outputs("stream", name="stderr", text="warning"),
    ],
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


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.why)
def test_a_pattern_finds_bad_java_and_spares_good(rule: Pattern) -> None:
    for bad in rule.bad:
        assert re.search(rule.pattern, bad, re.MULTILINE), bad
    assert not re.search(rule.pattern, rule.good, re.MULTILINE)


@every_lesson
def test_lesson_keeps_the_rules(lesson: Path) -> None:
    findings = lint(notebooks.read(lesson))
    assert not findings, "\n".join(
        f"{rule}: {text}" for rule, found in findings.items() for text in found
    )


# --- Rules about files and links -----------------------------------------------------------------


def misnamed(paths: list[Path]) -> list[str]:
    return [
        path.name
        for number, path in enumerate(paths)
        if not re.fullmatch(rf"{number:02}(-[a-z0-9]+)+\.ipynb", path.name)
    ]


@pytest.mark.parametrize(
    "bad", ["01-a.ipynb", "00_a.ipynb", "00-A.ipynb", "00-a b.ipynb", "00.ipynb", "0-a.ipynb"]
)
def test_a_bad_name_is_found(bad: str) -> None:
    assert misnamed([Path("00-start-here.ipynb"), Path("01-b.ipynb")]) == []
    assert misnamed([Path(bad)]) == [bad]


def test_lessons_are_named_and_numbered() -> None:
    assert misnamed(LESSONS) == []


def prose(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def leads_somewhere(link: str, folder: Path) -> bool:
    """To a file, or to a cell of a notebook: other places in files are named differently by pages."""
    name, _, cell_id = link.partition("#cell-id=")
    found = (folder / name).exists()
    return found and (not cell_id or cell_id in {c.id for c in notebooks.read(folder / name).cells})


def bad_links(notebook: NotebookNode, folder: Path) -> list[str]:
    links = re.findall(r"""(?:\]\(|(?:src|href)=["'])([^)"'\s]+)""", prose(notebook))
    local = [link for link in links if not re.match(r"https?://", link)]
    return [link for link in local if not leads_somewhere(link, folder)]


def test_a_bad_link_is_found(tmp_path: Path) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell(id="here")]), tmp_path / "a.ipynb")
    text = (
        '[a](a.ipynb), [b](b.ipynb), [c](a.ipynb#c), <img src="d.png">, [e](https://example.org), '
        "[f](a.ipynb#cell-id=here), [g](a.ipynb#cell-id=gone)"
    )
    notebook = new_notebook(cells=[new_markdown_cell(text)])
    bad = ["b.ipynb", "a.ipynb#c", "d.png", "a.ipynb#cell-id=gone"]
    assert bad_links(notebook, tmp_path) == bad


@every_lesson
def test_links_lead_to_files(lesson: Path) -> None:
    assert bad_links(notebooks.read(lesson), lesson.parent) == []


# --- The ledger of claims ------------------------------------------------------------------------

LEDGER = NOTEBOOKS / "17-claims-checked.ipynb"
CLAIMS = [f"C{number}" for number in range(1, 26)]
ROW = re.compile(r"^\| (C\d+) \|.*\| \*\*([a-z ]+)\*\*.*\|(.*)\|$", re.MULTILINE)
DECIDED = re.compile(r"^(C\d+) ([a-z ]+): ", re.MULTILINE)
EVIDENCE = re.compile(r"\]\(([^)#]+)#cell-id=([^)]+)\)")


def unproved(ledger: NotebookNode, folder: Path) -> list[str]:
    """Claims without a link, or with one to no executed cell of a lesson that names the claim."""
    bad = []
    for claim, _, evidence in ROW.findall(prose(ledger)):
        links = EVIDENCE.findall(evidence)
        bad += [] if links else [claim]
        for name, cell_id in links:
            lesson = notebooks.read(folder / name)
            named = re.search(rf"\b{claim}\b", prose(lesson))
            shown = any(c.id == cell_id and c.get("outputs") for c in lesson.cells)
            bad += [] if named and shown else [f"{claim} {name} {cell_id}"]
    return bad


def verdicts(ledger: NotebookNode) -> list[tuple[str, str]]:
    """As the tables say."""
    return [(claim, verdict) for claim, verdict, _ in ROW.findall(prose(ledger))]


def decided(ledger: NotebookNode) -> list[tuple[str, str]]:
    """As the cells print."""
    texts = [text for cell in notebooks.text_outputs(ledger) for text in cell]
    return DECIDED.findall("\n".join(text.removeprefix("text/plain: ") for text in texts))


def test_a_claim_without_evidence_is_found() -> None:
    rows = (
        "| C3 | x | **true** | none |\n"
        "| C3 | x | **true** | [x](03-forward.ipynb#cell-id=no-such-cell) |\n"
        "| C99 | x | **true** | [x](03-forward.ipynb#cell-id=cell-20) |\n"
        "| C3 | x | **true** | [x](03-forward.ipynb#cell-id=cell-20) |\n"
    )
    ledger = new_notebook(cells=[new_markdown_cell(rows)])
    assert len(unproved(ledger, NOTEBOOKS)) == 3


def test_every_claim_has_evidence() -> None:
    assert unproved(notebooks.read(LEDGER), NOTEBOOKS) == []


def test_the_ledger_has_every_claim_once() -> None:
    claims = [claim for claim, _ in verdicts(notebooks.read(LEDGER))]
    assert sorted(claims) == sorted(CLAIMS)


def test_verdicts_are_what_the_cells_decide() -> None:
    ledger = notebooks.read(LEDGER)
    assert sorted(verdicts(ledger)) == sorted(decided(ledger))


def test_a_verdict_that_no_cell_decides_is_found() -> None:
    shown = new_output("execute_result", {"text/plain": "C3 true: 1\nC4 false: 2\n"}, execution_count=1)
    rows = "| C3 | x | **in part**: x | none |\n| C5 | x | **true** | none |"
    ledger = new_notebook(cells=[new_markdown_cell(rows), new_code_cell("1", outputs=[shown])])
    assert verdicts(ledger) == [("C3", "in part"), ("C5", "true")]
    assert decided(ledger) == [("C3", "true"), ("C4", "false")]


# --- Every lesson in its place -------------------------------------------------------------------


@every_lesson
def test_last_cell_is_the_navigation(lesson: Path) -> None:
    assert notebooks.read(lesson).cells[-1].source == notebooks.navigation(LESSONS, lesson)


@every_lesson
def test_lesson_is_small(lesson: Path) -> None:
    assert lesson.stat().st_size < 500_000


@every_lesson
def test_readme_lists_the_lesson(lesson: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"[{notebooks.title(lesson)}](notebooks/{lesson.name})" in readme


def test_the_picture_of_the_readme_is_the_one_of_the_lesson() -> None:
    assert notebooks.README_PICTURE.read_bytes() == notebooks.readme_picture()


# --- Executing -----------------------------------------------------------------------------------


def differences(committed: NotebookNode, executed: NotebookNode) -> str:
    before, after = (
        [
            f"[{number}] {line}"
            for number, texts in enumerate(notebooks.text_outputs(notebook), 1)
            for text in texts
            for line in text.split("\n")
        ]
        for notebook in (committed, executed)
    )
    return "\n".join(difflib.unified_diff(before, after, "committed", "executed", lineterm=""))


def test_a_changed_output_is_found() -> None:
    changed = good_notebook()
    changed.cells[5].outputs[0].data["text/plain"] = "2 "
    assert differences(good_notebook(), good_notebook()) == ""
    assert "-[3] text/plain: 2\n+[3] text/plain: 2 \n" in differences(good_notebook(), changed)


@every_lesson
def test_lesson_prints_what_is_committed(lesson: Path) -> None:
    before = lesson.read_bytes()
    changed = differences(notebooks.read(lesson), notebooks.execute(lesson))
    assert not changed, f"{changed}\nIf this is meant: python3 environment/lab.py update"
    assert lesson.read_bytes() == before


# --- The set-up script ---------------------------------------------------------------------------


def set_up_error(folder: Path) -> str:
    """What a reader sees whose first cell is executed in this folder's notebooks/."""
    lesson = folder / "notebooks" / "lesson.ipynb"
    lesson.parent.mkdir()
    script = (NOTEBOOKS / "setup.jshell").read_text("utf-8")
    named = 'System.getenv("XAVIERKIT_JAR")'  # the kernel's, which names the jar of this kit
    assert named in script
    (lesson.parent / "setup.jshell").write_text(script.replace(named, "(String) null"), encoding="utf-8")
    nbformat.write(new_notebook(cells=[new_code_cell(SETUP)]), lesson)
    with pytest.raises(LabError) as error:
        notebooks.execute(lesson)
    return str(error.value)


def test_set_up_says_that_the_jar_is_missing(tmp_path: Path) -> None:
    jar = tmp_path / "target" / "lib" / "xavierkit.jar"
    assert f"Not found: {jar}; run: python3 environment/lab.py" in set_up_error(tmp_path)


def test_set_up_says_that_the_jar_is_out_of_date(tmp_path: Path) -> None:
    jar = tmp_path / "target" / "lib" / "xavierkit.jar"
    changed = tmp_path / "src" / "kit" / "main" / "Changed.java"
    for file in (jar, changed):
        file.parent.mkdir(parents=True)
        file.touch()
    os.utime(jar, (1, 1))
    error = set_up_error(tmp_path)
    assert f"Out of date: {jar} is older than" in error
    assert "run: python3 environment/lab.py" in error
