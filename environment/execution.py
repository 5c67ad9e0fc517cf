"""Executes a notebook in a kernel, and says which cell failed and why."""

import asyncio
import contextlib
import re
import signal
from pathlib import Path
from typing import Any

import nbformat
from lessons import code_cells, read
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from places import LabError

CELL_SECONDS = 600

KERNELSPEC = {"display_name": "Java", "language": "java", "name": "java"}
# What kernels report differs by version; the committed notebooks must not.
LANGUAGE_INFO = {
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
    "pygments_lexer": "java",
}


class Client(NotebookClient):
    """Shuts the kernel down once when interrupted; nbclient alone does it twice and then fails."""

    interrupted = False

    async def async_start_new_kernel(self, **options: Any) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(RuntimeError):  # on Windows
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.interrupt)
        await super().async_start_new_kernel(**options)

    def interrupt(self) -> None:
        if not self.interrupted:
            self.interrupted = True
            for task in asyncio.all_tasks():
                task.cancel()


def execute(source: Path, kernel: str = "java", more: str = "") -> NotebookNode:
    """The notebook with new outputs, and with a further cell; the file itself stays as it is."""
    notebook = read(source)
    if more:
        notebook.cells.append(nbformat.v4.new_code_cell(more))
    for cell in code_cells(notebook):
        cell.update(outputs=[], execution_count=None)
    client = Client(
        notebook,
        kernel_name=kernel,
        timeout=CELL_SECONDS,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(source.parent)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        if client.interrupted:
            raise KeyboardInterrupt from None
        raise LabError(failure(source, notebook, error)) from None
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    make_reproducible(notebook)
    return notebook


def failure(source: Path, notebook: NotebookNode, error: Exception) -> str:
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and (cell.execution_count is None or has_error(cell)):
            place = f"{source.name}, cell {number} failed:"
            return "\n\n".join((place, indent(cell.source), error_text(cell, error)))
    return f"{source.name} failed: {error}"


def has_error(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def error_text(cell: NotebookNode, error: Exception) -> str:
    for output in cell.outputs:
        if output.output_type == "error":
            text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            return re.sub(r"\x1b\[[0-9;]*m", "", text)
    return str(error)


def indent(text: str) -> str:
    return "\n".join("    " + line for line in text.splitlines())


def make_reproducible(notebook: NotebookNode) -> None:
    """Drops what depends on the kernel's version or on the run."""
    notebook.metadata = NotebookNode(kernelspec=NotebookNode(KERNELSPEC), language_info=NotebookNode(LANGUAGE_INFO))
    for number, cell in enumerate(code_cells(notebook), 1):
        cell.execution_count = number
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
