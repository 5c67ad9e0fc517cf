"""Submissions to assignment 02, honest and hostile, each with the points that it must earn."""

import copy
import json
from pathlib import Path
from typing import Any, Callable, NamedTuple

NAME = "02-xavier-normal-and-uniform"
# The points of deviation, normal, normal elsewhere, bound, uniform, uniform elsewhere.
ALL = (1, 3, 1, 1, 3, 1)
NOTHING = (0, 0, 0, 0, 0, 0)
NO_NORMAL = (1, 0, 0, 1, 3, 1)

Notebook = dict[str, Any]

DEVIATION = "double xavierDeviation(int fanIn, int fanOut) { return Math.sqrt(2.0 / (fanIn + fanOut)); }"
BOUND = "double xavierBound(int fanIn, int fanOut) { return Math.sqrt(6.0 / (fanIn + fanOut)); }"
NORMAL = """DMatrixRMaj xavierNormal(int fanIn, int fanOut, RandomGenerator random) {
    var w = new DMatrixRMaj(fanIn, fanOut);
    for (int i = 0; i < w.data.length; i++) w.data[i] = random.nextGaussian() * Math.sqrt(2.0 / (fanIn + fanOut));
    return w;
}"""
UNIFORM = """DMatrixRMaj xavierUniform(int fanIn, int fanOut, RandomGenerator random) {
    var w = new DMatrixRMaj(fanIn, fanOut);
    double a = Math.sqrt(6.0 / (fanIn + fanOut));
    for (int i = 0; i < w.data.length; i++) w.data[i] = random.nextDouble(-a, a);
    return w;
}"""
RIGHT = {"deviation": DEVIATION, "normal": NORMAL, "bound": BOUND, "uniform": UNIFORM}


class Case(NamedTuple):
    answers: dict[str, str] = RIGHT
    points: tuple[float, ...] = ALL
    reason: str = ""  # what the first test without all points says
    change: Callable[[Notebook], Notebook | str | bytes] = lambda notebook: notebook


def normal(before: str, body: str = "") -> dict[str, str]:
    """Right but for the normal weights: code beside the method, and code at its start."""
    inside = NORMAL.replace("{\n", "{\n    " + body + "\n", 1) if body else NORMAL
    return {**RIGHT, "normal": before + "\n" + inside}


def instead(body: str, before: str = "") -> dict[str, str]:
    head = NORMAL.splitlines()[0]
    return {**RIGHT, "normal": "%s\n%s\n    %s\n}" % (before, head, body)}


# --- Honest ----------------------------------------------------------------------------------

HONEST = {
    "right": Case(),
    "blank": Case({}, NOTHING, "write your answer here"),
    "only the numbers": Case(
        {"deviation": DEVIATION, "bound": BOUND}, (1, 0, 0, 1, 0, 0), "write your answer here"
    ),
    "by another way": Case(
        {
            **RIGHT,
            "deviation": DEVIATION.replace(
                "Math.sqrt(2.0 / (fanIn + fanOut))", "Math.pow((fanIn + fanOut) * 0.5, -0.5)"
            ),
            "normal": """double boxMuller(RandomGenerator r) {
    return Math.sqrt(-2 * Math.log(1 - r.nextDouble())) * Math.cos(2 * Math.PI * r.nextDouble());
}
DMatrixRMaj xavierNormal(int rows, int columns, RandomGenerator r) {
    double[][] w = new double[rows][columns];
    for (var row : w) Arrays.setAll(row, j -> boxMuller(r) / Math.sqrt((rows + columns) / 2.0));
    return new DMatrixRMaj(w);
}""",
            "uniform": """DMatrixRMaj xavierUniform(int fanIn, int fanOut, RandomGenerator random) {
    return VarianceScaling.glorotUniform().weights(Fan.dense(fanIn, fanOut), random);
}""",
        }
    ),
    "uniform for normal": Case(
        {**RIGHT, "normal": UNIFORM.replace("xavierUniform", "xavierNormal")},
        (1, 1.5, 0.5, 1, 3, 1),
        "do not have the distribution that was asked for",
    ),
    "variance for deviation": Case(
        {**RIGHT, "normal": NORMAL.replace("Math.sqrt(2.0 / (fanIn + fanOut))", "2.0 / (fanIn + fanOut)")},
        NO_NORMAL,
        "The variance is used as standard deviation",
    ),
    "does not compile": Case(
        {**RIGHT, "normal": NORMAL.replace("var w =", "vra w =")}, NO_NORMAL, "does not compile"
    ),
    "another head": Case(
        {**RIGHT, "bound": BOUND.replace("int fanOut", "String fanOut")},
        (1, 3, 1, 0, 3, 1),
        "There is no method double xavierBound(int, int)",
    ),
    "σ — ünïcödé": Case(
        {**RIGHT, "deviation": DEVIATION.replace("return", 'double σ = "é€😀\\ud800".length(); return')}
    ),
}

