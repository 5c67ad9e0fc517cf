"""`lab.py reproduce` computes what is committed, however often it is killed or interrupted. The long one: minutes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from starts import POSIX, Place, start


@pytest.mark.parametrize(
    "words, message",
    [
        (["6", "5"], "a figure must be one of [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, table-1, rates, "),
        (["6", "--scale", "big"], "a scale must be one of [quick, half, full], got big"),
        (["--mnist", "/nowhere"], "/nowhere must hold train-images"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(place: Place, words: list[str], message: str) -> None:
    code, text = start(place.folder, place.variables, "reproduce", *words)
    assert code == 2
    assert "error: " + message in text
    assert "\tat " not in text  # no stack trace


@POSIX
def test_all_results_are_reproduced_despite_a_kill(place: Place, tmp_path: Path) -> None:
    """The long one: minutes of training."""
    folder = place.folder / "data/results"
    kept = shutil.copytree(folder, tmp_path / "results")
    committed = {file.name: values_in(file) for file in folder.glob("*.csv")}
    wider = {name for name in committed if name.endswith(("-half.csv", "-full.csv"))}
    shutil.rmtree(folder)
    begun = place.begin("killed-training", "reproduce")
    begun.wait_for_text("run 3 of ")
    subprocess.run(["pkill", "-KILL", "-f", "%s.*reproduce" % re.escape(str(place.folder))], check=True)
    begun.process.wait()
    code, text = start(place.folder, place.variables, "reproduce", timeout=3600)
    assert code == 0, text
    reproduced = {file.name: values_in(file) for file in folder.glob("*")}
    assert reproduced.keys() == committed.keys() - wider
    for name, values in reproduced.items():
        assert values == committed[name], name
    shutil.copytree(kept, folder, dirs_exist_ok=True)  # for the tests that come after


def values_in(file: Path) -> list[float | str]:
    """By value: from Java 19 on, some are written with fewer digits."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line[0] != "#"]
    return [value_of(part) for line in lines for part in line.split(",")]


def value_of(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


@POSIX
def test_interrupted_training_goes_on(place: Place) -> None:
    updates = []
    results = place.folder / "data/results"
    before = {file.name: file.read_bytes() for file in results.iterdir()}
    for name in ("interrupted-training", "resumed-training"):
        begun = place.begin(name, "reproduce", "10", "--scale", "full")
        begun.wait_for_text(" s left")
        assert begun.interrupt() == 130
        assert begun.text().endswith("Stopped. The same command goes on from here.\n")
        update = re.search(r"run 1 of 4: tanh, normalized, .*: update (\d+) of", begun.text())
        assert update
        updates.append(int(update.group(1)))
    assert updates[0] < updates[1]
    assert {file.name: file.read_bytes() for file in results.iterdir()} == before
    shutil.rmtree(place.folder / ".lab/reproduce")
