"""The game of derivations in a real browser, opened from disk with the network closed."""

import re
from pathlib import Path
from typing import Iterator

import pytest
from answers import in_page, on_jvm
from playwright.sync_api import Browser, Locator, Page, expect

# Each level by a way through it; where there is a second way, that too.
ROUTES = {
    "scale": ["linearity"],
    "sum": ["linearity"],
    "scale-variance": ["variance-sum", "variance linearity second"],
    "sum-variance": ["variance-sum uncorrelated", "variance linearity independent second"],
    "product": ["independent"],
    "product-variance": ["product zero-X zero-Y", "variance independent zero-X second zero-X zero-Y"],
    "forward": [
        "pre bienayme identical product zero-w zero-z",
        "pre bienayme identical variance independent zero-w second zero-w zero-z",
    ],
    "backward": ["chain bienayme identical product zero-w zero-d"],
    "compromise": ["forward backward", "backward forward"],
    "uniform": ["variance moments-w", "variance zero-w moments-w"],
    "half": ["half second zero-s"],
    "he": ["pre bienayme identical variance independent zero-w act half second zero-w zero-s"],
    "residual": ["variance-sum uncorrelated"],
    "embedding": ["look bienayme variance independent zero-w indicator-x identical-w sum-x second zero-w"],
}

FORBIDDEN = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("forbidden", "SecurityError"); }});
"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"

