"""How an exemplar goes on: told of in articles, photographs, films and talks, and taken up by other units, with how it fared there."""

from collections.abc import Iterable
from datetime import date, datetime

from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet
from tdkt.operations.exemplars import Done, check_act, named, opened, seen, settle
from tdkt.operations.kept_files import keep_for_good, kept_file
from tdkt.operations.ledger import writing
from tdkt.operations.papers import Incoming
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Following, Story, Unit, UnitPlace
from tdkt.records.models.exemplars import STORY_KINDS
from tdkt.records.units import standing_on
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.preview import MEDIA_TYPES, kind_of, picture_of
from tdkt.vietnamese.folding import nfc

# --- told of -----------------------------------------------------------------------------------------------


def tell(
    exemplar: int,
    kind: str,
    title: str,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    published: str = "",
    told_on: date | None = None,
    file: Incoming | None = None,
) -> Done:
    """Add a story of an exemplar: a file that goes on the shelf, or the words where it was published, or both."""
    require(by, "keep-exemplars")
    title, published = " ".join(nfc(title).split())[:300], " ".join(nfc(published).split())[:200]
    if kind not in STORY_KINDS:
        raise RuleNotMet(
            f"Không có loại “{kind[:20]}”. Chọn bài viết, ảnh, phim, buổi nói chuyện hoặc sách.",
            f"There is no kind “{kind[:20]}”. Choose article, photo, film, talk or book.",
        )
    if not title:
        raise RuleNotMet("Chưa ghi tên bài, ảnh hoặc phim.", "The title is not written.")
    if file is None and not published:
        raise RuleNotMet(
            "Chưa có tệp, cũng chưa ghi nơi đăng. Gửi tệp lên hoặc ghi nơi đăng, phát.",
            "There is neither a file nor where it was published. Send the file, or write where it appeared.",
        )
    if told_on is not None and told_on > on:
        raise RuleNotMet("Ngày đăng không được sau hôm nay.", "The day it appeared cannot be after today.")
    detail = {"exemplar": exemplar, "title": title}
    with writing(by=by, at=at, verb="exemplars.tell", detail=detail) as pen:
        row = named(pen, opened(exemplar, "tell", by=by, on=on))
        if Story.objects.filter(exemplar=row, kind=kind, title=title).exists():
            raise RuleNotMet(
                f"Đã có “{title}” trong các bài về điển hình này.", f"“{title}” is among the stories already."
            )
        kept = keep_for_good(file.content) if file else ""
        story = Story(exemplar=row, kind=kind, title=title, published=published, told_on=told_on)
        story.kept, story.file_name = kept, file.name if file else ""
        pen.add_one(story)
        return Done(row.pk, pen.entry.seq)


def untell(story: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Take a story out; its file stays on the shelf with the history."""
    require(by, "keep-exemplars")
    with writing(by=by, at=at, verb="exemplars.untell", detail={"story": story}) as pen:
        found: Story | None = seen(Story, by=by, on=on).filter(pk=story).first()
        if found is None:
            raise NotFound("Không còn bài này.", "This story is no longer there.")
        row = named(pen, opened(found.exemplar_id, "tell", by=by, on=on))
        pen.entry.detail |= {"exemplar": row.pk, "title": found.title}
        pen.withdraw_all(Story, [found.pk])
        return Done(row.pk, pen.entry.seq)


def file_of(story: Story) -> tuple[bytes, str]:
    """The file of a story and its media type. Raises `NotFound` where there is none, or the shelf has lost it."""
    content = kept_file(story.kept) if story.kept else None
    if content is None:
        raise NotFound("Không có tệp của bài này trên máy chủ.", "There is no file of this story on the server.")
    try:
        return content, MEDIA_TYPES[kind_of(content)]
    except UnreadableFile:
        return content, "application/octet-stream"


def picture(story: Story) -> bytes:
    """The photograph of a story as PNG, no larger than a page. Raises `NotFound`, `NotReadable`."""
    content, _ = file_of(story)
    try:
        return picture_of(story.file_name, content, 1)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None


# --- taken up ----------------------------------------------------------------------------------------------


def take_up(exemplar: int, units: Iterable[int], *, since: date, by: Account | None, at: datetime, on: date) -> Done:
    """Say which units took up the way of a reviewed exemplar, and since when. A unit does not follow itself, nor twice."""
    require(by, "keep-exemplars")
    keys = sorted(set(units))
    with writing(by=by, at=at, verb="exemplars.follow", detail={"exemplar": exemplar, "units": len(keys)}) as pen:
        row = named(pen, opened(exemplar, "take-up", by=by, on=on))
        found = {one.pk: one for one in Unit.objects.filter(pk__in=keys)}
        standing = set(UnitPlace.objects.filter(standing_on(since), unit__in=keys).values_list("unit", flat=True))
        if not keys or set(found) != set(keys) or standing != set(keys):
            raise RuleNotMet(
                "Chọn các đơn vị học theo, là đơn vị đang hoạt động vào ngày bắt đầu.",
                "Choose the units that took it up; each has to stand on the day it began.",
            )
        if not row.found_on <= since <= on:
            raise RuleNotMet(
                "Ngày bắt đầu học theo không được trước ngày phát hiện hoặc sau hôm nay.",
                "The day it was taken up lies neither before the day of finding nor after today.",
            )
        own = next((one.name for one in found.values() if one.subject_id == row.subject_id), "")
        if own:
            raise RuleNotMet(f"{own} chính là điển hình này.", f"{own} is this exemplar itself.")
        before = Following.objects.filter(exemplar=row, unit__in=keys).values_list("unit__name", flat=True)
        if before:
            raise RuleNotMet(
                f"Đã ghi học theo từ trước: {', '.join(before)}.", f"They took it up already: {', '.join(before)}."
            )
        pen.add(Following(exemplar=row, unit_id=key, since=since) for key in keys)
        settle(pen, row)
        return Done(row.pk, pen.entry.seq, len(keys))


def say_result(following: int, result: str, *, by: Account | None, at: datetime, on: date) -> Done:
    """Say how the way of an exemplar fared in a unit that took it up."""
    require(by, "keep-exemplars")
    result = nfc(result).strip()
    if not result:
        raise RuleNotMet("Chưa ghi kết quả học theo.", "How it fared is not written.")
    with writing(by=by, at=at, verb="exemplars.fared", detail={"following": following}) as pen:
        found = the_following(following, by=by, on=on)
        check_act(found.exemplar, "take-up")
        row = named(pen, found.exemplar)
        pen.entry.detail |= {"exemplar": row.pk, "unit": found.unit.name}
        pen.change(found, result=result)
        return Done(row.pk, pen.entry.seq)


def unfollow(following: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Take a unit out of those that took it up: it was entered by mistake."""
    require(by, "keep-exemplars")
    with writing(by=by, at=at, verb="exemplars.unfollow", detail={"following": following}) as pen:
        found = the_following(following, by=by, on=on)
        row = named(pen, opened(found.exemplar_id, "take-up", by=by, on=on))
        pen.entry.detail |= {"exemplar": row.pk, "unit": found.unit.name}
        pen.withdraw_all(Following, [found.pk])
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)


def the_following(following: int, *, by: Account | None, on: date) -> Following:
    """A unit's taking up that this account sees: of an exemplar of its units, or by one of its units. Raises `NotFound`."""
    rows = seen(Following, by=by, on=on).select_related("unit", "exemplar__subject")
    found: Following | None = rows.filter(pk=following).first()
    if found is None:
        raise NotFound("Không còn đơn vị này trong các đơn vị học theo.", "This unit is not among those any more.")
    return found
