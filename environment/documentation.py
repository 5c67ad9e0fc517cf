"""Writes the library's javadoc with the JDK's own tool."""

import build
from files import check_writable
from jdk import find_jdk
from places import TARGET, LabError, say
from programs import attend, tools_with

PAGES = TARGET / "javadoc"


def javadoc() -> int:
    check_writable()
    jdk = find_jdk()
    tool = jdk.home / "bin" / "javadoc"
    if not any(path.is_file() for path in (tool, tool.with_suffix(".exe"))):
        raise LabError("%s has no javadoc; Debian's openjdk-17-jdk and Temurin's JDK do." % jdk.home)
    with tools_with(jdk.home) as tools:
        build.library(tools)
    sources = build.LIBRARY.folder / "main"
    options = ["-quiet", "-Xdoclint:all,-missing", "-Werror", "-notimestamp", "-encoding", "UTF-8"]
    options += ["-d", PAGES, "-cp", build.LIBRARY.jar, "-sourcepath", sources]
    options += ["-overview", sources / "overview.html", "-subpackages", "xavierkit"]
    status = attend([str(word) for word in (tool, *options)], tools.environment)
    if not status:
        say("Open %s" % (PAGES / "index.html"))
    return status
