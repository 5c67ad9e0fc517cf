"""Marks submissions by a second pass: see src/main/java/xavierkit/course.

A submission's answers, cells of code, run in a sandbox that knows what is asked but not what is
right. The judge, in a process of its own, then marks what it replied. Marks are kept under a name
made from all that they depend on, so that the same answers are never run twice.
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

import build
import sandbox
from places import LabError

SECONDS = 60  # of processor time for a submission
CELL_SHARE = 6  # a cell or a reply may take so much less
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
# A cell, a head and a question that nothing replies to: see Answers.java.
TRIAL = b"HELPER\ttrial\t0\t\n\ntrial\ttrial\tint\n\ntrial\n"
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
    kind: str  # HELPER, ANSWER or TEST: see Cell.java
    name: str
    points: float
    source: str

    def line(self) -> str:
        fields = (self.kind, self.name, repr(float(self.points)), self.source)
        return "\t".join(map(escape, fields)) + "\n"


def escape(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return text


def unescape(text: str) -> str:
    meaning = {"t": "\t", "n": "\n", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: meaning.get(match[1], match[1]), text)


class Programs(NamedTuple):
    """What runs the three programs of xavierkit.course."""

    java: str
    sandbox: sandbox.Sandbox

    def java_command(self, program: str, *words: str) -> list[str]:
        name = "xavierkit.course." + program
        return [self.java, *JVM, "-cp", str(build.LIBRARY.jar), name, *words]

    def answers_command(self) -> list[str]:
        return self.java_command("Answers", str(max(1, self.sandbox.seconds // CELL_SHARE)))

    def trusted(self, program: str, *words: str) -> None:
        command = self.java_command(program, *words)
        try:
            result = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=JUDGE_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise LabError("%s took more than %d s." % (program, JUDGE_SECONDS)) from None
        if result.returncode:
            text = result.stderr.decode(errors="replace").strip()
            raise LabError("%s failed: %s" % (program, text[:2000]))


def find_programs(java_home: Path, unsafe: bool = False, seconds: int = SECONDS) -> Programs:
    programs = Programs(str(java_home / "bin" / "java"), sandbox.Sandbox("none", ()))
    readable = (str(java_home), str(build.LIBRARY.jar.parent))
    found = sandbox.find(programs.answers_command(), TRIAL, b"trial\nnot", readable, unsafe)
    return programs._replace(sandbox=found._replace(seconds=seconds))


class Assignment(NamedTuple):
    """A source notebook, rehearsed: what its tests ask is known."""

    name: str
    folder: Path  # of what the rehearsal found, and of the marks
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
        blocks = ["".join(cell.line() for cell in given if cell.kind != "TEST")]
        blocks += [(self.folder / name).read_text() for name in ("heads.txt", "questions.txt")]
        programs, text = self.programs, "\n".join(blocks).encode()
        output = programs.sandbox.run(programs.answers_command(), text, slot)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "answers.txt").write_bytes(output.data)
            programs.trusted("Judge", str(self.folder), folder)
            marks = read_marks(Path(folder) / "marks.txt")
        if output.stopped:
            late = "The program was stopped. %s " % output.stopped
            marks = {name: lacking(mark, late) for name, mark in marks.items()}
        return marks


def lacking(mark: Mark, why: str) -> Mark:
    return mark if mark.points else Mark(0, why + mark.reason)


def read_marks(file: Path) -> Marks:
    lines = [line.split("\t") for line in file.read_text().splitlines()]
    return {unescape(name): Mark(float(points), unescape(why)) for name, points, why in lines}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def source_cells(source: Path) -> list[Cell]:
    """The cells that matter to the marks; cells without nbgrader's metadata are for readers."""
    cells = [Cell("HELPER", "imports", 0, imports(source.parent / "setup.jshell"))]
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


def imports(setup: Path) -> str:
    lines = ["import %s.*;" % name for name in IMPORTED.split()]
    lines += [line for line in setup.read_text().splitlines() if line.startswith("import ")]
    return "\n".join(lines)


def rehearse(source: Path, store: Path, programs: Programs) -> Assignment:
    """Finds out what the tests ask, once for each version of the source, library and limit."""
    cells = source_cells(source)
    library = hashlib.sha256(build.LIBRARY.jar.read_bytes()).hexdigest()
    limit = "%d s" % programs.sandbox.seconds
    key = digest(library + limit + "".join(cell.line() for cell in cells))
    assignment = Assignment(source.stem, store / source.stem / key, cells, programs)
    if not assignment.folder.is_dir():
        assignment.folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=assignment.folder.parent))
        try:
            (part / "cells.txt").write_text("".join(cell.line() for cell in cells))
            programs.trusted("Rehearsal", str(part))
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
