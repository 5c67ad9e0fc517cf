"""Measures the kit against NumPy and PyTorch, side by side; `lab.py bench` starts this.

Every item is measured in rounds, kit, NumPy, PyTorch, kit, NumPy, …, so that whatever else the
machine does meets all alike; what counts is the ratio of two times of the same round.
"""

import argparse
import os
import platform
import re
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from bench_kernels import kernels
from bench_table import KIT, SIDES, Row, table_head, table_line, write_csv
from bench_workers import LOG, Item, Worker, cold, command_of, environment, measure
from jdk import Jdk, find_jdk
from places import ROOT, TARGET, LabError

CSV = TARGET / "bench.csv"
SIZES = ((256,) * 3, (512,) * 3, (1000,) * 3, (2048,) * 3, (300, 1000, 1000))  # of products


def items(seeds: int) -> list[Item]:
    whole = f"(a) 5 x 1000 tanh, {seeds} seeds"
    found = [
        Item(whole, f"job {seeds}", quick=True),
        Item(f"{whole}, with dC/dW", f"job-dw {seeds}"),
        Item(f"{whole}, native BLAS", f"job {seeds}", threads="native"),
    ]
    found += [product(threads, *sizes) for threads in ("one", "all") for sizes in SIZES]
    found.append(Item("(c) a million normal draws", "normal", quick=True))
    found.append(Item("(d) tanh of a million numbers", "tanh", quick=True))
    found.append(Item("(e) 1000 singular values", "svd 1000", quick=True))
    for threads in ("one", "all"):
        name = f"(f) epoch, batch 10, {cores(threads)}"
        found.append(Item(name, "epoch", threads, quick=threads == "one"))
    return found


def product(threads: str, m: int, k: int, n: int) -> Item:
    size = f"{m} cubed" if m == k == n else f"{m} x {k} x {n}"
    quick = threads == "all" and m == 300
    return Item(f"(b) {size}, {cores(threads)}", f"gemm {m} {k} {n}", threads, quick)


def cores(threads: str) -> str:
    return "1 thread" if threads == "one" else "all cores"


def machine() -> str:
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        found = re.search(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE)
        name = found.group(1) if found else name
    system = f"{platform.system()} {platform.machine()}"
    return f"{time.strftime('%Y-%m-%d')}, {name}, {os.cpu_count()} cores, {system}"


class Report:
    """Prints each line of the table as soon as it is measured, and keeps all rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, row: Row) -> None:
        self.rows.append(row)
        print(table_line(row), flush=True)


def start_teams(jdk: Jdk, stack: ExitStack) -> dict[str, dict[str, Worker]]:
    """The workers of all sides with all cores, with one thread, and the kit with native BLAS."""

    log = stack.enter_context(open(LOG, "wb"))

    def started(side: str, threads: str) -> Worker:
        worker = Worker(command_of(side, jdk, threads), environment(threads), log)
        return stack.enter_context(worker)

    teams = {threads: {side: started(side, threads) for side in SIDES} for threads in ("all", "one")}
    return {**teams, "native": {**teams["all"], KIT: started(KIT, "native")}}


def run(quick: bool) -> list[Row]:
    jdk = find_jdk()
    rounds, seeds = (3, 2) if quick else (5, 10)
    report = Report()
    with ExitStack() as stack:
        teams = start_teams(jdk, stack)
        versions = [worker.version for worker in teams["all"].values()]
        print("\n".join((machine(), ", ".join(versions), "", table_head(rounds))), flush=True)
        for item in (item for item in items(seeds) if item.quick or not quick):
            report.add(measure(item, teams[item.threads], rounds))
            if item.job.startswith("job ") and item.threads == "all":
                for row in cold(jdk, 1 if quick else rounds, seeds, report.rows[-1].missing):
                    report.add(row)
    for row in kernels(1 if quick else 3):
        report.add(row)
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
