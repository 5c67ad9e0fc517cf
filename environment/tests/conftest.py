"""Where starts of lab.py happen."""

import os
import shutil
import signal
from pathlib import Path
from typing import Iterator

import pytest
import web
from doctor import find_browser
from jdk import find_jdk
from places import ENVIRONMENT
from playwright.sync_api import Browser, expect, sync_playwright
from programs import clean_environment, tools_with
from starts import Place, Variables, on_path
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# `lab.py test` ends pytest with SIGTERM; as Ctrl-C, that lets every test end what it started
signal.signal(signal.SIGTERM, signal.default_int_handler)

expect.set_options(timeout=60_000)  # a machine with much to do is slow, not wrong


# what takes longest, first: these share a set-up of a minute, those the sandbox's user, who may run nothing else,
# and those the live pages
TOGETHER = [
    ["test_reproduce", "test_kernel", "test_lab", "test_library"],
    ["test_course", "test_sandbox"],
    ["test_browser", "test_book", "test_web_derive", "test_web_network", "test_web_widgets"],
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    files = [item.path.stem for item in items]
    order = [*sum(TOGETHER, []), *files]
    items.sort(key=lambda item: order.index(item.path.stem))


class ByFile(LoadScopeScheduling):
    """One process has the tests of a file, or of files that share something."""

    def _split_scope(self, test: str) -> str:
        file = Path(test.split("::")[0]).stem
        return next((files[0] for files in TOGETHER if file in files), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session")
def pages() -> Path:
    """The folder with the live pages."""
    with tools_with(find_jdk().home) as tools:
        return web.pages(tools)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if not program:
        pytest.fail(
            "The browser test needs Chromium, Chrome or Edge on PATH, or the variable CHROMIUM "
            "with the path of one. On Debian and Ubuntu: apt install chromium"
        )
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=arguments)


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
