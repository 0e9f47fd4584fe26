"""
usage: build_wheel.py PACKAGES FOLDER

Writes wheels of scopix-emulator into FOLDER: one for each native program in PACKAGES (the packages of .ci/pack FOLDER native), and one with
the portable program, which pip takes where no other fits. It needs the standard library alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import sys
import zipfile
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VERSION = re.search(r"<Version>(.*)</Version>", (ROOT / "Directory.Build.props").read_text("utf-8")).group(1)
INFO = f"scopix_emulator-{VERSION}.dist-info"
PROGRAM = "Scopix.Emulator.Tool"
DATE = (2026, 1, 1, 0, 0, 0)  # the same files make the same wheel

FIXED_TAGS = {"any": "any", "win-x64": "win_amd64", "win-arm64": "win_arm64"}
LINUX_PROCESSORS = {"linux-x64": "x86_64", "linux-arm64": "aarch64"}
MACOS_PROCESSORS = {"osx-x64": "x86_64", "osx-arm64": "arm64"}
ELF = b"\x7fELF"
MACH_O = b"\xcf\xfa\xed\xfe"  # 64 bits, little-endian

METADATA = f"""Metadata-Version: 2.1
Name: scopix-emulator
Version: {VERSION}
Summary: A local server that behaves like the Scopix files API, and a pytest plugin for it
License: MIT
Requires-Python: >=3.9
Classifier: Framework :: Pytest
Classifier: Typing :: Typed
Description-Content-Type: text/markdown

"""
ENTRY_POINTS = """[console_scripts]
scopix-emulator = scopix_emulator.__main__:main

[pytest11]
scopix_emulator = scopix_emulator.pytest_plugin
"""


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: build_wheel.py PACKAGES FOLDER")
    packages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted(packages.glob(f"{PROGRAM}.*.{VERSION}.nupkg"))
    if not found:
        sys.exit(f"{packages} has no {PROGRAM}.PLATFORM.{VERSION}.nupkg: run .ci/pack {packages} native")
    for package in found:
        platform = package.name[len(PROGRAM) + 1 : -len(f".{VERSION}.nupkg")]
        program = read_program(package)
        print(write_wheel(folder, find_tag(platform, program), program))


def read_program(package: Path) -> Dict[str, bytes]:
    """The files of the program; its symbols and what describes the package of .NET are left out."""
    with zipfile.ZipFile(package) as files:
        names = [name for name in files.namelist() if name.startswith("tools/") and not name.endswith((".pdb", ".dbg", ".xml"))]
        return {"/".join(name.split("/")[3:]): files.read(name) for name in names}


def find_tag(platform: str, program: Dict[str, bytes]) -> str:
    """The platform in the name of the wheel, with the oldest system that has what the files of the program need."""
    if platform in FIXED_TAGS:
        return FIXED_TAGS[platform]
    if platform in LINUX_PROCESSORS:
        major, minor = max(version for content in program.values() for version in read_glibc_versions(content))
        return f"manylinux_{major}_{minor}_{LINUX_PROCESSORS[platform]}"
    if platform in MACOS_PROCESSORS:
        major, minor = max(version for content in program.values() for version in read_macos_versions(content))
        if major > 10 and minor > 0:
            major, minor = major + 1, 0  # pip knows no minor versions since macOS 11
        return f"macosx_{major}_{minor}_{MACOS_PROCESSORS[platform]}"
    sys.exit(f"There is no name for wheels of {platform}.")


def read_glibc_versions(content: bytes) -> Iterator[Tuple[int, int]]:
    """The versions of the C library whose symbols an ELF file names."""
    if content[:4] == ELF:
        for major, minor in re.findall(rb"GLIBC_(\d+)\.(\d+)", content):
            yield int(major), int(minor)


def read_macos_versions(content: bytes) -> Iterator[Tuple[int, int]]:
    """The oldest macOS that a Mach-O file runs on, by its load commands LC_BUILD_VERSION and LC_VERSION_MIN_MACOSX."""
    if content[:4] != MACH_O:
        return
    (count,) = struct.unpack_from("<I", content, 16)
    at = 32
    for _ in range(count):
        command, size = struct.unpack_from("<II", content, at)
        if command in (0x32, 0x24):
            (version,) = struct.unpack_from("<I", content, at + (12 if command == 0x32 else 8))
            yield version >> 16, version >> 8 & 0xFF
        at += size


def write_wheel(folder: Path, tag: str, program: Dict[str, bytes]) -> Path:
    path = folder / f"scopix_emulator-{VERSION}-py3-none-{tag}.whl"
    records: List[str] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as wheel:
        for name, content, executable in collect(tag, program):
            add(wheel, name, content, executable)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            records.append(f"{name},sha256={digest},{len(content)}")
        add(wheel, f"{INFO}/RECORD", "\n".join([*records, f"{INFO}/RECORD,,", ""]).encode(), False)
    return path


def collect(tag: str, program: Dict[str, bytes]) -> Iterator[Tuple[str, bytes, bool]]:
    """Each file with its name, its bytes, and whether it can be run."""
    source = HERE / "src" / "scopix_emulator"
    for file in sorted(source.iterdir()):
        if file.suffix in (".py", ".typed"):
            yield f"scopix_emulator/{file.name}", file.read_bytes(), False
    for name, content in sorted(program.items()):
        renamed = {PROGRAM: "scopix-emulator", f"{PROGRAM}.exe": "scopix-emulator.exe"}.get(name, name)
        yield f"scopix_emulator/program/{renamed}", content, content[:4] in (ELF, MACH_O)
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.txt"):
        yield f"{INFO}/licenses/{name}", (ROOT / name).read_bytes(), False
    yield f"{INFO}/METADATA", (METADATA + (HERE / "README.md").read_text("utf-8")).encode(), False
    pure = "true" if tag == "any" else "false"
    text = f"Wheel-Version: 1.0\nGenerator: scopix-emulator\nRoot-Is-Purelib: {pure}\nTag: py3-none-{tag}\n"
    yield f"{INFO}/WHEEL", text.encode(), False
    yield f"{INFO}/entry_points.txt", ENTRY_POINTS.encode(), False


def add(wheel: zipfile.ZipFile, name: str, content: bytes, executable: bool) -> None:
    entry = zipfile.ZipInfo(name, DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100755 if executable else 0o100644) << 16
    wheel.writestr(entry, content)


if __name__ == "__main__":
    main()
