"""The live network in a real browser, opened from disk with the network closed."""

import math
import random
import re
from pathlib import Path
from typing import Iterator

import axe_playwright_python.sync_playwright as axe
import pytest
from answers import in_page, on_jvm
from playwright.sync_api import Browser, Locator, Page, expect

ACTIVATIONS = ["identity", "tanh", "sigmoid", "softsign", "erf", "ReLU", "GELU", "SiLU", "SELU", "softplus"]
RULES = ["glorot-normal", "glorot-uniform", "he-normal", "he-uniform", "lecun-normal", "heuristic-2010", "sd-1", "sd-0.01"]

ACCIDENTS = {
    "2010's standard heuristic": ("The signal vanishes", "The gradient vanishes"),
    "N(0, 1)": ("The signal is kept", "The gradient explodes"),
    "sd 0.01": ("The signal vanishes", "The gradient vanishes"),
    "He on tanh": ("The signal is kept", "of layer 1 are saturated"),
    "Xavier on ReLU": ("The signal vanishes", "The gradient vanishes"),
    "GELU under He": ("The signal fades", "The gradient fades"),
}

@pytest.fixture(scope="module")
def address(pages: Path) -> str:
    return (pages / "network.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose scripts raise nothing and that asks no other host."""
    errors: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}, offline=True) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.on("request", lambda request: request.url.startswith(("file:", "blob:")) or errors.append(request.url))
        open_with(page, address, "")
        yield page
    assert errors == []


def open_with(page: Page, address: str, link: str) -> None:
    page.goto("about:blank")
    page.goto(address + link)
    expect(setting(page, "A")).to_have_attribute("data-answer", re.compile("theory-g"), timeout=60_000)


def setting(page: Page, letter: str) -> Locator:
    return page.get_by_role("group", name=f"Setting {letter}")


def entry(page: Page, letter: str, name: str) -> Locator:
    return setting(page, letter).get_by_role("textbox", name=f"{name}, as a number")


def enter(page: Page, letter: str, name: str, text: str) -> None:
    entry(page, letter, name).fill(text)
    entry(page, letter, name).press("Tab")


def shows(page: Page, letter: str, question: str) -> None:
    expect(setting(page, letter)).to_have_attribute("data-question", re.compile(question), timeout=30_000)


def dots(page: Page, letter: str) -> Locator:
    return page.get_by_role("img", name=re.compile("^Mean square of the pre-activations")).locator(f"circle.{letter}")


def numbers(answer: str) -> dict[str, list[float]]:
    rows = answer.partition(" | ")[0].split("; ")
    return {row.split()[0]: [*map(float, row.split()[1:])] for row in rows}


def random_setting(seed: int) -> str:
    rng = random.Random(seed)
    start = rng.choice([*RULES, f"{rng.uniform(0.5, 2):.3f}", f"{rng.uniform(0.5, 2):.3f}"])
    bias = rng.choice(["0", "0.05"])
    width, depth = rng.randint(2, 120), rng.randint(1, 20)
    return f"depth={depth}&width={width}&activation={rng.choice(ACTIVATIONS)}&start={start}&bias={bias}&input=1&seed={seed}"


def test_the_page_opens_with_a_picture(page: Page) -> None:
    expect(dots(page, "a")).to_have_count(20)
    expect(dots(page, "b")).to_have_count(20)
    expect(page.locator("path.theory")).to_have_count(4)
    expect(page.locator(".multiples")).to_have_count(6)
    expect(page.locator(".six > div")).to_have_count(36)
    for letter in ("A", "B"):
        expect(setting(page, letter)).to_contain_text("20 of 20 layers held against their intervals", timeout=60_000)
    expect(page.locator("polygon.band")).to_have_count(4)


