"""A user's server under JupyterHub: hands out what the user lacks, then becomes the server.

It runs as the user, so that a link which somebody lays in its way opens nothing to them.
"""

import os
import shutil
import signal
from pathlib import Path
from typing import Iterator

from jupyterhub.singleuser import main
from places import ASSIGNMENTS, NOTEBOOKS, ROOT

HOME = Path("~/xavierkit/notebooks").expanduser()  # the lessons look for ../data


def handed_out(folder: Path) -> Iterator[Path]:
    """Its files, but not the authors' assignments, which hold the solutions."""
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif path.name[0] != "." and path != ASSIGNMENTS:
            yield from handed_out(path)


def hand_out(folder: Path) -> None:
    """What is there stays as it is, and a stopped start leaves no half file under its name."""
    for path in handed_out(folder):
        copy = HOME / path.relative_to(folder)
        if not os.path.lexists(copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            part = copy.with_name(copy.name + ".part")
            shutil.copyfile(path, part)
            os.replace(part, copy)


if __name__ == "__main__":
    os.umask(0o077)  # no other student reads along
    HOME.mkdir(parents=True, exist_ok=True)
    data = HOME.parent / "data"
    if not os.path.lexists(data):
        data.symlink_to(ROOT / "data")
    hand_out(NOTEBOOKS)
    if os.environ.get("XAVIERKIT_HANDOUTS"):
        hand_out(Path(os.environ["XAVIERKIT_HANDOUTS"]))
    # JupyterHub ends a server by SIGINT, at which one without a terminal leaves its kernels behind
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    main()
