"""The reader's own copies: never overwritten, brought up to date, offered beside, taken anew."""

import subprocess
from pathlib import Path

import copies
import lab
import pytest
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
