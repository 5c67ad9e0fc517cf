"""Java in lessons runs alike on every kernel and every day: what is not portable, and how to say it."""

import re
from typing import Iterator, NamedTuple

import execution
import pytest
from nbformat import NotebookNode

SETUP = "%load setup.jshell"


def numbered_code(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            yield number, cell


class Pattern(NamedTuple):
    """Java that does not run alike on every kernel and every day."""

    why: str
    pattern: str
    bad: tuple[str, ...]
    good: str


PATTERNS = (
    Pattern(
        "a line that starts with % is a magic, even in a text block",
        r"^\s*%",
        ("%maven a:b:1", 'var text = """\n    %s percent""";'),
        "int rest = 7 % 2;",
    ),
    Pattern(
        "import packages, not single types",
        r"^\s*import [^*]*;",
        ("import java.nio.file.Path;", "import static java.lang.Math.sqrt;"),
        "import java.nio.file.*;",
    ),
    Pattern(
        "the kernel skips assert: use a check that throws",
        r"(^|[;{}])\s*assert\b",
        ("assert x > 0;", "if (x > 0) { assert y > 0; }"),
        "// to assert that x is positive",
    ),
    Pattern(
        "this exists on one kernel only",
        r"\b(kernel|getKernelInstance)\(",
        ("kernel().eval(text);", "getKernelInstance().eval(text);"),
        "convolution(kernels);",
    ),
    Pattern(
        "this also prints a random id: make it the last expression",
        r"\b(display|render|updateDisplay)\(",
        ("display(chart);", 'render(chart, "image/png");', "updateDisplay(id, chart);"),
        "chart.displayed();",
    ),
    Pattern(
        "without Locale.ROOT numbers look different elsewhere",
        r"\b(printf|String\.format)\((?!\s*Locale\.ROOT\b)"
        r"|%[-+ (,.#0-9$]*[deEfgG][^\"\n]*\"\.formatted\(",
        ('System.out.printf("%.2f", x);', 'String.format("%.2f", x)', '"%.2f m".formatted(x)'),
        'String.format(Locale.ROOT, "%.2f", x) + "%s of 9 %%".formatted(x)',
    ),
    Pattern(
        "the kernel's own imports have this name",
        r"\b(class|record|interface|enum)\s+(Vector|Period)\b",
        ("record Vector(double x) {}", "class Period {}"),
        "record VectorField(double x) {}",
    ),
    Pattern(
        "a lesson neither ends the kernel nor prints errors",
        r"\bSystem\.(exit|err)\b",
        ("System.exit(1);", "System.err.println(x);"),
        "System.out.println(x);",
    ),
    Pattern(
        "each run would give something else: give a seed",
        r"new \w*Random\w*\(\s*\)|\bMath\.random\(|\bThreadLocalRandom\b"
        r"|\bRandomGenerator\.(of|getDefault)\(|\bcurrentTimeMillis\(|\bnanoTime\(",
        (
            "var random = new Random();",
            "var random = new SplittableRandom();",
            "var random = RandomGenerator.getDefault();",
            "Math.random()",
            "long start = System.nanoTime();",
        ),
        "var random = new SplittableRandom(1);",
    ),
    Pattern(
        "a compact constructor must be public",
        r"(?s)\brecord (\w+)\b.*?[;{}]\s*(private |protected )?\1\s*\{",
        ("record P(int x) {\n    P {\n        check(x);\n    }\n}", "record P(int x) { P {} }"),
        "record P(int x) {\n    public P {\n        check(x);\n    }\n}",
    ),
)


def portable_java(notebook: NotebookNode) -> Iterator[str]:
    """What is wrong."""
    for number, cell in numbered_code(notebook):
        for rule in PATTERNS:
            if cell.source != SETUP and re.search(rule.pattern, cell.source, re.MULTILINE):
                yield f"cell {number}: {rule.why}:\n{execution.indent(cell.source)}"


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.why)
def test_a_pattern_finds_bad_java_and_spares_good(rule: Pattern) -> None:
    for bad in rule.bad:
        assert re.search(rule.pattern, bad, re.MULTILINE), bad
    assert not re.search(rule.pattern, rule.good, re.MULTILINE)
