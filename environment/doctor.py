"""What `lab.py doctor` says: each thing that the kit needs, found or missing."""

import os
import platform
import shutil
import socket
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Callable

import build
from files import check_writable
from jdk import Jdk, ask_java, check_fonts, check_options, find_jdk, java_home_note
from maven import maven_program
from own_kernels import java_kernels
from packages import JUPYTERLAB, KERNEL_JAR, check_python, jupyter_is_ready
from places import ENVIRONMENT, ROOT, LabError, say
from programs import tool_environment

NOT_INSTALLED = "not installed yet: the next start does it"
LEAST_GIB = 1
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def doctor() -> int:
    """The number of things that are wrong, at most 1."""
    checks: dict[str, Callable[[], str]] = {
        "System": platform.platform,
        "Folder": check_writable,
        "Disk": check_disk,
        "Caches": check_caches,
        "Proxy": check_proxy,
        "Python": check_python,
        "JDK": describe_jdk,
        "Maven": describe_maven,
        "Fonts": lambda: check_fonts(jdk_for_check()),
        "Jupyter": lambda: str(JUPYTERLAB.folder) if jupyter_is_ready() else NOT_INSTALLED,
        "Kernel": describe_kernels,
        "Library": describe_library,
        "Products": describe_products,
        "Chromium": lambda: find_browser() or "not found; only `test` needs it",
    }
    wrong = 0
    for name, check in checks.items():
        try:
            say("OK     %-9s %s" % (name, check()))
        except LabError as error:
            wrong = 1
            say("WRONG  %-9s %s" % (name, error))
    return wrong


def check_disk() -> str:
    free = shutil.disk_usage(ROOT).free / 2**30
    if free < LEAST_GIB and not jupyter_is_ready():
        raise LabError("%.1f GiB are free, and the set-up needs %d: make room." % (free, LEAST_GIB))
    return "%.0f GiB free" % free


def check_caches() -> str:
    """Where Maven keeps what it downloads: the folder, or the nearest above it that exists."""
    cache = Path.home() / ".m2"
    there = next(path for path in (cache, *cache.parents) if path.exists())
    if not os.access(there, os.W_OK):
        raise LabError("Maven keeps its downloads in %s, and %s cannot be written to. Make it yours." % (cache, there))
    return str(cache)


def check_proxy() -> str:
    proxy = urllib.parse.urlsplit(urllib.request.getproxies().get("https", ""))
    if not proxy.hostname:
        return "none"
    place = "%s:%d" % (proxy.hostname, proxy.port or 80)
    try:
        socket.create_connection((proxy.hostname, proxy.port or 80), timeout=5).close()
    except OSError as error:
        raise LabError("%s does not answer (%s). Mend https_proxy, or unset it." % (place, error.strerror or error))
    return place


def describe_jdk() -> str:
    jdk = find_jdk()
    check_options(jdk)
    return " ".join(["%s (%d)" % jdk, java_home_note(jdk)]).strip()


def jdk_for_check() -> Jdk:
    try:
        return find_jdk()
    except LabError:
        raise LabError("not checked: it needs the JDK") from None


def describe_maven() -> str:
    command = maven_program(tool_environment(jdk_for_check().home))
    return command[-1] if len(command) == 1 else "the wrapper, which downloads it once"


def describe_kernels() -> str:
    others = ", ".join(sorted(java_kernels()))
    ours = "java (%s)" % KERNEL_JAR.name if jupyter_is_ready() else NOT_INSTALLED
    return ours + ("; for --kernel: %s" % others if others else "")


def describe_library() -> str:
    state = build.state(build.LIBRARY)
    return state if state == "fresh" else "%s: the next start builds it" % state


def describe_products() -> str:
    if build.state(build.LIBRARY) != "fresh":
        return "not asked: that needs the library"
    class_path = ("-cp", str(build.LIBRARY.jar))
    return ask_java(jdk_for_check().java, *class_path, str(ENVIRONMENT / "ProductCheck.java"))


def find_browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)
