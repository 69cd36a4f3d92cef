"""How clerks type Vietnamese: the two schools of where a tone mark stands in open syllables (hòa, hoà; thủy, thuỷ)."""

_SCHOOLS = tuple(
    (old + vowel, first + new)
    for first, vowel, pairs in (
        ("o", "a", ("òoà", "óoá", "ỏoả", "õoã", "ọoạ")),
        ("o", "e", ("òoè", "óoé", "ỏoẻ", "õoẽ", "ọoẹ")),
        ("u", "y", ("ùuỳ", "úuý", "ủuỷ", "ũuỹ", "ụuỵ")),
    )
    for old, new in ((pair[0], pair[2]) for pair in pairs)
)


def other_tones(text: str) -> str:
    """The text with tone marks where the newer school puts them: "Hòa" as "Hoà", "Thượng úy" as "Thượng uý" (open syllables only)."""
    words = []
    for word in text.split(" "):
        for old, new in _SCHOOLS:
            core = word.rstrip(',.;:)”"')
            if core.lower().endswith(old):
                tail = word[len(core) :]
                ending = new.upper() if core[-2:].isupper() else new
                word = core[:-2] + ending + tail
                break
        words.append(word)
    return " ".join(words)
