"""The book, opened from disk with the network closed."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Iterator

import axe_playwright_python.sync_playwright as axe
import copies
import lessons
import pytest
from book import fold_answers
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import ENVIRONMENT, TARGET
from playwright.sync_api import Browser, Page, expect

BOOK = TARGET / "book"
LESSONS = lessons.lessons()
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)


@pytest.fixture(scope="module", autouse=True)
def book() -> None:
    command = [sys.executable, str(ENVIRONMENT / "lab.py"), "book", "--zip"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if re.match("file:|data:|blob:", asked.url) else wrong.append(asked.url))
        yield page
        assert wrong == []


def check(page: Page) -> None:
    """Nothing sticks out, and axe-core finds nothing wrong with what is not the theme's own."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = axe.Axe().run(page, context="main", options={"preload": False}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


@every_lesson
def test_a_lesson(page: Page, lesson: Path) -> None:
    page.goto((BOOK / "index.html").as_uri())
    page.locator("main").get_by_role("link", name=lessons.title(lesson), exact=True).click()
    expect(page.locator("article h1")).to_have_count(1)
    notebook = lessons.read(lesson)
    if "$" in lessons.prose(notebook):
        expect(page.locator("mjx-container:visible").first).to_be_visible()
        expect(page.locator("mjx-merror")).to_have_count(0)
    for image in page.locator("main img").all():
        assert image.get_attribute("alt")
        image.evaluate("image => image.decode()")  # throws when it cannot be drawn
    check(page)


def test_a_guess_is_answered_when_asked(page: Page) -> None:
    page.goto((BOOK / f"{LESSONS[1].stem}.html").as_uri())
    answer = page.locator("details.hide").first
    shown = answer.locator(".cell_output, img, pre").first
    expect(shown).to_be_hidden()
    answer.locator("summary").click()
    expect(shown).to_be_visible()


def test_answers_are_folded() -> None:
    tagged = {"tags": ["answer"]}
    shown = [new_output("stream", text="1")]
    notebook = new_notebook(
        cells=[
            new_code_cell("1", outputs=shown, metadata=tagged),
            new_markdown_cell("## Title\n\nIt is 1.", metadata=tagged, id="text"),
            new_code_cell("1", outputs=shown, metadata={"tags": ["check"]}),
            new_markdown_cell("<details><summary>Is $x = 1$?</summary>\n\nYes.\n\n</details>"),
        ]
    )
    fold_answers(notebook)
    cells = notebook.cells
    assert [cell.metadata.get("tags") for cell in cells[::2]] == [["hide-output"], ["check"]]
    opened = '## Title\n\n<details data-cell="cell-text"><summary>'
    assert cells[1].source.startswith(opened) and cells[1].source.endswith("</summary>\n\nIt is 1.\n\n</details>")
    assert cells[3].source == '<details><summary class="mathjax_process">Is $x = 1$?</summary>\n\nYes.\n\n</details>'


def linked(lesson: Path, cell_type: str, tag: str) -> str:
    """The address, in the ledger, of one of its cells."""
    cells = [cell for cell in lessons.read(lesson).cells if cell.cell_type == cell_type and tag in cell.metadata.get("tags", [])]
    addresses = [f"{lesson.stem}.html#cell-{cell.id}" for cell in cells]
    return next((one for one in addresses if f'href="{one}"' in (BOOK / f"{LESSONS[-1].stem}.html").read_text("utf-8")), "")


def test_a_link_to_a_folded_cell_unfolds_it(page: Page) -> None:
    addresses = [address for lesson in LESSONS if (address := linked(lesson, "code", "answer"))]
    page.goto((BOOK / f"{LESSONS[-1].stem}.html").as_uri())
    page.locator(f"main a[href='{addresses[0]}']").first.click()
    page.wait_for_url(f"**/{addresses[0]}")
    cell = page.locator(f"p:has(> [id='{addresses[0].split('#')[1]}']) + .cell")
    expect(cell.locator("details")).to_have_attribute("open", "")


def test_a_link_to_a_folded_text_unfolds_it(page: Page) -> None:
    texts = [(lesson, cell) for lesson in LESSONS for cell in lessons.read(lesson).cells if cell.cell_type == "markdown"]
    lesson, answer = next((lesson, cell) for lesson, cell in texts if "answer" in cell.metadata.get("tags", []))
    page.goto((BOOK / f"{lesson.stem}.html").as_uri() + f"#cell-{answer.id}")
    expect(page.locator(f"details[data-cell='cell-{answer.id}']")).to_have_attribute("open", "")


def test_hints_and_solutions_show_code_and_formulas(page: Page) -> None:
    page.goto((BOOK / f"{LESSONS[3].stem}.html").as_uri())
    solution = page.locator("details", has=page.locator("summary", has_text="Solution")).first
    expect(solution.locator(".highlight")).to_be_hidden()
    solution.locator("summary").click()
    expect(solution.locator(".highlight")).to_be_visible()
    assert "$" not in page.locator("details:not(.hide)").evaluate_all("them => them.map(d => d.innerText).join()")
    check(page)


def test_a_claim_leads_to_the_cell_that_decides_it(page: Page) -> None:
    page.goto((BOOK / f"{LESSONS[-1].stem}.html").as_uri())
    links = page.locator("main a[href*='#cell-']")
    assert links.count() > 25
    for link in links.all()[::10]:
        address = link.get_attribute("href") or ""
        name, cell = address.split("#")
        assert f'id="{cell}"' in (BOOK / name).read_text("utf-8")
    links.first.click()
    expect(page.locator(f"[id='{page.url.split('#')[1]}']")).to_be_in_viewport()


@pytest.mark.parametrize("word, found", [("orthogonal", "Orthogonal"), ("He", "ReLU and He")])
def test_search(page: Page, word: str, found: str) -> None:
    page.goto((BOOK / "search.html").as_uri() + "?q=" + word)
    expect(page.locator("#search-results").get_by_role("link", name=found).first).to_be_visible()


def test_paper_shows_whole_lines_and_all_answers(page: Page) -> None:
    page.goto((BOOK / f"{LESSONS[12].stem}.html").as_uri())
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    page.emulate_media(media="print")
    cut = "elements => elements.filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
    assert page.locator("pre").evaluate_all(cut) == []
    assert page.locator("details img").evaluate_all("images => images.filter(image => !image.checkVisibility())") == []
    assert page.locator("details > p").evaluate_all("texts => texts.filter(text => !text.checkVisibility())") == []


@pytest.mark.parametrize("name", ["index", "glossary"])
def test_other_pages(page: Page, name: str) -> None:
    page.goto((BOOK / f"{name}.html").as_uri())
    expect(page.locator("article h1")).to_have_count(1)
    check(page)


def test_a_notebook_to_download_is_a_working_copy() -> None:
    for lesson in LESSONS:
        assert (BOOK / "_sources" / lesson.name).read_bytes() == copies.prepared(lesson)


def test_the_file_to_hand_out_is_the_book() -> None:
    with zipfile.ZipFile(TARGET / "xavierkit-book.zip") as archive:
        names = {name.removeprefix("xavierkit-book/") for name in archive.namelist()}
    assert names == {path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*") if path.is_file()}
