"""Why an act was refused, as a sentence with its remedy.

Refused                    nothing was written
├── NotPermitted           this account may not do that
├── WrongState             the thing is not in a state in which that can be done
├── NotFound               no such row
├── NotReadable            the file from outside cannot be read
├── RuleNotMet             the register's own rules forbid it
└── Stopped                somebody asked the work to stop
"""


class Refused(Exception):
    """Nothing was written. Says what, where and the remedy, in Vietnamese and, where it has been written, in English."""

    def __init__(self, vietnamese: str, english: str = "") -> None:
        super().__init__(vietnamese)
        self.vietnamese = vietnamese
        self.english = english or vietnamese

    def said(self, language: str) -> str:
        """The sentence in a language: "en", or Vietnamese for any other."""
        return self.english if language == "en" else self.vietnamese


class NotPermitted(Refused):
    """This account may not do that."""


class WrongState(Refused):
    """Holds the present state and what can be done in it."""


class NotFound(Refused):
    """No such row, or none that this account may see."""


class NotReadable(Refused):
    """The file from outside cannot be read, or is too large."""


class RuleNotMet(Refused):
    """The register's own rules forbid it."""


class Stopped(Refused):
    """Somebody asked the work to stop; raised by the `watch` that the work tells its progress to (`jobs.Watch`)."""
