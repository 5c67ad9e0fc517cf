"""Lessons define a term before they use it, and where the number of a claim stands, the claim stands in full."""

import re
from pathlib import Path
from typing import Iterator, NamedTuple

import lessons
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from places import ENVIRONMENT
from test_ledger import LEDGER

LESSONS = lessons.lessons()
CLAIM = re.compile(r"^\| (C\d+) \| (.+?) \| \*\*", re.MULTILINE)


class Defined(NamedTuple):
    term: str
    lesson: str


def defined(glossary: str) -> list[Defined]:
    """The terms of an entry are between commas; what is in parentheses or a formula is not looked for."""
    found = []
    for heading, text in re.findall(r"^(\S.*)\n: ((?:.+\n?)+)", glossary, re.MULTILINE):
        lesson = re.search(r"\[Lesson (\d\d)\]", text)
        names = re.sub(r"\(.*?\)|\$.*?\$|^the ", "", heading).split(",")
        found += [Defined(name.strip(), lesson[1]) for name in names if name.strip() and lesson]
    return found


def texts(notebook: NotebookNode) -> list[tuple[str, str]]:
    """Cells' ids and what a reader reads there, but for headings, code, the names of other pages and of literature."""
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.id != "navigation"]
    names = r"## Further reading.*|```.*?```|`[^`]*`|\[[^\]]*\]\([^)]*\)|^#[^\n]*"
    return [(cell.id, re.sub(names, "", cell.source, flags=re.MULTILINE | re.DOTALL)) for cell in prose]


def uses(term: str, text: str) -> bool:
    """The plural, too, unless it could be a verb, as in "the signal gains"."""
    plural = "s?" if re.search(r"\W", term) else ""
    return bool(re.search(rf"(?<![\w-]){re.escape(term)}{plural}(?![\w-])", text, re.IGNORECASE))


def defines(term: str, text: str) -> bool:
    """Has it, or one of its words, in bold."""
    bold = re.findall(r"\*\*([^*]+)\*\*", text)
    return any(uses(term, one) or one.lower() in term.lower().split() for one in bold)


def too_early(terms: list[Defined], notebooks: dict[str, NotebookNode]) -> Iterator[str]:
    """Uses of terms before the cell that defines them; lessons by their numbers."""
    for term, place in terms:
        for number in sorted(number for number in notebooks if number <= place):
            for cell, text in texts(notebooks[number]):
                if number == place and defines(term, text):
                    break
                if uses(term, text):
                    yield f"lesson {number}, cell {cell}: {term} is defined later, in lesson {place}"
            else:
                if number == place:
                    yield f"lesson {number} does not have {term} in bold"


def test_a_term_that_is_used_too_early_is_found() -> None:
    glossary = "gain, $g$\n: A factor. ([Lesson 01](01.ipynb))\n\nq\n: No lesson.\n\nthe dead unit (ReLU)\n: Off.\n  ([Lesson 01](01.ipynb))\n"
    terms = defined(glossary)
    assert terms == [("gain", "01"), ("dead unit", "01")]
    good = ["# The gain", "He gains again, and [the gain](01.ipynb), `gain`.", "The **gain** of a unit: **dead**. A gain, dead units."]

    def found(first: str, *second: str) -> list[str]:
        cells = {"00": [first], "01": [*second]}
        made = {name: [new_markdown_cell(text, id=f"c{n}") for n, text in enumerate(them)] for name, them in cells.items()}
        return list(too_early(terms, {name: new_notebook(cells=them) for name, them in made.items()}))

    assert found("Words.\n\n## Further reading\n\n- The gain of depth.", *good) == []
    assert found("The gain.", *good) == ["lesson 00, cell c0: gain is defined later, in lesson 01"]
    assert found("A **gain**.", *good) == ["lesson 00, cell c0: gain is defined later, in lesson 01"]
    assert found("Words.", "Dead units.", *good) == ["lesson 01, cell c0: dead unit is defined later, in lesson 01"]
    assert found("Words.", *good[:2], "A **gain**.") == ["lesson 01 does not have dead unit in bold"]


TERMS = defined((ENVIRONMENT / "book/glossary.md").read_text("utf-8"))


@pytest.mark.parametrize("term", TERMS, ids=[term for term, _ in TERMS])
def test_a_term_is_defined_before_it_is_used(term: Defined) -> None:
    notebooks = {lesson.name[:2]: lessons.read(lesson) for lesson in LESSONS}
    assert list(too_early([term], notebooks)) == []


def plain(text: str) -> str:
    return re.sub(r"[\s\"“”*`$]", "", text).lower()


def unstated(notebook: NotebookNode, claims: dict[str, str]) -> list[str]:
    """Cells that name a claim without saying what it is."""
    return [
        f"cell {cell.id} says {claim} but not: {claims.get(claim, 'an unknown claim')}"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for claim in dict.fromkeys(re.findall(r"\bC\d+\b", cell.source))
        if claim not in claims or plain(claims[claim]) not in plain(cell.source)
    ]


def statements() -> dict[str, str]:
    return dict(CLAIM.findall(lessons.prose(lessons.read(LEDGER))))


def test_a_claim_without_its_statement_is_found() -> None:
    claims = {"C1": "the sum is 0, *always*", "C12": "x"}

    def found(text: str) -> list[str]:
        return unstated(new_notebook(cells=[new_markdown_cell(text, id="a")]), claims)

    assert found("**Claim C1** says “The sum\nis $0$, always”. It is false, but C12, x, is true.") == []
    assert found("Claim C1, the sum is 1, is false.") == ["cell a says C1 but not: the sum is 0, *always*"]
    assert found("the sum is 0, *always* (C2)") == ["cell a says C2 but not: an unknown claim"]


@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if lesson != LEDGER], ids=lambda path: path.stem)
def test_a_claim_stands_in_full_where_its_number_stands(lesson: Path) -> None:
    assert len(statements()) == 25
    assert unstated(lessons.read(lesson), statements()) == []