def test_every_control_changes_the_chart(page: Page) -> None:
    for name, text, question in [
        ("layers", "7", "depth=7&"),
        ("units in each", "30", "width=30&"),
        ("gain", "1.25", "start=1.25&"),
        ("bias variance", "0.5", "bias=0.5&"),
        ("input E[z²]", "4", "input=4.*&"),
    ]:
        before = page.locator("svg.chart").first.inner_html()
        enter(page, "A", name, text)
        shows(page, "A", question)
        assert page.locator("svg.chart").first.inner_html() != before
    expect(dots(page, "a")).to_have_count(7)
    setting(page, "A").get_by_role("combobox", name="activation").select_option("ReLU")
    shows(page, "A", "activation=ReLU")
    setting(page, "A").get_by_role("combobox", name="weights").select_option("He normal")
    shows(page, "A", "start=he-normal")
    expect(entry(page, "A", "gain")).to_have_value("1.4142")
    page.get_by_role("button", name="New seed").click()
    shows(page, "A", "seed=2$")
    shows(page, "B", "seed=2$")


def test_a_slider_is_moved_by_keys(page: Page) -> None:
    gain = setting(page, "A").get_by_role("slider", name="gain")
    gain.press("ArrowRight")
    shows(page, "A", r"start=0\.\d+&.*seed=1$")  # released: the histograms' ranges are found anew
    expect(setting(page, "A").get_by_role("combobox", name="weights")).to_have_value("a gain")


def test_axes_stay_while_a_slider_moves(page: Page) -> None:
    ticks = page.locator("svg.chart").first.locator("text.tick")
    before = ticks.all_text_contents()
    gain = setting(page, "A").locator("input[type=range]").first
    gain.evaluate("slider => { slider.value = 20; slider.dispatchEvent(new Event('input', {bubbles: true})); }")
    shows(page, "A", r"seed=1 [\d.]+ [\d.]+ [\d.]+$")
    assert ticks.all_text_contents() == before
    gain.dispatch_event("change")
    shows(page, "A", "seed=1$")
    assert ticks.all_text_contents() != before


@pytest.mark.parametrize("name", ACCIDENTS)
def test_accidents(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    for said in ACCIDENTS[name]:
        expect(setting(page, "A")).to_contain_text(said, timeout=30_000)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("layers", "0", "layers must be a whole number from 1 to 50, got 0"),
        ("layers", "2.5", "layers must be a whole number from 1 to 50, got 2.5"),
        ("units in each", "301", "units in each must be a whole number from 1 to 300, got 301"),
        ("gain", "1e400", "gain must be a number from 0.01 to 10, got 1e400"),
        ("gain", "NaN", "gain must be a number from 0.01 to 10, got NaN"),
        ("bias variance", "-1", "bias variance must be a number from 0 to 4, got -1"),
        ("bias variance", "", "bias variance must be a number from 0 to 4, got nothing"),
    ],
)
def test_bad_entries_are_refused_in_a_sentence(page: Page, name: str, text: str, sentence: str) -> None:
    enter(page, "A", name, text)
    expect(setting(page, "A").get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(entry(page, "A", name)).to_have_attribute("aria-invalid", "true")
    expect(dots(page, "a")).to_have_count(20)


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("#a.depth=0", "depth must be a whole number from 1 to 50, got 0"),
        ("#a.start=1e400", "gain must be a number from 0.01 to 10, got 1e400"),
        ("#a.start=NaN", "gain must be a number from 0.01 to 10, got NaN"),
        ("#b.start=xavier", "start must be a gain or one of glorot-normal, .* got xavier"),
        ("#a.activation=swish", "activation must be one of identity, .* got swish"),
        ("#a.bias=Infinity", "bias must be a number from 0 to 4, got Infinity"),
        ("#a.width", "must be written as name=value, got width"),
        ("#a.height=3", "the name of a value must be one of depth, .* got height"),
        ("#nonsense", "every value must be of setting a or b, such as a.depth=20, got nonsense"),
        ("#%", "every value must be of setting a or b, such as a.depth=20, got %"),
    ],
)
def test_a_broken_link_says_so(page: Page, address: str, link: str, sentence: str) -> None:
    open_with(page, address, link)
    expect(page.get_by_role("alert").first).to_have_text(re.compile("This link is broken: .*" + sentence))
    expect(dots(page, "a")).to_have_count(20)


