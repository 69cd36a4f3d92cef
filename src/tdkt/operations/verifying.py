"""Verdicts on codes of certificates, in words: by the files that an office published, or by the keys of this register.

    verdict = verify_by_files(code, keys_text, list_text, on=day)
    verdict = verify_by_register(code, on=day)
    say_verdict(verdict)                      # "Bằng thật. …"

By the register nothing is told that the code does not say itself, but for whether its serial was revoked or replaced.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, UnidentifiedImageError

from tdkt.law.wording import say_award
from tdkt.operations.errors import NotReadable
from tdkt.operations.signing_keys import revocation_list, trusted_keys
from tdkt.records.models import SigningKey
from tdkt.seals.certificate import LIST_DAYS, Certificate, Verdict, verify
from tdkt.seals.keys import NotKeys, PublicKey, TrustFile, fingerprint, read
from tdkt.seals.revocations import NotAList, RevocationList, read_list
from tdkt.vietnamese.dates import write_date

LONGEST_CODE = 4_000
"""Characters beyond which no text is a certificate's code."""
LARGEST_FILE = 20 * 2**20
MOST_PAGES = 50
SCAN = 300
"""Dots per inch at which a PDF page is looked at."""
MOST_DOTS = 60_000_000
_QR = zxingcpp.barcode_formats_from_str("QRCode")


def verify_by_files(code: str, keys: str, revocations: str = "", *, on: date, list_days: int = LIST_DAYS) -> Verdict:
    """The verdict by published files, without any register. `revocations` "": the list in the file of keys. Raises `NotReadable` for a
    file that is none, or a list that no key of the file signed."""
    trusted, revoked = files(keys, revocations)
    return verify(code[: LONGEST_CODE + 1], trusted.keys, revoked, on=on, list_days=list_days)


def files(keys: str, revocations: str = "") -> tuple[TrustFile, RevocationList | None]:
    """What published files say: keys, and the list (the one given, else the one within)."""
    try:
        trusted = read(keys)
        text = revocations.strip() or trusted.revocations
        if text.startswith("{"):
            text = read(text).revocations
        return trusted, read_list(text, trusted.keys) if text else None
    except (NotKeys, NotAList) as why:
        raise NotReadable(str(why), "The file of keys or the list of revocations is damaged or not of tdkt.") from None


def verify_by_register(code: str, *, on: date) -> Verdict:
    """The verdict by the keys of this register and by what it says today."""
    return verify(code[: LONGEST_CODE + 1], trusted_keys(), revocation_list(on), on=on)


# --- where a code is written --------------------------------------------------------------------------


def codes_in(name: str, content: bytes) -> list[str]:
    """The codes that a file holds: a text file its text, a picture or the pages of a PDF their QR codes, those of ours first.

    Raises `NotReadable` for a file too large, a damaged one, and one without any code.
    """
    if len(content) > LARGEST_FILE:
        raise NotReadable(
            f"{name}: tệp lớn hơn {LARGEST_FILE >> 20} MB. Gửi ảnh chụp mã QR nhỏ hơn.",
            f"{name}: the file is too large.",
        )
    if content[:5] == b"%PDF-":
        found = [code for image in _pages(name, content) for code in _read(image)]
    elif content[:2] == b"\xff\xd8" or content[:8] == b"\x89PNG\r\n\x1a\n":
        found = _read(_picture(name, content))
    else:
        found = _lines(content)
    if not found:
        raise NotReadable(
            f"{name}: không tìm thấy mã QR nào. Chụp lại cho rõ, thẳng và đủ sáng.",
            f"{name}: no QR code was found. Take a sharper picture.",
        )
    ours = [code for code in found if code.startswith("TDKT:")]
    return list(dict.fromkeys(ours or found))


def _lines(content: bytes) -> list[str]:
    try:
        text = content[: LONGEST_CODE * 100].decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = [line for line in lines if line.upper().startswith("TDKT:")]
    return whole if len(whole) == len(lines) else [text.strip()] if text.strip() else []


def _pages(name: str, content: bytes) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
        for place in range(min(len(document), MOST_PAGES)):
            page = document[place]
            dots = page.get_width() * page.get_height() * (SCAN / 72) ** 2
            scale = SCAN / 72 * min(1.0, (MOST_DOTS / max(dots, 1)) ** 0.5)
            yield page.render(scale=scale, grayscale=True).to_pil()
            page.close()
        document.close()
    except pypdfium2.PdfiumError:
        raise NotReadable(
            f"{name}: tệp PDF hỏng hoặc có mật khẩu.", f"{name}: the PDF is damaged or has a password."
        ) from None


def _picture(name: str, content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_DOTS:
            raise NotReadable(f"{name}: ảnh quá lớn. Cắt lấy phần có mã QR.", f"{name}: the picture is too large.")
        return image.convert("L")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise NotReadable(f"{name}: tệp ảnh hỏng.", f"{name}: the picture is damaged.") from None


def _read(image: Image.Image) -> list[str]:
    """The QR codes of a picture; of one too blurred to be read as it is, those of the same picture doubled and sharpened."""
    found = _codes(image)
    if found or image.width * image.height > MOST_DOTS / 4:
        return found
    doubled = image.resize((2 * image.width, 2 * image.height), Image.Resampling.BICUBIC)
    return _codes(doubled.filter(ImageFilter.UnsharpMask(4, 200, 0)))


def _codes(image: Image.Image) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(image, formats=_QR) if one.valid]


# --- words --------------------------------------------------------------------------------------------

