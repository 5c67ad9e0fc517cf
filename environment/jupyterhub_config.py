"""JupyterHub for a class: library and kernel are the machine's, copies of lessons the user's.

`lab.py hub` runs it. It lets nobody in: that, and how servers are confined, belongs into a file
that begins with load_subconfig("…/environment/jupyterhub_config.py"); the instructor guide in
notebooks/assignments/README.md has one.
"""

import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent
sys.path.insert(0, str(ENVIRONMENT))

from places import JUPYTER, TARGET
from set_up import HUB_STATE

c = get_config()  # noqa: F821 - JupyterHub's

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # others reach it through what adds TLS
c.JupyterHub.db_url = "sqlite:///%s" % (HUB_STATE / "jupyterhub.sqlite")
c.JupyterHub.cookie_secret_file = str(HUB_STATE / "cookie-secret")
c.JupyterHub.proxy_class = "traefik_file"
c.TraefikFileProviderProxy.static_config_file = str(HUB_STATE / "traefik.toml")
c.TraefikFileProviderProxy.dynamic_config_file = str(HUB_STATE / "rules.toml")
c.TraefikFileProviderProxy.extra_static_config = {"global": {"checkNewVersion": False}}

c.Spawner.cmd = [sys.executable, str(ENVIRONMENT / "hub_server.py")]
c.Spawner.notebook_dir = "~/xavierkit/notebooks"
c.Spawner.default_url = "/lab/tree/00-start-here.ipynb"
c.Spawner.environment = {
    "JUPYTER_PATH": str(JUPYTER),  # the kernel
    "JUPYTER_CONFIG_PATH": str(JUPYTER / "config"),
}
c.Spawner.args = [
    "--KernelSpecManager.allowed_kernelspecs=java",
    "--ServerApp.extra_static_paths=%s" % TARGET,  # the documentation and the live pages
    "--LabApp.extra_labextensions_path=%s" % (ENVIRONMENT / "labextensions"),
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--MappingKernelManager.cull_idle_timeout=3600",  # of a kernel that no page shows any more
    "--ServerApp.shutdown_no_activity_timeout=7200",  # of a server without kernels
]
