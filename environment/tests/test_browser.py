"""A reader's first minutes in a real browser: Run All in JupyterLab, and the rendered pages."""

import contextlib
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import documentation
import lessons
import pytest
from nbformat import NotebookNode
from places import ENVIRONMENT, ROOT, TARGET
from playwright.sync_api import Browser, Locator, Page, expect

SCREENSHOTS = TARGET / "screenshots"
LESSONS = lessons.lessons()

# lab.py as a reader starts it, but on a copy of the lessons and with empty Jupyter settings
LAUNCH = """
import sys, pathlib, places
folder = pathlib.Path(sys.argv.pop())
places.NOTEBOOKS, places.COPIES, places.JUPYTER = (folder / name for name in ("notebooks", "my-notebooks", "jupyter"))
import lab
sys.exit(lab.main())
"""

ERRORS = ", ".join(f'[data-mime-type="application/vnd.jupyter.{name}"]' for name in ("error", "stderr"))
ENDED = """errors => {
  const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
  const kernel = document.querySelector(".jp-Notebook-ExecutionIndicator");
  return document.querySelector(errors)
    || kernel.dataset.status == "idle" && prompts.every(p => /^\\[\\d+\\]:$/.test(p.textContent));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where JupyterLab listens; `{}` stands for the notebook to open."""
    folder = tmp_path_factory.mktemp("lab")
    for part in ("notebooks", "data", "target/lib"):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    log = folder / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, "--no-browser", str(folder)],
            cwd=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield printed_address(process, log)
    finally:
        process.terminate()
        process.wait(timeout=60)


def printed_address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"(http://127\.0\.0\.1:\d+/lab)\S*\?(token=\w+)", log.read_text("utf-8"))
        if found:
            return f"{found.group(1)}/tree/{{}}?reset&{found.group(2)}"
        time.sleep(0.1)
    pytest.fail(f"JupyterLab does not start:\n{log.read_text('utf-8')}")


def menu_item(page: Page, menu: str, item: str) -> Locator:
    """An item of an open menu. While JupyterLab starts, it draws its menus anew, and an open one closes."""
    found = page.get_by_role("menuitem", name=item, exact=True)
    for _ in range(20):
        page.get_by_role("menuitem", name=menu, exact=True).click()
        with contextlib.suppress(AssertionError):
            expect(found).to_be_visible(timeout=2_000)
            break
    expect(found).to_be_visible()
    return found


def choose(page: Page, menu: str, item: str) -> None:
    menu_item(page, menu, item).click()


def shown(notebook: NotebookNode, mime: str) -> dict[int, dict[str, str]]:
    """The committed outputs of one kind, each with its alternatives, by the place of their cell."""
    return {
        place: output.data
        for place, cell in enumerate(notebook.cells)
        for output in cell.get("outputs", [])
        if mime in output.get("data", {})
    }


def check_image(image: Locator) -> None:
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    image.evaluate("image => image.decode()")  # throws when it cannot be drawn
    box = image.bounding_box()
    assert box and box["width"] >= 300 and box["height"] >= 200, box


def check_table(table: Locator, source: str) -> None:
    table.scroll_into_view_if_needed()
    expect(table).to_be_visible()
    rows = source.count("<tr")
    expect(table.locator("tr")).to_have_count(rows)
    box = table.bounding_box()
    assert box and box["width"] >= 100 and box["height"] >= 12 * rows, box


