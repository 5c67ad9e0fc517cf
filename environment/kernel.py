"""The Java kernel of the lessons, with an archive of its classes from which it starts faster."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import build
from files import is_done, write_atomically
from jdk import Jdk
from packages import JUPYTERLAB, KERNEL_JAR
from places import ENVIRONMENT, JUPYTER, LAB, LOGS, LabError
from programs import Tools, timed, tool_environment

AOT_JAVA = 25  # from here on, Java keeps more than the layout of classes


def is_installed() -> bool:
    return (JUPYTER / "kernels" / "java" / "kernel.json").is_file()


def kernel_spec(jdk: Jdk, *more: str) -> dict[str, Any]:
    options = [
        *jdk.options,
        *more,
        "-Djava.awt.headless=true",
        "-Djava.util.logging.config.file=%s" % (ENVIRONMENT / "kernel-logging.properties"),
        "-Dfile.encoding=UTF-8",
        "-Duser.language=en",
        "-Duser.country=US",
        "--add-opens",
        "jdk.jshell/jdk.jshell=ALL-UNNAMED",
    ]
    return {
        "argv": [jdk.java, *options, "-jar", str(KERNEL_JAR), "{connection_file}"],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"XAVIERKIT_JAR": str(build.LIBRARY.jar)},  # for notebooks that lie elsewhere
    }


def write_kernelspec(folder: Path, kernel: dict[str, Any]) -> None:
    text = json.dumps(kernel, indent=2) + "\n"
    write_atomically(folder / "kernels" / "java" / "kernel.json", text)


def write_kernel(jdk: Jdk) -> None:
    archive = archive_of(jdk)
    use = archive_options(jdk, archive) if archive.is_file() else []
    write_kernelspec(JUPYTER, kernel_spec(jdk, *use))


def write_lab_settings() -> None:
    """Keeps JupyterLab from asking, over the first chart, whether to fetch news."""
    answer = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
    overrides = JUPYTER / "config" / "labconfig" / "default_setting_overrides.json"
    write_atomically(overrides, json.dumps(answer) + "\n")


def archive_of(jdk: Jdk) -> Path:
    return LAB / ("kernel-%d.jsa" % jdk.version)


def archive_options(jdk: Jdk, archive: Path) -> list[str]:
    """Java ignores an archive that is not its own, and is not to talk about it."""
    use = "-XX:AOTCache=%s" if jdk.version >= AOT_JAVA else "-XX:SharedArchiveFile=%s"
    return [use % archive, "-Xlog:disable"]


def archive_key(jdk: Jdk) -> str:
    """What it depends on, and its size: Java 17 crashes with one that lacks its end."""
    archive, release = archive_of(jdk), jdk.home / "release"
    size = archive.stat().st_size if archive.is_file() else 0
    version = release.read_text(encoding="utf-8") if release.is_file() else ""
    return json.dumps([size, version, KERNEL_JAR.stat().st_mtime_ns, kernel_spec(jdk)])


def prepare_archive(tools: Tools, jdk: Jdk) -> None:
    if not is_done(archive_of(jdk).with_suffix(".key"), archive_key(jdk)):
        with timed("Preparing a faster Java kernel (once)"):
            make_archive(tools, jdk)


def make_archive(tools: Tools, jdk: Jdk) -> None:
    """Keeps what Java works out anew at every start of a kernel: how its classes are laid out.

    It is recorded while a kernel runs the first lesson. It saves time and, because kernels share
    it, memory; where it cannot be made, kernels do without. Either way, it is tried once.
    """
    archive, folder = archive_of(jdk), LAB / "kernel-recorded"
    part = archive.with_suffix(".part")
    make = "-XX:AOTCacheOutput=%s" if jdk.version >= AOT_JAVA else "-XX:ArchiveClassesAtExit=%s"
    write_kernelspec(folder, kernel_spec(jdk, make % part))
    program = [str(JUPYTERLAB.python), str(ENVIRONMENT / "notebooks.py"), "rehearse"]
    with contextlib.suppress(LabError, OSError):
        archive.unlink(missing_ok=True)
        tools._replace(environment=tool_environment(jdk.home, folder)).run("archive", program)
        tools.run("archive-check", archive_check(jdk, part))
        os.replace(part, archive)
    write_atomically(archive.with_suffix(".key"), archive_key(jdk))


def archive_check(jdk: Jdk, archive: Path) -> list[str]:
    check = ["-XX:+VerifySharedSpaces", "-XX:ErrorFile=%s" % (LOGS / "archive-crash.log")]
    use = [*jdk.options, *archive_options(jdk, archive), *check]
    return [jdk.java, *use, "-cp", str(KERNEL_JAR), "-version"]
