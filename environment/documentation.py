"""Writes the library's javadoc with the JDK's own tool."""

import contextlib
from pathlib import Path

import build
from files import check_writable, is_done, write_atomically
from jdk import Jdk, find_jdk
from places import TARGET, LabError, say
from programs import Tools, attend, timed, tools_with

PAGES = TARGET / "javadoc"


def javadoc() -> int:
    check_writable()
    jdk = find_jdk()
    tool = tool_of(jdk)
    if not any(path.is_file() for path in (tool, tool.with_suffix(".exe"))):
        raise LabError("%s has no javadoc; Debian's openjdk-17-jdk and Temurin's JDK do." % jdk.home)
    with tools_with(jdk.home) as tools:
        build.library(tools)
    status = attend(command(jdk), tools.environment)
    if not status:
        say("Open %s" % (PAGES / "index.html"))
    return status


def refresh(tools: Tools, jdk: Jdk) -> None:
    """For JupyterLab's Help menu. It is tried once."""
    stamp, key = PAGES / "stamp", str(build.LIBRARY.jar.stat().st_mtime_ns)
    if not is_done(stamp, key):
        with timed("Writing the library's documentation (once)"), contextlib.suppress(LabError, OSError):
            tools.run("javadoc", command(jdk))
        write_atomically(stamp, key)


def tool_of(jdk: Jdk) -> Path:
    return jdk.home / "bin" / "javadoc"


def command(jdk: Jdk) -> list[str]:
    sources = build.LIBRARY.folder / "main"
    options = ["-quiet", "-Xdoclint:all,-missing", "-Werror", "-notimestamp", "-encoding", "UTF-8"]
    options += ["-d", PAGES, "-cp", build.LIBRARY.jar, "-sourcepath", sources]
    options += ["-overview", sources / "overview.html", "-subpackages", "xavierkit"]
    return [str(word) for word in (tool_of(jdk), *options)]
