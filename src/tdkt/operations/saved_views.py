"""Lists that an account keeps under a name: which list, with which filters and grouping. They are no records of the register and stand in no log."""

from datetime import datetime

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.records.models import Account, SavedView
from tdkt.vietnamese.folding import nfc

MOST = 50
"""So many lists an account may keep."""
MOST_QUERY = 1000


def save_view(route: str, query: str, name: str, *, by: Account, at: datetime) -> SavedView:
    """Keep a list under a name of its own. Raises `RuleNotMet` without a name, for a name in use, beyond `MOST`, or for an address too long."""
    said = nfc(name).strip()[:100]
    if not said:
        raise RuleNotMet("Danh sách lưu lại phải có tên. Ghi tên rồi lưu.", "A saved list needs a name.")
    if len(query) > MOST_QUERY:
        raise RuleNotMet("Bộ lọc quá dài để lưu. Bớt điều kiện lọc.", "The filters are too long to be kept.")
    kept = SavedView.objects.filter(account=by)
    if kept.filter(route=route, name=said).exists():
        raise RuleNotMet(
            f"Đã có danh sách tên “{said}”. Đặt tên khác, hoặc bỏ danh sách cũ trước.",
            f"There is a list named “{said}” already. Choose another name.",
        )
    if kept.count() >= MOST:
        raise RuleNotMet(
            f"Mỗi tài khoản lưu được {MOST} danh sách. Bỏ bớt danh sách không dùng.",
            f"An account may keep {MOST} lists. Drop some first.",
        )
    return SavedView.objects.create(account=by, route=route, name=said, query=query, made_at=at)


def forget_view(key: int, *, by: Account) -> SavedView:
    """Forget one of the account's own lists; answers what it was. Raises `NotFound`."""
    found = SavedView.objects.filter(account=by, pk=key).first()
    if found is None:
        raise NotFound("Không có danh sách này trong các danh sách của bạn.", "There is no such list of yours.")
    found.delete()
    return found


def views_of(account: Account) -> list[SavedView]:
    """The lists of an account, by list and name."""
    return list(SavedView.objects.filter(account=account).order_by("route", "name"))
