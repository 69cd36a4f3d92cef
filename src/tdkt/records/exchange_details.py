"""Every registered table as it is, for an export that leaves nothing out: each row by its own id, references as ids, partial dates as known.

Made from the models themselves, so that a table added later is exported without a word here; the words say what the columns hold.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from tdkt.exchange.schema import TABLES, Column, Table
from tdkt.records.models import Registered
from tdkt.records.models.ledger import known_on, state_columns

NAMES: Mapping[str, tuple[str, str, str]] = {
    "census": ("censuses", "các lần kiểm kê mô hình", "counts of models"),
    "censusline": ("census_lines", "số liệu từng mô hình ở mỗi lần kiểm kê", "what a count says of each model"),
    "communitymodel": ("model_details", "mô hình, nguyên như trong sổ", "models as the register has them"),
    "conferral": (
        "conferrals",
        "các lần khen thưởng, kể cả mới đề nghị, nguyên như trong sổ",
        "honours, also those only proposed, as the register has them",
    ),
    "decision": ("decisions", "quyết định khen thưởng", "decisions"),
    "departure": ("departures", "ngày thôi công tác", "days on which people left"),
    "discipline": ("discipline_details", "kỷ luật, nguyên như trong sổ", "disciplines as the register has them"),
    "initiative": ("initiative_details", "sáng kiến, nguyên như trong sổ", "initiatives as the register has them"),
    "modeltype": ("model_types", "loại mô hình", "types of models"),
    "movement": ("movements", "phong trào, cuộc vận động", "movements and campaigns"),
    "person": ("persons", "lý lịch cá nhân", "particulars of persons"),
    "personnumber": ("person_numbers", "số hiệu, số định danh", "service and identity numbers"),
    "ranking": ("ranking_details", "thứ hạng, nguyên như trong sổ", "rankings as the register has them"),
    "rating": (
        "rating_details",
        "xếp loại và danh hiệu kèm theo, nguyên như trong sổ",
        "ratings with their titles as the register has them",
    ),
    "service": ("services", "cấp bậc, chức vụ, đơn vị theo thời gian", "ranks, posts and units by date"),
    "subject": ("subject_details", "đối tượng, nguyên như trong sổ", "receivers as the register has them"),
    "succession": ("successions", "đơn vị kế thừa đơn vị", "which unit continues which"),
    "area": ("areas", "địa bàn theo thời gian", "places of the map by date"),
    "areasuccession": ("area_successions", "địa bàn kế thừa địa bàn", "which place continues which"),
    "block": ("blocks", "cụm, khối thi đua", "clusters and blocks"),
    "blockmember": ("block_members", "thành viên cụm, khối từng năm", "members of blocks by year"),
    "blockyear": ("block_years", "năm của cụm, khối", "years of blocks"),
    "direction": ("directions", "chỉ đạo của lãnh đạo", "directions of leaders"),
    "directionreport": ("direction_reports", "báo cáo thực hiện chỉ đạo", "reports on directions"),
    "directionunit": ("direction_units", "đơn vị được giao chỉ đạo", "units that directions are given to"),
    "emulationbody": ("emulation_bodies", "tổ chức làm công tác thi đua", "bodies in charge of emulation"),
    "exemplar": ("exemplars", "điển hình tiên tiến", "exemplars"),
    "exemplarhonour": ("exemplar_honours", "khen thưởng điển hình", "honours of exemplars"),
    "exemplarstep": ("exemplar_steps", "bước bồi dưỡng điển hình", "steps of plans for exemplars"),
    "exemplartarget": ("exemplar_targets", "chỉ tiêu điển hình của đơn vị", "how many exemplars units are to build"),
    "following": ("exemplar_followings", "đơn vị học tập điển hình", "units that follow exemplars"),
    "gradeset": ("grade_sets", "bộ phân loại tuần, tháng", "sets of weekly and monthly classes"),
    "launch": ("launches", "phát động phong trào", "launches of movements"),
    "mark": ("marks", "điểm chấm từng tiêu chí", "marks by criterion"),
    "modelevent": ("model_events", "quá trình của mô hình", "the life of models"),
    "modelgroup": ("model_groups", "tổ của mô hình", "groups of models"),
    "modelplace": ("model_places", "điểm của mô hình", "places of models"),
    "modelprofile": ("model_profiles", "thông tin thêm về mô hình", "what else is known of models"),
    "modelrating": ("model_ratings", "xếp loại mô hình hằng năm", "yearly ratings of models"),
    "movementdecision": ("movement_decisions", "quyết định khen cho phong trào", "decisions for movements"),
    "official": ("officials", "người làm công tác thi đua", "officials of emulation work"),
    "outcome": ("block_outcomes", "kết quả cụm, khối", "results of blocks"),
    "periodgrade": ("period_grades", "phân loại tuần, tháng", "weekly and monthly classes"),
    "proof": ("proofs", "minh chứng chấm điểm", "evidence for marks"),
    "replication": ("replications", "nhân rộng mô hình", "which model was made after which"),
    "response": ("responses", "đơn vị hưởng ứng phong trào", "units that respond to movements"),
    "review": ("reviews", "sơ kết, tổng kết phong trào", "reviews of movements"),
    "safebody": ("safe_bodies", "nơi đăng ký an toàn về an ninh, trật tự", "bodies of the safe-area standard"),
    "safeyear": ("safe_years", "kết quả an toàn về an ninh, trật tự từng năm", "years of the safe-area standard"),
    "sheet": ("scoring_sheets", "bảng chấm điểm", "scoring sheets"),
    "story": ("exemplar_stories", "bài, ảnh, phim về điển hình", "what was told of exemplars"),
    "target": ("targets", "chỉ tiêu đã đăng ký trong phong trào", "targets pledged in movements"),
    "agendaitem": ("agenda_items", "hồ sơ trong chương trình họp", "dossiers on agendas"),
    "ballot": ("ballots", "lần bỏ phiếu", "ballots"),
    "bonus": ("bonuses", "tiền thưởng", "bonuses"),
    "certificate": ("certificates", "giấy chứng nhận, bằng", "certificates"),
    "conflict": ("conflicts", "trường hợp thành viên không tham gia xét", "conflicts of interest"),
    "consultation": ("consultations", "hiệp y", "consultations with other bodies"),
    "council": ("councils", "hội đồng", "councils"),
    "count": ("ballot_counts", "số phiếu do người đếm ghi", "counts entered by hand"),
    "design": ("certificate_designs", "mẫu bằng", "designs of certificates"),
    "draft": ("draft_decisions", "dự thảo quyết định", "draft decisions"),
    "draftline": ("draft_lines", "dòng của dự thảo", "lines of draft decisions"),
    "fund": ("funds", "quỹ thi đua, khen thưởng", "funds"),
    "issuednumber": ("issued_numbers", "số quyết định đã cấp", "numbers given to decisions"),
    "kinship": ("kinships", "quan hệ thân thuộc thành viên đã khai", "kinship that members declared"),
    "member": ("council_members", "thành viên hội đồng", "members of councils"),
    "nomination": ("nominations", "hồ sơ đề nghị", "nominations"),
    "openvote": ("open_votes", "phiếu công khai", "open votes"),
    "opinion": ("opinions", "ý kiến nhận được", "opinions received"),
    "paper": ("papers", "giấy tờ của hồ sơ", "papers of dossiers"),
    "posted": ("posted_nominations", "hồ sơ được niêm yết", "nominations made public"),
    "posting": ("postings", "đợt niêm yết, lấy ý kiến", "lists made public"),
    "presence": ("presences", "có mặt tại phiên họp", "presence at sittings"),
    "printer": ("printers", "máy in", "printers"),
    "printing": ("printings", "lần in bằng", "printings"),
    "registration": ("registrations", "đăng ký thi đua", "registered titles"),
    "remark": ("remarks", "điểm trả lại để sửa", "points returned for correction"),
    "revision": ("revisions", "các bản đã gửi", "revisions sent"),
    "round": ("rounds", "đợt xét", "rounds"),
    "signingkey": ("signing_keys", "khóa công khai", "public keys"),
    "sitting": ("sittings", "phiên họp", "sittings"),
    "step": ("steps", "bước của hồ sơ", "steps of dossiers"),
    "tally": ("tallies", "kết quả kiểm phiếu", "results of ballots"),
    "teller": ("tellers", "tổ kiểm phiếu", "tellers"),
    "unit": ("unit_details", "đơn vị, nguyên như trong sổ", "units as the register has them"),
    "unitname": ("unit_names", "tên đơn vị theo thời gian", "names of units by date"),
    "unitplace": ("unit_places", "vị trí đơn vị theo thời gian", "places of units in the tree by date"),
    "unitstanding": (
        "unit_standings",
        "lực lượng và diện xét cờ của đơn vị",
        "force of units and who competes for flags",
    ),
}
"""The name of each table beyond the ten, with its words, by the name of its model."""

WORDS: Mapping[str, tuple[str, str]] = {
    "as_of": ("tính đến ngày", "as of this day"),
    "authority": ("cơ quan, người quyết định", "who decided"),
    "award": ("mã danh hiệu, hình thức", "award code"),
    "born": ("ngày sinh, biết đến đâu ghi đến đó", "date of birth as far as known"),
    "class_no": ("hạng", "class"),
    "day": ("ngày", "day"),
    "ended": ("ngày kết thúc", "ended on"),
    "founded": ("ngày thành lập", "founded on"),
    "from_date": ("từ ngày", "from"),
    "from_day": ("từ ngày, biết đến đâu ghi đến đó", "from, as far as known"),
    "history_complete_since": ("đầy đủ từ năm", "complete since"),
    "joined": ("ngày vào lực lượng, biết đến đâu ghi đến đó", "joined, as far as known"),
    "name": ("tên", "name"),
    "note": ("ghi chú", "note"),
    "number": ("số", "number"),
    "on_date": ("ngày", "day"),
    "post": ("chức vụ", "post"),
    "rank": ("cấp bậc; thứ hạng", "rank"),
    "rating": ("xếp loại", "rating"),
    "signed_on": ("ngày ký", "signed on"),
    "signer": ("người ký", "signer"),
    "since": ("từ ngày", "since"),
    "state": ("tình trạng", "state"),
    "stopped": ("ngày thôi hoạt động", "stopped"),
    "title": ("danh hiệu; tiêu đề", "title"),
    "to_date": ("đến ngày", "to"),
    "to_day": ("đến ngày, biết đến đâu ghi đến đó", "to, as far as known"),
    "year": ("năm", "year"),
}
LEFT_OUT = frozenset({"source", "search", "name_key", "folded", "path"})
"""Columns that are no record: where a row came from in this register, and what the program derives for search and order."""


def registered_tables() -> dict[str, tuple[type[Registered], Table]]:
    """Every registered model with the table it is exported as, in order of the tables' names."""
    found = {}
    for model in Registered.__subclasses__():
        if model._meta.app_label == "records" and not model._meta.abstract:
            table = table_of(model)
            found[table.name] = (model, table)
    return dict(sorted(found.items()))


