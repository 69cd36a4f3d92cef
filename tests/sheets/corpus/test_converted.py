"""The same files as an office program saves them in .xls and .ods: the expectation is that of the .xlsx."""

import shutil
import subprocess
from dataclasses import replace
from importlib import import_module

import pytest

from tests.sheets.corpus.case import File, expected, seen

SOURCES = (
    "army_schools", "decisions", "home_affairs", "old_letters", "police_province", "police_regiment", "registers", "scoring", "tricky",
)  # fmt: skip
FORMATS = {"xls": "xls:MS Excel 97", "ods": "ods"}


def _files() -> list[tuple[str, File]]:
    return [
        (ending, file)
        for source in SOURCES
        for file in import_module(f"tests.sheets.corpus.test_{source}").FILES
        for ending in file.also
    ]


FILES = _files()


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    """A folder for each format, filled by one run of the office program."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")
    folders = {}
    for ending, filter_name in FORMATS.items():
        made, folders[ending] = home / f"xlsx-for-{ending}", home / ending
        made.mkdir()
        for number, (wanted, file) in enumerate(FILES):
            if wanted == ending:
                (made / f"{number}.xlsx").write_bytes(file.make())
        subprocess.run(
            [office, f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", filter_name, "--outdir", str(folders[ending]), *map(str, sorted(made.iterdir()))],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    return folders


@pytest.mark.parametrize("number", range(len(FILES)), ids=[f"{file.name}-{ending}" for ending, file in FILES])
def test_a_file_saved_in_an_older_or_an_open_format_gives_the_same_plan(converted, number):
    ending, file = FILES[number]

    content = (converted[ending] / f"{number}.{ending}").read_bytes()

    assert seen(content, replace(file, name=f"a.{ending}")) == expected(file)
