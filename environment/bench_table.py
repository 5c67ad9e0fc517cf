"""What `lab.py bench` prints and writes: measured rows, their ratios, the table and the CSV file."""

import csv
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KIT, NUMPY, TORCH, TORCH32, IPYTHON = "kit", "numpy", "torch", "torch32", "ipython"
SIDES = (KIT, NUMPY, TORCH, TORCH32)
NAMES = {NUMPY: "NumPy", TORCH: "PyTorch", TORCH32: "PyTorch, float32", IPYTHON: "IPython"}
WIDTHS = (41, 9, 19, 19, 12)  # of the table's columns


class Row(NamedTuple):
    """What was measured of one item: for each side one value a round, or why there is none."""

    item: str
    unit: str  # s or MiB
    values: dict[str, list[float]]
    missing: dict[str, str]


class Ratio(NamedTuple):
    median: float
    low: float
    high: float


def ratio(row: Row, peer: str) -> Ratio | None:
    """The kit's value divided by the peer's, round by round."""
    if not row.values.get(KIT) or not row.values.get(peer):
        return None
    ratios = [kit / other for kit, other in zip(row.values[KIT], row.values[peer], strict=True)]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


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
    return line(row.item, kit, *(cell(ratio(row, peer)) for peer in (NUMPY, TORCH)), cell(ratio(row, TORCH32)).split(" ")[0])


def table_head(rounds: int) -> str:
    title = "The kit's time or memory divided by the other's: below 1 the kit is better."
    how = f"Median and, in brackets, lowest and highest of {rounds} rounds; (b): NN + TN + NT."
    return "\n".join((title, how, "", line("", "kit", "kit / NumPy", "kit / PyTorch", "in float32")))


CSV_HEAD = "item,unit,peer,rounds,kit,other,ratio,lowest,highest,missing".split(",")


def csv_lines(row: Row) -> Iterator[list[str]]:
    """One line for each peer; medians."""
    peers = (IPYTHON,) if IPYTHON in row.values or row.item.startswith("(g)") else SIDES[1:]
    for peer in peers:
        found = ratio(row, peer)
        start = [row.item, row.unit, NAMES[peer]]
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
