"""Starts the experiments of the 2010 paper: they need the libraries but not Jupyter."""

import build
from files import check_writable
from jdk import find_jdk
from programs import attend, tools_with

FIGURES = ("2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "table-1", "rates", "comparisons")
SCALES = ("quick", "half", "full")


def reproduce(figures: list[str], scale: str, mnist: str) -> int:
    check_writable()
    jdk = find_jdk()
    with tools_with(jdk.home) as tools:
        build.reproduce(tools)
    class_path = build.class_path(build.LIBRARY, build.REPRODUCE)
    program = [jdk.java, *jdk.options, "-cp", class_path, "xavierkit.reproduce.Reproduce"]
    return attend([*program, scale, mnist, *(figures or FIGURES)], tools.environment)
