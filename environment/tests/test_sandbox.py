"""Each sandbox that this machine has keeps programs in; `lab.py course` grades in the first."""

import subprocess
import time
from pathlib import Path

import marking
import pytest
import sandbox
from places import ROOT, LabError

every_kind = pytest.mark.parametrize("kind", sandbox.kinds())


def run(kind: str, script: str, seconds: int = 20) -> sandbox.Output:
    return sandbox.Sandbox(kind, (), seconds).run(["sh", "-c", script], b"given")


def test_there_is_a_sandbox() -> None:
    assert sandbox.kinds(), "install bubblewrap"


@every_kind
def test_a_program_reads_what_it_is_given_and_says_what_it_has_to_say(kind: str) -> None:
    assert run(kind, "cat; echo ' back'") == (b"given back\n", "")


@every_kind
def test_it_sees_no_file_of_a_course(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "my course"
    folder.mkdir(mode=0o700)
    (folder / "gradebook.db").write_text("secret")
    script = "cat '%s/gradebook.db' || echo nothing" % folder
    assert run(kind, script).data == b"nothing\n"


@every_kind
def test_it_writes_nothing(kind: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    for folder in ("/", "/tmp", "/dev", "/dev/shm", str(tmp_path)):
        file = Path(folder, "written-%d" % time.time_ns())
        assert b"bad" not in run(kind, "echo bad > '%s'; cat '%s'" % (file, file)).data
        file.unlink(missing_ok=True)  # an empty one may be there


@every_kind
def test_it_knows_nothing_of_whoever_started_it(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "told")
    assert b"told" not in run(kind, "env; cat /proc/1/environ /proc/*/environ").data


@every_kind
def test_what_it_writes_is_cut_off(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_BYTES", 100_000)
    output = run(kind, "yes")
    assert len(output.data) == 100_000
    assert output.stopped == "It wrote too much."


@every_kind
def test_its_processor_time_is_limited(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "PATIENCE", 100)
    assert run(kind, "echo start; while true; do true; done", 1) == (b"start\n", "")


@every_kind
@pytest.mark.parametrize("end", ["exit", "wait"])
def test_nothing_of_it_is_left(kind: str, end: str) -> None:
    """Not even a program that has left its group and its parent."""
    token = "98%d" % time.time_ns()
    output = run(kind, "setsid sleep %s > /dev/null & %s" % (token, end), 1)
    assert output.stopped == ("It took too long." if end == "wait" else "")
    time.sleep(0.2)
    found = subprocess.run(["pgrep", "-f", "sleep " + token], capture_output=True, check=False)
    assert found.stdout == b""


def test_without_one_nothing_runs_unless_that_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "kinds", list)
    with pytest.raises(LabError, match="apt install bubblewrap"):
        sandbox.find(["true"], b"", b"", ())
    assert sandbox.find(["true"], b"", b"", (), unsafe=True).kind == "none"


@pytest.mark.skipif(len(sandbox.kinds()) < 2, reason="needs two")
def test_the_next_one_is_tried_if_one_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "bubblewrap", lambda readable: ["false"])
    found = sandbox.find(["echo", "hello"], b"", b"hello", ())
    assert found.kind == "a user of its own"


def test_whatever_knows_an_answer_is_closed_where_only_users_keep_apart() -> None:
    closed = [ROOT / name for name in marking.ANSWERS]
    files = (path for path in ROOT.rglob("*") if path.is_file())
    keys = [path for path in files if path.name == "formulas.txt" or "marks" in path.relative_to(ROOT).parts]
    assert len(keys) > 10
    assert [path for path in keys if not any(path.is_relative_to(folder) for folder in closed)] == []
