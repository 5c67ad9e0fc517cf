"""The ledger of claims: each claim is there once, with evidence, and as its cells decide."""

import re
from pathlib import Path

import lessons
from lessons import prose
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import NOTEBOOKS

LEDGER = NOTEBOOKS / "20-claims-checked.ipynb"
CLAIMS = [f"C{number}" for number in range(1, 26)]
ROW = re.compile(r"^\| (C\d+) \|.*\| \*\*([a-z ]+)\*\*.*\|(.*)\|$", re.MULTILINE)
DECIDED = re.compile(r"^(C\d+) ([a-z ]+): ", re.MULTILINE)
EVIDENCE = re.compile(r"\]\(([^)#]+)#cell-id=([^)]+)\)")


def unproved(ledger: NotebookNode, folder: Path) -> list[str]:
    """Claims without a link, or with one to no executed cell of a lesson that names the claim."""
    bad = []
    for claim, _, evidence in ROW.findall(prose(ledger)):
        links = EVIDENCE.findall(evidence)
        bad += [] if links else [claim]
        for name, cell_id in links:
            lesson = lessons.read(folder / name)
            named = re.search(rf"\b{claim}\b", prose(lesson))
            shown = any(c.id == cell_id and c.get("outputs") for c in lesson.cells)
            bad += [] if named and shown else [f"{claim} {name} {cell_id}"]
    return bad


def verdicts(ledger: NotebookNode) -> list[tuple[str, str]]:
    """As the tables say."""
    return [(claim, verdict) for claim, verdict, _ in ROW.findall(prose(ledger))]


def decided(ledger: NotebookNode) -> list[tuple[str, str]]:
    """As the cells print."""
    texts = [text for cell in lessons.text_outputs(ledger) for text in cell]
    return DECIDED.findall("\n".join(text.removeprefix("text/plain: ") for text in texts))


def test_a_claim_without_evidence_is_found() -> None:
    rows = (
        "| C3 | x | **true** | none |\n"
        "| C3 | x | **true** | [x](03-forward.ipynb#cell-id=no-such-cell) |\n"
        "| C99 | x | **true** | [x](03-forward.ipynb#cell-id=cell-20) |\n"
        "| C3 | x | **true** | [x](03-forward.ipynb#cell-id=cell-20) |\n"
    )
    ledger = new_notebook(cells=[new_markdown_cell(rows)])
    assert len(unproved(ledger, NOTEBOOKS)) == 3


def test_every_claim_has_evidence() -> None:
    assert unproved(lessons.read(LEDGER), NOTEBOOKS) == []


def test_the_ledger_has_every_claim_once() -> None:
    claims = [claim for claim, _ in verdicts(lessons.read(LEDGER))]
    assert sorted(claims) == sorted(CLAIMS)


def test_verdicts_are_what_the_cells_decide() -> None:
    ledger = lessons.read(LEDGER)
    assert sorted(verdicts(ledger)) == sorted(decided(ledger))


def test_a_verdict_that_no_cell_decides_is_found() -> None:
    shown = new_output("execute_result", {"text/plain": "C3 true: 1\nC4 false: 2\n"}, execution_count=1)
    rows = "| C3 | x | **in part**: x | none |\n| C5 | x | **true** | none |"
    ledger = new_notebook(cells=[new_markdown_cell(rows), new_code_cell("1", outputs=[shown])])
    assert verdicts(ledger) == [("C3", "in part"), ("C5", "true")]
    assert decided(ledger) == [("C3", "true"), ("C4", "false")]
