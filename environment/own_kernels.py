"""Java kernels that the reader has already: what `--kernel` chooses from."""

import contextlib
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from places import WINDOWS, LabError


def kernel_roots() -> list[Path]:
    """The folders in which Jupyter looks for kernels, as its documentation lists them."""
    home = Path.home()
    if WINDOWS:
        data = [Path(os.environ[name], "jupyter") for name in ("APPDATA", "PROGRAMDATA")]
    elif sys.platform == "darwin":
        data = [home / "Library" / "Jupyter"]
    else:
        data = [Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share", "jupyter")]
    named = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    named.append(os.environ.get("JUPYTER_DATA_DIR", ""))
    jupyter = Path(shutil.which("jupyter") or sys.executable).resolve()
    prefixes = [jupyter.parents[1], Path(sys.prefix), Path("/usr/local"), Path("/usr")]
    roots = [Path(name) for name in named if name] + data
    roots += [prefix / "share" / "jupyter" for prefix in prefixes]
    return [root / "kernels" for root in roots]


def java_kernels() -> dict[str, dict[str, Any]]:
    """By name, with {resource_dir} filled in."""
    folders: dict[str, Path] = {}
    for root in kernel_roots():
        for file in sorted(root.glob("*/kernel.json")):
            folders.setdefault(file.parent.name.lower(), file.parent)
    kernels = {}
    for name, folder in folders.items():
        with contextlib.suppress(OSError, ValueError, KeyError):
            kernel = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
            words = [word.replace("{resource_dir}", str(folder)) for word in kernel["argv"]]
            if kernel["language"].lower() == "java":
                kernels[name] = dict(kernel, argv=words)
    return kernels


def find_kernel(name: str) -> dict[str, Any]:
    kernels = java_kernels()
    if name.lower() not in kernels:
        found = ", ".join(sorted(kernels)) or "none"
        raise LabError(
            "There is no Java kernel named %s; found: %s. Install it, or leave out --kernel to "
            "use the one that comes with the notebooks." % (name, found)
        )
    kernel = kernels[name.lower()]
    if not shutil.which(kernel["argv"][0]):
        text = "The Java kernel named %s starts %s, which is not there. Install it anew, or leave out --kernel."
        raise LabError(text % (name, kernel["argv"][0]))
    headless = "-Djava.awt.headless=true"
    is_java = re.fullmatch(r"javaw?(\.exe)?", Path(kernel["argv"][0]).name)
    if is_java and headless not in kernel["argv"]:
        kernel["argv"].insert(1, headless)
    return kernel
