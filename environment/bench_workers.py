"""Times the same work in the kit, NumPy and PyTorch: workers that stay, and processes for one job."""

import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, NamedTuple

import build
from bench_table import KIT, SIDES, Row
from jdk import Jdk
from packages import PEERS
from places import ENVIRONMENT, LOGS, ROOT, LabError
from programs import clean_environment

LOG = LOGS / "bench.log"

WARM_SECONDS = 0.5  # before an item is measured
LEAST_SECONDS = 0.1  # what one measurement takes: faster work is repeated
PAUSE_SECONDS = 0.03  # in which the threads of the side before stop spinning

# Settings of this machine that would hold a library back from choosing for itself.
TUNING = re.compile(r"OPENBLAS_|OMP_|GOMP_|KMP_|MKL_|NVPL_|BLIS_|VECLIB_|JAVA_TOOL_OPTIONS|_JAVA_")
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
KIT_OPTIONS = {"all": [], "one": ["-XX:ActiveProcessorCount=1"], "native": ["-Dxavierkit.blas=native"]}


class Unavailable(Exception):
    """A number that cannot be measured here: its text says why."""


class Item(NamedTuple):
    """One line of work; `job` is what the workers are told."""

    name: str
    job: str
    threads: str = "all"
    quick: bool = False


def environment(threads: str = "all") -> dict[str, str]:
    kept = {name: text for name, text in clean_environment().items() if not TUNING.match(name)}
    return {**kept, **dict.fromkeys(THREADS if threads == "one" else (), "1")}


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
            command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
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
                f"This program ended in the middle of its work: {command}\nWhole log: {LOG.relative_to(ROOT)}"
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
    return Row(item.name, "s", values, missing)


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
    for done, unit, item in ((1, "s", "(a) cold process, 1 seed"), (seeds, "MiB", f"(a) peak memory, {seeds} seeds")):
        if KIT in missing:
            yield Row(item, unit, {}, missing)
            continue
        values: dict[str, list[float]] = {side: [] for side in SIDES}
        for _ in range(rounds if unit == "s" else (rounds + 1) // 2):
            for side, found in values.items():
                job = ["job", str(done)]
                found.append(run_once([*command_of(side, jdk), *job])[unit == "MiB"])
        unknown = {side: "this system does not tell" for side in values if unit == "MiB"}
        if any(map(math.isnan, values[KIT])):
            values, missing = {}, unknown
        yield Row(item, unit, values, missing)