def table_of(model: type[Registered]) -> Table:
    """The table of a model: the row's id, then every column that is a record."""
    key = str(model._meta.model_name)
    name, vietnamese, english = NAMES.get(key, (f"{key}_details", key, key))
    assert name not in TABLES
    columns = tuple(
        Column(column_name(field), _holds(field), *WORDS.get(field.name, (_said(field.name), _said(field.name))))
        for field in kept_fields(model)
    )
    return Table(name, vietnamese, english, (Column("row", "id", "dòng của sổ", "row of the register"), *columns))


def kept_fields(model: type[Registered]) -> "list[models.Field[Any, Any]]":
    """The columns of a model that are a record."""
    return [field for field in state_columns(model) if field.name not in LEFT_OUT]


def column_name(field: "models.Field[Any, Any]") -> str:
    """The name of a column in the table: that of the model, with "_id" for a reference."""
    return str(field.attname)


def _said(name: str) -> str:
    return name.replace("_", " ")


def _holds(field: "models.Field[Any, Any]") -> str:
    if isinstance(field, models.DateField):
        return "date"
    return "number" if isinstance(field, models.IntegerField) else "text"


def rows_known(model: type[Registered], at: datetime | None) -> Iterator[dict[str, Any]]:
    """The rows of a model as known at a moment, in the columns of its table."""
    fields = kept_fields(model)
    names = [column_name(field) for field in fields]
    for row, *values in known_on(model.versions, at).order_by("row").values_list("row", *names).iterator(2000):
        yield {
            "row": str(row),
            **{name: _value(value, field) for name, value, field in zip(names, values, fields, strict=True)},
        }


def _value(value: Any, field: "models.Field[Any, Any]") -> str | int | date | None:
    """A value as its cell says it: references as text, lists and mappings as JSON, yes or nothing (yes, no or nothing where all three may be)."""
    if value is None or value == "":
        return None
    if isinstance(field, models.JSONField):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, bool):
        return "yes" if value else "no" if field.null else None
    return value if isinstance(value, int | date) and not isinstance(field, models.ForeignKey) else str(value)
