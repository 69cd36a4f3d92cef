"""The bytes of a text file to characters, by what the words of the file say; where they say nothing clear the file is refused.

UTF-8 and UTF-16 show themselves. A file of one byte to a letter can be Vietnamese Windows (1258), plain Windows (1252), or text of an old
font; the last is given as the signs that Windows shows, and `legacy.py` reads it cell by cell.
"""

from tdkt.sheets.grid import UnreadableFile
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.legacy import marked_words, shown_by_windows, weigh
from tdkt.vietnamese.syllables import is_syllable

NO_TEXT = "Tệp không phải là văn bản; hãy lưu lại dạng .xlsx hoặc .csv rồi nhập lại."
UNCLEAR = "Không rõ tệp được ghi bằng bảng mã nào; hãy mở bằng Excel, lưu lại dạng .xlsx hoặc CSV UTF-8 rồi nhập lại."
MOST_LINES = 20_000


def decode(content: bytes) -> str:
    """The text of a file, in NFC where it is Vietnamese Windows. Raises `UnreadableFile` where it is no text or its encoding is unclear."""
    if content[:3] == b"\xef\xbb\xbf":
        return content[3:].decode("utf-8", "replace")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    head = content[:2000]
    if head.count(0) > len(head) // 8:
        # Latin letters in UTF-16 have a zero in every second byte: which one tells the order.
        order = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        text = content.decode(order, "replace")
        if "\0" in text:
            raise UnreadableFile(NO_TEXT)
        return text
    if b"\0" in content:
        raise UnreadableFile(NO_TEXT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(content) or _decode_single_bytes(content)


def _decode_damaged(content: bytes) -> str | None:
    """UTF-8 of which a few bytes are lost: the marks in their places refuse the cells they stand in."""
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - lost
    return text if whole >= 20 * lost else None


def _decode_single_bytes(content: bytes) -> str:
    shown = shown_by_windows(content)
    sample = "\n".join([line for line in shown.splitlines() if not line.isascii()][:MOST_LINES])
    windows = set(marked_words([sample]))
    vietnamese = set(marked_words([nfc(_bytes_of(sample).decode("cp1258", "replace"))]))
    # Only words that the two code pages read differently tell: those of Vietnamese Windows are syllables.
    told = vietnamese - windows
    sound = sum(map(is_syllable, told))
    evidence = weigh(windows)
    # Which of the old encodings it is, the sheet will tell.
    old = max((of.good for of in evidence.values() if of.is_enough), default=0)
    if sound and sound * 5 >= len(told) * 3 and sound * len(windows) > old * len(told):
        return nfc(content.decode("cp1258", "replace"))
    other = sum(map(_is_word, windows))
    if old or (sound * 5 <= len(told) and other * 10 >= len(windows) * 9):
        return shown
    raise UnreadableFile(UNCLEAR)


def _bytes_of(shown: str) -> bytes:
    return b"".join(c.encode("cp1252", "ignore") or c.encode("latin-1") for c in shown)


def _is_word(word: str) -> bool:
    """Whether a word is one as it stands in plain Windows text: letters in one case, or signs without letters (25°)."""
    if not any(c.isalpha() for c in word):
        return True
    bare = word.strip("„…<>«»§°·¿¡%")
    return bare.isalpha() and (bare.islower() or bare.isupper() or bare[1:].islower()) and not set(bare) & set("ªºµ")
