"""The lessons are in their places, and print on every run what is committed."""

import difflib
import os
import re
from pathlib import Path

import execution
import exercises
import lessons
import nbformat
import pytest
from lessons import prose
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import NOTEBOOKS, ROOT, LabError
from test_portable_java import SETUP
from test_rules import exercise_cells, good_notebook

LESSONS = lessons.lessons()
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)


def test_there_are_lessons() -> None:
    assert LESSONS


def misnamed(paths: list[Path]) -> list[str]:
    return [
        path.name
        for number, path in enumerate(paths)
        if not re.fullmatch(rf"{number:02}(-[a-z0-9]+)+\.ipynb", path.name)
    ]


@pytest.mark.parametrize("bad", ["01-a.ipynb", "00_a.ipynb", "00-A.ipynb", "00-a b.ipynb", "00.ipynb", "0-a.ipynb"])
def test_a_bad_name_is_found(bad: str) -> None:
    assert misnamed([Path("00-start-here.ipynb"), Path("01-b.ipynb")]) == []
    assert misnamed([Path(bad)]) == [bad]


def test_lessons_are_named_and_numbered() -> None:
    assert misnamed(LESSONS) == []


def leads_somewhere(link: str, folder: Path) -> bool:
    """To a file, or to a cell of a notebook: other places in files are named differently by pages."""
    name, _, cell_id = link.partition("#cell-id=")
    found = (folder / name).exists()
    return found and (not cell_id or cell_id in {c.id for c in lessons.read(folder / name).cells})


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
    assert bad_links(lessons.read(lesson), lesson.parent) == []


PACKAGES = {path.name for path in ROOT.glob("src/**/main/xavierkit/*") if path.is_dir()}
NO_PACKAGES = {"jar", "blas", "js"}  # xavierkit.jar is the library, xavierkit.js the same for pages, xavierkit.blas a system property
TEXTS = [*NOTEBOOKS.rglob("*.ipynb"), *NOTEBOOKS.rglob("*.jshell"), *NOTEBOOKS.rglob("*.md"), ROOT / "README.md"]


def unknown_packages(text: str) -> set[str]:
    return {*re.findall(r"\bxavierkit\.([a-z]+)\b", text)} - PACKAGES - NO_PACKAGES


def test_an_unknown_package_is_found() -> None:
    assert unknown_packages("import xavierkit.init.*; // not xavierkit.initial") == {"initial"}


@pytest.mark.parametrize("file", TEXTS, ids=lambda path: path.name)
def test_every_package_that_is_named_exists(file: Path) -> None:
    assert unknown_packages(file.read_text(encoding="utf-8")) == set()


@every_lesson
def test_last_cell_is_the_navigation(lesson: Path) -> None:
    assert lessons.read(lesson).cells[-1].source == lessons.navigation(LESSONS, lesson)


@every_lesson
def test_lesson_is_small(lesson: Path) -> None:
    assert lesson.stat().st_size < 500_000


@every_lesson
def test_readme_lists_the_lesson(lesson: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"[{lessons.title(lesson)}](notebooks/{lesson.name})" in readme


def test_readme_has_the_parts() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\*\*)?(?:\[\d\d [^]]*\]\(notebooks/(.*?)\)|([^[|]*?))(?:\*\*)? \|", readme.split("## Lessons")[1], re.MULTILINE)
    rows = [(name or part, bool(bold)) for bold, name, part in listed][1:]  # below the head
    expected: list[tuple[str, bool]] = []
    for part, members in lessons.parts(LESSONS).items():
        expected.append((part, True))
        expected += [(path.name, lessons.number(path) in lessons.CORE) for path in members]
    assert rows[: len(expected)] == expected


def test_every_lesson_is_in_one_part() -> None:
    assert sum(lessons.parts(LESSONS).values(), []) == LESSONS


def differences(committed: NotebookNode, executed: NotebookNode) -> str:
    before, after = (
        [
            f"[{number}] {line}"
            for number, texts in enumerate(lessons.text_outputs(notebook), 1)
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
    """In one kernel: most of the time is its start."""
    before, committed = lesson.read_bytes(), lessons.read(lesson)
    trials = exercises.trials(committed, exercises.wrong_answers(lesson))
    executed = execution.execute(lesson, more=[code for trial in trials for code in trial.code()])
    answered = executed.cells[len(committed.cells) :]
    del executed.cells[len(committed.cells) :]
    changed = differences(committed, executed)
    assert not changed, f"{changed}\nIf this is meant: python3 environment/lab.py update"
    assert exercises.missing(committed, exercises.wrong_answers(lesson)) == []
    assert exercises.problems(trials, answered) == []
    assert lesson.read_bytes() == before


def answered(*texts: str) -> list[NotebookNode]:
    """The cells of answers that say nothing, and of checks that do."""
    shown = [["", text] for text in texts]
    return [new_code_cell(outputs=[new_output("stream", text=text)]) for pair in shown for text in pair]


WRONG = {"0": "not none", "int two = 3;": "not that"}


def test_a_mistake_in_an_exercise_is_found() -> None:
    notebook = new_notebook(cells=exercise_cells())
    stub = notebook.cells[1].id
    trials = exercises.trials(notebook, {stub: WRONG})
    assert [trial.answer for trial in trials] == ["0", "int two = 3;", "int two = 2;"]
    assert trials[0].code() == ["0", notebook.cells[3].source]
    assert exercises.problems(trials, answered("It is not none.", "not that", "Right: 2.")) == []
    for replies, word in {
        ("It is not none.", "not that", "Rightly no."): "solution is not right",
        ("It is not none.", "not that", "FAIL, not Right"): "solution is not right",
        ("FAIL", "not that", "PASS"): "must say 'not none'",
        ("It is not none.", "", "PASS"): "must say 'not that'",
        ("It is not none.", "not that", "Right, not that it matters"): "solution is told 'not that'",
    }.items():
        (problem,) = exercises.problems(trials, answered(*replies))
        assert word in problem and stub in problem


def test_an_incomplete_exercise_is_found() -> None:
    notebook = new_notebook(cells=exercise_cells())
    stub = notebook.cells[1].id
    assert exercises.missing(notebook, {stub: WRONG}) == []
    assert exercises.missing(notebook, {stub: {"0": "not none"}}) == [f"{stub} has fewer than two wrong answers"]
    assert exercises.missing(notebook, {}) == [f"{stub} has fewer than two wrong answers"]
    assert exercises.missing(notebook, {stub: WRONG, "gone": WRONG}) == ["there is no exercise gone"]
    notebook.cells[-1].source = "Solution: 2."
    assert exercises.missing(notebook, {stub: WRONG}) == [f"{stub} has no cell tagged solution with java code"]
    nobody = exercises.trials(notebook, {stub: {"0": ""}})[0]
    assert nobody.problem("not none")  # an empty piece names no mistake


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
        execution.execute(lesson)
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
