"""lab.py where the machine lacks something, or is told what it cannot do: it says what, and what to do."""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import doctor
import lab
import maven
import programs
import pytest
from jdk import find_jdk
from places import ENVIRONMENT, JUPYTER, ROOT, LabError
from programs import tool_environment
from starts import NOT_COPIED, POSIX, Variables, check_offline_advice
from starts import java, offline, on_path, program, start


@POSIX
def test_no_jdk(bare: Path, variables: Variables, tmp_path: Path) -> None:
    code, text = start(bare, dict(variables, PATH=str(tmp_path)), "run")
    assert code == 1
    assert "There is no java on PATH. Install a JDK 17 or newer (Debian: openjdk-17-jdk" in text


@POSIX
def test_runtime_without_jshell(bare: Path, variables: Variables, tmp_path: Path) -> None:
    home = java(tmp_path / "jre", "21", "java.base")
    code, text = start(bare, on_path(variables, home / "bin"), "run")
    assert code == 1
    assert f"{home} is a Java runtime, not a full JDK" in text
    assert "no jdk.compiler and no jdk.jshell. Install a JDK 17 or newer" in text


@POSIX
@pytest.mark.parametrize("version, named", [("1.8", 8), ("11", 11), ("16", 16)])
def test_old_jdk(bare: Path, variables: Variables, tmp_path: Path, version: str, named: int) -> None:
    home = java(tmp_path / "jdk", version)
    code, text = start(bare, on_path(variables, home / "bin"), "run")
    assert code == 1
    assert f"{home} is Java {named}, older than 17. Install a JDK 17 or newer" in text


@POSIX
def test_java_home_is_bad_and_the_one_on_path_good(bare: Path, variables: Variables, tmp_path: Path) -> None:
    old, good = java(tmp_path / "old", "11"), java(tmp_path / "good", "21")
    changed = dict(on_path(variables, good / "bin"), JAVA_HOME=str(old))
    code, text = start(bare, changed, "run")
    assert code == 1
    assert f"JAVA_HOME is {old}, but {old} is Java 11, older than 17." in text
    assert f"The java on PATH is a good JDK 21: unset JAVA_HOME, or set it to {good}" in text


OLD_PYTHONS = ("python3.6", "python3.7", "python3.8", "python3.9")


