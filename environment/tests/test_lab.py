"""lab.py from the first start to the last Ctrl-C, in a copy of the repository."""

import json
import re
import socket
import time
import urllib.request
from pathlib import Path

from jdk import find_jdk
from starts import POSIX, Place, Start, java, notebook, on_path, processes_in, set_up, sources, start


@POSIX
def test_interrupt_leaves_nothing_half_made(place: Place) -> None:
    assert place.interrupted.code == 130
    assert place.interrupted.text.endswith("Stopped. The same command goes on from here.\n")
    assert not place.interrupted.has_venv
    assert place.interrupted.processes == []


@POSIX
def test_next_start_resumes(place: Place) -> None:
    assert "Building the library" in place.interrupted.text
    assert "Building the library" not in place.first.text()
    assert "Installing Jupyter into .lab (first start only) … " in place.first.text()


def test_two_starts_at_once(place: Place) -> None:
    assert place.codes == [0, 0], place.first.text() + place.second.text()
    assert "Another start is setting up this folder; waiting for it" in place.second.text()
    assert "Installing" not in place.second.text()


def test_notebooks_are_executed_and_sources_untouched(place: Place) -> None:
    lesson = next((place.folder / "notebooks").glob("00*.ipynb"))
    executed = place.folder / "target/notebooks"
    assert (executed / lesson.name).stat().st_size > 10_000
    assert (executed / "mini.ipynb").is_file()
    assert sources(place.folder) == place.sources


def test_a_failing_cell_stops_only_its_own_notebook(place: Place, tmp_path: Path) -> None:
    name = notebook(tmp_path / "broken.ipynb", "1 + 1", 'throw new RuntimeException("so wrong");')
    broken, other = (place.folder / "target/notebooks" / name for name in ("broken.ipynb", "mini.ipynb"))
    broken.write_text("of an earlier run", encoding="utf-8")
    other.unlink()
    code, text = start(place.folder, place.variables, "run", name, place.mini)
    assert code == 1
    assert "broken.ipynb, cell 3 failed:" in text
    assert "so wrong" in text.split("failed:")[1]
    assert "error: 1 of 2 failed, and nothing new was written of: broken.ipynb." in text
    assert broken.read_text("utf-8") == "of an earlier run"
    assert other.is_file()


@POSIX
def test_java_home_and_path_are_both_good(place: Place, tmp_path: Path) -> None:
    good, other = find_jdk(), java(tmp_path / "other", "21")
    changed = dict(on_path(place.variables, other / "bin"), JAVA_HOME=str(good.home))
    code, text = set_up(place, changed)
    note = f"Using JAVA_HOME, {good.home} ({good.version}), not the java on PATH, {other} (21)."
    assert (code, text) == (0, note + "\n")


def test_second_start_and_next_free_port(place: Place, tmp_path: Path) -> None:
    forbidden = tmp_path / ".jupyter" / "jupyter_server_config.py"
    forbidden.parent.mkdir()
    forbidden.write_text("raise SystemExit('the settings of the user were read')")
    changed = dict(place.variables, HOME=str(tmp_path), JUPYTER_CONFIG_DIR=str(forbidden.parent))
    with taken_port(8888):
        begin = time.monotonic()
        begun = Start(place.folder, tmp_path / "log", changed, "--no-browser")
        try:
            begun.wait_for_text("Starting JupyterLab")
            assert time.monotonic() - begin < 3
            begun.wait_for_text("?token=")
            found = re.search(r"http://127\.0\.0\.1:(\d+)/lab\S*\?token=", begun.text())
            assert found and found.group(1) != "8888"
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://127.0.0.1:{found.group(1)}/api", timeout=30) as answer:
                assert "version" in json.load(answer)
        finally:
            code = begun.interrupt()
    assert code == 130
    assert processes_in(place.folder) == []
    assert [path.name for path in forbidden.parent.iterdir()] == [forbidden.name]


def taken_port(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return socket.socket()  # someone else has it already


def ask_for_kernel(begun: Start) -> None:
    """As a browser does when it opens a lesson."""
    begun.wait_for_text("?token=")
    found = re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?(token=\w+)", begun.text())
    assert found
    address = "%s/api/kernels?%s" % found.groups()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, data=b'{"name": "java"}', timeout=30) as answer:
        assert answer.status == 201


@POSIX
def test_ctrl_c_in_a_terminal_ends_jupyterlab_and_its_kernel(place: Place) -> None:
    begun = place.begin_in_terminal("--no-browser")
    ask_for_kernel(begun)
    begun.wait_for(place.kernels)
    assert begun.press_ctrl_c() == 130
    assert processes_in(place.folder) == []
    assert "Stopped." not in begun.text()  # this is how JupyterLab is ended


@POSIX
def test_ctrl_c_in_a_terminal_ends_a_run_quietly(place: Place) -> None:
    begun = place.begin_in_terminal("run", "01")
    begun.wait_for(place.kernels)
    assert begun.press_ctrl_c() == 130
    assert processes_in(place.folder) == []
    assert re.fullmatch(r"01-[\w-]+\.ipynb …\s+\^C\s*", begun.text())


@POSIX
def test_end_of_the_terminal_ends_jupyterlab_and_its_kernel(place: Place) -> None:
    begun = place.begin_in_terminal("--no-browser")
    ask_for_kernel(begun)
    begun.wait_for(place.kernels)
    begun.process.kill()  # it was the terminal
    limit = time.monotonic() + 60
    while processes_in(place.folder):
        assert time.monotonic() < limit, processes_in(place.folder)
        time.sleep(0.1)
