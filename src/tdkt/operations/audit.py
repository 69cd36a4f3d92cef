"""The chain of the log: proves that nothing was changed unseen, from the first entry to the last.

Three things are compared: each entry with the one before it, each entry's digest with the states that carry its number, and the
register as it stands with the states that are open. A cut tail or a whole rewrite shows only against a head kept elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tdkt.operations.ledger import GENESIS, close_line, digest_of, hash_of, line_of
from tdkt.records.models import Entry, Registered
from tdkt.records.models.ledger import state_columns


@dataclass(frozen=True)
class Audit:
    """What was found: how many entries and states were read, the head of the chain, and each fault as a sentence, first first."""

    entries: int
    states: int
    head: str
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def registered_models() -> list[type[Registered]]:
    """Every registered table, in order of name."""
    return sorted(Registered.__subclasses__(), key=lambda model: model.__name__)


def verify() -> Audit:
    """Read the whole chain and all states, and say what does not agree."""
    lines: dict[int, list[bytes]] = defaultdict(list)
    states = 0
    for model in registered_models():
        for version in model.versions.objects.all().iterator(2000):  # type: ignore[attr-defined]
            states += 1
            lines[version.entry_id].append(line_of("open", model, version.row, version))
            if version.closed_by_id:
                lines[version.closed_by_id].append(close_line(model, version.row))
    faults = [*broken_links(lines), *strays()]
    last = Entry.objects.order_by("-seq").first()
    return Audit(Entry.objects.count(), states, last.hash if last else GENESIS, tuple(faults))


def verify_links() -> Audit:
    """Read the log alone, quickly enough for a home page: whether each entry follows from the one before. No state is read."""
    faults: list[str] = []
    last: Entry | None = None
    count = 0
    for entry in Entry.objects.order_by("seq").iterator(2000):
        faults += broken_link(entry, last)
        last, count = entry, count + 1
    return Audit(count, 0, last.hash if last else GENESIS, tuple(faults))


def broken_link(entry: Entry, before: Entry | None) -> Iterator[str]:
    """Why an entry does not follow from the one before; nothing when it does."""
    expected = before.seq + 1 if before else 1
    if entry.seq != expected:
        yield f"{place_of(entry)}: thiếu dòng {expected}."
    if entry.previous != (before.hash if before else GENESIS) or entry.hash != hash_of(entry):
        yield f"{place_of(entry)}: không nối với dòng trước; nội dung dòng này hoặc dòng trước đã bị sửa."


def place_of(entry: Entry) -> str:
    return f"Nhật ký, dòng {entry.seq} ({entry.verb})"


def broken_links(lines: dict[int, list[bytes]]) -> Iterator[str]:
    """Entries that do not follow from the one before, or whose states are not those they were signed with."""
    before: Entry | None = None
    for entry in Entry.objects.order_by("seq").iterator(2000):
        yield from broken_link(entry, before)
        if entry.digest != digest_of(lines.pop(entry.seq, [])):
            yield f"{place_of(entry)}: dữ liệu mang số dòng này đã bị sửa, thêm hoặc bớt."
        before = entry
    for seq in sorted(lines):
        yield f"Có dữ liệu mang số dòng {seq} mà nhật ký không có dòng ấy."


def strays() -> Iterator[str]:
    """Rows that stand otherwise than their last state says."""
    for model in registered_models():
        names = [field.attname for field in state_columns(model)]
        kept = {
            version.row: tuple(getattr(version, name) for name in names)
            for version in model.versions.objects.filter(known_to__isnull=True).iterator(2000)  # type: ignore[attr-defined]
        }
        table = model._meta.model_name
        for row in model._default_manager.all().iterator(2000):
            if kept.pop(row.pk, None) != tuple(getattr(row, name) for name in names):
                yield f"Bảng {table}, dòng {row.pk}: khác với trạng thái cuối cùng đã ghi nhật ký."
        for key in sorted(kept):
            yield f"Bảng {table}, dòng {key}: đã ghi nhật ký nhưng không còn trong sổ."