@pytest.fixture(scope="module")
def address(pages: Path) -> str:
    return (pages / "derive.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, offline=True) as context:
        yield from opened(context.new_page(), address)


def opened(page: Page, address: str) -> Iterator[Page]:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(address)
    expect(heads(page).first).to_be_visible()
    yield page
    assert wrong == []


def heads(page: Page) -> Locator:
    return page.locator("[data-part=term] button")


def do(page: Page, action: str) -> Locator:
    return page.locator(f"[data-do='{action}']").first


def open_level(page: Page, level: str) -> None:
    do(page, f"level {level}").click()
    expect(do(page, f"level {level}")).to_have_attribute("aria-current", "step")


def choose(page: Page, rule: str) -> Locator:
    """Touches one part of the formula after the other until the rule is among those that fit."""
    for number in range(heads(page).count()):
        heads(page).nth(number).click()
        button = page.locator(f".rules [data-do='apply {rule}']")
        if button.count():
            return button
    pytest.fail(f"no part of {formula(page)} is rewritten by {rule}")


def play(page: Page, route: str) -> None:
    for rule in route.split():
        before = formula(page)
        choose(page, rule).click()
        assert formula(page) != before


def formula(page: Page) -> str:
    return page.locator(".term").get_attribute("aria-label") or ""


def test_every_level_is_solved_by_touch(page: Page) -> None:
    for number, (level, routes) in enumerate(ROUTES.items(), 1):
        open_level(page, level)
        for route in routes:
            if do(page, "restart").is_enabled():
                do(page, "restart").click()
            play(page, route)
            expect(page.locator("[data-part=status]")).to_contain_text(f"Solved in {len(route.split())} step")
        expect(page.locator("p.solved")).to_have_text(f"{number} of {len(ROUTES)} solved")
        assert page.locator(".sketch .goal").count() == len(routes)
    assert "2 / (fan_in + fan_out)" not in formula(page)
    do(page, "level free-sum").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Free play")


def test_what_a_solved_level_decides(page: Page) -> None:
    open_level(page, "compromise")
    play(page, "forward backward")
    expect(page.locator("[data-part=status] mfrac")).to_have_count(1)
    expect(page.locator("[data-part=status]")).to_contain_text("both miss 1 by the same amount")
    page.get_by_role("button", name="Next level").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("10. The uniform bound")


@pytest.mark.parametrize("level", ["scale", "sum-variance", "product-variance"])
def test_the_keyboard_alone_is_enough(page: Page, level: str) -> None:
    tab_to(page, f"level {level}")
    page.keyboard.press("Enter")
    for rule in ROUTES[level][0].split():
        for number in range(heads(page).count()):
            tab_to(page, heads(page).nth(number).get_attribute("data-do") or "")
            page.keyboard.press("Enter")  # which goes on to the first rule
            if page.locator(f".rules [data-do='apply {rule}']").count():
                break
        tab_to(page, f"apply {rule}")
        page.keyboard.press("Space")
    assert focused(page).startswith("level ")  # the next one
    expect(page.locator("[data-part=status]")).to_contain_text("Solved")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('data-do') || ''"))


def tab_to(page: Page, action: str) -> None:
    for _ in range(80):
        if focused(page).startswith(action):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not come to {action}")


def test_a_refused_rule_plays_its_counterexample(page: Page) -> None:
    open_level(page, "free-sum")
    play(page, "variance-sum")
    before = formula(page)
    choose(page, "uncorrelated").click()
    expect(page.locator("[data-part=status]")).to_contain_text("needs that X and Y are uncorrelated")
    example = page.locator("[data-part=example]")
    expect(example.locator("table")).to_be_visible(timeout=60_000)
    expect(example).to_contain_text("Take X: -1 or 1, independent members. Y: equal to X.")
    expect(example.locator("tbody tr").nth(1)).to_contain_text("1/2")
    left, right = sides(page)
    assert left != right
    assert formula(page) == before  # nothing has changed
    page.get_by_label("X and Y are uncorrelated").check()
    play(page, "variance-sum uncorrelated")


def sides(page: Page) -> list[str]:
    return [text.split(" = ")[-1] for text in page.locator("[data-part=example] .side").all_text_contents()]


def test_dropping_an_assumption_does_the_same(page: Page) -> None:
    open_level(page, "sum-variance")
    do(page, "drop 0").click()
    expect(page.locator("[data-part=status]")).to_contain_text("nothing changes yet")
    play(page, "variance-sum uncorrelated")
    do(page, "drop 0").click()
    expect(page.locator("[data-part=status]")).to_contain_text("step 2 is refused")
    expect(page.locator("[data-part=example] table")).to_be_visible(timeout=60_000)
    assert sides(page) == ["4", "2"]


def test_routes_branch_and_come_back(page: Page) -> None:
    open_level(page, "sum-variance")
    play(page, "variance linearity")
    do(page, "undo").click()
    do(page, "go 0").click()
    play(page, "variance-sum uncorrelated")
    expect(page.locator(".sketch [role=button]")).to_have_count(5)
    page.locator(".sketch [data-do='go 2']").click()
    expect(page.locator(".lines li")).to_have_count(3)
    page.reload()
    expect(page.get_by_role("heading", level=2)).to_have_text("4. The variance of a sum")
    expect(page.locator(".sketch [role=button]")).to_have_count(5)
    expect(do(page, "level sum-variance")).to_have_accessible_name("Level 4: The variance of a sum, solved")


def test_hints_grow_stronger_and_change(page: Page) -> None:
    open_level(page, "sum-variance")
    hint = page.locator("[data-part=hint]")
    do(page, "hint").click()
    expect(hint.locator("p")).to_have_text(["Look at Var(X + Y)."])
    hint.get_by_role("button", name="A stronger hint").click()
    hint.get_by_role("button", name="Tell me the move").click()
    expect(hint.locator("p").last).to_contain_text("“variance of a sum”")
    play(page, "variance-sum")
    expect(hint).to_be_empty()
    do(page, "hint").click()
    expect(hint.locator("p")).to_have_text(["Look at Cov(X, Y)."])


def test_progress_is_taken_along(page: Page, tmp_path: Path) -> None:
    play(page, ROUTES["scale"][0])
    page.locator("summary", has_text="Your progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    download.value.save_as(tmp_path / "progress.txt")
    text = (tmp_path / "progress.txt").read_text("utf-8")
    assert text == "xavierkit derivations 1\nopen scale\nsolved scale\nscale linearity\n"
    field = page.get_by_label("Your progress as a text")
    take = page.get_by_role("button", name="Take over this text")
    said = page.locator("[data-part=read]")
    for broken, sentence in {
        "": 'The first line must be "xavierkit derivations 1", got ""',
        text + "he pre zero-w": "Line 5 is wrong: the rule",
        text + "<b>": "Line 5 is wrong: there is no level",
        text + "open": "Line 5 is wrong: there is no level",
    }.items():
        field.fill(broken)
        take.click()
        expect(said).to_contain_text("Nothing was changed. " + sentence)
    (tmp_path / "progress.txt").write_text(text + "product independent\n", "utf-8")
    page.locator("[data-part=file]").set_input_files(tmp_path / "progress.txt")
    expect(said).to_have_text("Read: 2 levels are solved.")
    expect(page.locator("p.solved")).to_have_text("2 of 14 solved")


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_without_storage_the_page_goes_on(browser: Browser, address: str, script: str) -> None:
    with browser.new_context(offline=True) as context:
        context.add_init_script(script)
        for page in opened(context.new_page(), address):
            expect(page.locator("[data-part=note]")).to_contain_text("storage is full or forbidden")
            play(page, ROUTES["scale"][0])
            expect(page.locator("[data-part=status]")).to_contain_text("Solved in 1 step")


def test_what_cannot_be_read_is_said(browser: Browser, address: str) -> None:
    with browser.new_context(offline=True) as context:
        context.add_init_script("localStorage.setItem('xavierkit-derive', 'xavierkit derivations 1\\nopen he\\nhe zero-w');")
        for page in opened(context.new_page(), address):
            expect(page.locator("[data-part=note]")).to_contain_text("cannot be read, so the game begins anew")
            play(page, ROUTES["scale"][0])


def test_the_check_tells_of_every_step_and_stops(page: Page) -> None:
    open_level(page, "sum-variance")
    play(page, ROUTES["sum-variance"][0])
    page.locator("summary", has_text="Check every step").click()
    check = page.locator("[data-part=check]")
    page.get_by_role("button", name="Check the steps").click()
    expect(check).to_contain_text("uncorrelated: both sides equal on all", timeout=120_000)
    expect(check).to_contain_text('Without "X and Y are uncorrelated": X: -1 or 1')
    open_level(page, "he")
    play(page, ROUTES["he"][0])
    page.get_by_role("button", name="Check the steps").click()
    check.get_by_role("button", name="Stop").click()
    expect(check.get_by_role("button")).to_have_count(0)


def test_java_is_copied(page: Page) -> None:
    open_level(page, "forward")
    play(page, ROUTES["forward"][0])
    page.locator("summary", has_text="As Java").click()
    java = page.get_by_label("The derivation as Java").input_value()
    assert java.endswith('    .apply(Rule.zeroMean("z"));\nmine')
    assert "return START\n        .apply(WEIGHTED_SUM)" in page.get_by_label("assignment 01").input_value()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("[data-part=copied]")).to_have_text("Copied.")


def test_random_derivations_are_the_same_on_the_jvm(page: Page) -> None:
    questions = [f"random-route {seed}" for seed in range(1, 201)]
    questions += ["refute forward:ABDEF pre bienayme", "refute residual variance linearity independent"]
    answers, _ = in_page(page, questions)
    there = on_jvm(questions)
    assert [answer[0] for answer in answers] == ["="] * len(questions)
    assert "".join(answer[1:] + "\n" for answer in answers) == there
    assert len(set(re.findall(r"^\S+", there, re.MULTILINE))) > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_it(browser: Browser, address: str, scheme: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, offline=True) as context:
        for page in opened(context.new_page(), address):
            for level in ("scale", "he", "embedding", "free-layer"):
                open_level(page, level) if level != "free-layer" else do(page, "level free-sum").click()
                play(page, ROUTES.get(level, [""])[0])
                closed = page.locator("details:not([open]) > summary")
                while closed.count():
                    closed.first.click()
                assert page.evaluate("document.documentElement.scrollWidth") == 390
                for button in heads(page).all():
                    box = button.bounding_box()
                    assert box and box["width"] >= 14 and box["height"] >= 14, box
