"""The exercises of a lesson, and what their checks say to a solution and to typical wrong answers."""

import json
import re
from pathlib import Path
from typing import Iterator, NamedTuple

import lessons
from nbformat import NotebookNode

FOLDER = Path(__file__).parent / "exercises"

WrongAnswers = dict[str, dict[str, str]]  # by the stub's id: code to what names the mistake


class Exercise(NamedTuple):
    """A stub, and the cells up to the next one."""

    stub: NotebookNode
    rest: list[NotebookNode]

    def tagged(self, tag: str) -> list[NotebookNode]:
        return [cell for cell in self.rest if tag in cell.metadata.get("tags", [])]

    def check(self) -> str:
        return "\n".join(cell.source for cell in self.tagged("check"))

    def solution(self) -> str:
        """The code that takes the place of the stub."""
        texts = "\n".join(cell.source for cell in self.tagged("solution"))
        found = re.search(r"^```java\n(.+?)^```$", texts, re.MULTILINE | re.DOTALL)
        return found[1].strip() if found else ""

    def lacks(self) -> Iterator[str]:
        if len(self.tagged("check")) != 1:
            yield "single cell tagged check"
        if not any("<summary>Hint" in cell.source for cell in self.rest):
            yield "hint in <details>"
        if not self.solution():
            yield "cell tagged solution with java code"


def of(notebook: NotebookNode) -> list[Exercise]:
    places = [place for place, cell in enumerate(notebook.cells) if "exercise" in cell.metadata.get("tags", [])]
    ends = [*places[1:], len(notebook.cells)]
    return [Exercise(notebook.cells[place], notebook.cells[place + 1 : end]) for place, end in zip(places, ends)]


def wrong_answers(lesson: Path) -> WrongAnswers:
    file = FOLDER / f"{lesson.name[:2]}.json"
    return dict(json.loads(file.read_text("utf-8"))) if file.exists() else {}


class Trial(NamedTuple):
    """An answer and the check, which must say something; a wrong answer must be told what, a right one that it is right."""

    exercise: Exercise
    answer: str
    mistake: str | None  # None: it is right

    def code(self) -> list[str]:
        return [self.answer, self.exercise.check()]

    def problem(self, said: str) -> str:
        right = re.search(r"\b(PASS|Right)\b", said) and "FAIL" not in said
        if self.mistake is None:
            return "" if right else f"{self.exercise.stub.id}: the solution is not right:\n{said}"
        told = self.mistake and self.mistake in said
        return "" if told else f"{self.exercise.stub.id}: to\n{self.answer}\nthe check must say {self.mistake!r}, but says:\n{said}"


def trials(notebook: NotebookNode, wrong: WrongAnswers) -> list[Trial]:
    """The right answer last: what comes after may use it."""
    return [
        Trial(exercise, answer, mistake)
        for exercise in of(notebook)
        for answer, mistake in [*wrong.get(exercise.stub.id, {}).items(), (exercise.solution(), None)]
    ]


def missing(notebook: NotebookNode, wrong: WrongAnswers) -> list[str]:
    stubs = [exercise.stub.id for exercise in of(notebook)]
    unknown = [f"there is no exercise {name}" for name in wrong if name not in stubs]
    few = [f"{name} has fewer than two wrong answers" for name in stubs if len(wrong.get(name, {})) < 2]
    unsolved = [f"{exercise.stub.id} has no {what}" for exercise in of(notebook) for what in exercise.lacks()]
    return unknown + few + unsolved


def problems(tried: list[Trial], cells: list[NotebookNode]) -> list[str]:
    """The cells are those that the trials' code ran in."""
    said = ["\n".join(text for output in cell.outputs for text in lessons.output_texts(output)) for cell in cells]
    texts = ["\n".join(said[2 * place : 2 * place + 2]) for place in range(len(tried))]
    rights = {trial.exercise.stub.id: text for trial, text in zip(tried, texts) if trial.mistake is None}
    found = [trial.problem(text) for trial, text in zip(tried, texts)]
    found += [
        f"{trial.exercise.stub.id}: the solution is told {trial.mistake!r}, too"
        for trial in tried
        if trial.mistake and trial.mistake in rights[trial.exercise.stub.id]
    ]
    return [problem for problem in found if problem]