# --- Notebooks that are not as they were -------------------------------------------------------


def reordered(notebook: Notebook) -> Notebook:
    cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    solutions = [cell for cell in cells if cell["metadata"]["nbgrader"]["solution"]]
    return {**notebook, "cells": solutions[::-1]}


def deleted(notebook: Notebook) -> Notebook:
    return {**notebook, "cells": [c for c in notebook["cells"] if c["id"] != "normal"]}


def tests_edited(notebook: Notebook) -> Notebook:
    """Sources, points and outputs that say what they should not."""
    points = {"output_type": "execute_result", "data": {"text/plain": "10.0"}, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = "10.0"
            cell["metadata"]["nbgrader"]["points"] = 10
            cell["outputs"] = [dict(points, execution_count=1)]
    return notebook


def other_kernel(notebook: Notebook) -> Notebook:
    kernel = {"name": "bash", "display_name": "Bash", "language": "bash"}
    return {**notebook, "metadata": {"kernelspec": kernel, "language_info": {"name": "bash"}}}


def without_metadata(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return notebook


def odd_cells(notebook: Notebook) -> Notebook:
    odd = [None, 7, [], {}, {"metadata": 3}, {"metadata": {"nbgrader": [1]}, "source": {"a": 1}}]
    return {**notebook, "cells": odd + notebook["cells"], "nbformat": "four"}


def of_50_megabytes(notebook: Notebook) -> Notebook:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * (50 << 20)}
    notebook["cells"][2]["outputs"] = [output]
    return notebook


def python(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = "import os\ndef xavier():\n    return 10\nprint(10.0)"
    return other_kernel(notebook)


CHANGED = {
    "reordered and tests deleted": Case(change=reordered),
    "cell deleted": Case(RIGHT, NO_NORMAL, "There is no method DMatrixRMaj xavierNormal", deleted),
    "tests edited": Case({}, NOTHING, "write your answer here", tests_edited),
    "other kernel": Case(change=other_kernel),
    "metadata dropped": Case(change=without_metadata),
    "odd cells": Case(change=odd_cells),
    "50 MB": Case(change=of_50_megabytes),
    "python": Case({}, NOTHING, "does not compile", python),
    "empty file": Case({}, NOTHING, "cannot be read as a notebook", lambda n: b""),
    "no cells": Case({}, NOTHING, "cannot be read as a notebook", lambda n: "[]"),
    "nested": Case({}, NOTHING, "cannot be read as a notebook", lambda n: "[" * 200_000),
    "utf-16": Case(change=lambda n: json.dumps(n, ensure_ascii=False).encode("utf-16")),
    "byte order mark": Case(change=lambda n: json.dumps(n).encode("utf-8-sig")),
    "no text": Case({}, NOTHING, "cannot be read as a notebook", lambda n: bytes(range(256))),
}

# --- Hostile code ------------------------------------------------------------------------------

FAKE = 'new FileOutputStream(FileDescriptor.out).write("%s".getBytes());'
HOSTILE = {
    "exit": Case(instead("System.exit(0); return null;"), (1, 0, 0, 0, 0, 0), "ended before"),
    "exit at once": Case(normal("System.exit(0);"), NOTHING, "The program ended before"),
    "loop": Case(instead("while (true);"), NO_NORMAL, "takes longer than"),
    "loop at once": Case({**RIGHT, "bound": "while (true);\n" + BOUND}, (1, 3, 1, 0, 0, 0), "takes longer"),
    "no end": Case(
        normal(
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) try { Thread.sleep(9999); }"
            " catch (InterruptedException e) { } })); System.exit(0);"
        ),
        (1, 0, 0, 0, 0, 0),
        "takes longer than",
    ),
    "endless output": Case(instead('while (true) System.out.println("x".repeat(999));'), NO_NORMAL, "longer than"),
    "flood": Case(
        normal("while (true) " + FAKE % ("\\n" * 999)), NOTHING, "It wrote too much"
    ),
    "memory": Case(
        instead("var all = new ArrayList<double[]>(); while (true) all.add(new double[1 << 20]);"),
        NO_NORMAL,
        "OutOfMemoryError",
    ),
    "stack": Case(instead("return xavierNormal(fanIn, fanOut, random);"), NO_NORMAL, "StackOverflowError"),
    "huge matrix": Case(instead("return new DMatrixRMaj(6000, 6000);"), NO_NORMAL, ""),
    "threads": Case(
        normal(
            "for (int i = 0; i < 100; i++) new Thread(() -> { while (true) try { Thread.sleep(99); }"
            " catch (InterruptedException e) { } }).start();"
        )
    ),
    "programs": Case(normal('new ProcessBuilder("setsid", "sleep", "86391").start();')),
    "throws oddly": Case(
        instead("throw new RuntimeException() { public String toString() { while (true); } };"),
        NO_NORMAL,
        "takes longer than",
    ),
    "classes redeclared": Case(
        instead(
            "return new DMatrixRMaj(fanIn, fanOut);",
            "record Mark(double points, double possible, String reason) { }\n"
            "class Marks { static Mark weights(Object... all) { return new Mark(3, 3, \"\"); } }\n"
            "class Diagnosis { boolean passed() { return true; } }\n"
            "class VarianceScaling { double variance(Object fan) { return 0; } }",
        ),
        NO_NORMAL,
        "All weights are 0",
    ),
    "marks forged": Case(
        instead("return null;", FAKE % "normal-check\\\\t3.0\\\\tgood\\\\n")
        | {"deviation": 'xavierkit.grader.Session.define("xavierDeviation", a -> "right"); double points = 10;'},
        (0, 0, 0, 1, 3, 1),
    ),
    "locale": Case(
        normal(
            'Locale.setDefault(Locale.forLanguageTag("ar-EG")); System.setProperty("file.encoding", "UTF-16");'
            ' System.setProperty("line.separator", "|"); TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));'
        )
    ),
}

# --- The key ------------------------------------------------------------------------------------

# Right wherever they find the key, which no answer does; what they say then names what is unknown.
FIND = """File find(File folder, String name, int depth) {
    var files = folder.listFiles();
    if (files == null || depth == 0 || folder.getName().equals("proc")) return null;
    for (var file : files) if (file.getName().equals(name)) return file;
    for (var file : files) {
        var found = file.isDirectory() ? find(file, name, depth - 1) : null;
        if (found != null) return found;
    }
    return null;
}
File find(String name) throws Exception {
    var library = new File(Fan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    for (var folder = library.getParentFile(); folder != null; folder = folder.getParentFile()) {
        var found = find(folder, name, 4);
        if (found != null) return found;
    }
    throw new FileNotFoundException(name + " is unknown");
}
"""
LAW = """double law(Class<?> key, double... fans) throws Exception {
    var formula = key.getMethod("key", String.class).invoke(null, "deviation");
    var law = key.getMethod("law").invoke(formula);
    var at = Stream.of(law.getClass().getInterfaces()[0].getMethods()).filter(m -> m.getName().equals("at")).findFirst().get();
    at.setAccessible(true);
    return (double) at.invoke(law, (Object) fans);
}
"""


def from_key(body: str, reason: str, before: str = "") -> Case:
    head = "double xavierDeviation(int fanIn, int fanOut) throws Exception {\n    %s\n}"
    return Case({**RIGHT, "deviation": before + head % body}, (0, 3, 1, 1, 3, 1), reason)


KEY = {
    "key called": from_key('return Formula.key("deviation").law().at(fanIn, fanOut);', "Formula is not declared"),
    "key called by its full name": from_key(
        'return xavierkit.marks.Formula.key("deviation").law().at(fanIn, fanOut);', "package xavierkit.marks does not exist"
    ),
    "key imported": from_key(
        'return Formula.key("deviation").law().at(fanIn, fanOut);',
        "package xavierkit.marks does not exist",
        "import xavierkit.marks.*;\n",
    ),
    "key looped over": from_key(
        "for (double a = 1; a < 9; a++) { double x = Math.sqrt(a / (fanIn + fanOut));"
        ' if (Formula.key("deviation").mark(f -> x, 1, Formula.at(fanIn, fanOut)).points() > 0) return x; }'
        " return 0;",
        "Formula is not declared",
    ),
    "key by its name": from_key(
        'return law(Class.forName("xavierkit.marks.Formula"), fanIn, fanOut);',
        "java.lang.ClassNotFoundException: xavierkit.marks.Formula",
        LAW,
    ),
    "key as a resource": from_key(
        'var name = "xavierkit/marks/formulas.txt"; var in = ClassLoader.getSystemResourceAsStream(name);'
        ' if (in == null) throw new FileNotFoundException(name + " is unknown");'
        " return in.readAllBytes().length > 0 ? Math.sqrt(2.0 / (fanIn + fanOut)) : 0;",
        "xavierkit/marks/formulas.txt is unknown",
    ),
    "key from the file system": from_key(
        'var jar = find("xavierkit-marks.jar").toURI().toURL();'
        " var loader = new URLClassLoader(new URL[] {jar}, Fan.class.getClassLoader());"
        ' return law(loader.loadClass("xavierkit.marks.Formula"), fanIn, fanOut);',
        "xavierkit-marks.jar is unknown",
        FIND + LAW,
    ),
    "key from the notebook": from_key(
        'var text = Files.readString(find("%s.ipynb").toPath());' % NAME
        + ' if (text.contains("BEGIN " + "SOLUTION")) return Math.sqrt(2.0 / (fanIn + fanOut)); return 0;',
        NAME + ".ipynb is unknown",
        FIND,
    ),
    "key from what is handed in": from_key(
        'for (var file : List.of("/proc/self/fd/0", "/dev/stdin")) try {'
        ' var text = Files.readString(Path.of(file)); for (var name : List.of("Formu" + "la.key", "glorot" + "Normal"))'
        " if (text.contains(name)) return Math.sqrt(2.0 / (fanIn + fanOut)); } catch (IOException e) { }"
        ' throw new NoSuchElementException("The key is unknown");',
        "The key is unknown",
    ),
}
# The same where there is more to choose from, by assignment: the id of the answer, and what it is.
KEY_ELSEWHERE = {
    "03-backward-and-the-compromise": (
        "factor",
        "double gradientFactor(int fanIn, int fanOut, double v) {"
        ' return Formula.key("gradient factor").law().at(fanIn, fanOut, v); }',
        "Formula is not declared",
    ),
    "05-diagnose-and-repair": (
        "a-mistake",
        "Mistake mistakeOfA() { for (var m : Mistake.values())"
        " if (NetworkMarks.mistake(networkA, m, 1).points() == 1) return m; return null; }",
        "NetworkMarks is not declared",
    ),
}


def spy(course: Path) -> Case:
    """Right only if it finds a file of the course, or anything on the network."""
    look = """boolean found(String name) {
    try { return java.nio.file.Files.readAllBytes(java.nio.file.Path.of(name)).length > 0; } catch (Exception e) { return false; }
}
boolean connected() {
    try (var socket = new java.net.Socket()) {
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", %d), 500);
        return true;
    } catch (Exception e) { return false; }
}"""
    files = (course / "gradebook.db", course / "source" / NAME / (NAME + ".ipynb"), "/etc/passwd")
    any_of_them = " || ".join(['found("%s")' % file for file in files] + ["connected()"])
    body = "if (!(%s)) return new DMatrixRMaj(1, 1);" % any_of_them
    return Case(normal(look % PORT, body), NO_NORMAL, "wrong shape")


PORT = 39_871  # something listens there while submissions are graded


def write(case: Case, released: Path, target: Path) -> None:
    notebook = copy.deepcopy(json.loads(released.read_text(encoding="utf-8")))
    for cell in notebook["cells"]:
        if cell["id"] in case.answers:
            cell["source"] = case.answers[cell["id"]]
    changed = case.change(notebook)
    text = changed if isinstance(changed, (str, bytes)) else json.dumps(changed)
    target.parent.mkdir(parents=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)
