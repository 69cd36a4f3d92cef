"""The page that verifies certificates from a memory stick, made of a file of keys that an office published."""

from pathlib import Path

from tdkt.documents.verify_page import write_page
from tdkt.law.catalogue import CLASS_NAMES, awards
from tdkt.operations.verifying import WORDS, files
from tdkt.seals.certificate import LIST_DAYS
from tdkt.seals.keys import fingerprint

LIBRARY = Path(__file__).parent.parent / "web/static/vendor/noble-ed25519-2.3.0/index.js"


def page_of(keys: str, revocations: str = "", *, list_days: int = LIST_DAYS) -> str:
    """The page by published files (`verifying.files`). Raises `NotReadable` for files that are none."""
    trusted, revoked = files(keys, revocations)
    said = {
        "office": trusted.office,
        "made_on": trusted.made_on.isoformat(),
        "fingerprint": fingerprint(trusted.keys),
        "keys": [
            {
                "id": key.key_id,
                "public": key.public,
                "from": key.from_on.isoformat(),
                "to": key.to_on.isoformat() if key.to_on else "",
            }
            for key in trusted.keys
        ],
        "list": revoked
        and {
            "made_on": revoked.made_on.isoformat(),
            "sections": [
                {
                    "key": section.key_id,
                    "book": section.book,
                    "highest": section.highest,
                    "revoked": sorted(section.revoked),
                    "replaced": sorted(section.replaced),
                }
                for section in revoked.sections
            ],
        },
        "list_days": list_days,
        "words": {kind: said[0] for kind, said in WORDS.items()},
        "awards": {code: award.name for code, award in awards().items()},
        "classes": CLASS_NAMES,
    }
    return write_page(said, library=LIBRARY.read_text(encoding="utf-8"))
