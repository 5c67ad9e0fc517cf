"""A course from its assignments to its feedback, on the real nbgrader, with submissions of all kinds."""

import hashlib
import json
import re
import signal
import socketserver
import subprocess
import threading
from pathlib import Path
from typing import Iterator

import build
import execution
import marking
import pytest
import sandbox
import submissions
from course_folder import CourseFolder
from jdk import find_jdk
from places import ASSIGNMENTS as FOLDER
from places import LabError
from programs import tool_environment
from set_up import set_up
from submissions import NAME, Case

LISTENED = ("127.0.0.1", submissions.PORT)


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def cases(course: Path) -> dict[str, Case]:
    every = {**submissions.HONEST, **submissions.CHANGED, **submissions.HOSTILE, **submissions.KEY}
    return {**every, "spy": submissions.spy(course)}


ASSIGNMENTS = sorted(FOLDER.glob("*.ipynb"))
CASES = sorted(cases(Path("none")))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    set_up()
    course = CourseFolder(tmp_path_factory.mktemp("course") / "Xavier's course (2027) + {x}")
    course.run("create")
    course.run("release")
    return course


@pytest.fixture(scope="module")
def listening() -> Iterator[None]:
    with socketserver.TCPServer(LISTENED, socketserver.BaseRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


class Graded:
    def __init__(self, course: CourseFolder, before: dict[str, str], first: str, second: str) -> None:
        self.course, self.before, self.first, self.second = course, before, first, second


@pytest.fixture(scope="module")
def graded(released: CourseFolder, listening: None) -> Graded:
    """All cases, graded in two runs: the first is killed in the midst of it."""
    for student, case in cases(released.folder).items():
        released.hand_in(student, case)
    link = released.submitted("link")
    link.parent.mkdir(parents=True)
    link.symlink_to(released.folder / "source" / NAME / (NAME + ".ipynb"))
    (link.parent / "notes.txt").symlink_to(released.folder / "gradebook.db")
    before = tree(released.folder / "submitted")
    process = released.start("autograde")
    assert process.stdout
    first = ""
    for line in process.stdout:
        first += line
        if line.startswith("6 of"):
            process.send_signal(signal.SIGKILL)
    process.wait()
    second = released.run("autograde")
    released.run("feedback")
    return Graded(released, before, first, second)


@pytest.mark.parametrize("name", ["5 % off", "[a]", "what?"])
def test_a_folder_that_nbgrader_cannot_use_is_refused(tmp_path: Path, name: str) -> None:
    said = CourseFolder(tmp_path / name).run("create", code=1)
    assert said == f"error: nbgrader needs a folder without % * ? [ ] for the course, got {tmp_path / name}\n"
    assert not (tmp_path / name).exists()


# --- Assignments -------------------------------------------------------------------------------


def test_every_solution_earns_all_points_and_a_blank_answer_none(released: CourseFolder) -> None:
    output = released.run("validate")
    for path in ASSIGNMENTS:
        assert path.stem + ": the solution earns all points, a blank answer none" in output


def test_a_learners_copy_holds_neither_solution_nor_hidden_test(released: CourseFolder) -> None:
    for source in released.folder.glob("source/*/*.ipynb"):
        copy = released.folder / "release" / source.parent.name / source.name
        kept = {name: text for name, _, text in marking.cells_of(json.loads(copy.read_bytes()))}
        for name, _, text in marking.cells_of(json.loads(source.read_bytes())):
            for begin, end in (
                (marking.BEGIN_SOLUTION, marking.END_SOLUTION),
                (marking.BEGIN_HIDDEN, marking.END_HIDDEN),
            ):
                for region in re.findall(begin + "\n(.*?)" + end, text, re.DOTALL):
                    lines = [line.strip() for line in region.splitlines() if len(line.strip()) > 3]
                    assert lines and not any(line in kept[name] for line in lines)


@pytest.mark.parametrize("source", ASSIGNMENTS, ids=lambda path: path.stem)
def test_in_a_kernel_the_solution_earns_the_same(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in tool_environment(set_up().home).items():
        monkeypatch.setenv(name, value)
    for cell in execution.execute(source).cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("grade"):
            assert float(cell.outputs[-1].data["text/plain"]) == nbgrader["points"]


# --- Marks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("student", CASES)
def test_it_earns_what_it_should(graded: Graded, student: str) -> None:
    case = cases(graded.course.folder)[student]
    assert graded.course.points(student) == case.points, graded.course.reasons(student)
    missing = [
        reason
        for reason, points, most in zip(
            graded.course.reasons(student), case.points, submissions.ALL
        )
        if points < most
    ]
    assert not missing or case.reason in missing[0]


def test_the_spy_would_see_without_a_sandbox(released: CourseFolder, listening: None) -> None:
    programs = marking.find_programs(find_jdk().home)
    programs = programs._replace(sandbox=sandbox.Sandbox("none", ()))
    source = released.folder / "source" / NAME / (NAME + ".ipynb")
    assignment = marking.run_reference(source, released.folder / "marks", programs)
    marks = assignment.judged(submissions.spy(released.folder).answers, 0)
    assert tuple(mark.points for mark in marks.values()) == submissions.ALL


@pytest.mark.parametrize("name", sorted(set(submissions.KEY) - {"key from what is handed in"}))
def test_with_the_key_at_hand_it_would_earn_all(released: CourseFolder, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What earns nothing in the sandbox is right where the marks are on the class path and all files can be read."""
    programs = marking.find_programs(find_jdk().home)
    source = released.folder / "source" / NAME / (NAME + ".ipynb")
    assignment = marking.run_reference(source, released.folder / "marks", programs)
    unsafe = programs._replace(sandbox=sandbox.Sandbox("none", ()))
    both = Path(build.class_path(*build.COURSE[1:]))
    monkeypatch.setattr(build, "GRADER", build.GRADER._replace(jar=both))
    answers = submissions.KEY[name].answers
    answers = {**answers, "deviation": "import xavierkit.marks.*;\n" + answers["deviation"]}
    marks = assignment._replace(programs=unsafe).judged(answers, 0)
    assert tuple(mark.points for mark in marks.values()) == submissions.ALL, marks["deviation-check"]


def test_what_is_handed_in_to_the_sandbox_holds_no_key(released: CourseFolder) -> None:
    for source in released.folder.glob("source/*/*.ipynb"):
        cells = marking.source_cells(source)
        given = "".join(cell.line() for cell in cells if cell.kind == "HELPER")
        for word in ("xavierkit.marks", "Marks", "Formula", "Mistake", "GOAL", "SOLUTION"):
            assert word not in given


@pytest.mark.parametrize("use", ["xavierkit.marks.Formula.key(\"bound\")", "Class.forName(\"xavierkit.marks.Formula\")"])
def test_a_helper_that_needs_a_key_is_refused(released: CourseFolder, tmp_path: Path, use: str) -> None:
    folder = released.folder / "source" / NAME
    notebook = json.loads((folder / (NAME + ".ipynb")).read_bytes())
    nbgrader = {"grade": False, "grade_id": "peek", "locked": True, "schema_version": 3, "solution": False, "task": False}
    peek = {"cell_type": "code", "id": "peek", "metadata": {"nbgrader": nbgrader}, "outputs": [], "source": "var peek = %s;" % use}
    notebook["cells"].insert(2, peek)
    (tmp_path / "peek.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "setup.jshell").write_bytes((folder / "setup.jshell").read_bytes())
    programs = marking.find_programs(find_jdk().home)
    with pytest.raises(LabError, match="must need no key.*In the cell peek: .*xavierkit.marks"):
        marking.run_reference(tmp_path / "peek.ipynb", tmp_path / "marks", programs)


def test_the_gradebook_has_these_marks(graded: Graded) -> None:
    expected = {name: sum(case.points) for name, case in cases(graded.course.folder).items()}
    assert graded.course.grades() == {**expected, "link": 0}


def test_a_link_is_not_followed(graded: Graded) -> None:
    assert sum(graded.course.points("link")) == 0
    for folder in ("autograded", "feedback"):
        names = [path.name for path in (graded.course.folder / folder / "link" / NAME).iterdir()]
        assert names in ([NAME + ".ipynb"], [NAME + ".html"])


def test_grading_changes_no_submission(graded: Graded) -> None:
    assert tree(graded.course.folder / "submitted") == graded.before


def test_a_killed_run_goes_on_where_it_was(graded: Graded) -> None:
    """What the first run had recorded, the second leaves alone; it loses nothing either."""
    done = re.findall(r"^\d+ of \d+: (.+?): ", graded.first, re.MULTILINE)
    again = re.findall(r"^\d+ of \d+: (.+?): ", graded.second, re.MULTILINE)
    assert len(done) >= 6 and not set(done) & set(again)
    assert len(done) + len(again) == len(CASES) + 1


def test_a_third_run_has_nothing_to_do(graded: Graded) -> None:
    assert "%d handed in, 0 to grade" % (len(CASES) + 1) in graded.course.run("autograde")


def test_nothing_of_a_submission_is_left_running(graded: Graded) -> None:
    found = subprocess.run(["pgrep", "-f", "sleep 86391"], capture_output=True, check=False)
    assert found.stdout == b""


def test_feedback_gives_the_reason_and_no_hidden_test(graded: Graded) -> None:
    source = graded.course.folder / "source" / NAME / (NAME + ".ipynb")
    texts = [text for _, _, text in marking.cells_of(json.loads(source.read_bytes()))]
    hidden = re.findall(r"Fan\.dense\(\d+, \d+\)", "".join(texts))
    assert hidden
    pages = list(graded.course.folder.glob("feedback/*/*/*.html"))
    assert len(pages) == len(CASES) + 1
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "HIDDEN TESTS" not in text and "Elsewhere" not in text
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert "The variance is used as standard deviation" in text


# --- Later -------------------------------------------------------------------------------------


def test_a_new_version_is_graded_anew_and_alone(graded: Graded) -> None:
    student = "blank"
    course = graded.course
    file = course.submitted(student)
    old = file.read_bytes()
    try:
        file.unlink()
        file.parent.rmdir()
        course.hand_in(student, Case())
        assert "1 to grade" in course.run("autograde")
        assert course.points(student) == submissions.ALL
        assert course.grades()[student] == 10
    finally:
        file.write_bytes(old)


def test_what_has_another_name_is_named(graded: Graded) -> None:
    course = graded.course
    file = course.submitted("misnamed")
    course.hand_in("misnamed", Case())
    file.rename(file.with_name("Copy of it.ipynb"))
    output = course.run("autograde", code=1)
    assert "submitted/misnamed/%s has no %s.ipynb" % (NAME, NAME) in output


@pytest.mark.parametrize("name", sorted(submissions.KEY_ELSEWHERE))
def test_a_key_called_earns_nothing_in_other_assignments(graded: Graded, name: str) -> None:
    answer, source, reason = submissions.KEY_ELSEWHERE[name]
    course = graded.course
    course.hand_in("key", Case({answer: source}), name)
    course.run("autograde", name)
    assert course.grades(name)["key"] == 0
    said = ["".join(c["outputs"][0]["text"]) for c in course.tests("key", name) if c["id"] == answer + "-check"]
    assert reason in said[0]
