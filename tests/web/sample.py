"""The sample office in the register, as `tdkt demo` builds it: its files written, read and taken in."""

from pathlib import Path

from tdkt.operations.imports import Incoming
from tdkt.operations.sample import build_sample
from tdkt.sample.office import write_office
from tdkt.sheets.plan import read_plans


def enter_sample(folder: Path) -> None:
    """Takes some fifteen seconds: tests keep the state of the database that it leaves (`states.fill_once`)."""
    files = [file for file in write_office(folder) if file.kind != "broken"]
    contents = [(file.path.name, file.path.read_bytes()) for file in files]
    plans = read_plans(contents)
    build_sample(
        [
            (Incoming(name, content, plan), file.received)
            for file, (name, content), (_, plan) in zip(files, contents, plans, strict=True)
        ]
    )
