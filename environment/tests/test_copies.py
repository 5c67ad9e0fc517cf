"""The reader's own copies: never overwritten, brought up to date, offered beside, taken anew."""

import hashlib
import json
import subprocess
from pathlib import Path

import copies
import lab
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, reads, writes
from places import LabError


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notebooks"
    for name in ("00-first.ipynb", "05-fifth-lesson.ipynb", "setup.jshell", "assignments/01-secret.ipynb", ".hidden"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("as shipped: " + name)
    monkeypatch.setattr(copies, "NOTEBOOKS", folder)
    monkeypatch.setattr(copies, "ASSIGNMENTS", folder / "assignments")
    return folder


def names(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()} - {copies.RECORD}


def test_copies_follow_the_kit_until_they_are_changed(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    assert copies.hand_out(kit, home) == []
    assert names(home) == {"00-first.ipynb", "05-fifth-lesson.ipynb", "setup.jshell"}
    (kit / "00-first.ipynb").write_text("better")
    assert copies.hand_out(kit, home) == []
    assert (home / "00-first.ipynb").read_text() == "better"
    (home / "05-fifth-lesson.ipynb").write_text("my answer")
    (home / "my own.ipynb").write_text("my notes")
    assert copies.hand_out(kit, home) == []
    assert (home / "05-fifth-lesson.ipynb").read_text() == "my answer"
    assert (home / "my own.ipynb").read_text() == "my notes"
    (home / "00-first.ipynb").unlink()
    copies.hand_out(kit, home)
    assert (home / "00-first.ipynb").read_text() == "better"


def test_a_newer_lesson_lies_beside_a_changed_one(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    copies.hand_out(kit, home)
    mine = home / "05-fifth-lesson.ipynb"
    mine.write_text("my answer")
    (kit / mine.name).write_text("version 2")
    news = "There is a newer 05-fifth-lesson.ipynb: yours stays as it is, the newer one is 05-fifth-lesson.newer.ipynb."
    assert copies.hand_out(kit, home) == [news]
    assert copies.hand_out(kit, home) == []  # said once
    beside = home / "05-fifth-lesson.newer.ipynb"
    assert (mine.read_text(), beside.read_text()) == ("my answer", "version 2")
    (kit / mine.name).write_text("version 3")  # the one beside was not touched, and follows
    assert copies.hand_out(kit, home) == [news]
    assert beside.read_text() == "version 3"
    beside.write_text("my second answer")
    (kit / mine.name).write_text("version 4")
    copies.hand_out(kit, home)
    assert beside.read_text() == "my second answer"
    assert (home / "05-fifth-lesson.newer-2.ipynb").read_text() == "version 4"


def test_without_a_record_all_that_differs_is_the_readers(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    copies.hand_out(kit, home)
    (home / copies.RECORD).write_text("{ no JSON")
    (home / "00-first.ipynb").write_text("perhaps mine")
    copies.hand_out(kit, home)
    assert (home / "00-first.ipynb").read_text() == "perhaps mine"
    assert (home / "00-first.newer.ipynb").read_text() == "as shipped: 00-first.ipynb"


def guessing(version: str) -> NotebookNode:
    """A guess, and three cells that tell the answer, one of them without a text to fold."""
    output = new_output("stream", text="it is %s é" % version)
    tagged = {"tags": ["answer"]}
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="a"),
            new_code_cell('var x = new Guess("x", "");', execution_count=1, outputs=[output], id="b"),
            new_code_cell("x.against(1, 0)", execution_count=2, outputs=[output], metadata=tagged, id="c"),
            new_markdown_cell("## Heading\n\nIt is $x$:\n\n- %s" % version, metadata=tagged, id="d"),
            new_markdown_cell("", metadata=tagged, id="e"),
            new_code_cell("1", execution_count=3, outputs=[output], metadata={"tags": ["check"]}, id="f"),
        ]
    )


@pytest.fixture
def kit_with_answers(kit: Path) -> Path:
    (kit / "00-first.ipynb").write_text(writes(guessing("one")) + "\n", encoding="utf-8")
    return kit


def test_a_copy_does_not_tell_the_answers(kit_with_answers: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    copies.hand_out(kit_with_answers, home)
    expected = guessing("one")
    expected.cells[2].update(outputs=[], execution_count=None)
    for cell in expected.cells[3:5]:
        cell.source = "## Heading\n\n" * (cell.id == "d") + copies.FOLDED % cell.source.replace("## Heading\n\n", "")
    assert reads((home / "00-first.ipynb").read_text(encoding="utf-8")) == expected
    assert "é" in (home / "00-first.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["[]", '{"cells": 1}', '{"cells": [1]}', '{"cells": [{"metadata": {"tags": ["answer"]}}]}', "\x00"])
def test_what_is_no_notebook_is_copied_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "file"
    file.write_text(text)
    assert copies.prepared(file) == file.read_bytes()


def test_a_lesson_without_answers_is_copied_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "lesson.ipynb"
    plain = guessing("one")
    del plain.cells[2:5]
    file.write_text(json.dumps(plain, indent=7))
    assert copies.prepared(file) == file.read_bytes()


def test_a_copy_with_hidden_answers_follows_the_kit(kit_with_answers: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    copies.hand_out(kit_with_answers, home)
    assert copies.last_changed(home) is None
    source, copy = kit_with_answers / "00-first.ipynb", home / "00-first.ipynb"
    assert copy.read_bytes() == copies.prepared(source) != source.read_bytes()
    source.write_text(writes(guessing("two")), encoding="utf-8")
    assert copies.hand_out(kit_with_answers, home) == []
    assert copy.read_bytes() == copies.prepared(source)
    assert names(home) == {"00-first.ipynb", "05-fifth-lesson.ipynb", "setup.jshell"}


def as_an_older_kit_handed_out(kit: Path, home: Path) -> None:
    copies.hand_out(kit, home)
    record = copies.read(home)
    for name in record:
        (home / name).write_bytes((kit / name).read_bytes())
        record[name] = hashlib.sha256((kit / name).read_bytes()).hexdigest()
    (home / copies.RECORD).write_text(json.dumps(record))


@pytest.mark.parametrize("known", [True, False])
def test_untouched_copies_of_an_older_kit_are_replaced(kit_with_answers: Path, tmp_path: Path, known: bool) -> None:
    home = tmp_path / "mine"
    as_an_older_kit_handed_out(kit_with_answers, home)
    if not known:
        (home / copies.RECORD).unlink()
    assert copies.hand_out(kit_with_answers, home) == []
    assert names(home) == {"00-first.ipynb", "05-fifth-lesson.ipynb", "setup.jshell"}
    assert (home / "00-first.ipynb").read_bytes() == copies.prepared(kit_with_answers / "00-first.ipynb")


def test_a_changed_copy_of_an_older_kit_meets_the_newer_lesson_only(kit_with_answers: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    as_an_older_kit_handed_out(kit_with_answers, home)
    mine = home / "00-first.ipynb"
    mine.write_text("my answer")
    assert copies.hand_out(kit_with_answers, home) == []  # the lesson is the one that the reader has
    (kit_with_answers / mine.name).write_text(writes(guessing("two")), encoding="utf-8")
    assert len(copies.hand_out(kit_with_answers, home)) == 1
    assert mine.read_text() == "my answer"
    assert (home / "00-first.newer.ipynb").read_bytes() == copies.prepared(kit_with_answers / mine.name)


def test_a_fresh_copy_keeps_the_old_one(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    lesson = copies.find("5")
    assert copies.reset(lesson, home) == "05-fifth-lesson.ipynb is there."
    for number in (1, 2):
        (home / lesson.name).write_text("try %d" % number)
        aside = "05-fifth-lesson.yours-%d.ipynb" % number
        assert copies.reset(lesson, home) == "05-fifth-lesson.ipynb is fresh; yours is now %s." % aside
        assert (home / aside).read_text() == "try %d" % number
        assert (home / lesson.name).read_text() == "as shipped: 05-fifth-lesson.ipynb"


def test_the_lesson_changed_last_is_where_the_reader_left_off(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "mine"
    copies.hand_out(kit, home)
    assert copies.last_changed(home) is None
    (home / "05-fifth-lesson.ipynb").write_text("my answer")
    assert copies.last_changed(home) == "05-fifth-lesson.ipynb"


@pytest.mark.parametrize("name", ["05", "5", "05-fifth-lesson", "05-fifth-lesson.ipynb"])
def test_lessons_have_numbers_and_names(kit: Path, name: str) -> None:
    assert copies.find(name) == kit / "05-fifth-lesson.ipynb"


def test_a_misspelt_lesson_is_guessed(kit: Path) -> None:
    with pytest.raises(LabError, match="no notebook 05-fith-leson. Did you mean 05-fifth-lesson?"):
        copies.find("05-fith-leson")
    with pytest.raises(LabError, match="no notebook 77. notebooks/ has: 00-first, 05-fifth-lesson."):
        copies.find("77")


@pytest.mark.parametrize(
    "words, lesson",
    [(["05"], "05"), (["--no-browser", "05"], "05"), (["--port", "9000", "05-fifth-lesson"], "05-fifth-lesson"), ([], None)],
)
def test_a_number_alone_opens_a_lesson(words: list[str], lesson: str | None) -> None:
    options = lab.parse(words)
    assert options.lesson == lesson and options.action is lab.start
    assert lab.parse(["run", "05"]).notebooks == ["05"]


def test_git_does_not_see_the_copies() -> None:
    ignored = subprocess.run(["git", "check-ignore", "-q", "my-notebooks/00-start-here.ipynb"], cwd=copies.NOTEBOOKS.parent)
    assert ignored.returncode == 0


def test_the_kit_can_be_updated_whatever_the_reader_did(tmp_path: Path) -> None:
    def git(folder: Path, *words: str) -> None:
        command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b.example", *words]
        subprocess.run(command, check=True, capture_output=True)

    kit, reader = tmp_path / "kit", tmp_path / "reader"
    (kit / "notebooks").mkdir(parents=True)
    (kit / ".gitignore").write_bytes((copies.NOTEBOOKS.parent / ".gitignore").read_bytes())
    lesson = kit / "notebooks/05-fifth-lesson.ipynb"
    lesson.write_text("version 1")
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "1"]):
        git(kit, *words)
    git(tmp_path, "clone", "-q", str(kit), str(reader))
    home = reader / "my-notebooks"
    copies.hand_out(reader / "notebooks", home)
    (home / lesson.name).write_text("my answer")
    (home / "mine.ipynb").write_text("my notes")
    lesson.write_text("version 2")
    git(kit, "commit", "-qam", "2")
    git(reader, "pull", "-q")
    assert len(copies.hand_out(reader / "notebooks", home)) == 1
    assert (home / lesson.name).read_text() == "my answer"
    assert (home / "05-fifth-lesson.newer.ipynb").read_text() == "version 2"
    assert not subprocess.check_output(["git", "-C", str(reader), "status", "--porcelain"])
