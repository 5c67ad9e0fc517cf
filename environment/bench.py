"""Measures the kit against NumPy and PyTorch, side by side; `lab.py bench` starts this.

Every item is measured in rounds, kit, NumPy, PyTorch, kit, NumPy, …, so that whatever else the
machine does meets all alike; what counts is the ratio of two times of the same round.
"""

import argparse
import csv
import json
import math
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

import build
from jdk import Jdk, find_jdk
from packages import PEERS
from places import ENVIRONMENT, JUPYTER, LOGS, NOTEBOOKS, ROOT, TARGET, LabError
from programs import clean_environment

CSV = TARGET / "bench.csv"
LOG = LOGS / "bench.log"

KIT, NUMPY, TORCH, IPYTHON = "kit", "numpy", "torch", "ipython"
NAMES = {NUMPY: "NumPy", TORCH: "PyTorch", IPYTHON: "IPython"}

WARM_SECONDS = 0.5  # before an item is measured
LEAST_SECONDS = 0.1  # what one measurement takes: faster work is repeated
PAUSE_SECONDS = 0.03  # in which the threads of the side before stop spinning
WIDTHS = (50, 10, 20, 20)  # of the table's columns

# Settings of this machine that would hold a library back from choosing for itself.
TUNING = re.compile(r"OPENBLAS_|OMP_|GOMP_|KMP_|MKL_|NVPL_|BLIS_|VECLIB_|JAVA_TOOL_OPTIONS|_JAVA_")
ONE_THREAD = {
    name: "1"
    for name in (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    )
}


KIT_OPTIONS = {
    "all": [],
    "one": ["-XX:ActiveProcessorCount=1"],
    "native": ["-Dxavierkit.blas=native"],
}


SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Unavailable(Exception):
    """A number that cannot be measured here: its text says why."""


class Row(NamedTuple):
    """What was measured of one item: for each side one value a round, or why there is none."""

    item: str
    detail: str  # rows with the same item differ in it alone; the table adds them up
    unit: str  # s or MiB
    values: dict[str, list[float]]
    missing: dict[str, str]


class Ratio(NamedTuple):
    median: float
    low: float
    high: float


class Item(NamedTuple):
    """One line of work; `job` is what the workers are told."""

    name: str
    job: str
    detail: str = ""
    threads: str = "all"
    quick: bool = False


# --- What is measured ------------------------------------------------------------------------


def items(seeds: int) -> list[Item]:
    whole = f"(a) 5 x 1000 tanh, {seeds} seeds"
    found = [
        Item(whole, f"job {seeds}", quick=True),
        Item(f"{whole}, with dC/dW", f"job-dw {seeds}"),
        Item(f"{whole}, native BLAS", f"job {seeds}", threads="native"),
    ]
    for threads in ("one", "all"):
        found += [item for sizes in SIZES for item in products(threads, *sizes)]
    found.append(Item("(c) a million normal draws", "normal", quick=True))
    found.append(Item("(d) tanh of a million numbers", "tanh", quick=True))
    found.append(Item("(e) 1000 singular values", "svd 1000", quick=True))
    for threads in ("one", "all"):
        name = f"(f) epoch, batch 10, {cores(threads)}"
        found.append(Item(name, "epoch", "", threads, quick=threads == "one"))
    return found


SIZES = ((256,) * 3, (512,) * 3, (1000,) * 3, (2048,) * 3, (300, 1000, 1000))


def products(threads: str, m: int, k: int, n: int) -> list[Item]:
    size = f"{m} cubed" if m == k == n else f"{m} x {k} x {n}"
    name = f"(b) {size}, {cores(threads)}"
    quick = threads == "all" and m == 300
    return [
        Item(name, f"gemm {form} {m} {k} {n}", form, threads, quick)
        for form in ("NN", "TN", "NT")
    ]


def cores(threads: str) -> str:
    return "1 thread" if threads == "one" else "all cores"


# --- Warm: workers that stay -----------------------------------------------------------------


def environment(threads: str = "all") -> dict[str, str]:
    kept = {name: text for name, text in clean_environment().items() if not TUNING.match(name)}
    return {**kept, **(ONE_THREAD if threads == "one" else {})}


def kit_command(jdk: Jdk, threads: str = "all") -> list[str]:
    """The kit in a JVM with the kernel's own options: what a reader of the notebooks gets."""
    path = os.pathsep.join((str(build.BENCHMARKS), str(build.LIBRARY.jar)))
    return [jdk.java, *jdk.options, *KIT_OPTIONS[threads], "-cp", path, "xavierkit.bench.Worker"]


def command_of(side: str, jdk: Jdk, threads: str = "all") -> list[str]:
    if side == KIT:
        return kit_command(jdk, threads)
    return [str(PEERS.python), str(ENVIRONMENT / "bench_peers.py"), side]


