"""Marks submissions by a second pass: see src/course.

A submission's answers, cells of code, run in a sandbox that holds the library and the grader, and the
questions: neither the tests nor the marks, which know what is right. The judge, in a process of its own, then
marks what it replied. Marks are kept under a name made from all that they depend on, so that the same
answers are never run twice.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Iterator, NamedTuple
from urllib.parse import quote_plus, unquote_plus

import build
import sandbox
from places import ROOT, LabError

SECONDS = 60  # of processor time for a submission
CELL_SHARE = 6  # a cell or a reply may take this much less
JUDGE_SECONDS = 300
MOST_BYTES = 64 << 20  # of a notebook, most of which will be output
MOST_SOURCE = 100_000  # characters of a cell
JVM = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # half the time: these programs end after seconds
    "-XX:-UsePerfData",
    "-XX:CompressedClassSpaceSize=128m",
    "-XX:MaxDirectMemorySize=64m",
    "-Xmx512m",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Duser.language=en",
    "-Duser.country=US",
    "-Duser.timezone=UTC",
)
# What the kernels import before any cell.
IMPORTED = "java.util java.io java.math java.net java.util.concurrent java.util.prefs java.util.regex"
# A cell, a method header and a question that nothing replies to, and the reply: see Answers.java.
TRIAL = "HELPER\ttrial\t0\t\n", "trial\ttrial\tint\t\n", "trial\n"
NO_REPLY = "nThere+is+no+method+int+trial"
MARKS_IMPORTS = "import xavierkit.marks."  # what the sandbox does not have
# What a submission may not read where another user's files are not hidden from it; see find_programs.
ANSWERS = (
    *(".git", "src/course", "notebooks/assignments", "environment/tests"),
    *("target/build", "target/course/xavierkit-marks.jar"),
)
STUB = 'throw new UnsupportedOperationException("write your answer here");'
BEGIN_SOLUTION, END_SOLUTION = "// BEGIN SOLUTION", "// END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "// BEGIN HIDDEN TESTS", "// END HIDDEN TESTS"
NOT_A_NOTEBOOK = "The file that was handed in cannot be read as a notebook: %s."


class Mark(NamedTuple):
    points: float
    reason: str


Marks = dict[str, Mark]
Answers = dict[str, str]  # the code of each answer cell, by its id


# --- Notebooks -------------------------------------------------------------------------------


def cells_of(notebook: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Id, nbgrader's metadata and source of each cell, whatever a submission's cells look like."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict):
            metadata = cell.get("metadata")
            nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
            nbgrader = nbgrader if isinstance(nbgrader, dict) else {}
            source = cell.get("source")
            lines = source if isinstance(source, list) else [source]
            text = "".join(line for line in lines if isinstance(line, str))
            # some editors keep a cell's id but drop the metadata that they do not know
            yield str(nbgrader.get("grade_id") or cell.get("id")), nbgrader, text


def read_submission(path: Path, wanted: list[str]) -> tuple[Answers, str]:
    """The answers, by the ids that are wanted; and what is wrong with the file, if anything.

    Everything else in it is ignored: its other cells, its tests, its metadata, its order. Of two
    cells with one id the last counts, as for nbgrader.
    """
    try:
        if path.is_symlink() or not path.is_file():
            return {}, NOT_A_NOTEBOOK % "it is no file"
        if path.stat().st_size > MOST_BYTES:
            return {}, NOT_A_NOTEBOOK % ("it is larger than %d MB" % (MOST_BYTES >> 20))
        notebook = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        return {}, NOT_A_NOTEBOOK % type(error).__name__
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return {}, NOT_A_NOTEBOOK % "it has no cells"
    found = {name: text[:MOST_SOURCE] for name, _, text in cells_of(notebook) if name in wanted}
    # a lone surrogate is valid JSON but no text
    clean = {name: text.encode(errors="replace").decode() for name, text in found.items()}
    return {name: clean[name] for name in wanted if name in clean}, ""


# --- Assignments -----------------------------------------------------------------------------


class Cell(NamedTuple):
    kind: str  # HELPER, KEY, ANSWER or TEST: see NotebookCell.java
    name: str
    points: float
    source: str

    def line(self) -> str:
        return line_of(self.kind, self.name, repr(float(self.points)), self.source)


def line_of(*fields: str) -> str:
    """See Fields.java."""
    return "\t".join(quote_plus(field) for field in fields) + "\n"


def fields_of(line: str) -> list[str]:
    return [unquote_plus(field) for field in line.split("\t")]


class Programs(NamedTuple):
    """What runs the programs of xavierkit.grader."""

    java: str
    sandbox: sandbox.Sandbox

    def java_command(self, program: str, modules: tuple[build.Module, ...], *words: str) -> list[str]:
        name = "xavierkit.grader." + program
        return [self.java, *JVM, "-cp", build.class_path(*modules), name, *words]

    def answers_command(self) -> list[str]:
        seconds = str(max(1, self.sandbox.seconds // CELL_SHARE))
        return self.java_command("Answers", (build.LIBRARY, build.GRADER), seconds)

    def replies(self, cells: list["Cell"], headers: str, questions: str, slot: int) -> sandbox.Output:
        """What a submission's cells reply in the sandbox."""
        text = "\n".join(("".join(cell.line() for cell in cells), headers, questions))
        return self.sandbox.run(self.answers_command(), text.encode(), slot)

    def judge(self, *folders: str) -> None:
        """With one folder it runs the reference solution, with two it marks a submission."""
        command = self.java_command("Judge", build.COURSE, *folders)
        try:
            result = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=JUDGE_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise LabError("The judge took more than %d s." % JUDGE_SECONDS) from None
        if result.returncode:
            text = result.stderr.decode(errors="replace").strip()
            raise LabError("The judge failed: %s" % text[:2000])


