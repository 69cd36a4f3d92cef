"""The keys that sign certificates: made, kept in the data folder, and published as a file of public keys that whoever verifies trusts.

    private = new_key()
    keep(private, folder)                     # folder/<id>.key, readable by its owner alone
    text = published(TrustFile("Công an tỉnh mẫu", day, keys, revocations))

A key signs from one day to another; afterwards a new one does, and both stand in the file, since certificates are kept for decades. The
file is plain text: what makes it trusted is whence one has it. `fingerprint` is what the office prints beside it, to be compared.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tdkt.seals.signed import id_of

FORM = "tdkt-keys-1"


class NotKeys(ValueError):
    """A file that is no file of keys, or a key that is none."""


@dataclass(frozen=True)
class PublicKey:
    """A key that is trusted: 32 bytes in hexadecimal, and the days on which it signed. `to_on` None: it still signs."""

    public: str
    from_on: date
    to_on: date | None = None

    @property
    def key_id(self) -> str:
        return id_of(bytes.fromhex(self.public))

    def signed_on(self, day: date) -> bool:
        """Whether it was in force on a day; first and last day included."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True)
class TrustFile:
    """What an office publishes: its name, the day of the file, its public keys, and its list of certificates no longer valid ("" for none)."""

    office: str
    made_on: date
    keys: tuple[PublicKey, ...]
    revocations: str = ""


def new_key() -> Ed25519PrivateKey:
    """A key that signed nothing yet."""
    return Ed25519PrivateKey.generate()


def public_of(private: Ed25519PrivateKey) -> str:
    """Its public half, in hexadecimal."""
    return private.public_key().public_bytes_raw().hex()


def keep(private: Ed25519PrivateKey, folder: Path) -> Path:
    """Write a private key into a folder, down to the disk. Raises `FileExistsError` sooner than overwrite one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    path = _path(folder, id_of(bytes.fromhex(public_of(private))))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(private.private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    return path


def kept(key_id: str, folder: Path) -> Ed25519PrivateKey | None:
    """The private key of this id, or None where this machine has none. Raises `NotKeys` for a file that is another key or none."""
    try:
        private = Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex(_path(folder, key_id).read_text(encoding="ascii").strip())
        )
    except FileNotFoundError:
        return None
    except ValueError:
        raise NotKeys(f"Tệp khóa {key_id} hỏng. Chép lại từ bản sao lưu.") from None
    if id_of(bytes.fromhex(public_of(private))) != key_id:
        raise NotKeys(f"Tệp khóa {key_id} giữ một khóa khác. Chép lại từ bản sao lưu.")
    return private


def fingerprint(keys: Sequence[PublicKey]) -> str:
    """What tells a set of keys with their days from any other: eight groups of four hexadecimal signs, the order of keys aside."""
    said = sorted(json.dumps(_written(key), sort_keys=True) for key in keys)
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def published(file: TrustFile) -> str:
    """The file as text, readable by people too."""
    said = {
        "form": FORM,
        "office": file.office,
        "made_on": file.made_on.isoformat(),
        "fingerprint": fingerprint(file.keys),
        "keys": [_written(key) for key in file.keys],
        "revocations": file.revocations,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> TrustFile:
    """The file that a text writes. Raises `NotKeys` for any other text, and for keys whose fingerprint is not that in the file."""
    try:
        said = json.loads(text)
        if said["form"] != FORM:
            raise NotKeys("Tệp này không phải tệp khóa công khai của tdkt.")
        file = TrustFile(
            str(said["office"]),
            date.fromisoformat(said["made_on"]),
            tuple(_key(key) for key in said["keys"]),
            str(said.get("revocations", "")),
        )
        if said["fingerprint"] != fingerprint(file.keys):
            raise NotKeys("Tệp khóa bị hỏng: dấu vân tay không khớp với các khóa. Chép lại tệp từ cơ quan cấp.")
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        if isinstance(why, NotKeys):
            raise
        raise NotKeys("Tệp này không phải tệp khóa công khai của tdkt.") from None
    return file


def _written(key: PublicKey) -> dict[str, str]:
    return {
        "id": key.key_id,
        "public": key.public,
        "from": key.from_on.isoformat(),
        "to": key.to_on.isoformat() if key.to_on else "",
    }


def _key(said: dict[str, Any]) -> PublicKey:
    if len(bytes.fromhex(said["public"])) != 32:
        raise ValueError("a public key has 32 bytes")
    return PublicKey(
        said["public"].lower(),
        date.fromisoformat(said["from"]),
        date.fromisoformat(said["to"]) if said["to"] else None,
    )


def _path(folder: Path, key_id: str) -> Path:
    if not key_id.isalnum():
        raise ValueError(f"{key_id} is no id of a key")
    return folder / f"{key_id}.key"
