"""The Java kernel that lab.py installs, with its archive of classes, and the kernels of the reader's own."""

import json
import os
import re
from pathlib import Path

import kernel
import pytest
from files import is_done
from jdk import Jdk, find_jdk
from places import LabError
from programs import Tools
from starts import POSIX, Place, Variables, notebook, other_java, start


@pytest.mark.parametrize("version, allowed", [(17, False), (22, False), (23, True), (25, True)])
def test_new_java_does_not_warn_about_the_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, allowed: bool
) -> None:
    monkeypatch.setattr(kernel, "JUPYTER", tmp_path)
    kernel.write_kernel(Jdk(Path("jdk"), version))
    argv = json.loads((tmp_path / "kernels/java/kernel.json").read_text("utf-8"))["argv"]
    assert ("--sun-misc-unsafe-memory-access=allow" in argv) == allowed
    assert ("--enable-native-access=ALL-UNNAMED" in argv) == allowed
    assert argv[-3] == "-jar"  # options that follow it would not be Java's


def test_unknown_kernel(bare: Path, variables: Variables, tmp_path: Path) -> None:
    other_java(tmp_path, ["java"])
    changed = dict(variables, JUPYTER_PATH=str(tmp_path))
    code, text = start(bare, changed, "run", "--kernel", "nonsense")
    assert code == 1
    assert re.search(r"no Java kernel named nonsense; found: ([\w-]+, )*mine", text)
    assert "or leave out --kernel" in text


@pytest.mark.parametrize(
    "argv, text",
    [
        (["/nowhere/java"], "The Java kernel named mine starts /nowhere/java, which is not there. Install it anew"),
        (["false"], "Kernel died before replying to kernel_info\n"),
    ],
)
@POSIX
def test_broken_kernel(place: Place, tmp_path: Path, argv: list[str], text: str) -> None:
    other_java(tmp_path, argv)
    changed = dict(place.variables, JUPYTER_PATH=str(tmp_path))
    code, said = start(place.folder, changed, "run", "--kernel", "mine", place.mini)
    assert code == 1
    assert text in said and "Traceback" not in said


def test_known_kernel(place: Place, tmp_path: Path) -> None:
    ours = (place.folder / ".lab/jupyter/kernels/java/kernel.json").read_text("utf-8")
    other_java(tmp_path, json.loads(ours)["argv"])
    name = notebook(tmp_path / "whose.ipynb", 'System.getenv("WHOSE") + "!"')
    changed = dict(place.variables, JUPYTER_PATH=str(tmp_path))
    code, text = start(place.folder, changed, "run", "--kernel", "mine", name)
    assert code == 0, text
    assert "mine!" in (place.folder / "target/notebooks/whose.ipynb").read_text("utf-8")


def test_lost_kernel_is_installed_again(place: Place, tmp_path: Path) -> None:
    installed = Path(place.told("packages", "packages.KERNEL_JAR"))
    assert place.told("packages", "packages.jupyter_is_ready()") == "True"
    jar = installed.rename(tmp_path / "jjava.jar")
    try:
        assert place.told("packages", "packages.jupyter_is_ready()") == "False"
        description = place.told("doctor", "doctor.describe_kernels()")
        assert description.startswith("not installed yet: the next start does it")
    finally:
        jar.rename(installed)


def kernel_argv(place: Place) -> list[str]:
    kernel = (place.folder / ".lab/jupyter/kernels/java/kernel.json").read_text("utf-8")
    return list(json.loads(kernel)["argv"])


def archive_in(place: Place) -> Path:
    return next((place.folder / ".lab").glob("kernel-*.jsa"))


def test_kernel_starts_from_an_archive(place: Place) -> None:
    assert "Preparing" not in place.first.text()
    assert place.second.text().count("Preparing a faster Java kernel (once) … ") == 1
    archive = archive_in(place)
    assert archive.stat().st_size > 1_000_000
    assert [word for word in kernel_argv(place) if word.endswith("=" + str(archive))]
    assert not [*archive.parent.glob("kernel-*.part*")]


def run_mini(place: Place) -> str:
    """What a start prints, if all is well."""
    code, text = start(place.folder, place.variables, "run", place.mini)
    assert code == 0, text
    assert "stderr" not in (place.folder / "target/notebooks/mini.ipynb").read_text("utf-8")
    return text


def test_archive_of_another_java_costs_time_alone(place: Place) -> None:
    archive = archive_in(place)
    kept = archive.read_bytes()
    try:
        archive.chmod(0o644)
        archive.write_bytes(bytes(4096) + kept[4096:])
        lines = r"mini.ipynb …\nmini.ipynb … \d+ s\nExecuted: .*/target/notebooks\n"
        assert re.fullmatch(lines, run_mini(place))
    finally:
        archive.write_bytes(kept)


def test_truncated_archive_is_made_again(place: Place) -> None:
    archive = archive_in(place)
    archive.chmod(0o644)
    os.truncate(archive, 100_000)
    assert run_mini(place).startswith("Preparing a faster Java kernel (once) …")
    assert archive.stat().st_size > 1_000_000


@pytest.mark.parametrize("failing", ["archive", "archive-check"])
def test_archive_that_cannot_be_made_is_tried_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    class Failing(Tools):
        def run(self, step: str, command: list[str]) -> None:
            if step == failing:
                raise LabError(step)

    monkeypatch.setattr(kernel, "LAB", tmp_path)
    jdk = find_jdk()
    kernel.make_archive(Failing({}, 0), jdk)
    assert not kernel.archive_of(jdk).exists()
    assert is_done(tmp_path / f"kernel-{jdk.version}.key", kernel.archive_key(jdk))
