"""Where the files of the kit are, and the error that all programs here foresee."""

import sys
from pathlib import Path

WINDOWS = sys.platform == "win32"

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "environment"
NOTEBOOKS = ROOT / "notebooks"
ASSIGNMENTS = NOTEBOOKS / "assignments"
COPIES = ROOT / "my-notebooks"  # beside notebooks/, so that ../data is the same
TARGET = ROOT / "target"
LAB = ROOT / ".lab"
LOGS = LAB / "logs"
JUPYTER = LAB / "jupyter"


class LabError(Exception):
    """A foreseen error: its text names the rule, what was found, and the way out."""


def say(text: str) -> None:
    print(text, flush=True)