class Worker:
    """A process of one side that does jobs on request; see bench_peers.py."""

    def __init__(self, command: list[str], variables: dict[str, str], log: IO[bytes]):
        self.process = subprocess.Popen(
            command,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        )
        self.version = self.line()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        with suppress(BrokenPipeError):  # of a request that was not read
            self.process.communicate()

    def seconds(self, repeats: int, job: str) -> float:
        """What one repeat took."""
        with suppress(BrokenPipeError):  # line() tells better what has ended
            pipe(self.process.stdin).write(f"{repeats} {job}\n")
            pipe(self.process.stdin).flush()
        answer = self.line()
        if answer.startswith("unavailable: "):
            raise Unavailable(answer.split(": ", 1)[1])
        return float(answer)

    def line(self) -> str:
        answer = pipe(self.process.stdout).readline().strip()
        if not answer:
            command = " ".join(map(str, self.process.args))  # type: ignore[arg-type]
            raise LabError(
                f"This program ended in the middle of its work: {command}\n"
                f"Whole log: {LOG.relative_to(ROOT)}"
            )
        return answer


def pipe(stream: IO[str] | None) -> IO[str]:
    assert stream
    return stream


def repeats_after_warming(worker: Worker, job: str) -> int:
    """Runs the job until it is warm, and tells how often to repeat it for one measurement."""
    end = time.monotonic() + WARM_SECONDS
    last = worker.seconds(1, job)
    while time.monotonic() < end:
        last = worker.seconds(max(1, int(LEAST_SECONDS / 4 / last)), job)
    return max(1, math.ceil(LEAST_SECONDS / last))


def measure(item: Item, workers: dict[str, Worker], rounds: int) -> Row:
    values: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    repeats: dict[str, int] = {}
    for side, worker in workers.items():
        try:
            repeats[side] = repeats_after_warming(worker, item.job)
        except Unavailable as reason:
            missing[side] = str(reason)
            if side == KIT:
                break  # without the kit there is no ratio
    if KIT not in missing:
        for _ in range(rounds):
            for side, count in repeats.items():
                time.sleep(PAUSE_SECONDS)
                values.setdefault(side, []).append(workers[side].seconds(count, item.job))
    return Row(item.name, item.detail, "s", values, missing)


# --- Cold: a process for one job -------------------------------------------------------------


