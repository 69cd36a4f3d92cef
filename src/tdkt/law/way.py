"""The way of a dossier: ONE table of transitions. What is not in the table cannot happen.

A transition has a name, the states it leads from and to, who may take it, what must hold before it (conditions by name; whoever keeps the
register answers them), within how many working days it is to be taken, by which provision, and what it is called for the office and for
the person proposed. Read first: `TABLE`, `from_state`, `named`.
"""

from dataclasses import dataclass

STATES = (
    "drafting",
    "submitted",
    "received",
    "returned",
    "checked",
    "posted",
    "ready",
    "tabled",
    "passed",
    "failed",
    "drafted",
    "sent-up",
    "decided",
    "refused",
    "withdrawn",
    "lowered",
)
"""drafting: with the unit's clerk. submitted: sent up, not yet received. received: at the office, being appraised. returned: back for
correction. checked: complete and lawful. posted: out for public comment. ready: may go before the council. tabled: on the agenda of a
sitting. passed, failed: by the council. drafted: on the list of a draft decision. sent-up: submitted to a higher level. decided: an honour of
the register. refused: by whoever decides. withdrawn; lowered: became a nomination for a lower award."""

ENDED = ("failed", "decided", "refused", "withdrawn", "lowered")


@dataclass(frozen=True)
class Transition:
    """One row of the table. `roles` are account roles; `conditions` names that `operations.way` answers; `working_days` within which it is
    to be taken once the state before was reached (None: no limit known), by `cite`. `label`/`told`: (Vietnamese, English) for the office and
    for the nominee; `undo`: the transition that takes it back while nothing was built on it."""

    name: str
    before: tuple[str, ...]
    after: str
    roles: tuple[str, ...]
    conditions: tuple[str, ...]
    label: tuple[str, str]
    told: tuple[str, str]
    working_days: int | None = None
    cite: str = ""
    needs_reason: bool = False
    undo: str = ""


TABLE: tuple[Transition, ...] = ()


def from_state(state: str) -> tuple[Transition, ...]:
    """The transitions that lead away from a state, in the order of the table."""
    return tuple(one for one in TABLE if state in one.before)


def named(name: str) -> Transition:
    """The transition of this name. Raises `KeyError`."""
    found = next((one for one in TABLE if one.name == name), None)
    if found is None:
        raise KeyError(name)
    return found
