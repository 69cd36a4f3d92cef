"""How whole numbers, days and words stand in the content of a signed message: short, and each in one way only.

pen = Writer(); pen.number(7); pen.day(None); pen.words("Nguyễn Văn Mẫu")
said = Reader(pen.content); said.number(), said.day(), said.words(); said.end()
"""

import unicodedata
from datetime import date, timedelta

FIRST_DAY = date(1900, 1, 1)
LARGEST = 1 << 32


class Unreadable(ValueError):
    """Content that no writer of ours wrote."""


class Writer:
    """Puts fields one behind the other into `content`."""

    def __init__(self) -> None:
        self.content = b""

    def number(self, value: int) -> None:
        """A whole number from 0: seven bits a byte, the lowest first, the top bit set while more follow."""
        if not 0 <= value < LARGEST:
            raise ValueError(f"{value} is no number of a certificate")
        while value > 127:
            self.content += bytes((value & 127 | 128,))
            value >>= 7
        self.content += bytes((value,))

    def day(self, day: date | None) -> None:
        """A day from 1900 on, or 0 for one that is not known."""
        self.number(0 if day is None else (day - FIRST_DAY).days + 1)

    def bytes_(self, value: bytes) -> None:
        self.number(len(value))
        self.content += value

    def words(self, text: str) -> None:
        self.bytes_(unicodedata.normalize("NFC", text).encode())


class Reader:
    """Takes fields back in the same order. Every method raises `Unreadable` where there is none, or one written otherwise than by `Writer`."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def number(self) -> int:
        value = shift = 0
        while True:
            if self.at >= len(self.content) or shift > 28:
                raise Unreadable
            byte = self.content[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        if value >= LARGEST or (byte == 0 and shift > 7):
            raise Unreadable
        return value

    def day(self) -> date | None:
        days = self.number()
        try:
            return FIRST_DAY + timedelta(days - 1) if days else None
        except OverflowError:
            raise Unreadable from None

    def bytes_(self) -> bytes:
        length = self.number()
        value = self.content[self.at : self.at + length]
        if len(value) != length:
            raise Unreadable
        self.at += length
        return value

    def words(self) -> str:
        try:
            text = self.bytes_().decode()
        except UnicodeDecodeError:
            raise Unreadable from None
        if unicodedata.normalize("NFC", text) != text:
            raise Unreadable
        return text

    def end(self) -> None:
        """Raises `Unreadable` where something follows."""
        if self.at != len(self.content):
            raise Unreadable
