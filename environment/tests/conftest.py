"""Where starts of lab.py happen."""

import os
import shutil
import signal
from pathlib import Path
from typing import Iterator

import pytest
from jdk import find_jdk
from places import ENVIRONMENT
from programs import clean_environment
from starts import Place, Variables, on_path

# `lab.py test` ends pytest with SIGTERM; as Ctrl-C, that lets every test end what it started
signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def variables(tmp_path_factory: pytest.TempPathFactory) -> Variables:
    """The developer's variables with an empty home, a JDK on PATH, and the warm caches."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    kept = {
        name: value
        for name, value in clean_environment().items()
        if name != "JAVA_HOME" and not name.startswith(("LC_", "XDG_"))
    }
    if os.name != "nt":
        kept.setdefault("UV_CACHE_DIR", str(caches / "uv"))
        kept.setdefault("PIP_CACHE_DIR", str(caches / "pip"))
        kept["HOME"] = str(tmp_path_factory.mktemp("home"))
    return on_path(kept, find_jdk().home / "bin")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Path]:
    """A folder with the programs only, in which a failing start must leave nothing."""
    folder = tmp_path / "bare"
    (folder / "environment").mkdir(parents=True)
    for path in ENVIRONMENT.glob("*.py"):
        shutil.copy(path, folder / "environment")
    yield folder
    assert [path.name for path in folder.iterdir()] == ["environment"]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, variables: Variables) -> Place:
    return Place(tmp_path_factory.mktemp("a place") / "100% [Übungsheft] + 初心者", variables)
