"""A user's server under JupyterHub: hands out what the user lacks, then becomes the server.

It runs as the user, so that a link which somebody lays in its way opens nothing to them.
"""

import os
import signal
from pathlib import Path

from copies import hand_out
from jupyterhub.singleuser import main
from places import NOTEBOOKS, ROOT

HOME = Path("~/xavierkit/notebooks").expanduser()  # the lessons look for ../data


if __name__ == "__main__":
    os.umask(0o077)  # no other student reads along
    HOME.mkdir(parents=True, exist_ok=True)
    data = HOME.parent / "data"
    if not os.path.lexists(data):
        data.symlink_to(ROOT / "data")
    hand_out(NOTEBOOKS, HOME)
    if os.environ.get("XAVIERKIT_HANDOUTS"):
        hand_out(Path(os.environ["XAVIERKIT_HANDOUTS"]), HOME)
    # JupyterHub ends a server by SIGINT, at which one without a terminal leaves its kernels behind
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    main()
