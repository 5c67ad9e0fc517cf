"""The small widgets of the browser edition: as pages, opened from disk, and inside notebooks."""

import re
import shutil
from pathlib import Path
from typing import Iterator

import lessons
import pytest
import web
from answers import on_jvm
from jdk import find_jdk
from places import NOTEBOOKS, LabError
from playwright.sync_api import Browser, Locator, Page, expect
from programs import tools_with
from test_browser import SCREENSHOTS, address, check_image, page  # noqa: F401 - fixtures

WIDGETS = ("index", "fans", "depth", "phase", "densities")
PATIENCE = 60_000  # milliseconds, for a machine with much else to do


class Watched:
    """A page that must not speak to any host, and must not complain."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("request", lambda request: request.url.startswith(("file:", "blob:")) or self.faults.append(request.url))


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:  # noqa: F811
    watch = Watched(page)
    page.context.set_offline(True)
    yield page
    assert watch.faults == []


def show(page: Page, pages: Path, name: str) -> Locator:
    page.goto((pages / f"{name}.html").as_uri())
    widget = page.locator("[data-widget]")
    expect(widget).to_have_attribute("data-answer", re.compile("."), timeout=PATIENCE)
    return widget


def check_against_jvm(element: Locator, question: str) -> None:
    """Every number that the page works out is the JVM's."""
    expect(element).to_have_attribute("data-question", question, timeout=PATIENCE)
    answer = element.get_attribute("data-answer") or ""
    words, others = answer.split(), on_jvm([question]).split()
    assert len(words) == len(others) > 3
    for word, other in zip(words, others):
        if re.match(r"-?[\d.]|NaN|Infinity", other):
            assert float(word.strip(";")) == pytest.approx(float(other.strip(";")), rel=1e-12, abs=1e-300, nan_ok=True)
        else:
            assert word == other


# what a reader does by keyboard alone, and which question the page then has answered
KEYBOARD: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "index": ("glance 1.0 1", [("gain", "ArrowLeft")]),
    "fans": ("fans 400 800", [("fan_in", "End"), ("fan_out / fan_in", "End")]),
    "depth": ("depth ReLU 30 30 1", [("depth", "Home"), ("width", "ArrowLeft")]),
    "phase": ("point 1.0 0.0 100 tanh", [("gain s_w", "PageUp"), ("biases s_b", "ArrowRight")]),
    "densities": ("densities Glorot 300 100", [("fan_out", "End"), ("fan_in", "Home")]),
}
AFTER_KEYS = {
    "index": "glance 0.989 1",
    "fans": "fans 4000 32000",
    "depth": "depth ReLU 29 1 1",
    "phase": "point 1.3 0.00417 100 tanh",
    "densities": "densities Glorot 1 4000",
}


@pytest.mark.parametrize("name", WIDGETS)
def test_keys_alone_and_the_numbers_of_the_jvm(watched: Page, pages: Path, name: str) -> None:
    widget = show(watched, pages, name)
    before, keys = KEYBOARD[name]
    check_against_jvm(widget, before)
    for slider, key in keys:
        widget.get_by_role("slider", name=slider, exact=True).press(key)
    check_against_jvm(widget, AFTER_KEYS[name])


CHOICES = {
    "depth": ("linear, Var(W) = 1/fan_in", "depth linear 30 30 1"),
    "phase": ("GELU", "point 1.0 0.0 100 GELU"),
    "densities": ("He", "densities He 300 100"),
}


@pytest.mark.parametrize("name", CHOICES)
def test_choices(watched: Page, pages: Path, name: str) -> None:
    widget = show(watched, pages, name)
    option, question = CHOICES[name]
    widget.get_by_role("combobox").select_option(option)
    check_against_jvm(widget, question)