def run_once(command: list[str]) -> tuple[float, float]:
    """Seconds from start to end of a program, and its peak memory in MiB (NaN: not known)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)
    try:
        if sys.platform == "win32":
            code, peak = process.wait(), math.nan
        else:
            _, status, usage = os.wait4(process.pid, 0)
            code = process.returncode = os.waitstatus_to_exitcode(status)
            peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    except BaseException:
        process.kill()
        raise
    if code:
        raise LabError(f"This program failed with exit code {code}: {' '.join(command)}")
    return time.perf_counter() - start, peak


def cold(jdk: Jdk, rounds: int, seeds: int, missing: dict[str, str]) -> Iterator[Row]:
    """Time of a process that does one seed, and peak memory of one that does all."""
    for done, unit, item in (
        (1, "s", "(a) cold process, 1 seed"),
        (seeds, "MiB", f"(a) peak memory, {seeds} seeds"),
    ):
        if KIT in missing:
            yield Row(item, "", unit, {}, missing)
            continue
        values: dict[str, list[float]] = {side: [] for side in (KIT, NUMPY, TORCH)}
        for _ in range(rounds if unit == "s" else (rounds + 1) // 2):
            for side, found in values.items():
                job = ["job", str(done)]
                found.append(run_once([*command_of(side, jdk), *job])[unit == "MiB"])
        unknown = {side: "this system does not tell" for side in values if unit == "MiB"}
        if any(map(math.isnan, values[KIT])):
            values, missing = {}, unknown
        yield Row(item, "", unit, values, missing)


# --- Kernels ---------------------------------------------------------------------------------

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
    """The code of the first lesson as far as its first chart."""
    lesson = min(NOTEBOOKS.glob("*.ipynb"))
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    found = []
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        found.append("".join(cell["source"]))
        if any("image/png" in output.get("data", {}) for output in cell["outputs"]):
            return found
    raise LabError(f"{lesson.name} must show a chart")


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
            yield Row(name, "", unit, {}, {KIT: "only Linux tells the memory of another program"})
        else:
            yield Row(name, "", unit, values, {})


# --- The table -------------------------------------------------------------------------------


def ratio(row: Row, peer: str) -> Ratio | None:
    """The kit's value divided by the peer's, round by round."""
    if not row.values.get(KIT) or not row.values.get(peer):
        return None
    ratios = [kit / other for kit, other in zip(row.values[KIT], row.values[peer], strict=True)]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def added_up(rows: list[Row]) -> Row:
    """Rows of one item as one, their values added round by round."""
    sides = {side for row in rows for side in row.values}
    everywhere = [side for side in sides if all(row.values.get(side) for row in rows)]
    values = {
        side: [sum(values) for values in zip(*(row.values[side] for row in rows), strict=True)]
        for side in everywhere
    }
    missing = {side: why for row in rows for side, why in row.missing.items()}
    details = ", ".join(row.detail for row in rows if row.detail)
    return Row(rows[0].item, details, rows[0].unit, values, missing)


def quantity(value: float, unit: str) -> str:
    if unit == "MiB":
        return f"{value:.0f} MiB"
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"


def cell(found: Ratio | None) -> str:
    return f"{found.median:.2f} ({found.low:.2f}-{found.high:.2f})" if found else "-"


def line(*texts: str) -> str:
    return "".join(text.ljust(width) for text, width in zip(texts, WIDTHS)).rstrip()


def table_line(row: Row) -> str:
    if not row.values.get(KIT):
        why = row.missing.get(KIT) or ", ".join(row.missing.values())
        return line(row.item, "not available: " + why.split(". ")[0])
    kit = quantity(statistics.median(row.values[KIT]), row.unit)
    if IPYTHON in row.values:
        return line(row.item, kit, f"{cell(ratio(row, IPYTHON))} IPython", "")
    return line(row.item, kit, *(cell(ratio(row, peer)) for peer in (NUMPY, TORCH)))


def table_head(rounds: int) -> str:
    title = "The kit's time or memory divided by the other's: below 1 the kit is better."
    how = f"Median and, in brackets, lowest and highest of {rounds} rounds; (b): NN + TN + NT."
    return "\n".join((title, how, "", line("", "kit", "kit / NumPy", "kit / PyTorch")))


CSV_HEAD = "item,detail,unit,peer,rounds,kit,other,ratio,lowest,highest,missing".split(",")


def csv_lines(row: Row) -> Iterator[list[str]]:
    """One line for each peer; medians."""
    peers = (IPYTHON,) if IPYTHON in row.values or row.item.startswith("(g)") else (NUMPY, TORCH)
    for peer in peers:
        found = ratio(row, peer)
        start = [row.item, row.detail, row.unit, NAMES[peer]]
        if found is None:
            why = row.missing.get(KIT) or row.missing.get(peer) or "not measured"
            yield [*start, "0", "", "", "", "", "", why]
            continue
        medians = [statistics.median(row.values[side]) for side in (KIT, peer)]
        numbers = [f"{number:.6g}" for number in (*medians, *found)]
        yield [*start, str(len(row.values[peer])), *numbers, ""]


def write_csv(rows: list[Row], file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    with open(file, "w", newline="", encoding="utf-8") as output:
        writer = csv.writer(output)
        writer.writerow(CSV_HEAD)
        for row in rows:
            writer.writerows(csv_lines(row))


def machine() -> str:
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        found = re.search(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE)
        name = found.group(1) if found else name
    system = f"{platform.system()} {platform.machine()}"
    return f"{time.strftime('%Y-%m-%d')}, {name}, {os.cpu_count()} cores, {system}"


# --- The command -----------------------------------------------------------------------------


class Report:
    """Prints each line of the table as soon as it is measured, and keeps all rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        self.rows += rows
        print(table_line(added_up(rows)), flush=True)


def start_teams(jdk: Jdk, stack: ExitStack) -> dict[str, dict[str, Worker]]:
    """The workers of all sides with all cores, with one thread, and the kit with native BLAS."""

    log = stack.enter_context(open(LOG, "wb"))

    def started(side: str, threads: str) -> Worker:
        worker = Worker(command_of(side, jdk, threads), environment(threads), log)
        return stack.enter_context(worker)

    teams = {
        threads: {side: started(side, threads) for side in (KIT, NUMPY, TORCH)}
        for threads in ("all", "one")
    }
    return {**teams, "native": {**teams["all"], KIT: started(KIT, "native")}}


def by_item(chosen: list[Item]) -> list[list[Item]]:
    names = list(dict.fromkeys(item.name for item in chosen))
    return [[item for item in chosen if item.name == name] for name in names]


def run(quick: bool) -> list[Row]:
    jdk = find_jdk()
    rounds, seeds = (3, 2) if quick else (5, 10)
    chosen = by_item([item for item in items(seeds) if item.quick or not quick])
    report = Report()
    with ExitStack() as stack:
        teams = start_teams(jdk, stack)
        versions = [worker.version for worker in teams["all"].values()]
        print("\n".join((machine(), ", ".join(versions), "", table_head(rounds))), flush=True)
        for group in chosen:
            report.add([measure(item, teams[item.threads], rounds) for item in group])
            if group[0].job.startswith("job ") and group[0].threads == "all":
                missing = report.rows[-1].missing
                for row in cold(jdk, 1 if quick else rounds, seeds, missing):
                    report.add([row])
    for row in kernels(1 if quick else 3):
        report.add([row])
    return report.rows


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the kit against NumPy and PyTorch.")
    parser.add_argument("--quick", action="store_true", help="a part, in under two minutes")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        begin = time.monotonic()
        write_csv(run(options.quick), CSV)
        print(f"\n{time.monotonic() - begin:.0f} s; {CSV.relative_to(ROOT)}")
        return 0
    except LabError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