def test_a_link_restores_both_settings(page: Page, address: str) -> None:
    page.get_by_role("button", name="GELU under He").click()
    enter(page, "A", "layers", "9")
    enter(page, "B", "bias variance", "0.25")
    shows(page, "B", "bias=0.25")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").first).to_have_text(re.compile("^Cop"))
    link = page.url.partition("#")[2]
    open_with(page, address, "#" + link)
    shows(page, "A", "depth=9&width=100&activation=GELU&start=he-normal&bias=0&")
    shows(page, "B", "depth=20&width=100&activation=GELU&start=1.5335&bias=0.25&")
    expect(entry(page, "A", "layers")).to_have_value("9")
    page.get_by_role("checkbox", name="compare with setting B").uncheck()
    expect(dots(page, "b")).to_have_count(0)
    open_with(page, address, "#" + page.url.partition("#")[2])
    expect(setting(page, "B")).to_be_hidden()
    expect(dots(page, "a")).to_have_count(9)


def test_numbers_are_those_of_the_jvm(page: Page) -> None:
    """50 predictions and as many networks; one in four of them with the interval of a layer."""
    settings = [random_setting(seed) for seed in range(50)]
    questions = [f"measure {one}" for one in settings]
    questions += [f"interval {one} 1" for one in settings[::4]]
    answers, _ = in_page(page, questions)
    for question, shown, expected in zip(questions, answers, on_jvm(questions).splitlines(), strict=True):
        assert shown[0] == "=", (question, shown)
        found, rows = numbers(shown[1:]), numbers(expected)
        assert found.keys() == rows.keys()
        for name, row in rows.items():
            assert found[name] == pytest.approx(row, rel=1e-12, abs=0, nan_ok=True), (question, name)
        assert shown.partition(" | ")[2] == expected.partition(" | ")[2]


def test_training_depends_on_the_start(page: Page) -> None:
    digits = page.evaluate("xavierkit.digits")
    good = f"train depth=5&width=50&activation=tanh&start=glorot-normal 0.05 60 {digits}"
    small = f"train depth=10&width=50&activation=tanh&start=sd-0.01 0.05 60 {digits}"
    (learned, stuck), parts = in_page(page, [good, small])
    assert len(parts) == 12
    assert numbers(learned[1:])["loss"][0] < 0.5 * math.log(10)
    assert numbers(learned[1:])["accuracy"][0] > 0.7
    assert numbers(stuck[1:])["loss"][0] == pytest.approx(math.log(10), abs=0.01)
    assert numbers(on_jvm([good]).splitlines()[-1])["loss"] == pytest.approx(numbers(learned[1:])["loss"], rel=1e-9)


def test_the_race_shows_and_stops(page: Page, address: str) -> None:
    open_with(page, address, "#a.depth=3&a.width=40&a.start=sd-0.01&b.depth=3&b.width=40")
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_be_disabled()
    page.get_by_role("button", name="Train", exact=True).click()
    loss = page.get_by_role("img", name=re.compile("^Loss against updates"))
    expect(loss).to_have_attribute("aria-label", re.compile("Setting A after [1-9].* Setting B after [1-9]"), timeout=60_000)
    expect(page.get_by_role("img", name=re.compile("^Update to weight"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Histograms of Activations of setting"))).to_have_count(2)
    stop.click()
    said = page.get_by_role("status").filter(has_text="Stopped. Setting A after")
    expect(said).to_be_visible()
    updates = page.locator("progress").get_attribute("value")
    page.wait_for_timeout(1000)
    assert page.locator("progress").get_attribute("value") == updates
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_it(browser: Browser, address: str, scheme: str, width: int) -> None:
    """On a phone nothing sticks out, and axe-core finds nothing wrong."""
    with browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme) as context:
        page = context.new_page()
        open_with(page, address, "")
        page.get_by_role("button", name="Train", exact=True).click()
        expect(page.get_by_role("img", name=re.compile("^Loss"))).to_be_visible(timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        enter(page, "A", "gain", "1e400")  # a refusal is to be read, too
        found = axe.Axe().run(page, options={"preload": False}).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
