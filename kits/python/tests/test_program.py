"""The command, the start of an emulator, and the fixtures, each in a process of its own."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scopix_emulator import EmulatorStartError, ProgramNotFoundError, Scopix, start_scopix
from scopix_emulator._program import find_program

COMMAND = [sys.executable, "-m", "scopix_emulator"]


def test_the_command_passes_arguments_and_exit_code_on() -> None:
    version = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True)
    wrong = subprocess.run([*COMMAND, "--prot", "1"], capture_output=True, text=True)
    assert (version.returncode, version.stdout.count(".")) == (0, 2)
    assert wrong.returncode == 2
    assert "--port" in wrong.stderr


def test_a_wrong_option_is_explained() -> None:
    with pytest.raises(EmulatorStartError, match="--tier must be one of"):
        start_scopix(tier="golden")  # type: ignore[arg-type]


def test_a_folder_is_that_of_the_test_and_settings_of_the_folder_and_the_environment_have_no_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "appsettings.json").write_text("{ no JSON")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("Emulator__Tier", "golden")
    with start_scopix(data="kept") as emulator:
        assert emulator.default_tenant.request("GET", "/files").status == 200
    assert (tmp_path / "kept").is_dir()


def test_an_emulator_ends_with_a_process_that_is_killed() -> None:
    script = "from scopix_emulator import start_scopix; print(start_scopix().address, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        with socket.create_connection((address.hostname, int(address.port or 0)), timeout=30) as connection:
            process.kill()
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(1) == b""  # The connection ends with the emulator.


def test_a_program_that_is_missing_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SCOPIX_EMULATOR_PROGRAM", str(tmp_path / "none"))
    with pytest.raises(ProgramNotFoundError, match="is not a file"):
        find_program()
    portable = tmp_path / "Scopix.Emulator.Tool.dll"
    portable.touch()
    monkeypatch.setenv("SCOPIX_EMULATOR_PROGRAM", str(portable))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramNotFoundError, match="dotnet, which runs the portable one, is not on the PATH"):
        find_program()


def test_the_fixtures_use_an_emulator_that_runs_already(scopix: Scopix, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        f"def test_it(scopix, scopix_tenant, scopix_clock):\n"
        f"    assert scopix.address == {scopix.address!r}\n"
        f"    assert scopix_clock is scopix_tenant.clock\n"
    )
    environment = {**os.environ, "SCOPIX_EMULATOR_URL": scopix.address, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "scopix_emulator.pytest_plugin", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stdout


def test_the_fixture_of_options_changes_the_emulator(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "@pytest.fixture(scope='session')\n"
        "def scopix_options():\n"
        "    return {'tier': 'free', 'enforce_limits': True}\n"
        "def test_it(scopix_tenant):\n"
        "    assert scopix_tenant.request('GET', '/files').headers['X-RateLimit-Limit'] == '10'\n"
    )
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "scopix_emulator.pytest_plugin", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stdout


def test_a_failure_shows_the_requests_of_the_test(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "def test_it(scopix_tenant):\n"
        "    scopix_tenant.faults.add(operation='files.list', status=429)\n"
        "    scopix_tenant.request('GET', '/files?limt=5')\n"
        "    scopix_tenant.request('GET', '/folders')\n"
        "    assert False\n"
    )
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "scopix_emulator.pytest_plugin", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    _, _, shown = run.stdout.partition("Scopix requests, the newest last")
    first, second = [line for line in shown.splitlines() if " GET " in line]
    assert first.startswith("429 GET /api/v2/files query.limt fault_1")
    assert second == "200 GET /api/v2/folders"
