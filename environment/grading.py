"""A course folder as nbgrader lays it out, and the notebooks that nbgrader takes for graded.

MarkedNotebookExporter is a plug-in, named in a course's nbgrader_config.py. Where nbgrader would
execute what a learner handed in, it takes the released notebook, puts the learner's answers into
it, and lets each test cell show its marks. nbgrader then records, shows and renders these and
nothing else of a submission. Hidden tests are not in them.
"""

import functools
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import marking
import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output

KEY = "xavierkit"  # in a marked notebook's metadata: what its marks depend on
MISSING = "// This cell is missing in what was handed in."


class Course(NamedTuple):
    folder: Path
    programs: marking.Programs

    def source(self, name: str) -> Path:
        return self.folder / "source" / name / (name + ".ipynb")

    def released(self, name: str) -> Path:
        return self.folder / "release" / name / (name + ".ipynb")

    def submitted(self, student: str, name: str) -> Path:
        return self.folder / "submitted" / student / name / (name + ".ipynb")

    def autograded(self, student: str, name: str) -> Path:
        return self.folder / "autograded" / student / name / (name + ".ipynb")

    def assignment(self, name: str) -> marking.Assignment:
        return marking.run_reference(self.source(name), self.folder / "marks", self.programs)

    def submission(self, student: str, assignment: marking.Assignment) -> "Submission":
        file = self.submitted(student, assignment.name)
        answers, problem = marking.read_submission(file, assignment.answers)
        time = file.with_name("timestamp.txt")
        moment = time.read_text(errors="replace") if time.is_file() else ""
        version = json.dumps([assignment.folder.name, answers, problem, moment], sort_keys=True)
        return Submission(student, assignment, answers, problem, marking.digest(version))

    def marked(self, submission: "Submission", slot: int = 0) -> NotebookNode:
        """The released notebook with a learner's answers and marks."""
        notebook = nbformat.read(self.released(submission.assignment.name), as_version=4)
        marks = submission.assignment.marks(submission.answers, slot)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in submission.assignment.answers:
                cell.source = submission.answers.get(name, MISSING)
            elif name in marks:
                cell.outputs = outputs(marks[name], submission.problem)
                cell.execution_count = 1
        notebook.metadata[KEY] = submission.key
        return notebook


class Submission(NamedTuple):
    student: str
    assignment: marking.Assignment
    answers: marking.Answers
    problem: str
    key: str  # the same if and only if nothing has changed that the marks depend on


def outputs(mark: marking.Mark, problem: str) -> list[NotebookNode]:
    """As if the cell had printed the reason and ended on its points, which nbgrader records."""
    reason = " ".join(filter(None, (problem, mark.reason)))
    points = new_output("execute_result", {"text/plain": str(mark.points)}, execution_count=1)
    return [new_output("stream", name="stdout", text=reason + "\n"), points]


@functools.cache
def course_here() -> Course:
    """The course in the working folder, graded as lab.py said when it started this program."""
    home = Path(os.environ["JAVA_HOME"])
    unsafe = os.environ.get("XAVIERKIT_UNSAFE") == "1"
    seconds = int(os.environ.get("XAVIERKIT_SECONDS") or marking.SECONDS)
    return Course(Path.cwd(), marking.find_programs(home, unsafe, seconds))


class MarkedNotebookExporter(NotebookExporter):
    """Exports the marked notebook in place of the file that it is given."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        place = (resources or {})["nbgrader"]
        course = course_here()
        submission = course.submission(place["student"], course.assignment(place["assignment"]))
        return self.from_notebook_node(course.marked(submission), resources)
