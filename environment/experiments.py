"""Starts the experiments of the 2010 paper: they need the libraries but not Jupyter."""

import build
from files import check_writable, set_up_lock
from jdk import find_jdk
from programs import Tools, attend, tool_environment

FIGURES = ("2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "table-1", "rates", "comparisons")
SCALES = ("quick", "half", "full")


def reproduce(figures: list[str], scale: str, mnist: str) -> int:
    check_writable()
    jdk = find_jdk()
    environment = tool_environment(jdk.home)
    with set_up_lock() as lock:
        build.reproduce(Tools(environment, lock))
    class_path = build.class_path(build.LIBRARY, build.REPRODUCE)
    program = [jdk.java, *jdk.options, "-cp", class_path, "xavierkit.reproduce.Reproduce"]
    return attend([*program, scale, mnist, *(figures or FIGURES)], environment)
