"""Starts the experiments of the 2010 paper: they need the libraries but not Jupyter.

Which figures and scales there are, only Java knows; it lists them if a name is none of them.
"""

import build
from files import check_writable
from jdk import find_jdk
from programs import attend, tools_with


def reproduce(figures: list[str], scale: str, mnist: str) -> int:
    check_writable()
    jdk = find_jdk()
    with tools_with(jdk.home) as tools:
        build.reproduce(tools)
    class_path = build.class_path(build.LIBRARY, build.REPRODUCE)
    program = [jdk.java, *jdk.options, "-cp", class_path, "xavierkit.reproduce.Reproduce"]
    return attend([*program, scale, mnist, *figures], tools.environment)
