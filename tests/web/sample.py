"""The sample office in the register, as `tdkt demo` builds it: its files written, read and taken in."""

from pathlib import Path

from tdkt.operations.kept_plans import read_incoming
from tdkt.operations.sample import build_sample
from tdkt.sample.office import write_office


def enter_sample(folder: Path) -> None:
    """Takes some fifteen seconds: tests keep the state of the database that it leaves (`states.fill_once`)."""
    files = [file for file in write_office(folder) if file.kind != "broken"]
    build_sample([(read_incoming(file.path.name, file.path.read_bytes()), file.received) for file in files])