def test_marks_of_the_first_page(watched: Page, pages: Path) -> None:
    widget = show(watched, pages, "index")
    words = widget.locator(".words")
    expect(words).to_contain_text("Both survive.")
    widget.get_by_role("button", name="too small").press("Enter")
    expect(words).to_contain_text("the signal dies", timeout=PATIENCE)
    check_against_jvm(widget, "glance 0.577 1")
    widget.get_by_role("button", name="too large").click()
    expect(words).to_contain_text("the gradient explodes", timeout=PATIENCE)
    widget.get_by_role("button", name="another network").click()
    check_against_jvm(widget, "glance 2.0 2")


def test_new_seeds(watched: Page, pages: Path) -> None:
    widget = show(watched, pages, "depth")
    widget.get_by_role("button", name="New seeds").press("Space")
    check_against_jvm(widget, "depth ReLU 30 30 2")


def test_the_phase_plane_by_pointer(watched: Page, pages: Path) -> None:
    widget = show(watched, pages, "phase")
    plane = widget.get_by_role("application")
    expect(plane).to_have_attribute("data-columns", "72", timeout=PATIENCE)
    chart = plane.locator("svg.chart")
    box = chart.bounding_box()
    assert box
    plane.hover(position={"x": 0.6 * box["width"], "y": 0.4 * box["height"]})
    under = widget.locator(".under")
    expect(under).to_contain_text("Under the pointer: tanh, s_w = ")
    check_against_jvm(under, under.get_attribute("data-question") or "")
    expect(widget).to_have_attribute("data-question", "point 1.0 0.0 100 tanh")
    plane.click(position={"x": 0.6 * box["width"], "y": 0.4 * box["height"]})
    place = re.match(r"point (\S+) (\S+) 1 tanh", under.get_attribute("data-question") or "")
    assert place
    check_against_jvm(widget, f"point {place.group(1)} {place.group(2)} 100 tanh")


def test_the_phase_plane_by_keys(watched: Page, pages: Path) -> None:
    widget = show(watched, pages, "phase")
    plane = widget.get_by_role("application")
    for key in ("ArrowRight", *3 * ["ArrowUp"], "Shift+ArrowRight"):
        plane.press(key)
    check_against_jvm(widget, "point 1.06 0.051 100 tanh")
    assert plane.evaluate("plane => plane === document.activeElement")
    for _ in range(4):  # the edge of the plane holds it
        plane.press("ArrowDown")
    check_against_jvm(widget, "point 1.06 0.0 100 tanh")


