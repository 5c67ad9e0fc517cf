"""What `lab.py bench` makes of timings that were recorded; nothing is measured here."""

import csv
import math
import os
import sys
from pathlib import Path

import bench
import bench_kernels
import bench_peers
import bench_table
import bench_workers
import lab
import pytest
from bench_table import IPYTHON, KIT, NUMPY, TORCH, TORCH32, Row
from bench_workers import Item, Unavailable, Worker
from jdk import Jdk
from packages import PEERS
from places import LabError
from programs import clean_environment

RECORDED = [
    Row("(b) product", "s", {KIT: [1, 4, 3], NUMPY: [2, 2, 2], TORCH: [4, 4, 4], TORCH32: [1, 1, 1]}, {}),
    Row("(c) native", "s", {}, {KIT: "no BLAS library"}),
    Row("(e) values", "s", {KIT: [0.012], NUMPY: [0.024]}, {TORCH: "it has none"}),
    Row("(g) kernel", "MiB", {KIT: [200.4], IPYTHON: [100.2]}, {}),
]

ECHO = """
import sys
print("Echo 1.0", flush=True)
for line in sys.stdin:
    repeats, job = line.split()
    print("unavailable: too hard" if job == "hard" else 0.25 * int(repeats), flush=True)
    if job == "last":
        break
"""


def worker() -> Worker:
    with open(os.devnull, "wb") as log:
        return Worker([sys.executable, "-c", ECHO], clean_environment(), log)


def test_ratio_is_taken_round_by_round() -> None:
    assert bench_table.ratio(RECORDED[0], NUMPY) == (1.5, 0.5, 2.0)
    assert bench_table.ratio(RECORDED[2], TORCH) is None


def test_a_round_must_not_be_missing() -> None:
    with pytest.raises(ValueError, match="shorter"):
        bench_table.ratio(Row("x", "s", {KIT: [1, 2], NUMPY: [1]}, {}), NUMPY)


@pytest.mark.parametrize(
    "row, columns",
    [
        (RECORDED[0], ["(b) product", "3 s", "1.50 (0.50-2.00)", "0.75 (0.25-1.00)", "3.00"]),
        (RECORDED[1], ["(c) native", "not available: no BLAS library"]),
        (RECORDED[2], ["(e) values", "12 ms", "0.50 (0.50-0.50)", "-", "-"]),
        (RECORDED[3], ["(g) kernel", "200 MiB", "2.00 (2.00-2.00) IPython"]),
    ],
)
def test_line_of_the_table(row: Row, columns: list[str]) -> None:
    text = bench_table.table_line(row)
    assert [column.strip() for column in text.split("  ") if column.strip()] == columns


def test_table_fits_100_columns() -> None:
    widest = {KIT: [1.2345], NUMPY: [0.1], TORCH: [0.1], TORCH32: [0.1]}
    lines = [bench_table.table_line(Row(item.name, "s", widest, {})) for item in bench.items(seeds=10)]
    assert max(map(len, [*lines, *bench_table.table_head(5).splitlines()])) <= 100
    assert all(len(item.name) < bench_table.WIDTHS[0] for item in bench.items(seeds=10))


def test_csv_has_a_line_for_each_peer(tmp_path: Path) -> None:
    bench_table.write_csv(RECORDED, tmp_path / "target/bench.csv")
    with open(tmp_path / "target/bench.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["peer"] for row in rows] == ["NumPy", "PyTorch", "PyTorch, float32"] * 3 + ["IPython"]
    assert [rows[0][name] for name in ("rounds", "kit", "other", "ratio", "lowest", "highest")] == [
        *("3", "3", "2", "1.5", "0.5", "2")
    ]
    assert rows[3]["missing"] == rows[4]["missing"] == "no BLAS library"
    assert rows[7]["missing"] == "it has none"


def test_every_item_has_a_name_of_its_own() -> None:
    names = [item.name for item in bench.items(seeds=10)]
    assert len({*names}) == len(names)


def test_factors_give_the_product_of_the_sizes_in_all_forms() -> None:
    assert bench_peers.factors("2", "3", "4") == [(2, 3), (3, 4), (3, 2), (4, 3)]


def test_kernel_runs_the_first_lesson_to_its_first_chart() -> None:
    cells = bench_kernels.lesson_cells()
    assert cells[0] == "%load setup.jshell"
    assert "LayerPlot" in cells[-1]
    assert "LayerPlot" not in "".join(cells[:-1])


def test_settings_of_the_machine_do_not_reach_the_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert not {"OPENBLAS_CORETYPE", "OMP_NUM_THREADS"} & {*bench_workers.environment()}
    assert bench_workers.environment("one")["OMP_NUM_THREADS"] == "1"


def test_worker_answers_or_says_why_not() -> None:
    with worker() as echo:
        assert echo.version == "Echo 1.0"
        assert echo.seconds(3, "easy") == 0.75
        with pytest.raises(Unavailable, match="^too hard$"):
            echo.seconds(1, "hard")


def test_worker_that_ended_is_named() -> None:
    with worker() as echo:
        echo.seconds(1, "last")
        echo.process.wait()
        with pytest.raises(LabError, match="ended in the middle of its work: .*python"):
            echo.seconds(1, "easy")


def test_without_the_kit_nothing_else_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_workers, "WARM_SECONDS", 0)
    with worker() as kit, worker() as numpy:
        row = bench_workers.measure(Item("hard", "hard"), {KIT: kit, NUMPY: numpy}, rounds=2)
        assert (row.values, row.missing) == ({}, {KIT: "too hard"})
        row = bench_workers.measure(Item("easy", "easy"), {KIT: kit, NUMPY: numpy}, rounds=2)
        assert row.values == {KIT: [0.25, 0.25], NUMPY: [0.25, 0.25]}


def test_process_is_measured_and_a_failing_one_named() -> None:
    seconds, peak = bench_workers.run_once([sys.executable, "-c", "x = bytearray(50_000_000)"])
    assert seconds > 0
    assert math.isnan(peak) if sys.platform == "win32" else 40 < peak < 1000
    with pytest.raises(LabError, match="failed with exit code 3: "):
        bench_workers.run_once([sys.executable, "-c", "raise SystemExit(3)"])


def test_unknown_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_workers, "run_once", lambda command: (1.0, math.nan))
    rows = list(bench_workers.cold(Jdk(Path("jdk"), 17), 1, 10, {}))
    assert rows[0].values == {KIT: [1.0], NUMPY: [1.0], TORCH: [1.0], TORCH32: [1.0]}
    assert bench_table.table_line(rows[1]).endswith("not available: this system does not tell")


@pytest.mark.parametrize(
    "words, message",
    [
        ("bench --fast", "unrecognized arguments: --fast"),
        ("--port 1 bench", "--port does not go with bench"),
        ("--kernel x bench", "--kernel does not go with bench"),
        ("run --quick", "unrecognized arguments: --quick"),
    ],
)
def test_wrong_arguments(words: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        lab.parse(words.split())
    assert message in capsys.readouterr().err


def test_bench_needs_a_python_that_pytorch_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(LabError, match="PyTorch needs Python 3.11 or newer"):
        lab.bench(lab.parse(["bench"]))


def test_peers_are_locked_with_hashes_and_without_registries() -> None:
    text = PEERS.requirements.read_text("utf-8")
    names = [line.split("==")[0] for line in text.splitlines() if line[:1].isalpha()]
    assert {"numpy", "torch", "ipykernel", "matplotlib"} <= {*names}
    assert text.count("--hash=sha256:") > len(names)
    assert "index-url" not in text and "://" not in text