def find_programs(java_home: Path, unsafe: bool = False, seconds: int = SECONDS) -> Programs:
    programs = Programs(str(java_home / "bin" / "java"), sandbox.Sandbox("none", ()))
    readable = (str(java_home), str(build.LIBRARY.jar.parent), str(build.GRADER.jar))
    found = sandbox.find(programs.answers_command(), "\n".join(TRIAL).encode(), NO_REPLY.encode(), readable, unsafe)
    if found.kind == sandbox.A_USER:  # who may read what all may
        for path in filter(Path.exists, (ROOT / name for name in ANSWERS)):
            path.chmod(path.stat().st_mode & 0o700)
    return programs._replace(sandbox=found._replace(seconds=seconds))


class Assignment(NamedTuple):
    """A source notebook whose reference solution has run: what its tests ask is known."""

    name: str
    folder: Path  # of what the reference run found, and of the marks
    cells: list[Cell]
    programs: Programs

    @property
    def answers(self) -> list[str]:
        return [cell.name for cell in self.cells if cell.kind == "ANSWER"]

    @property
    def tests(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "TEST"]

    def marks(self, answers: Answers, slot: int = 0) -> Marks:
        """The marks of these answers; kept, and looked up the next time."""
        file = self.folder / "marks" / (digest(json.dumps(answers, sort_keys=True)) + ".json")
        if not file.is_file():
            text = json.dumps(self.judged(answers, slot), indent=1)
            file.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as part:
                part.write(text)
            os.replace(part.name, file)
        return {name: Mark(*mark) for name, mark in json.loads(file.read_text()).items()}

    def judged(self, answers: Answers, slot: int) -> Marks:
        mine = [cell for cell in self.cells if cell.kind == "HELPER" or cell.name in answers]
        given = [cell._replace(source=answers.get(cell.name, cell.source)) for cell in mine]
        headers, questions = ((self.folder / name).read_text() for name in ("headers.txt", "questions.txt"))
        output = self.programs.replies(given, headers, questions, slot)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "replies.txt").write_bytes(output.data)
            self.programs.judge(str(self.folder), folder)
            marks = read_marks(Path(folder) / "marks.txt")
        if output.stopped:
            late = "The program was stopped. %s " % output.stopped
            marks = {name: lacking(mark, late) for name, mark in marks.items()}
        return marks


def lacking(mark: Mark, why: str) -> Mark:
    return mark if mark.points else Mark(0, why + mark.reason)


