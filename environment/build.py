"""Builds the Java modules with Maven where a jar is missing or older than its sources."""

import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import Iterator, NamedTuple

from maven import maven
from places import ROOT, TARGET
from programs import Tools, timed


class Module(NamedTuple):
    """One module of pom.xml: its folder, and the jar that it is built into."""

    name: str
    folder: Path
    jar: Path


LIBRARY = Module("the library", ROOT / "src/kit", TARGET / "lib/xavierkit.jar")
GRADER = Module("the grader", ROOT / "src/course/grader", TARGET / "course/xavierkit-grader.jar")
MARKS = Module("the marks", ROOT / "src/course/marks", TARGET / "course/xavierkit-marks.jar")
REPRODUCE = Module("the experiments", ROOT / "src/reproduce", TARGET / "reproduce/xavierkit-reproduce.jar")
COURSE = (LIBRARY, GRADER, MARKS)
BENCHMARKS = TARGET / "build/xavierkit-bench/classes"


def library(tools: Tools) -> None:
    build(tools, LIBRARY)


def course(tools: Tools) -> None:
    build(tools, *COURSE)


def reproduce(tools: Tools) -> None:
    build(tools, LIBRARY, REPRODUCE)


def benchmarks(tools: Tools) -> None:
    with timed("Building the benchmarks"):
        modules = "src/kit,src/bench"
        tools.run("bench-maven", maven(tools.environment, "-q", "-Pbench", "-pl", modules, "compile"))


def build(tools: Tools, *modules: Module) -> None:
    """Builds what is not fresh of these modules, of which each may use those before it."""
    stale = [module for n, module in enumerate(modules, 1) if state(*modules[:n]) != "fresh"]
    if stale:
        folders = ",".join(module.folder.relative_to(ROOT).as_posix() for module in modules)
        with timed("Building " + stale[0].name):
            for folder in {module.jar.parent for module in stale}:
                shutil.rmtree(folder, ignore_errors=True)  # with what a killed build left there
            words = ("-q", "-Dmaven.test.skip=true", "-pl", folders, "package")
            tools.run("maven", maven(tools.environment, *words))


def state(*modules: Module) -> str:
    """fresh, stale or missing. The notebooks compare times, too: see notebooks/setup.jshell."""
    if not all(is_whole(module.jar) for module in modules):
        return "missing"
    changed = 0.0
    for module in modules:
        changed = max(changed, *(path.stat().st_mtime for path in inputs(module)))
        if module.jar.stat().st_mtime < changed:
            return "stale"
    return "fresh"


def inputs(module: Module) -> Iterator[Path]:
    yield from (ROOT / "pom.xml", module.folder / "pom.xml")
    for folder in filter(Path.is_dir, (module.folder / "main", module.folder / "resources")):
        yield from (folder, *folder.rglob("*"))


def is_whole(jar: Path) -> bool:
    """Whether it can be read, and the jars that its manifest names are beside it."""
    try:
        with zipfile.ZipFile(jar) as archive:
            manifest = archive.read("META-INF/MANIFEST.MF").decode().replace("\r\n", "\n")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
    class_path = re.search(r"^Class-Path: (.*)$", manifest.replace("\n ", ""), re.MULTILINE)
    names = class_path.group(1).split() if class_path else []
    return all((jar.parent / name).is_file() for name in names)


def class_path(*modules: Module) -> str:
    return os.pathsep.join(str(module.jar) for module in modules)
