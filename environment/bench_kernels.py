"""Measures the Java kernel of the lessons beside IPython: from its start to the first chart."""

import json
import math
import re
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench_table import IPYTHON, KIT, Row
from bench_workers import environment
from packages import PEERS
from places import JUPYTER, NOTEBOOKS, LabError

SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
IPYTHON_CELLS = [
    """%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt""",
    """random = np.random.default_rng(1)
def layers(deviation):
    return [random.standard_normal((100, 100)) * deviation for _ in range(20)]
network = layers(0.1)""",
    """def forward(network, noise):
    signals = [noise]
    for weights in network:
        signals.append(signals[-1] @ weights)
    return signals
noise = random.standard_normal((200, 100))
signals = forward(network, noise)""",
    """f"{signals[20].var(ddof=1):.3f}\"""",
    """def measure(deviation):
    return np.array([
        [z.var(ddof=1) for z in forward(layers(deviation), random.standard_normal((100, 100)))]
        for _ in range(10)])""",
    """glorot = measure(0.1)
mean, error = glorot.mean(axis=0), glorot.std(axis=0, ddof=1) / np.sqrt(10)
plt.errorbar(range(21), mean, 2 * error, fmt="o", label="Glorot, measured")
plt.plot(range(21), np.ones(21), label="Glorot, theory")
plt.xlabel("layer")
plt.ylabel("Var(z)")
plt.title("Glorot weights keep the variance of the signal")
plt.legend()
plt.show()""",
]


def lesson_cells() -> list[str]:
    """The first lesson's set-up, and its code from the first linear network to the first chart of layers."""
    lesson = min(NOTEBOOKS.glob("*.ipynb"))
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    network, chart = (next(i for i, code in enumerate(sources) if word in code) for word in ("constantWidth(", "LayerPlot.of("))
    return [sources[0], *sources[network : chart + 1]]


class KernelCost(NamedTuple):
    """Seconds from the start to the first output and to the first chart, and memory in MiB."""

    first: float
    chart: float
    peak: float
    share: float  # proportional set size: pages that processes share are counted once


def kernel_cost(argv: list[str], variables: dict[str, str], cells: Iterable[str]) -> KernelCost:
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import KernelManager

    manager = KernelManager()
    manager._kernel_spec = KernelSpec(argv=argv, language="", interrupt_mode="message")
    begin = time.perf_counter()
    manager.start_kernel(cwd=str(NOTEBOOKS), env=variables, **SILENT)
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=120)
        execute(client, "1 + 1")
        first = time.perf_counter() - begin
        mimes = [execute(client, cell) for cell in cells]
        chart = time.perf_counter() - begin
        if "image/png" not in mimes[-1]:
            raise LabError(f"{argv[0]} drew no chart")
        return KernelCost(first, chart, *kernel_memory(manager.provisioner.pid))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def execute(client: Any, code: str) -> set[str]:
    """Runs a cell and returns the mime types of what it showed."""
    shown: set[str] = set()
    reply = client.execute_interactive(
        code,
        timeout=120,
        allow_stdin=False,
        output_hook=lambda message: shown.update(message["content"].get("data", {})),
    )
    if reply["content"]["status"] != "ok":
        raise LabError(f"This cell failed: {code}\n{reply['content']}")
    return shown


def kernel_memory(pid: int) -> tuple[float, float]:
    """Peak and proportional memory of a process in MiB; only Linux tells another's."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        shares = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return math.nan, math.nan
    return tuple(
        int(re.search(pattern, text, re.MULTILINE).group(1)) / 1024  # type: ignore[union-attr]
        for pattern, text in ((r"^VmHWM:\s+(\d+)", status), (r"^Pss:\s+(\d+)", shares))
    )  # type: ignore[return-value]


def kernels(rounds: int) -> Iterator[Row]:
    spec = json.loads((JUPYTER / "kernels/java/kernel.json").read_text(encoding="utf-8"))
    sides = {
        KIT: (spec["argv"], {**environment(), **spec.get("env", {})}, lesson_cells()),
        IPYTHON: (
            [str(PEERS.python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            environment(),
            IPYTHON_CELLS,
        ),
    }
    costs: dict[str, list[KernelCost]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side, arguments in sides.items():
            costs[side].append(kernel_cost(*arguments))
    for field, name, unit in (
        ("first", "(g) kernel start to first output", "s"),
        ("chart", "(g) kernel start to first chart", "s"),
        ("peak", "(g) peak memory of a kernel with a chart", "MiB"),
        ("share", "(g) the same without what kernels share", "MiB"),
    ):
        values = {side: [getattr(cost, field) for cost in costs[side]] for side in sides}
        if any(map(math.isnan, values[KIT])):
            yield Row(name, unit, {}, {KIT: "only Linux tells the memory of another program"})
        else:
            yield Row(name, unit, values, {})
