"""The command that runs Maven: the machine's own or the wrapper, with settings of this folder."""

import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from xml.sax.saxutils import escape

from files import write_atomically
from places import ENVIRONMENT, LAB, WINDOWS

OLDEST_MAVEN = (3, 6, 3)

# The wrapper calls `unzip [-q] FILE -d FOLDER`, which many machines lack; Python has it.
UNZIP = """#!/bin/sh
exec "%s" -c '
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[-3]) as archive:
    for item in archive.infolist():
        path = archive.extract(item, sys.argv[-1])
        os.chmod(path, 0o755 if item.is_dir() else item.external_attr >> 16 or 0o644)
' "$@"
"""


def maven(environment: dict[str, str], *words: str) -> list[str]:
    """Maven's command with these words, once the files that it reads are there."""
    settings = LAB / "maven-settings.xml"
    write_atomically(settings, maven_settings(urllib.request.getproxies()), mode=0o600)  # a proxy's password is in it
    unzip = LAB / "bin" / "unzip"
    write_atomically(unzip, UNZIP % sys.executable)
    unzip.chmod(0o755)
    files = ("-s", str(settings), "-gs", str(settings))
    return [*maven_program(environment), "-B", "-ntp", *files, *words]


def maven_program(environment: dict[str, str]) -> list[str]:
    """Maven's own command if it is new enough, else the wrapper that downloads one."""
    mvn = shutil.which("mvn")
    if mvn and maven_version(mvn, environment) >= OLDEST_MAVEN:
        return [mvn]
    if WINDOWS:
        return [str(ENVIRONMENT / "mvnw.cmd")]
    # The wrapper moves what it unpacked out of TMPDIR: in one file system, that is atomic.
    path = os.pathsep.join((str(LAB / "bin"), environment["PATH"]))
    return ["env", "TMPDIR=%s" % LAB, "PATH=%s" % path, "sh", str(ENVIRONMENT / "mvnw")]


def maven_version(mvn: str, environment: dict[str, str]) -> tuple[int, ...]:
    result = subprocess.run([mvn, "-v"], env=environment, capture_output=True, check=False)
    found = re.search(rb"Apache Maven (\d+)\.(\d+)\.(\d+)", result.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0, 0, 0)


def maven_settings(proxies: dict[str, str]) -> str:
    """Stands in for the reader's own settings; Maven learns the system's proxy only from here."""
    proxy = urllib.parse.urlsplit(proxies.get("https", ""))
    if not proxy.hostname:
        return "<settings/>\n"
    fields = {
        "protocol": "https",
        "host": proxy.hostname,
        "port": str(proxy.port or 80),
        "username": urllib.parse.unquote(proxy.username or ""),
        "password": urllib.parse.unquote(proxy.password or ""),
        "nonProxyHosts": proxies.get("no", "").replace(" ", "").replace(",", "|"),
    }
    lines = ["<%s>%s</%s>" % (name, escape(text), name) for name, text in fields.items() if text]
    return "<settings><proxies><proxy>\n%s\n</proxy></proxies></settings>\n" % "\n".join(lines)
