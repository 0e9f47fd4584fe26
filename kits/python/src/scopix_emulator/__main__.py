"""The command scopix-emulator: runs the program with the arguments that it was given."""

from __future__ import annotations

import os
import subprocess
import sys

from ._program import ProgramNotFoundError, find_program


def main() -> None:
    """Replaces this process by the program, so that signals and exit codes are the program's."""
    try:
        command = find_program()
    except ProgramNotFoundError as error:
        sys.exit(f"scopix-emulator: {error}")
    arguments = command + sys.argv[1:]
    if os.name == "nt":
        sys.exit(subprocess.call(arguments))
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
