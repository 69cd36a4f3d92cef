"""Reads broken and hostile files by the thousand as a user's files are read: every one must end as a plan or as one sentence, in seconds.

`run` says how many did, which were slow, and which sentences only say that a reader stumbled. The files: `hostile_files.py`.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from tdkt.bench.hostile_files import Case, cases
from tdkt.sheets.archive import unpacked
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import LIMITS, each_in_child

SLOWEST = 5.0
"""The seconds within which every file must have ended; more where the machine has other work for its processors."""

Told = Callable[[str], None]

UNFORESEEN = re.compile(r"Chương trình gặp lỗi khi đọc tệp \((\w+)\)")


@dataclass
class Report:
    """What became of the files: how many gave plans, which sentences the others, what was slow, what no reader foresaw, what went wrong."""

    files: int = 0
    plans: int = 0
    sentences: Counter[str] = field(default_factory=Counter)
    unforeseen: Counter[str] = field(default_factory=Counter)
    slow: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    memory: int = 0
    """The most memory of any reading process, in MiB (0 where the system does not say)."""

    @property
    def holds(self) -> bool:
        """Whether every file ended as it must: in time, in bounded memory, as a plan or a sentence."""
        return not self.slow and not self.wrong and self.memory <= MOST_MEMORY

    def markdown(self) -> str:
        """The report as a short table with what needs a look beneath it."""
        lines = [
            "| files | plans | refused | slower than 5 s | unforeseen | wrong | seconds | child, MiB |",
            "|---|---|---|---|---|---|---|---|",
            f"| {self.files} | {self.plans} | {sum(self.sentences.values())} | {len(self.slow)} | {sum(self.unforeseen.values())} "
            f"| {len(self.wrong)} | {self.seconds:.0f} | {self.memory} |",
            "",
        ]
        lines += [f"- slow: {name}: {seconds:.1f} s" for name, seconds in self.slow]
        lines += [f"- wrong: {name}: {why}" for name, why in self.wrong]
        lines += [f"- unforeseen: {name} ({times})" for name, times in self.unforeseen.most_common()]
        return "\n".join(lines)


def run(count: int = 3_000, seed: int = 1, *, told: Told | None = None) -> Report:
    """Read so many files as those of a user are read, and say what they did."""
    report = Report()
    names: list[str] = []
    began = time.monotonic()
    asked = _Asked(cases(count, seed), names)
    for name, result in each_in_child("plan", unpacked(asked)):
        if (seconds := time.monotonic() - asked.at) > SLOWEST * _crowd():
            report.slow.append((name, seconds))
        asked.at = time.monotonic()
        _judge(report, name, result)
        if told and len(names) % 100 == 0:
            told(f"{len(names)} of {count} files")
    report.files = len(names)
    report.seconds = time.monotonic() - began
    report.memory = _most_memory()
    return report


class _Asked:
    """The files as they are asked for, and when the last one was: making a file costs its reader nothing."""

    def __init__(self, files: Iterable[Case], names: list[str]):
        self._files, self._names, self.at = files, names, 0.0

    def __iter__(self) -> Iterator[Case]:
        for name, content in self._files:
            self._names.append(name)
            self.at = time.monotonic()
            yield name, content


def _judge(report: Report, name: str, result: Any) -> None:
    if isinstance(result, UnreadableFile):
        sentence = str(result)
        report.sentences[re.sub(r"\d+|'[^']*'", "…", sentence)] += 1
        if found := UNFORESEEN.search(sentence):
            report.unforeseen[f"{found[1]}: {name}"] += 1
        if not sentence or "\n" in sentence or "Traceback" in sentence or not sentence.endswith("."):
            report.wrong.append((name, f"no sentence: {sentence[:200]!r}"))
    elif isinstance(result, dict) and isinstance(result.get("parts"), list):
        report.plans += 1
        for part in result["parts"]:
            for row in part["rows"]:
                if (row["record"] is None) != (row["status"] in ("refused", "ignored")):
                    report.wrong.append((name, f"{row['at']}: {row['status']} with record {row['record']}"))
    else:
        report.wrong.append((name, f"neither a plan nor a sentence: {str(result)[:200]}"))


def _crowd() -> float:
    """How many programs wait for each processor, 1 where none has to."""
    try:
        return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    except (AttributeError, OSError):
        return 1.0  # Windows does not count it


def _most_memory() -> int:
    try:
        resource: Any = import_module("resource")
    except ImportError:
        return 0  # Windows does not count it
    return int(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) >> 10


MOST_MEMORY = LIMITS.memory >> 20
"""The most memory that a reading process may have, in MiB."""
