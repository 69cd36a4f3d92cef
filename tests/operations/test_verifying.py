import random
import socket
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from tdkt.documents.certificate import A4, A5, Sheet, set_certificates
from tdkt.operations.errors import NotReadable
from tdkt.operations.verifying import as_json, codes_in, say_verdict, verify_by_files
from tdkt.seals.certificate import VERDICTS, Verdict, sign_certificate
from tdkt.seals.keys import TrustFile, published
from tdkt.seals.revocations import sign_list
from tests.documents.test_certificate import DAY, TEXTS
from tests.seals.certificates import CODE, KEYS, LIST, PRIVATE, TODAY, a_certificate

SAMPLES = 200
TONGUES = ("vi", "en")
LIST_TEXT = sign_list(LIST, private=PRIVATE[2])
WHOLE = published(TrustFile("Công an tỉnh mẫu", date(2025, 2, 20), KEYS, LIST_TEXT))
BARE = published(TrustFile("Công an tỉnh mẫu", date(2025, 2, 20), KEYS))


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a verdict asks no network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize(("keys", "revocations"), [(WHOLE, ""), (BARE, LIST_TEXT), (BARE, WHOLE), (WHOLE, LIST_TEXT)])
def test_published_files_are_enough_without_register_and_network(keys: str, revocations: str):
    assert verify_by_files(CODE, keys, revocations, on=TODAY) == Verdict(
        "genuine", TODAY, a_certificate(), KEYS[2].key_id, LIST.made_on
    )


def test_keys_alone_do_not_call_anything_genuine():
    assert verify_by_files(CODE, BARE, on=TODAY).kind == "list-too-old"


@pytest.mark.parametrize(("keys", "revocations"), [("{}", ""), (WHOLE, "xyz"), (WHOLE, CODE), (WHOLE, LIST_TEXT[:-9])])
def test_a_damaged_file_is_refused(keys: str, revocations: str):
    with pytest.raises(NotReadable):
        verify_by_files(CODE, keys, revocations, on=TODAY)


@pytest.mark.parametrize("kind", VERDICTS)
def test_each_verdict_has_words_of_its_own_in_both_languages(kind: str):
    said = Verdict(kind, TODAY, a_certificate(), KEYS[2].key_id, LIST.made_on)
    others = [
        say_verdict(replace(said, kind=other), tongue) for other in VERDICTS if other != kind for tongue in TONGUES
    ]

    assert [say_verdict(said, tongue) for tongue in TONGUES if say_verdict(said, tongue) in others] == []


def test_a_verdict_for_other_programs_says_all_of_it():
    assert as_json(verify_by_files(CODE, WHOLE, on=TODAY)) == {
        "verdict": "genuine",
        "genuine": True,
        "on": "2025-03-01",
        "key": KEYS[2].key_id,
        "list_on": "2025-02-20",
        "words": "Bằng thật. Chữ ký đúng, bằng còn giá trị theo danh sách ngày 20/02/2025. Đối chiếu tên và hình thức khen thưởng dưới đây với bằng.",
        "certificate": {
            "name": "Nguyễn Thị Mẫu",
            "award": "giay-khen",
            "award_words": "Giấy khen",
            "class": None,
            "posthumous": False,
            "decision": "123/QĐ-CAT-PX03",
            "decided_on": "2025-01-20",
            "authority": "Giám đốc Công an tỉnh mẫu",
            "book": "2025",
            "serial": 7,
            "issued_on": "2025-02-03",
        },
    }


# --- files that hold codes ----------------------------------------------------------------------------


def printed(code: str = CODE) -> Image.Image:
    """The lower left corner of a certificate as a 300 dpi printer sets it."""
    page = pypdfium2.PdfDocument(set_certificates(A4, [Sheet(TEXTS, code)], known_on=DAY))[0]
    whole = page.render(scale=300 / 72, grayscale=True).to_pil()
    x, y, side = (round(length * 300 / 25.4) for length in A4.qr or ())
    return whole.crop((x - 90, y - 90, x + side + 90, y + side + 60))


def as_file(image: Image.Image, form: str) -> bytes:
    out = BytesIO()
    image.save(out, form, quality=60)
    return out.getvalue()


def test_a_code_is_found_in_a_picture_a_pdf_and_a_text():
    other = sign_certificate(a_certificate(8), private=PRIVATE[2])
    pdf = set_certificates(A4, [Sheet(TEXTS, CODE), Sheet(TEXTS, other)], known_on=DAY)

    assert {
        "png": codes_in("a.png", as_file(printed(), "PNG")),
        "jpg": codes_in("a.jpg", as_file(printed(), "JPEG")),
        "pdf": codes_in("a.pdf", pdf),
        "a5": codes_in("a.pdf", set_certificates(A5, [Sheet(TEXTS, CODE)], known_on=DAY)),
        "text": codes_in("a.txt", f"\ufeff{CODE[:90]}\r\n{CODE[90:]}\r\n".encode()),
        "two lines": codes_in("a.txt", f"{CODE}\n{other}\n".encode()),
    } == {
        "png": [CODE],
        "jpg": [CODE],
        "pdf": [CODE, other],
        "a5": [CODE],
        "text": [f"{CODE[:90]}\r\n{CODE[90:]}"],
        "two lines": [CODE, other],
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không tìm thấy"),
        (b"\xff\xfe\x00", "không tìm thấy"),
        (b"%PDF-1.7 nothing", "PDF hỏng"),
        (b"\xff\xd8 nothing", "ảnh hỏng"),
        (b"\x89PNG\r\n\x1a\nnothing", "ảnh hỏng"),
        (bytes(20 * 2**20 + 1), "lớn hơn 20 MB"),
    ],
)
def test_a_file_without_a_code_is_refused_with_what_to_do(content: bytes, words: str):
    with pytest.raises(NotReadable, match=words):
        codes_in("a.bin", content)


def test_a_poor_picture_of_a_printed_code_is_read():
    """300 dpi, blurred over up to a dot and a half, turned by up to three degrees, JPEG of quality 60."""
    chance, sheet = random.Random(22), printed()
    read = 0
    for _ in range(SAMPLES):
        turned = sheet.rotate(chance.uniform(-3, 3), fillcolor=255, resample=Image.Resampling.BILINEAR)
        blurred = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0, 1.5)))
        read += codes_in("anh.jpg", as_file(blurred, "JPEG")) == [CODE]

    assert read >= 0.995 * SAMPLES
