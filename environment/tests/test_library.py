"""lab.py builds the library when it is missing or older than its sources, and only then.

The last test leaves it stale; what follows builds it again.
"""

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import threading
import zipfile
from pathlib import Path
from typing import Callable, Iterator

import pytest
from starts import POSIX, Place, Variables, check_offline_advice, offline, on_path, program, set_up, start


def add_source(place: Place) -> Path:
    path = place.folder / "src/kit/main/xavierkit/Added.java"
    path.write_text("package xavierkit;\n\n/** Added. */\nclass Added {}\n", encoding="utf-8")
    return path


def a_source(place: Place) -> Path:
    return next(place.folder.glob("src/kit/main/*/*/*.java"))


def a_dependency(place: Place) -> Path:
    return next(place.library.parent.glob("ejml-core*.jar"))


CHANGES: dict[str, tuple[Callable[[Place], object], str]] = {
    "nothing": (lambda place: None, "fresh"),
    "touched": (lambda place: (place.folder / "pom.xml").touch(), "stale"),
    "a guest touched": (lambda place: (place.folder / "src/reproduce/pom.xml").touch(), "fresh"),
    "added": (add_source, "stale"),
    "removed": (lambda place: a_source(place).unlink(), "stale"),
    "no library": (lambda place: place.library.unlink(), "missing"),
    "half a library": (lambda place: os.truncate(place.library, 1000), "missing"),
    "no dependency": (lambda place: a_dependency(place).unlink(), "missing"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_library_state(place: Place, tmp_path: Path, change: str) -> None:
    small = Place.__new__(Place)
    small.folder, small.variables = tmp_path / "small", place.variables
    for part in ("src", "environment", "target/lib", "pom.xml"):
        path = place.folder / part
        (small.folder / part).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, small.folder / part)
    action, state = CHANGES[change]
    assert small.library_state() == "fresh"
    action(small)
    assert small.library_state() == state


def test_fresh_library_is_not_rebuilt(place: Place) -> None:
    built = place.library.stat().st_mtime_ns
    assert set_up(place, place.variables) == (0, "")
    assert place.library.stat().st_mtime_ns == built


@POSIX
def test_no_network_for_maven(place: Place, tmp_path: Path) -> None:
    place.library.unlink()
    code, text = start(place.folder, offline(place.variables, tmp_path / "caches"), "run")
    assert code == 1
    assert "The step 'maven' failed" in text
    check_offline_advice(place.folder, text, "maven")
    assert not place.library.parent.exists()


@POSIX
def test_stale_library_is_rebuilt_and_the_wrapper_brings_maven(
    place: Place, variables: Variables, tmp_path: Path
) -> None:
    program(tmp_path / "bin/mvn", "echo Apache Maven 3.6.2")  # too old
    wrapper = place.folder / "environment/.mvn/wrapper/maven-wrapper.properties"
    original = wrapper.read_text("utf-8")
    added = add_source(place)
    with served(maven_distribution(original, variables, tmp_path / "served")) as address:
        try:
            url = r"distributionUrl=.*/"
            wrapper.write_text(re.sub(url, f"distributionUrl={address}/", original), "utf-8")
            changed = dict(on_path(place.variables, tmp_path / "bin"), no_proxy="127.0.0.1")
            code, text = set_up(place, changed)
        finally:
            wrapper.write_text(original, "utf-8")
            added.unlink()
    assert (code, "Building the library … " in text) == (0, True), text
    with zipfile.ZipFile(place.library) as jar:
        assert "xavierkit/Added.class" in jar.namelist()
    assert [*(place.folder / ".lab/maven/wrapper/dists").glob("apache-maven-*/*/bin/mvn")]
    assert not [*(place.folder / ".lab").glob("tmp*")]


def maven_distribution(wrapper: str, variables: Variables, folder: Path) -> Path:
    """A folder with the file that the wrapper downloads, from the Maven repository."""
    version = re.search(r"apache-maven-([\d.]+)-bin", wrapper)
    mvn = shutil.which("mvn")
    if not version or not mvn:
        pytest.skip("without Maven, every set-up above went through the wrapper already")
    artifact = f"org.apache.maven:apache-maven:{version.group(1)}:zip:bin"
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy"
    command = [mvn, "-B", "-q", goal, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    subprocess.run(command, env=variables, cwd=folder.parent, check=True)
    return folder


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield "http://127.0.0.1:%d" % server.server_address[1]
        server.shutdown()