def read_marks(file: Path) -> Marks:
    lines = map(fields_of, file.read_text().splitlines())
    return {name: Mark(float(points), why) for name, points, why in lines}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def source_cells(source: Path) -> list[Cell]:
    """The cells that matter to the marks; cells without nbgrader's metadata are for readers."""
    setup = (source.parent / "setup.jshell").read_text().splitlines()
    imports = ["import %s.*;" % name for name in IMPORTED.split()]
    imports += [line for line in setup if line.startswith("import ")]
    key = [line for line in imports if line.startswith(MARKS_IMPORTS)]
    cells = [Cell("HELPER", "imports", 0, "\n".join(line for line in imports if line not in key))]
    cells += [Cell("KEY", "imports of the key", 0, "\n".join(key))]
    for name, nbgrader, text in cells_of(json.loads(source.read_bytes())):
        if nbgrader.get("solution") and nbgrader.get("grade"):
            raise LabError("%s: %s must not be answer and test in one." % (source.name, name))
        if nbgrader.get("solution"):
            cells.append(Cell("ANSWER", name, 0, text))
        elif nbgrader.get("grade"):
            cells.append(Cell("TEST", name, nbgrader["points"], text))
        elif nbgrader.get("locked"):
            cells.append(Cell("HELPER", name, 0, text))
    return cells


def check_helpers(source: Path, cells: list[Cell], programs: Programs) -> None:
    """They run in the sandbox as well, beside the answers: they must do without the marks."""
    helpers = [cell for cell in cells if cell.kind == "HELPER"]
    reply = fields_of(programs.replies(helpers, *TRIAL[1:], 0).data.decode())[0]
    if not reply.startswith(unquote_plus(NO_REPLY)):
        raise LabError(
            "In %s what learners' code runs beside must need no key: move it into a test. %s"
            % (source.name, reply[1:].partition("There is no method int trial")[0])
        )


def run_reference(source: Path, store: Path, programs: Programs) -> Assignment:
    """Finds out what the tests ask, once for each version of the source, of the jars and of the limit."""
    cells = source_cells(source)
    jars = [hashlib.sha256(module.jar.read_bytes()).hexdigest() for module in build.COURSE]
    limit = "%d s" % programs.sandbox.seconds
    key = digest("".join(jars) + limit + "".join(cell.line() for cell in cells))
    assignment = Assignment(source.stem, store / source.stem / key, cells, programs)
    if not assignment.folder.is_dir():
        assignment.folder.parent.mkdir(parents=True, exist_ok=True)
        check_helpers(source, cells, programs)
        part = Path(tempfile.mkdtemp(dir=assignment.folder.parent))
        try:
            (part / "cells.txt").write_text("".join(cell.line() for cell in cells))
            programs.judge(str(part))
            check_full_marks(source, cells, read_marks(part / "marks.txt"))
            os.replace(part, assignment.folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return assignment


def check_full_marks(source: Path, cells: list[Cell], marks: Marks) -> None:
    for cell in cells:
        if cell.kind == "TEST" and marks[cell.name].points != cell.points:
            raise LabError(
                "In %s the reference solution must earn all %g points of %s, got %g. %s"
                % (source.name, cell.points, cell.name, *marks[cell.name])
            )


def validate(source: Path, assignment: Assignment) -> None:
    """The reference solution earns all points in the sandbox, too, and a blank submission none."""
    reference = {cell.name: cell.source for cell in assignment.cells if cell.kind == "ANSWER"}
    check_full_marks(source, assignment.cells, assignment.marks(reference))
    blank = {name: without_solution(text) for name, text in reference.items()}
    for name, mark in assignment.marks(blank).items():
        if mark.points:
            raise LabError(
                "In %s a blank answer must earn nothing in %s, got %g."
                % (source.name, name, mark.points)
            )


def without_solution(text: str) -> str:
    region = re.escape(BEGIN_SOLUTION) + ".*?" + re.escape(END_SOLUTION)
    return re.sub(region, lambda _: STUB, text, flags=re.DOTALL) if BEGIN_SOLUTION in text else STUB