def old_pythons() -> list[list[str]]:
    """One that only says so, and those that are installed and run."""
    pretended = (
        "import runpy, sys; sys.version_info = (3, 9, 18, 'final', 0); runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    installed = [str(path) for path in Path.home().glob(".pyenv/versions/3.[6-9].*/bin/python")]
    installed += filter(None, map(shutil.which, OLD_PYTHONS))
    runs = [
        [name]  # a launcher may lack the Python that it is named after
        for name in installed
        if subprocess.call([name, "-c", ""], stderr=subprocess.DEVNULL) == 0
    ]
    return [[sys.executable, "-c", pretended], *runs]


def test_old_python_can_read_lab() -> None:
    ast.parse((ENVIRONMENT / "lab.py").read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("python", old_pythons())
def test_old_python_is_refused(bare: Path, python: list[str]) -> None:
    command = [*python, str(bare / "environment/lab.py"), "doctor"]
    result = subprocess.run(command, capture_output=True, check=False)
    text = result.stderr.decode("utf-8")
    assert result.returncode == 1
    assert text.startswith("error: the notebooks need Python 3.10 or newer, and ")
    assert re.search(r" is Python 3\.[6-9]\. Install a newer one", text)


def test_python_without_ensurepip(bare: Path, variables: Variables, tmp_path: Path) -> None:
    blocker = "import sys\nsys.modules['ensurepip'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(blocker, encoding="utf-8")
    code, text = start(bare, dict(variables, PYTHONPATH=str(tmp_path)), "run")
    assert code == 1
    assert "it has no module ensurepip." in text
    assert "apt install python%d.%d-venv;" % sys.version_info[:2] in text


def start_read_only(folder: Path, variables: Variables, command: str) -> tuple[int, str]:
    # Permission bits bind the superuser only without these capabilities.
    capable = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    folder.chmod(0o555)
    try:
        return start(folder, variables, command, before=() if os.geteuid() else capable)
    finally:
        folder.chmod(0o755)


@POSIX
def test_doctor_reports_and_writes_nothing(bare: Path, variables: Variables, tmp_path: Path) -> None:
    for name in ("FontCheck.java", "kernel-compiler.json"):
        shutil.copy(ENVIRONMENT / name, bare / "environment")
    program(tmp_path / "bin/mvn", "echo Apache Maven 3.6.2")  # too old
    code, text = start_read_only(bare, on_path(variables, tmp_path / "bin"), "doctor")
    assert code == 1
    assert re.findall(r"^WRONG +(\w+)", text, re.MULTILINE) == ["Folder"]
    assert re.search(r"^OK +Maven +the wrapper, which downloads it once$", text, re.MULTILINE)
    assert re.search(r"^OK +Kernel +not installed yet: the next start does it", text, re.MULTILINE)
    assert re.search(r"^OK +Products +not asked: that needs the library$", text, re.MULTILINE)
    assert not re.search(r"^OK +Fonts +(Dialog|SansSerif|Serif|Monospaced)", text, re.MULTILINE)
    assert "Traceback" not in text


@POSIX
def test_doctor_names_the_variable_with_options(bare: Path, variables: Variables) -> None:
    code, text = start(bare, dict(variables, JAVA_TOOL_OPTIONS="--nonsense"), "doctor")
    assert code == 1
    assert re.search(r"^WRONG +JDK .*: Unrecognized option: --nonsense\. Java reads options from JAVA_TOOL_OPTIONS", text, re.M)


def test_doctor_names_what_a_download_would_miss(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = "127.0.0.1:%d" % server.getsockname()[1]
        monkeypatch.setenv("https_proxy", "http://me:secret@" + address)
        assert doctor.check_proxy() == address
    with pytest.raises(LabError, match=address + r" does not answer \(.+\)\. Mend https_proxy, or unset it\."):
        doctor.check_proxy()
    monkeypatch.setattr(doctor, "LEAST_GIB", 10**9)
    monkeypatch.setattr(doctor, "jupyter_is_ready", lambda: False)
    with pytest.raises(LabError, match=r"GiB are free, and the set-up needs 10+: make room"):
        doctor.check_disk()
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: path != tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(LabError, match="Maven keeps its downloads in .*, and %s cannot be written to" % tmp_path):
        doctor.check_caches()


@POSIX
def test_folder_is_read_only(bare: Path, variables: Variables) -> None:
    code, text = start_read_only(bare, variables, "run")
    assert code == 1
    assert f"writes into {bare}, and that folder cannot be written to (Permission denied)" in text
    assert "Copy the repository to a folder of your own" in text


@pytest.mark.parametrize("port", ["taken", "70000", "-1"])
def test_port_cannot_be_used(bare: Path, variables: Variables, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = str(server.getsockname()[1]) if port == "taken" else port
        code, text = start(bare, variables, f"--port={number}", "--no-browser")
    assert code == 1
    assert f"error: Port {number} cannot be used (" in text
    assert "Leave out --port to get the next free one" in text


@pytest.mark.parametrize("words", ["--port 0 run", "--no-browser update", "--kernel x doctor", "--kernel x test"])
def test_option_that_the_command_does_not_know(bare: Path, variables: Variables, words: str) -> None:
    option, *_, command = words.split()
    code, text = start(bare, variables, *words.split())
    assert code == 2
    assert f"error: {option} does not go with {command}: leave out either" in text


@pytest.mark.parametrize("words", ["--kernel x run", "run --kernel x", "--kernel x --port 1"])
def test_option_that_the_command_knows(words: str) -> None:
    assert lab.parse(words.split()).kernel == "x"


@POSIX
def test_no_network_for_python(variables: Variables, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    pretend_library(folder)
    code, text = start(folder, offline(variables, tmp_path / "caches"), "run")
    assert code == 1
    assert "The step 'uv' failed" in text
    check_offline_advice(folder, text, "uv")
    assert not (folder / ".lab/venv").exists()


def pretend_library(folder: Path) -> None:
    lib = folder / "target/lib"
    lib.mkdir(parents=True)
    with zipfile.ZipFile(lib / "xavierkit.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")


@POSIX
def test_settings_of_the_machine_are_not_read(variables: Variables) -> None:
    command = [sys.executable, "-m", "jupyter", "--paths", "--json"]
    environment = tool_environment(find_jdk().home)
    paths = json.loads(subprocess.check_output(command, env=environment))["config"]
    assert str(JUPYTER / "config") in paths
    assert not {"/etc/jupyter", "/usr/local/etc/jupyter", str(Path.home() / ".jupyter")} & {*paths}


def advice(log: Path, text: str) -> str:
    log.write_text(text, encoding="utf-8")
    return programs.failure("maven", 1, log)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    return tmp_path / "maven.log"


def test_mavens_first_error_is_named(log: Path) -> None:
    error = "[ERROR] Failed to execute goal compile on project kit: Fatal error compiling: release 17 not supported"
    text = advice(log, "[INFO] Building\n%s -> [Help 1]\n[ERROR] \n[ERROR] Re-run Maven with -e\n" % error)
    assert "  %s\n" % error in text
    end = "Mend this:\n  %s\nThen start again: what is finished is kept."
    assert text.endswith(end % error.removeprefix("[ERROR] "))


@pytest.mark.parametrize(
    "line, sentence",
    [
        ("OSError: [Errno 28] No space left on device: '/home/me/.cache'", "The disk is full. Make room"),
        ("[Errno 13] Permission denied: '/home/me/.m2/repository'", "It may not write to /home/me/.m2/repository. Make"),
        ("java.nio.file.AccessDeniedException: /home/me/.m2/x", "It may not write to /home/me/.m2/x. Make"),
        ("Unrecognized option: --nonsense", "Java reads options from JAVA_TOOL_OPTIONS, and does not start with them: unset it. Start"),
        ("curl: Failed to fetch https://there/maven.zip", "finds it there as org.apache.maven:apache-maven"),
        ("java.net.UnknownHostException: there", "It goes through the proxy http://proxy:3128. Connect to the network"),
    ],
)
def test_known_causes_have_a_sentence(
    log: Path, monkeypatch: pytest.MonkeyPatch, line: str, sentence: str
) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "--nonsense")
    monkeypatch.setenv("https_proxy", "http://me:secret@proxy:3128")
    text = advice(log, "[INFO] Building\n%s\n" % line)
    assert sentence in text and "secret" not in text


@POSIX
def test_the_password_of_a_proxy_is_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maven, "LAB", tmp_path)
    monkeypatch.setenv("https_proxy", "http://me:secret@proxy:3128")
    (tmp_path / "maven-settings.xml.part").touch(0o644)  # of a start that was killed
    maven.maven(dict(os.environ), "verify")
    settings = tmp_path / "maven-settings.xml"
    assert "<password>secret</password>" in settings.read_text("utf-8")
    assert settings.stat().st_mode & 0o777 == 0o600


def test_what_the_system_refuses_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def full(options: object) -> int:
        raise OSError(28, "No space left on device", "/here/.lab/lock")

    monkeypatch.setattr(lab, "start", full)
    monkeypatch.setattr(sys, "argv", ["lab.py"])
    assert lab.main() == 1
    assert capsys.readouterr().err == "error: No space left on device (/here/.lab/lock). Mend that and start again.\n"


def test_version() -> None:
    pom = (ROOT / "pom.xml").read_text("utf-8")
    assert f"<version>{lab.version()}</version>" in pom


@pytest.mark.parametrize("path", [".ci/run", "environment/mvnw", ".binder/postBuild"])
def test_what_a_shell_reads_has_its_line_ends_everywhere(path: str) -> None:
    told = subprocess.check_output(["git", "check-attr", "eol", path], cwd=ROOT, text=True)
    assert told.strip().endswith("eol: lf")