BAD = {
    "index": ("gain", "a number from 0.25 to 4"),
    "fans": ("fan_in", "a whole number from 8 to 4000"),
    "depth": ("depth", "a whole number from 1 to 100"),
    "phase": ("gain s_w", "a number from 0 to 3"),
    "densities": ("fan_out", "a whole number from 1 to 4000"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_numbers_get_a_sentence(watched: Page, pages: Path, name: str) -> None:
    widget = show(watched, pages, name)
    what, rule = BAD[name]
    entry = widget.get_by_role("textbox", name=f"{what}, as a number", exact=True)
    good, question = entry.input_value(), widget.get_attribute("data-question")
    for bad in ("-1", "1e400", "NaN", "deep"):
        entry.fill(bad)
        entry.press("Enter")
        refusal = widget.get_by_role("alert").filter(has_text=what)
        expect(refusal).to_have_text(f"{what} must be {rule}, got {bad}")
        expect(entry).to_have_attribute("aria-invalid", "true")
    assert widget.get_attribute("data-question") == question
    entry.fill(good)
    entry.press("Enter")
    expect(widget.get_by_role("alert").filter(has_text="must be")).to_have_count(0)


@pytest.mark.parametrize("name", WIDGETS)
def test_names_and_a_phone(watched: Page, pages: Path, name: str) -> None:
    watched.set_viewport_size({"width": 390, "height": 844})
    watched.emulate_media(color_scheme="dark")
    widget = show(watched, pages, name)
    for control in widget.locator("input, select, button, [tabindex]").all():
        expect(control).to_have_accessible_name(re.compile("."))
    for chart in widget.locator("svg.chart").all():
        expect(chart).to_have_role("img")
        expect(chart).to_have_accessible_name(re.compile(r"\. "))
    expect(widget.locator(".words")).to_have_attribute("aria-live", "polite")
    assert watched.evaluate("document.documentElement.scrollWidth") == 390
    watched.screenshot(path=SCREENSHOTS / f"web-{name}-phone.png", full_page=True)


def test_the_first_page_leads_to_the_others(watched: Page, pages: Path) -> None:
    show(watched, pages, "index")
    links = {link.get_attribute("href") for link in watched.get_by_role("link").all()}
    assert {f"{name}.html" for name in WIDGETS[1:]} < links


def test_what_cannot_be_built_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def fail(tools: object) -> Path:
        tried.append(tools)
        raise LabError("no network")

    monkeypatch.setattr(web, "STAMP", tmp_path / "web/stamp")
    monkeypatch.setattr(web, "pages", fail)
    with tools_with(find_jdk().home) as tools:
        web.refresh(tools)
        web.refresh(tools)
    assert tried == [tools]
    with web.refreshing({}):  # which would not start without PATH
        pass


# --- Inside notebooks -------------------------------------------------------------------------


def committed() -> str:
    """The output of the widget in lesson 12."""
    lesson = lessons.read(NOTEBOOKS / "12-edge-of-chaos.ipynb")
    outputs = [output.data for cell in lessons.code_cells(lesson) for output in cell.outputs if "data" in output]
    return next(data["text/html"] for data in outputs if "data-widget" in data.get("text/html", ""))


def place(folder: Path, root: str) -> Path:
    """A page with the widget twice."""
    file = folder / "page.html"
    title = '<meta charset="utf-8"><title>x</title>'
    file.write_text(f'<!DOCTYPE html><html lang="en"{root}>{title}{2 * committed()}</html>', encoding="utf-8")
    return file


def test_without_scripts_it_is_a_picture(browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(place(tmp_path, "").as_uri())
        check_image(page.get_by_role("img", name='Chart "Tanh without biases, 100 layers"').first)
        expect(page.locator("figcaption").first).to_contain_text("In JupyterLab, run this cell")


def test_elsewhere_it_stays_a_picture(watched: Page, tmp_path: Path) -> None:
    watched.goto(place(tmp_path, "").as_uri())
    check_image(watched.get_by_role("img", name='Chart "Tanh').first)
    expect(watched.locator("script[src]")).to_have_count(0)


def test_in_the_book_it_lives(watched: Page, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "play").mkdir()
    shutil.copy(pages / "xavierkit.js", tmp_path / "play")
    watched.goto(place(tmp_path / "lessons", ' data-content_root="../"').as_uri())
    for widget in watched.locator("[data-widget]").all():
        check_against_jvm(widget, "point 1.0 0.0 100 tanh")
        expect(widget.locator("img, figcaption")).to_have_count(0)


def test_in_jupyterlab_it_lives(page: Page, pages: Path, address: str) -> None:  # noqa: F811
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address.format("12-edge-of-chaos.ipynb"))
    lesson = lessons.read(NOTEBOOKS / "12-edge-of-chaos.ipynb")
    ids = [cell.id for cell in lesson.cells]
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=2 * PATIENCE)
    for needed in ("setup", "claim-picture"):
        run_cell(page, ids.index(needed))
    output = run_cell(page, ids.index("explorer-code"))
    widget = output.locator("[data-widget=phase]")
    check_against_jvm(widget, "point 1.0 0.0 100 tanh")
    expect(widget.locator("img")).to_have_count(0)
    plane = widget.get_by_role("application")
    plane.press("ArrowRight")  # which is not for JupyterLab
    check_against_jvm(widget, "point 1.05 0.0 100 tanh")
    widget.screenshot(path=SCREENSHOTS / "web-notebook.png")
    assert faults == []


def run_cell(page: Page, number: int) -> Locator:
    """Runs a cell, and waits for its end."""
    cells = page.locator(".jp-Notebook .jp-Cell")
    cell = cells.nth(number)
    cell.scroll_into_view_if_needed(timeout=PATIENCE)
    cell.locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"), timeout=2 * PATIENCE)
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=2 * PATIENCE)
    return cell
