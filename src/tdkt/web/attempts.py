"""Failed sign-ins: after five for one name from one address, that pair waits a quarter of an hour.

Kept as small files in the data folder, one a pair, one line a failure, so that all workers and the next start of the server know them.
Unknown names are counted like known ones: the answer does not tell which names exist. A pair, not a name alone, is held up, so that
nobody can lock a colleague out from another machine.
"""

import os
import time
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

LIMIT = 5
WAIT = 15 * 60  # seconds


class Attempts:
    """The failures of one name from one address."""

    def __init__(self, username: str, address: str, *, folder: Path | None = None) -> None:
        self.folder = folder or Path(settings.DATA) / "sign-in"
        # Neither names nor addresses can be read from the folder.
        self.file = self.folder / salted_hmac("tdkt.attempts", f"{username.casefold()}\n{address}").hexdigest()

    def left(self, *, now: float | None = None) -> int:
        """How many tries are left before the wait."""
        return max(0, LIMIT - len(self._recent(time.time() if now is None else now)))

    def minutes(self, *, now: float | None = None) -> int:
        """How many minutes of the wait remain, rounded up; 0 when the pair may try."""
        moment = time.time() if now is None else now
        recent = self._recent(moment)
        if len(recent) < LIMIT:
            return 0
        return max(1, -int((moment - recent[-LIMIT] - WAIT) // 60))

    def note_failure(self, *, now: float | None = None) -> None:
        """Count one failure. Appending one short line is a single write, so that two at once are two."""
        moment = time.time() if now is None else now
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="ascii") as file:
            file.write(f"{moment:.3f}\n")
        self._sweep(moment)

    def forget(self) -> None:
        """After a right password."""
        self.file.unlink(missing_ok=True)

    def _recent(self, now: float) -> list[float]:
        try:
            lines = self.file.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return []
        return [moment for moment in map(float, lines) if now - moment < WAIT]

    def _sweep(self, now: float) -> None:
        """Take away files whose wait is over, once a minute at most: guessing names must not fill the disk for long."""
        stamp = self.folder / "swept"
        if stamp.exists() and now - stamp.stat().st_mtime < 60:
            return
        stamp.touch()
        for file in self.folder.iterdir():
            if file != stamp and now - file.stat().st_mtime > WAIT:
                file.unlink(missing_ok=True)
