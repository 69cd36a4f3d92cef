"""The ten exchange tables: each column with what it may hold, in the order in which it is written.

The one place that knows the columns; readers, writers and the page of tables in an export all ask here. Codes are exact: lower-case
slugs, as in `rules.facts` and `law.catalogue`. A column that is left out holds nothing; a *needed* one may not be empty in any row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tdkt.law.catalogue import LEVELS
from tdkt.rules.facts import (
    DISCIPLINES,
    FORCES,
    GROUNDS,
    GROUP_LEVELS,
    INITIATIVE_KINDS,
    KINDS,
    RATINGS,
    SCOPES,
    SEXES,
    STATUSES,
)

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years outside are slips of the pen."""

CLASSES = ("1", "2", "3")
AWARD_CODES = "award-codes"
"""The kind of a column whose codes are the award codes that the reader is given."""


@dataclass(frozen=True)
class Column:
    """One column.

    `holds` is text, id (of the row itself, unique), subject (an id of the table of subjects), code, award-codes, year, date, day-or-year,
    number (whole, from 0), rank (whole, from 1) or real (above 0); `codes` are the words of a code, lightest or lowest first where they
    have an order, and `first` the number of the first of them in `rules.facts` (1 where 0 there says that nothing is recorded);
    `needed`: no row without it.
    """

    name: str
    holds: str
    vietnamese: str
    english: str
    codes: tuple[str, ...] = ()
    needed: bool = False
    first: int = 0


