"""A class of 100 submissions with known marks, or so many as asked, graded in one run; for authors:

.lab/venv/bin/python environment/tests/class_of_100.py [NUMBER [ASSIGNMENT]]

The answers are those of submissions.py, hostile ones among them, for assignment 02, and those of answers/*.json for the others.
"""

import json
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import set_up
import submissions
from course_folder import CourseFolder
from submissions import Case

STUDENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ASSIGNMENT = sys.argv[2] if len(sys.argv) > 2 else submissions.NAME
HOSTILE = ("exit", "loop", "memory", "threads", "classes redeclared")


def kinds_of(assignment: str) -> dict[str, Case]:
    if assignment == submissions.NAME:
        return {**submissions.HONEST, **{name: submissions.HOSTILE[name] for name in HOSTILE}}
    file = Path(__file__).parent / "answers" / (assignment + ".json")
    variants = json.loads(file.read_text(encoding="utf-8")).items()
    return {
        name.replace("/", " over "): Case(variant["answers"], tuple(variant["marks"].values()))
        for name, variant in variants
    }


def of_its_own(case: Case, number: int) -> Case:
    """The same answers, but in words that nobody else has: marks of equal answers are worked out once."""
    answers = {name: "// %d\n%s" % (number, text) for name, text in case.answers.items()}
    return case._replace(answers=answers)


class Memory(threading.Thread):
    """The largest sum of the resident memory of this program's descendants."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0

    def run(self) -> None:
        while True:
            self.peak = max(self.peak, resident())
            time.sleep(0.3)


def resident() -> int:
    """In bytes; what processes share counts in each."""
    parents, sizes = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        parents[path.name], sizes[path.name] = fields[1], int(fields[21]) * 4096
    root = Path("/proc/self").resolve().name
    mine = {root}
    while found := {name for name, parent in parents.items() if parent in mine} - mine:
        mine |= found
    return sum(sizes[name] for name in mine - {root})


def main() -> int:
    set_up.set_up()
    kinds = list(kinds_of(ASSIGNMENT).items())
    with tempfile.TemporaryDirectory() as folder:
        course = CourseFolder(Path(folder) / "class of 100")
        course.run("create", ASSIGNMENT)
        course.run("release")
        expected = {}
        for number in range(STUDENTS):
            name, case = kinds[number % len(kinds)]
            student = "%03d %s" % (number, name)
            course.hand_in(student, of_its_own(case, number), ASSIGNMENT)
            expected[student] = sum(case.points)
        memory = Memory()
        memory.start()
        start = time.monotonic()
        process = course.start("autograde")
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
        seconds = time.monotonic() - start
        grades = course.grades(ASSIGNMENT)
    wrong = {name for name in expected if abs(grades.get(name, -1) - expected[name]) > 1e-9}
    print("%d submissions, %d wrong marks: %s" % (len(grades), len(wrong), sorted(wrong)))
    print("%.1f minutes, peak of %d MB" % (seconds / 60, memory.peak >> 20))
    return 1 if wrong or process.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
