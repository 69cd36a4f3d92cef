"""Races: several at once, begun together, on committed rows; fifty rounds of each critical act in the everyday run, as many as asked in the long one.

    TDKT_RACES=1000 pytest tests/operations/test_way.py tests/operations/test_signing_races.py tests/operations/test_certificate_races.py \
        tests/operations/test_ballot_races.py tests/web/test_sittings_at_once.py -k at_once
"""

import os
import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from tdkt.operations.errors import Refused

ROUNDS = int(os.environ.get("TDKT_RACES", "50"))


def at_once(acts: list[Callable[[], Any]], *, said: Callable[[Any], str] = lambda _: "done") -> list[str]:
    """Do several things in threads of their own, begun together; what became of each, sorted: what is `said` of an answer, else the refusal's
    name, else the fault."""
    ends: list[str] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            ends.append(said(act()))
        except Refused as refused:
            ends.append(type(refused).__name__)
        except Exception as fault:
            ends.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(ends)
