"""Finds a JDK, and knows the options that this kit starts it with."""

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from places import ENVIRONMENT, WINDOWS, LabError
from programs import clean_environment, java_options

OLDEST_JAVA = 17
UNSAFE_JAVA = 23  # from here on, Java warns about what the kernel's libraries do
ADVICE = (
    "Install a JDK %d or newer (Debian: openjdk-17-jdk; macOS and Windows: Temurin), "
    "or set JAVA_HOME to the folder of one." % OLDEST_JAVA
)


class Jdk(NamedTuple):
    home: Path
    version: int

    @property
    def java(self) -> str:
        return java_of(self.home)

    @property
    def options(self) -> list[str]:
        """What decides a kernel's speed and memory; `bench` measures the kit with the same."""
        options = [
            "-XX:+UseSerialGC",
            # else the heap fills twenty times before the first chart
            "-Xms160m",
            "-XX:NewSize=64m",
            "-Xmx1g",
            # javac, which runs in every cell, soon lets the optimizing JIT compiler work on
            # thousands of short-lived methods. Methods with loops are optimized as early as ever.
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-DisplayVMOutput",  # else it tells of the next
            "-XX:CompilerDirectivesFile=%s" % (ENVIRONMENT / "kernel-compiler.json"),
        ]
        if self.version >= UNSAFE_JAVA:
            options.append("--sun-misc-unsafe-memory-access=allow")
            options.append("--enable-native-access=ALL-UNNAMED")
        return options


def java_of(home: Path) -> str:
    return str(home / "bin" / ("java.exe" if WINDOWS else "java"))


def ask_java(java: str, *arguments: str) -> str:
    """What a `java` program prints."""
    try:
        result = subprocess.run(
            [java, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=clean_environment(),
            check=False,
        )
    except OSError as error:
        raise LabError("%s does not run: %s." % (java, error.strerror))
    output = result.stdout.decode(errors="replace")
    # Java names the variables that it takes options from; netlib, the file that it did not find.
    noise = r"^((NOTE: )?Picked up|netlib-blas:) .*\n"
    output = re.sub(noise, "", output, flags=re.MULTILINE).strip()
    if result.returncode:
        text = "%s does not run: %s. %s" % (java, (output or "no output").splitlines()[0], java_options(output))
        raise LabError(text.strip())
    return output


def jdk_of(java: str) -> Jdk:
    """The JDK that a `java` program belongs to."""
    properties = ask_java(java, "-XshowSettings:properties", "-version")
    home = re.search(r"^\s*java\.home = (.+?)\s*$", properties, re.MULTILINE)
    version = re.search(r"java\.specification\.version = (?:1\.)?(\d+)", properties)
    if not home or not version:
        raise LabError("%s does not say which Java it is." % java)
    jdk = Jdk(Path(home.group(1)), int(version.group(1)))
    if jdk.version < OLDEST_JAVA:
        raise LabError("%s is Java %d, older than %d." % (*jdk, OLDEST_JAVA))
    modules = set(re.findall(r"^([\w.]+)@", ask_java(java, "--list-modules"), re.MULTILINE))
    missing = " and no ".join(sorted({"jdk.compiler", "jdk.jshell"} - modules))
    if missing:
        raise LabError("%s is a Java runtime, not a full JDK: it has no %s." % (jdk.home, missing))
    return jdk


def jdk_on_path() -> Jdk:
    java = shutil.which("java")
    if not java:
        raise LabError("There is no java on PATH.")
    return jdk_of(java)


def find_jdk() -> Jdk:
    """JAVA_HOME's JDK if that is set, else the one on PATH."""
    home = os.environ.get("JAVA_HOME")
    if not home:
        try:
            return jdk_on_path()
        except LabError as error:
            raise LabError("The notebooks need a JDK. %s %s" % (error, ADVICE))
    try:
        return jdk_of(java_of(Path(home)))
    except LabError as error:
        raise LabError("JAVA_HOME is %s, but %s %s" % (home, error, instead_of_java_home()))


def instead_of_java_home() -> str:
    try:
        home, version = jdk_on_path()
    except LabError as error:
        return "On PATH: %s %s" % (error, ADVICE)
    return "The java on PATH is a good JDK %d: unset JAVA_HOME, or set it to %s" % (version, home)


def java_home_note(jdk: Jdk) -> str:
    """One line when JAVA_HOME and the java on PATH are two different good JDKs, else nothing."""
    if not os.environ.get("JAVA_HOME"):
        return ""
    with contextlib.suppress(LabError):
        other = jdk_on_path()
        if other.home.resolve() != jdk.home.resolve():
            return "Using JAVA_HOME, %s (%d), not the java on PATH, %s (%d)." % (*jdk, *other)
    return ""


def check_options(jdk: Jdk) -> None:
    """The kernel itself, which is told to be quiet, would end without a word."""
    try:
        ask_java(jdk.java, *jdk.options, "-XX:+DisplayVMOutput", "-version")
    except LabError as error:
        raise LabError("Java does not start as a kernel needs it, with a heap of up to 1 GB. %s" % error)


def check_fonts(jdk: Jdk) -> str:
    program = str(ENVIRONMENT / "FontCheck.java")
    try:
        return ask_java(jdk.java, "-Djava.awt.headless=true", program)
    except LabError as error:
        raise LabError(
            "Java cannot draw text. Most often the machine has no fonts; on Debian and Ubuntu: "
            "apt install fontconfig fonts-dejavu-core. %s" % error
        )
