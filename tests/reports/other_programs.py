"""Other programs that open our files: LibreOffice without a screen, and poppler's pictures of pages."""

import re
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")


def _prints_like_word() -> bool:
    """Whether there is a font with Vietnamese letters and the widths of Times New Roman."""
    if shutil.which("fc-list") is None:
        return False
    fonts = ("Times New Roman", "Liberation Serif")
    found = (subprocess.run(["fc-list", f":family={one}:lang=vi"], capture_output=True, check=False) for one in fonts)
    return any(one.stdout for one in found)


needs_times = pytest.mark.skipif(
    not _prints_like_word(), reason="no Vietnamese font as wide as Times New Roman (Liberation Serif 2) is installed"
)


def converted(content: bytes, kind: str, to: str) -> bytes:
    """A file as LibreOffice reads it and writes it anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"given.{kind}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (folder / "out" / f"given.{to}").read_bytes()


def recalculated(content: bytes) -> Workbook:
    """A workbook whose every formula LibreOffice has calculated itself, our stored results being thrown away first."""
    bare = load_workbook(BytesIO(content))
    file = BytesIO()
    bare.save(file)
    return load_workbook(BytesIO(converted(file.getvalue(), "xlsx", "xlsx")), data_only=True)


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF, layout kept."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    found = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()
    match = re.search(r"Pages:\s+(\d+)", found)
    assert match
    return int(match[1])


def page_size(pdf: bytes) -> tuple[int, int]:
    """The first page in millimetres."""
    found = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()
    match = re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", found)
    assert match
    return round(float(match[1]) * 25.4 / 72), round(float(match[2]) * 25.4 / 72)
