"""The reader's own copies of the lessons, in which they work: nobody works in the files that git tracks.

A copy that is as it was handed out follows the kit. One that was changed is never written to: a newer lesson is laid beside
it, and a fresh one takes its place only after it was moved aside. A copy does not tell what its reader is to guess.
"""

import difflib
import hashlib
import itertools
import json
import os
from pathlib import Path
from typing import Any, Iterator

from files import write_atomically
from places import ASSIGNMENTS, NOTEBOOKS, LabError

RECORD = ".handed-out"  # what was handed out: names to digests
ANSWER = "answer"  # the tag of a cell that tells what is to be guessed
FOLDED = "<details><summary>What came out (guess first)</summary>\n\n%s\n\n</details>"


def lessons() -> list[Path]:
    return sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))


def find(name: str) -> Path:
    """A lesson by its number or its name, with or without its ending."""
    known = {path.stem: path for path in lessons()}
    stem = name.removesuffix(".ipynb")
    for other, path in known.items():
        if stem == other or stem.zfill(2) == other[:2]:
            return path
    near = difflib.get_close_matches(stem, known, n=1)
    guess = " Did you mean %s?" % near[0] if near else ""
    raise LabError("There is no notebook %s.%s notebooks/ has: %s." % (name, guess, ", ".join(known) or "none"))


def handed_out(folder: Path) -> Iterator[Path]:
    """Its files, but not the authors' assignments, which hold the solutions."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name[0] != ".":
            yield path
        elif path.is_dir() and path.name[0] != "." and path != ASSIGNMENTS:
            yield from handed_out(path)


def hand_out(folder: Path, home: Path) -> list[str]:
    """Brings the copies up to date, and says in sentences what it laid beside changed ones."""
    record = read(home)
    news = []
    for source in handed_out(folder):
        name, data = source.relative_to(folder).as_posix(), prepared(source)
        new, whole = digest_of(data), digest(source)  # whole: older kits handed that out
        copy = home / name
        now = digest(copy) if os.path.lexists(copy) else None
        if now in (None, record.get(name), new, whole):
            if now != new:
                place(data, copy)
        elif record.get(name) not in (new, whole):
            beside = newer(copy, home, record)
            place(data, beside)
            record[beside.relative_to(home).as_posix()] = new
            news.append("There is a newer %s: yours stays as it is, the newer one is %s." % (name, beside.name))
        record[name] = new
    write_atomically(home / RECORD, json.dumps(record, indent=1))
    return news


def newer(copy: Path, home: Path, record: dict[str, str]) -> Path:
    """Where a newer one of the same name can lie without covering anything that the reader changed."""
    for number in itertools.count(1):
        beside = copy.with_name("%s.newer%s%s" % (copy.stem, "" if number == 1 else "-%d" % number, copy.suffix))
        if not os.path.lexists(beside) or digest(beside) == record.get(beside.relative_to(home).as_posix()):
            return beside
    raise AssertionError


def reset(source: Path, home: Path) -> str:
    """A fresh copy of a lesson; the one that was there, if any, gets another name."""
    copy = home / source.name
    if not os.path.lexists(copy):
        return "\n".join([*hand_out(source.parent, home), "%s is there." % copy.name])
    aside = next(
        path
        for number in itertools.count(1)
        if not os.path.lexists(path := copy.with_name("%s.yours-%d%s" % (copy.stem, number, copy.suffix)))
    )
    os.rename(copy, aside)
    done = "%s is fresh; yours is now %s." % (copy.name, aside.name)
    return "\n".join([*hand_out(source.parent, home), done])


def last_changed(home: Path) -> str | None:
    """The name of the lesson in which the reader worked last, if there is one."""
    record = read(home)
    changed = [path for path in home.glob("*.ipynb") if digest(path) != record.get(path.name)]
    return max(changed, key=lambda path: path.stat().st_mtime).name if changed else None


def read(home: Path) -> dict[str, str]:
    try:
        return dict(json.loads((home / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # so all that differs from the kit counts as the reader's


def digest(path: Path) -> str:
    return digest_of(path.read_bytes()) if path.is_file() else "no file"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def place(data: bytes, copy: Path) -> None:
    """A stopped start leaves no half file under its name."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    part = copy.with_name(copy.name + ".part")
    part.write_bytes(data)
    os.replace(part, copy)


def prepared(source: Path) -> bytes:
    """What a copy begins as: a lesson without its answers' outputs and with their texts folded, any other file as it is."""
    data = source.read_bytes()
    try:
        notebook = json.loads(data)
        answers = [cell for cell in notebook["cells"] if ANSWER in cell["metadata"].get("tags", ())]
        for cell in answers:
            hide(cell)
        return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode() if answers else data
    except (ValueError, LookupError, TypeError, AttributeError):  # no notebook
        return data


def hide(answer: dict[str, Any]) -> None:
    if answer["cell_type"] == "code":
        answer.update(outputs=[], execution_count=None)
    else:
        answer["source"] = folded("".join(answer["source"])).splitlines(keepends=True)


def folded(text: str) -> str:
    """Markdown that is shown when asked for, below its heading if it has one."""
    first, _, rest = text.strip().partition("\n")
    heading = first + "\n\n" if first.startswith("#") else ""
    return heading + FOLDED % (rest if heading else text).strip()