@dataclass(frozen=True)
class Table:
    """One table: its name is the name of its file without the ending."""

    name: str
    vietnamese: str
    english: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of this name. Raises KeyError."""
        try:
            return next(column for column in self.columns if column.name == name)
        except StopIteration:
            raise KeyError(name) from None


def _subject(name: str = "subject_id") -> Column:
    return Column(name, "subject", "mã đối tượng", "id of a subject", needed=True)


def _from_to(holds: str = "date") -> tuple[Column, Column]:
    return (
        Column("from", holds, "từ ngày", "first day"),
        Column("to", holds, "đến ngày (trống: chưa hết)", "first day after (empty: still open)"),
    )


_ALL = (
    Table(
        "subjects",
        "cá nhân, tập thể, hộ gia đình được xét",
        "who and what may be rewarded",
        (
            Column("subject_id", "id", "mã, không trùng", "id, unique", needed=True),
            Column("kind", "code", "loại đối tượng", "kind", KINDS, needed=True),
            Column("name", "text", "họ tên, tên gọi", "name"),
            Column("unit_id", "text", "mã đơn vị", "id of the unit"),
            Column("sex", "code", "giới tính", "sex", SEXES[1:], first=1),
            Column("born", "date", "ngày sinh", "date of birth"),
            Column(
                "service_from",
                "date",
                "ngày vào lực lượng, vào ngành; với tập thể: ngày thành lập",
                "first day of service; founding of a collective",
            ),
            Column("service_to", "date", "ngày thôi; trống: còn công tác", "last day of service; empty: still serving"),
            Column(
                "outside_flags",
                "code",
                "yes: đơn vị không thuộc diện xét cờ thi đua",
                "yes: a unit that does not compete for flags",
                ("yes",),
                first=1,
            ),
            Column("force", "code", "lực lượng", "force", FORCES[1:], first=1),
            Column(
                "history_complete_since",
                "year",
                "từ năm này, không ghi nghĩa là không có; trước đó là chưa biết",
                "from this year on, silence means it did not happen; before it, unknown",
            ),
        ),
    ),
    Table(
        "units",
        "đơn vị",
        "units",
        (
            Column("unit_id", "text", "mã", "id", needed=True),
            Column("name", "text", "tên", "name"),
            Column("parent_id", "text", "mã đơn vị cấp trên", "id of the unit above"),
            Column("level", "text", "cấp: ministry, province, department, commune, team…", "level"),
            *_from_to(),
            Column(
                "succeeds", "text", "mã các đơn vị tiền thân, cách nhau “;”", "ids of the units it came from, by “;”"
            ),
        ),
    ),
    Table(
        "ratings",
        "kết quả đánh giá, xếp loại hằng năm",
        "yearly ratings",
        (
            _subject(),
            Column("year", "year", "năm", "year", needed=True),
            Column("rating", "code", "xếp loại", "rating", RATINGS, needed=True),
        ),
    ),
    Table(
        "awards",
        "danh hiệu, hình thức khen thưởng đã có",
        "titles and commendations given",
        (
            _subject(),
            Column("award", AWARD_CODES, "mã danh hiệu, hình thức", "award code", needed=True),
            Column("class", "code", "hạng", "class", CLASSES, first=1),
            Column("authority", "code", "cấp quyết định", "level of who decided", LEVELS),
            Column("date", "day-or-year", "ngày quyết định, hoặc chỉ năm", "date of the decision, or its year"),
            Column("for_from", "year", "thành tích từ năm", "first year of the achievement"),
            Column(
                "for_to",
                "year",
                "thành tích đến năm; với danh hiệu: năm danh hiệu",
                "last year of the achievement; of a title, the title year",
            ),
            Column("ground", "code", "loại khen thưởng", "ground", GROUNDS[1:], first=1),
            Column("status", "code", "tình trạng (trống: valid)", "status (empty: valid)", STATUSES),
            Column("decision_number", "text", "số quyết định", "number of the decision"),
        ),
    ),
    Table(
        "initiatives",
        "sáng kiến, đề tài, mưu trí sáng tạo được công nhận",
        "recognised initiatives, topics and resourceful acts",
        (
            _subject(),
            Column("year", "year", "năm công nhận", "year", needed=True),
            Column("kind", "code", "loại", "kind", INITIATIVE_KINDS, needed=True),
            Column("scope", "code", "phạm vi ảnh hưởng", "scope", SCOPES, needed=True),
        ),
    ),
    Table(
        "disciplines",
        "kỷ luật và việc đang bị xem xét",
        "discipline and investigations",
        (_subject(), Column("form", "code", "hình thức", "form", DISCIPLINES, needed=True), *_from_to()),
    ),
    Table(
        "posts",
        "chức vụ đã giữ",
        "posts held",
        (
            _subject(),
            Column("post", "text", "chức vụ", "post", needed=True),
            Column("coefficient", "real", "hệ số (trống: 1)", "coefficient (empty: 1)"),
            *_from_to(),
        ),
    ),
    Table(
        "members",
        "cá nhân thuộc tập thể",
        "members of collectives",
        (_subject("collective_id"), _subject(), *_from_to()),
    ),
    Table(
        "rankings",
        "xếp hạng trong cụm, khối thi đua",
        "ranking within emulation groups",
        (
            _subject(),
            Column("year", "year", "năm", "year", needed=True),
            Column("group", "text", "cụm, khối", "group"),
            Column("group_level", "code", "cấp của cụm, khối", "level of the group", GROUP_LEVELS, needed=True),
            Column("rank", "rank", "thứ hạng", "rank", needed=True),
        ),
    ),
    Table(
        "models",
        "mô hình",
        "community models",
        (
            Column("model_id", "text", "mã", "id", needed=True),
            Column("type", "text", "loại mô hình", "type"),
            Column("name", "text", "tên", "name"),
            Column("place", "text", "địa bàn", "place"),
            Column("founded", "day-or-year", "ngày, năm ra mắt", "founded"),
            Column("stopped", "day-or-year", "ngày, năm thôi hoạt động", "stopped"),
            Column("members", "number", "số thành viên", "number of members"),
            Column("rating", "text", "xếp loại", "rating"),
            Column("replicates", "text", "mã mô hình được nhân rộng", "id of the model that it copies"),
            Column("recognised", "day-or-year", "ngày, năm công nhận", "recognised"),
        ),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
"""The tables by name, in the order in which they are written."""
