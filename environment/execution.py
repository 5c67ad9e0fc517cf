"""Executes a notebook in a kernel, and says which cell failed and why."""

import asyncio
import contextlib
import os
import re
import signal
from pathlib import Path
from typing import Any, Callable, Coroutine, Sequence, Union

import nbformat
from lessons import code_cells, read
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from places import LabError

CELL_SECONDS = 600
AT_ONCE = 2  # kernels, each of which may take a quarter of the memory

Outcome = Union[NotebookNode, LabError]

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
    """Leaves signals to the run that it belongs to; nbclient alone shuts its kernel down twice and then fails."""

    def __init__(self, notebook: NotebookNode, stop: Callable[[], None], **options: Any):
        super().__init__(notebook, **options)
        self.stop = stop

    async def async_start_new_kernel(self, **options: Any) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(RuntimeError):  # on Windows
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.stop)
        await super().async_start_new_kernel(**options)

    def _cleanup_kernel(self) -> None:
        """At exit, of a kernel that did not start: nbclient would fail."""
        if self.km:
            super()._cleanup_kernel()


class Run:
    """Notebooks that are executed, each in a kernel of its own, some at once, and that one signal ends."""

    def __init__(self, kernel: str):
        self.kernel = kernel
        self.tasks: list[asyncio.Task[Any]] = []
        self.stopped = False

    def stop(self) -> None:
        """Only the notebooks, and once: so each has the time to shut its kernel down."""
        if not self.stopped:
            self.stopped = True
            # nbclient leaves a task behind that looks for the kernel
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
            for task in self.tasks:
                task.cancel()

    async def all(self, sources: list[Path], begun: Callable[[Path], None], ended: Callable[[Path, Outcome], None]) -> None:
        free = asyncio.Semaphore(min(AT_ONCE, os.cpu_count() or 1))

        async def one(source: Path) -> None:
            async with free:
                begun(source)
                try:
                    outcome: Outcome = await self.executed(source)
                except LabError as error:
                    outcome = error
                ended(source, outcome)

        await self.results(*map(one, sources))

    async def results(self, *work: Coroutine[Any, Any, Any]) -> list[Any]:
        self.tasks = [asyncio.create_task(one) for one in work]
        await asyncio.wait(self.tasks)
        if self.stopped:
            raise KeyboardInterrupt
        return [task.result() for task in self.tasks]

    async def executed(self, source: Path, more: Sequence[str] = ()) -> NotebookNode:
        notebook = read(source)
        notebook.cells += [nbformat.v4.new_code_cell(code, metadata={"tags": ["raises-exception"]}) for code in more]
        for cell in code_cells(notebook):
            cell.update(outputs=[], execution_count=None)
        client = Client(
            notebook,
            self.stop,
            kernel_name=self.kernel,
            timeout=CELL_SECONDS,
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(source.parent)}},
        )
        try:
            await client.async_execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
            if self.stopped:
                raise asyncio.CancelledError from None
            raise LabError(failure(source, notebook, error)) from None
        make_reproducible(notebook)
        return notebook


def execute(source: Path, kernel: str = "java", more: Sequence[str] = ()) -> NotebookNode:
    """The notebook with new outputs, and with further cells, which may fail; the file itself stays as it is."""
    run = Run(kernel)
    return asyncio.run(run.results(run.executed(source, more)))[0]


def execute_all(sources: list[Path], begun: Callable[[Path], None], ended: Callable[[Path, Outcome], None]) -> None:
    """Several: most of a lesson runs on one thread."""
    asyncio.run(Run("java").all(sources, begun, ended))


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
