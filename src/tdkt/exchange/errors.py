"""What is wrong with a table from outside: the file, the line, the column, and how to mend it, in one sentence."""


class BadTable(Exception):
    """A table that cannot be read. Holds `file`, `line` (1 is the header; 0: the file as a whole), `column` (empty: the whole row) and why."""

    def __init__(self, file: str, line: int, column: str, why: str, english: str = "") -> None:
        self.file = file
        self.line = line
        self.column = column
        self.why = why
        self.english = english or why
        super().__init__(self.said("vi"))

    def said(self, language: str) -> str:
        """The sentence in a language: "en", or Vietnamese for any other."""
        english = language == "en"
        place = self.file
        if self.line:
            place += f", {'line' if english else 'dòng'} {self.line}"
        if self.column:
            place += f", {'column' if english else 'cột'} {self.column}"
        return f"{place}: {self.english if english else self.why}"
