"""Makes, releases and grades a course; `lab.py course` starts this. Thin over nbgrader."""

import argparse
import contextlib
import os
import queue
import re
import shutil
import signal
import sys
import warnings
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, Iterator

import marking
import nbformat
from files import try_lock
from grading import KEY, Course, Submission, course_here
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.plugins.export import CsvExportPlugin
from places import ASSIGNMENTS, ENVIRONMENT, NOTEBOOKS, ROOT, LabError, say
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, PyFileConfigLoader

SETUP = NOTEBOOKS / "setup.jshell", ASSIGNMENTS / "setup.jshell"
AT_ONCE = 2
OWN_CONFIG = "own_nbgrader_config.py"

CONFIG = """# `lab.py course` writes this file anew; your own settings belong into {own}.
import sys

sys.path.insert(0, {environment!r})
c = get_config()
c.ClearSolutions.code_stub = {{"java": {stub!r}}}
c.ClearSolutions.begin_solution_delimeter = {begin_solution!r}
c.ClearSolutions.end_solution_delimeter = {end_solution!r}
c.ClearHiddenTests.begin_test_delimeter = {begin_hidden!r}
c.ClearHiddenTests.end_test_delimeter = {end_hidden!r}
c.Execute.timeout = 300  # seconds for a cell, in `nbgrader validate`
# No submission is executed by nbgrader, nor read: see grading.py.
c.Autograde.exporter_class = "grading.MarkedNotebookExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
load_subconfig({own!r})
"""


# --- The folder ------------------------------------------------------------------------------


def write_config(folder: Path) -> None:
    folder.chmod(folder.stat().st_mode & 0o770)  # solutions, hidden tests and marks are in it
    text = CONFIG.format(
        own=OWN_CONFIG,
        environment=str(ENVIRONMENT),
        stub=marking.STUB,
        begin_solution=marking.BEGIN_SOLUTION,
        end_solution=marking.END_SOLUTION,
        begin_hidden=marking.BEGIN_HIDDEN,
        end_hidden=marking.END_HIDDEN,
    )
    (folder / "nbgrader_config.py").write_text(text, encoding="utf-8")


def nbgrader_api(folder: Path, **coursedir: Any) -> NbGraderAPI:
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    config.merge(Config(CourseDirectory=Config(root=str(folder), **coursedir)))
    return NbGraderAPI(config=config)


def checked(result: dict[str, Any], what: str) -> None:
    if not result["success"]:
        text = result.get("log") or result.get("error") or ""
        raise LabError("%s failed.\n%s" % (what, text.strip()))


def setup_script() -> str:
    """The kit's setup script and, behind it, the lines that assignments add."""
    first, second = (path.read_text(encoding="utf-8") for path in SETUP)
    return first + "".join(line for line in second.splitlines(True) if line[0] != "%")


def names_in(folder: Path, asked: list[str]) -> list[str]:
    known = sorted(path.parent.name for path in folder.glob("source/*/*.ipynb"))
    for name in asked:
        if name not in known:
            raise LabError("The course has no assignment %s; it has: %s." % (name, known))
    if not known:
        raise LabError("There is no course in %s. Make one: lab.py course create." % folder)
    return asked or known


def create(options: argparse.Namespace) -> None:
    """Makes the folder, or adds the assignments that it lacks; what is there stays as it is."""
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    known = sorted(path.stem for path in ASSIGNMENTS.glob("*.ipynb"))
    for name in options.assignments or known:
        if name not in known:
            raise LabError("The kit has no assignment %s; it has: %s." % (name, known))
        target = folder / "source" / name
        if not target.exists():
            target.mkdir(parents=True)
            shutil.copyfile(ASSIGNMENTS / (name + ".ipynb"), target / (name + ".ipynb"))
            (target / "setup.jshell").write_text(setup_script(), encoding="utf-8")
            say("%s: source/%s" % (folder, name))
    (folder / "submitted").mkdir(exist_ok=True)
    write_config(folder)


# --- What learners get -----------------------------------------------------------------------


def release(options: argparse.Namespace) -> None:
    """Learner copies in release/, and each as a zip file for a learning-management system."""
    api = nbgrader_api(options.folder)
    for name in options.assignments:
        checked(api.generate_assignment(name), "The release of %s" % name)
        folder = options.folder / "release" / name
        check_released(folder / (name + ".ipynb"))
        with zipfile.ZipFile(folder.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.iterdir()):
                archive.write(path, "%s/%s" % (name, path.name))
        say("release/%s and release/%s.zip" % (name, name))


def check_released(file: Path) -> None:
    """nbgrader took out what it should; this does not rely on it."""
    text = file.read_text(encoding="utf-8")
    for mark in (marking.BEGIN_SOLUTION, marking.BEGIN_HIDDEN):
        if mark[3:] in text:
            file.unlink()
            raise LabError("%s must not contain %s." % (file.name, mark))


def validate(options: argparse.Namespace) -> None:
    course = course_here()
    say("Sandbox: %s" % course.programs.sandbox.kind)
    for name in options.assignments:
        marking.validate(course.source(name), course.assignment(name))
        say("%s: the solution earns all points, a blank answer none" % name)


