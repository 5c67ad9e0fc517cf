"""A course folder for tests, and the commands of course.py in it."""

import csv
import json
import subprocess
from pathlib import Path
from typing import Any

import submissions
from jdk import find_jdk
from packages import NBGRADER
from places import ENVIRONMENT
from set_up import for_course
from submissions import NAME, Case

SECONDS = 24  # of processor time for a submission; a sixth of it for a cell


class CourseFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = for_course(find_jdk())
        self.environment["XAVIERKIT_SECONDS"] = str(SECONDS)

    def start(self, step: str, *names: str) -> "subprocess.Popen[str]":
        words = [str(NBGRADER.python), str(ENVIRONMENT / "course.py"), step, str(self.folder)]
        return subprocess.Popen(
            [*words, *names],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, step: str, *names: str, code: int = 0) -> str:
        process = self.start(step, *names)
        output, _ = process.communicate(timeout=600)
        assert process.returncode == code, output
        return output

    def submitted(self, student: str, name: str = NAME) -> Path:
        return self.folder / "submitted" / student / name / (name + ".ipynb")

    def hand_in(self, student: str, case: Case, name: str = NAME) -> None:
        released = self.folder / "release" / name / (name + ".ipynb")
        submissions.write(case, released, self.submitted(student, name))

    def tests(self, student: str, name: str = NAME) -> list[Any]:
        file = self.folder / "autograded" / student / name / (name + ".ipynb")
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        return [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]

    def points(self, student: str) -> tuple[float, ...]:
        return tuple(float("".join(c["outputs"][1]["data"]["text/plain"])) for c in self.tests(student))

    def reasons(self, student: str) -> list[str]:
        return ["".join(cell["outputs"][0]["text"]) for cell in self.tests(student)]

    def grades(self, name: str = NAME) -> dict[str, float]:
        """By student, from the gradebook."""
        self.run("export")
        with open(self.folder / "grades.csv", encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["assignment"] == name]
        return {row["student_id"]: float(row["score"]) for row in rows}


