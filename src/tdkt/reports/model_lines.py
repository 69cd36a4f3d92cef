"""What a report sees of the life of models besides their censuses: who took up what from whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReplicationLine:
    """The model `copy` was made after the model `origin`; `day` is a date as far as known."""

    copy: int
    origin: int
    day: str