# --- Marks -----------------------------------------------------------------------------------


def autograde(options: argparse.Namespace) -> None:
    course = course_here()
    say("Sandbox: %s" % course.programs.sandbox.kind)
    failed: list[str] = []
    for name in options.assignments:
        folders = sorted(options.folder.glob("submitted/*/" + name))
        if folders:
            failed += grade(course, name, [folder.parent.name for folder in folders])
    if failed:
        raise LabError("Not graded:\n  " + "\n  ".join(failed))


def grade(course: Course, name: str, students: list[str]) -> list[str]:
    """Marks and records what is new or changed; the failures, in a sentence each."""
    if not course.released(name).is_file():
        raise LabError("%s must be released before it is graded." % name)
    assignment = course.assignment(name)
    marking.validate(course.source(name), assignment)
    failed = {student: why for student in students if (why := refusal(course, name, student))}
    handed_in = [course.submission(s, assignment) for s in students if s not in failed]
    with gradebook(course.folder) as book:
        waiting = [one for one in handed_in if not is_graded(course, book, one)]
    say("%s: %d handed in, %d to grade" % (name, len(students), len(waiting)))
    api = nbgrader_api(course.folder, ignore=["*"])  # no other file of a submission is copied
    for number, (submission, job) in enumerate(marked(waiting), 1):
        try:
            points = "%g points" % sum(mark.points for mark in job.result().values())
            checked(api.autograde(name, submission.student), "nbgrader autograde")
        except (LabError, OSError) as error:
            points = failed[submission.student] = "not graded: %s" % error
        say("%d of %d: %s: %s" % (number, len(waiting), submission.student, points))
    return ["%s: %s" % problem for problem in failed.items()]


def refusal(course: Course, name: str, student: str) -> str:
    if re.search(r"[,*?\[\]]", student):
        return "the name of a student must not contain any of , * ? [ ]"
    if not os.path.lexists(course.submitted(student, name)):
        return "submitted/%s/%s has no %s.ipynb" % (student, name, name)
    return ""


def marked(submissions: list[Submission]) -> Iterator[tuple[Submission, Future[marking.Marks]]]:
    """Submissions as soon as their marks are known, two of them at work at once."""
    slots: queue.SimpleQueue[int] = queue.SimpleQueue()
    for slot in range(AT_ONCE):
        slots.put(slot)

    def mark(submission: Submission) -> marking.Marks:
        slot = slots.get()
        try:
            return submission.assignment.marks(submission.answers, slot)
        finally:
            slots.put(slot)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            jobs = {pool.submit(mark, submission): submission for submission in submissions}
            for job in as_completed(jobs):
                yield jobs[job], job
        finally:
            pool.shutdown(cancel_futures=True)


def is_graded(course: Course, book: Gradebook, submission: Submission) -> bool:
    """Whether the gradebook has the marks of just this submission."""
    name = submission.assignment.name
    file = course.autograded(submission.student, name)
    if not file.is_file() or nbformat.read(file, 4).metadata.get(KEY) != submission.key:
        return False
    try:
        grades = book.find_submission_notebook(name, name, submission.student).grades
        return all(grade.auto_score is not None for grade in grades)
    except MissingEntry:
        return False


def gradebook(folder: Path) -> Gradebook:
    return Gradebook(nbgrader_api(folder).coursedir.db_url)


def feedback(options: argparse.Namespace) -> None:
    api = nbgrader_api(options.folder, ignore=["*"])
    for name in options.assignments:
        folders = sorted(options.folder.glob("autograded/*/" + name))
        for number, folder in enumerate(folders, 1):
            student = folder.parent.name
            checked(api.generate_feedback(name, student), "The feedback for %s" % student)
            say("%s, %d of %d: feedback/%s/%s" % (name, number, len(folders), student, name))


def export(options: argparse.Namespace) -> None:
    target = options.folder / "grades.csv"
    with gradebook(options.folder) as book:
        CsvExportPlugin(to=str(target)).export(book)
    say(str(target))


# --- Commands --------------------------------------------------------------------------------


def check_path(what: str, folder: Path) -> None:
    """nbgrader looks for files by patterns, and the tool that makes its database fills in what follows a %."""
    if set("%*?[]") & set(str(folder)):
        raise LabError("nbgrader needs a folder without % * ? [ ] for {}, got {}".format(what, folder))


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One command at a time in a course."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "a+b") as file:
        if not try_lock(file.fileno()):
            raise LabError("Another command is at work in %s." % folder)
        yield


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = (create, release, validate, autograde, feedback, export)
    parser.add_argument("command", choices=[command.__name__ for command in commands])
    parser.add_argument("folder", type=Path)
    parser.add_argument("assignments", nargs="*")
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own ways with its database
    # nbgrader starts alembic, which is installed beside it
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    try:
        check_path("the course", options.folder)
        check_path("the kit", ROOT)
        with alone(options.folder):
            os.chdir(options.folder)
            if options.command != "create":
                options.assignments = names_in(options.folder, options.assignments)
                write_config(options.folder)
            {command.__name__: command for command in commands}[options.command](options)
        return 0
    except LabError as error:
        print("error: %s" % error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
