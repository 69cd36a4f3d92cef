"""Who may do what: one predicate per act, asked again by every operation whatever the screen allowed."""

from tdkt.operations.errors import NotPermitted
from tdkt.records.models import Account, Role

MAY = {
    "import": frozenset({Role.OFFICER, Role.CLERK}),
    "apply": frozenset({Role.OFFICER}),
    "correct": frozenset({Role.OFFICER}),
    "ask-identity": frozenset({Role.OFFICER, Role.CLERK}),
    "confirm-identity": frozenset({Role.OFFICER}),
    "export": frozenset({Role.OFFICER}),
    "arrange-rounds": frozenset({Role.OFFICER}),
    "nominate": frozenset({Role.OFFICER, Role.CLERK}),
    "lower-nomination": frozenset({Role.OFFICER}),
    "register-titles": frozenset({Role.OFFICER, Role.CLERK}),
    "draft": frozenset({Role.OFFICER}),
    "take-from-signer": frozenset({Role.OFFICER, Role.SIGNER}),
    "sign": frozenset({Role.SIGNER}),
    "record-signed": frozenset({Role.OFFICER}),
    "send-up": frozenset({Role.OFFICER}),
    "record-returned": frozenset({Role.OFFICER}),
    "file-decision": frozenset({Role.OFFICER, Role.SIGNER}),
    "sign-file": frozenset({Role.SIGNER}),
    "pay": frozenset({Role.OFFICER}),
    "hold-ballot": frozenset({Role.OFFICER}),
    "count-votes": frozenset({Role.OFFICER, Role.MEMBER}),
    "set-council": frozenset({Role.OFFICER}),
    "hold-sitting": frozenset({Role.OFFICER}),
    "declare-conflict": frozenset({Role.OFFICER, Role.MEMBER}),
    "edit-dossier": frozenset({Role.OFFICER, Role.CLERK}),
    "revoke": frozenset({Role.OFFICER, Role.SIGNER}),
    "issue-certificates": frozenset({Role.OFFICER}),
    "post-list": frozenset({Role.OFFICER}),
    "reply-opinion": frozenset({Role.OFFICER, Role.CLERK}),
    "consult": frozenset({Role.OFFICER}),
    "keep-template": frozenset({Role.OFFICER}),
    "keep-movements": frozenset({Role.OFFICER}),
    "respond-movement": frozenset({Role.OFFICER, Role.CLERK}),
    "arrange-blocks": frozenset({Role.OFFICER}),
    "mark": frozenset({Role.OFFICER, Role.CLERK}),
    "grade-periods": frozenset({Role.OFFICER, Role.CLERK}),
    "keep-models": frozenset({Role.OFFICER, Role.CLERK}),
    "recognise-models": frozenset({Role.OFFICER}),
    "keep-areas": frozenset({Role.OFFICER}),
    "keep-safe-areas": frozenset({Role.OFFICER, Role.CLERK}),
    "decide-safe-areas": frozenset({Role.OFFICER}),
    "keep-exemplars": frozenset({Role.OFFICER, Role.CLERK}),
    "review-exemplars": frozenset({Role.OFFICER}),
    "give-directions": frozenset({Role.OFFICER}),
    "report-direction": frozenset({Role.OFFICER, Role.CLERK}),
    "keep-statistics": frozenset({Role.OFFICER}),
    "read-log": frozenset({Role.OFFICER, Role.INSPECTOR}),
}


def may(account: Account | None, act: str) -> bool:
    """Whether this account may do the act. None is the command line on the machine itself: whoever owns the files owns the register."""
    if account is None:
        return True
    return account.is_active and account.role in MAY[act]


def require(account: Account | None, act: str) -> None:
    """Raises `NotPermitted` unless the account may."""
    if not may(account, act):
        raise NotPermitted(
            "Tài khoản này không có quyền làm việc đó. Hỏi người phụ trách thi đua, khen thưởng của đơn vị.",
            "This account may not do that. Ask whoever is in charge of emulation in the unit.",
        )