WORDS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "genuine": (
        (
            "Bằng thật",
            "Chữ ký đúng, bằng còn giá trị theo danh sách ngày {list_on}. Đối chiếu tên và hình thức khen thưởng dưới đây với bằng.",
        ),
        (
            "Genuine",
            "Rightly signed, and valid by the list of {list_on}. Compare name and award below with the paper.",
        ),
    ),
    "not-ours": (
        ("Không phải mã của bằng", "Đây không phải mã của bằng do phần mềm này cấp."),
        ("Not a code of ours", "This is no code of a certificate of ours."),
    ),
    "changed": (
        (
            "Mã không nguyên vẹn",
            "Mã bị sửa, chép sai hoặc thiếu: chữ ký không khớp. Quét lại; nếu vẫn vậy thì bằng không thật.",
        ),
        (
            "The code is not whole",
            "It was changed, miscopied or cut off: its signature does not fit. Scan it again; if it stays so the paper is not genuine.",
        ),
    ),
    "unknown-key": (
        (
            "Không rõ khóa ký",
            "Không có khóa {key} trong danh sách khóa tin cậy. Lấy tệp khóa mới nhất từ cơ quan cấp bằng.",
        ),
        ("Unknown key", "The key {key} is not among those trusted. Get the newest file of keys from the office."),
    ),
    "wrong-type": (
        ("Không phải bằng", "Mã có chữ ký đúng nhưng không phải của bằng khen thưởng."),
        ("Not a certificate", "The code is rightly signed but is that of something else than a certificate."),
    ),
    "future-date": (
        (
            "Bằng đề ngày chưa tới",
            "Bằng đề ngày sau ngày {on}. Xem lại ngày kiểm tra; nếu ngày đúng thì bằng không thật.",
        ),
        (
            "Dated in the future",
            "The certificate is dated after {on}. Look at the day of this check; if it is right the paper is not genuine.",
        ),
    ),
    "key-not-in-force": (
        (
            "Khóa ký không có hiệu lực",
            "Khóa {key} không có hiệu lực vào ngày cấp bằng {issued}. Bằng không được công nhận.",
        ),
        (
            "The key was not in force",
            "The key {key} was not in force on {issued}, when the certificate says it was issued.",
        ),
    ),
    "revoked": (
        ("Bằng đã bị thu hồi", "Bằng số {serial}, sổ {book} đã bị thu hồi (danh sách ngày {list_on})."),
        ("Revoked", "Certificate {serial} of book {book} was revoked (list of {list_on})."),
    ),
    "replaced": (
        (
            "Bằng đã được cấp lại",
            "Bằng số {serial}, sổ {book} đã được thay bằng bản khác, bản này không còn giá trị (danh sách ngày {list_on}).",
        ),
        (
            "Replaced",
            "Certificate {serial} of book {book} was replaced by another; this one is no longer valid (list of {list_on}).",
        ),
    ),
    "list-too-old": (
        (
            "Chưa biết còn giá trị hay không",
            "Chữ ký đúng, nhưng danh sách thu hồi ngày {list_on} đã cũ so với bằng hoặc với ngày kiểm tra. Lấy danh sách mới từ cơ quan cấp bằng.",
        ),
        (
            "Not known to be valid",
            "Rightly signed, but the list of {list_on} is too old for this certificate or for the day of this check. Get a new one from the office.",
        ),
    ),
    "no-list": (
        (
            "Chưa biết còn giá trị hay không",
            "Chữ ký đúng, nhưng không có danh sách thu hồi. Lấy danh sách từ cơ quan cấp bằng.",
        ),
        ("Not known to be valid", "Rightly signed, but there is no list of revocations. Get one from the office."),
    ),
}
"""What each verdict is called and what it means, in Vietnamese and English; the static page says the same. `no-list` is `list-too-old`
where there is no list at all."""


def title_and_words(verdict: Verdict, language: str = "vi") -> tuple[str, str]:
    """What a verdict is called, and what it means, with its days and numbers."""
    kind = "no-list" if verdict.kind == "list-too-old" and verdict.list_on is None else verdict.kind
    title, sentence = WORDS[kind][language == "en"]
    said = verdict.certificate
    return title, sentence.format(
        on=write_date(verdict.on),
        list_on=write_date(verdict.list_on) if verdict.list_on else "–",
        key=verdict.key_id,
        issued=write_date(said.issued_on) if said else "",
        serial=said.serial if said else "",
        book=said.book if said else "",
    )


def say_verdict(verdict: Verdict, language: str = "vi") -> str:
    """The verdict in one line."""
    title, sentence = title_and_words(verdict, language)
    return f"{title}. {sentence}"


def fingerprint_of(rows: Iterable[SigningKey]) -> str:
    """The fingerprint of these keys of the register, which the office prints beside its file of keys."""
    return fingerprint([PublicKey(row.public, row.from_date, row.to_date) for row in rows])


def award_words(said: Certificate) -> str:
    """The award as papers name it; its code where the catalogue does not know it."""
    return say_award(said.award, said.class_no)


def as_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the command line and other programs take it."""
    said = verdict.certificate
    return {
        "verdict": verdict.kind,
        "genuine": verdict.is_genuine,
        "on": verdict.on.isoformat(),
        "key": verdict.key_id,
        "list_on": verdict.list_on.isoformat() if verdict.list_on else None,
        "words": say_verdict(verdict),
        "certificate": said
        and {
            "name": said.name,
            "award": said.award,
            "award_words": award_words(said),
            "class": said.class_no,
            "posthumous": said.posthumous,
            "decision": said.number,
            "decided_on": said.decided_on.isoformat() if said.decided_on else None,
            "authority": said.authority,
            "book": said.book,
            "serial": said.serial,
            "issued_on": said.issued_on.isoformat(),
        },
    }
