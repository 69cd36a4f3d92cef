"""Questions about who is who: which entries were made one, and where a person is found who is no longer in the register as such."""

from tdkt.records.models import IdentityRequest, SubjectVersion


def merged_into(subject: int) -> IdentityRequest | None:
    """The merge by which this subject became one with another, if it still holds."""
    return IdentityRequest.objects.filter(kind="merge", state="done", other=subject).select_related("entry").first()


def names_before_merging() -> list[tuple[str, int]]:
    """The names of entries that were made one with others, each with the person who stands for it now."""
    done = IdentityRequest.objects.filter(kind="merge", state="done", other__isnull=False)
    merges: dict[int, int] = {other: keep for other, keep in done.values_list("other", "keep") if other is not None}
    if not merges:
        return []
    versions = SubjectVersion.objects.filter(row__in=merges).order_by("version").values_list("row", "name")
    return [(name, last_kept(row, merges)) for row, name in dict(versions).items()]


def last_kept(subject: int, merges: dict[int, int]) -> int:
    """The person at the end of a chain of merges."""
    seen = {subject}
    while subject in merges and merges[subject] not in seen:
        subject = merges[subject]
        seen.add(subject)
    return subject


def names_of(subjects: set[int]) -> dict[int, str]:
    """The names of these subjects, also of those that a merge has withdrawn."""
    versions = SubjectVersion.objects.filter(row__in=subjects).order_by("version").values_list("row", "name")
    return dict(versions)


def merges_of(subject: int) -> list[IdentityRequest]:
    """The merges by which other entries became one with this person, and still are."""
    return list(IdentityRequest.objects.filter(kind="merge", state="done", keep=subject).order_by("pk"))