@pytest.mark.parametrize("lesson", LESSONS[:3], ids=lambda path: path.stem)
def test_run_all_in_jupyterlab(page: Page, address: str, lesson: Path) -> None:
    before = lesson.read_bytes()
    notebook = lessons.read(lesson)
    charts, tables = shown(notebook, "image/png"), shown(notebook, "text/html")
    formulas = shown(notebook, "text/latex")
    assert (charts or lesson == LESSONS[2]) and (tables or lesson != LESSONS[0])
    assert formulas or lesson != LESSONS[2]

    # on a busy machine cells that are run before there is a kernel are lost
    with page.expect_websocket(lambda socket: "/channels" in socket.url, timeout=120_000):
        page.goto(address.format(lesson.name))
    cells = page.locator(".jp-Notebook .jp-Cell")
    expect(cells).to_have_count(len(notebook.cells), timeout=60_000)
    choose(page, "Edit", "Clear Outputs of All Cells")
    expect(page.locator(".jp-OutputArea-output")).to_have_count(0)
    choose(page, "Run", "Run All Cells")
    page.wait_for_function(ENDED, arg=ERRORS, timeout=300_000)
    assert page.locator(ERRORS).all_text_contents() == []

    for place, chart in charts.items():
        image = cells.nth(place).locator("img")
        check_image(image)
        assert image.get_attribute("alt") == chart["text/plain"]
        assert image.evaluate("image => [image.naturalWidth, image.width <= 860]") == [1720, True]
        image.screenshot(path=SCREENSHOTS / f"{lesson.name[:2]}-cell-{place + 1}.png")
    for place, table in tables.items():
        check_table(cells.nth(place).locator(".jp-OutputArea-output table"), table["text/html"])
    for place in formulas:
        expect(cells.nth(place).locator(".jp-OutputArea-output mjx-container")).to_be_visible()
    show_whole_lesson(page, cells)
    page.screenshot(path=SCREENSHOTS / f"{lesson.stem}.png")
    assert page.locator(".Toastify__toast").all_text_contents() == []  # would lie over a chart
    assert lesson.read_bytes() == before


def test_an_impatient_reader(page: Page, address: str) -> None:
    """Keys that are pressed before there is a kernel: all cells run, in their order."""
    page.goto(address.format(LESSONS[3].name))
    page.locator(".jp-Notebook .jp-Cell").first.click()
    for _ in range(10):
        page.keyboard.press("Shift+Enter")
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    for place in range(4):
        expect(prompts.nth(place)).to_have_text(f"[{place + 1}]:", timeout=120_000)
    assert page.locator(ERRORS).all_text_contents() == []


def test_a_cell_that_comes_too_early_says_what_to_run(page: Page, address: str) -> None:
    page.goto(address.format(LESSONS[4].name))
    code = page.locator(".jp-CodeCell")
    code.nth(1).locator(".jp-InputPrompt").click()
    page.keyboard.press("Shift+Enter")
    said = code.nth(1).locator('[data-mime-type="application/vnd.jupyter.stderr"]').last
    expect(said).to_contain_text("begins with\n  %load setup.jshell\nhas not been run", timeout=120_000)
    for early in (0, 1):
        code.nth(early).locator(".jp-InputPrompt").click()
        page.keyboard.press("Shift+Enter")
    expect(code.nth(1).locator(".jp-InputPrompt")).to_have_text("[3]:", timeout=120_000)
    assert page.locator(ERRORS).all_text_contents() == []


def test_help_has_the_documentation(page: Page, address: str) -> None:
    assert documentation.javadoc() == 0  # a second start would write it
    page.goto(address.format(LESSONS[0].name))
    menu_item(page, "Help", "Documentation of xavierkit")
    page.goto(address.split("/lab/")[0] + "/static/javadoc/index.html")  # where it leads
    page.get_by_role("link", name="VarianceScaling").first.click()
    expect(page.get_by_role("heading", name="VarianceScaling", level=1)).to_be_visible(timeout=30_000)


def show_whole_lesson(page: Page, cells: Locator) -> None:
    """Makes the window so high that nothing is left to scroll."""
    for height in (15_000, 0):
        page.set_viewport_size({"width": 1280, "height": height or bottom(cells.last)})
        cells.first.scroll_into_view_if_needed()


def bottom(cell: Locator) -> int:
    box = cell.bounding_box()
    assert box
    return int(box["y"] + box["height"]) + 60
