"""Finds the program that this package contains."""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path
from typing import List

PROGRAM_VARIABLE = "SCOPIX_EMULATOR_PROGRAM"

_FOLDER = Path(__file__).parent / "program"


class ProgramNotFoundError(Exception):
    """The package has no program for this machine. The message says what to install."""


def find_program() -> List[str]:
    """The command that runs the emulator: a native program, or dotnet with the portable build."""
    chosen = os.environ.get(PROGRAM_VARIABLE)
    if chosen:
        if not Path(chosen).is_file():
            raise ProgramNotFoundError(f"{PROGRAM_VARIABLE} is {chosen}, which is not a file.")
        return _to_command(Path(chosen).resolve())
    for name in ("scopix-emulator.exe", "scopix-emulator", "Scopix.Emulator.Tool.dll"):
        if (_FOLDER / name).is_file():
            return _to_command(_FOLDER / name)
    raise ProgramNotFoundError(f"This package has no program. Install a wheel of scopix-emulator, or set {PROGRAM_VARIABLE}.")


def _to_command(program: Path) -> List[str]:
    if program.suffix != ".dll":
        return [str(program)]
    dotnet = shutil.which("dotnet")
    if dotnet is None:
        raise ProgramNotFoundError(
            f"This package has no native program for {platform.system()} on {platform.machine()}, and dotnet, which runs the portable one, "
            "is not on the PATH. Install .NET 10 from https://dotnet.microsoft.com/download"
        )
    return [dotnet, str(program)]
