import random
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader

from tdkt.documents.certificate import (
    A4,
    A5,
    Fitted,
    Layout,
    Place,
    Sheet,
    WrongLayout,
    fit,
    grid_page,
    layout_of,
    picture,
    places_of,
    set_certificates,
)
from tdkt.documents.widths import text_width
from tests.seals.certificates import CODE

DAY = date(2020, 5, 25)
SAMPLES = 200
TEXTS = {
    "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "authority": "GIÁM ĐỐC CÔNG AN TỈNH MẪU",
    "grants": "TẶNG",
    "award": "GIẤY KHEN",
    "receiver": "Thượng tá Nguyễn Thị Mẫu",
    "post": "Phó Trưởng phòng",
    "reason": "Đã có thành tích xuất sắc năm 2019",
    "place_day": "Quảng Nam, ngày 20 tháng 5 năm 2020",
    "signer_post": "GIÁM ĐỐC",
    "signer": "Đỗ Văn Mẫu",
    "number": "Quyết định số 123/QĐ-CAT ngày 20/05/2020",
    "book": "Số sổ vàng: 15/2020",
}
LONG = "Phòng Cảnh sát quản lý hành chính về trật tự xã hội và Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ Công an tỉnh mẫu"


def lines_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def words_of(text: str) -> list[str]:
    return sorted(text.split())


# --- the sheet ----------------------------------------------------------------------------------------


def test_every_text_is_on_its_page_and_pages_keep_their_order():
    names = [f"Nguyễn Thị Mẫu {place}" for place in range(3)]

    pages = lines_of(set_certificates(A4, [Sheet({**TEXTS, "receiver": name}) for name in names], known_on=DAY))

    assert [words_of(page) for page in pages] == [
        words_of(" ".join({**TEXTS, "receiver": name}.values())) for name in names
    ]


@pytest.mark.parametrize(("layout", "size"), [(A4, (297, 210)), (A5, (210, 148.5))])
def test_the_sheet_has_the_size_of_its_design(layout: Layout, size: tuple[float, float]):
    page = PdfReader(BytesIO(set_certificates(layout, [Sheet(TEXTS)], known_on=DAY))).pages[0]

    assert tuple(round(float(side) * 25.4 / 72, 1) for side in page.mediabox[2:]) == size


def test_only_tinos_is_embedded_and_every_letter_is_in_it():
    reader = PdfReader(BytesIO(set_certificates(A4, [Sheet(TEXTS)], known_on=DAY)))
    fonts = {str(font["/BaseFont"]).split("+")[-1] for font in reader.pages[0]["/Resources"]["/Font"].values()}

    assert fonts == {"Tinos-Bold", "Tinos"} or fonts == {"Tinos-Bold", "Tinos-Regular"}


def test_a_batch_says_how_far_it_is_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tdkt.documents.certificate.BATCH", 2)
    said: list[tuple[int, int]] = []

    pdf = set_certificates(A4, [Sheet(TEXTS)] * 5, known_on=DAY, tell=lambda done, in_all: said.append((done, in_all)))

    assert (said, len(PdfReader(BytesIO(pdf)).pages)) == ([(2, 5), (4, 5), (5, 5)], 5)

    def stop(done: int, in_all: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        set_certificates(A4, [Sheet(TEXTS)] * 5, known_on=DAY, tell=stop)


def ink(pdf: bytes) -> tuple[int, int]:
    """Left and upper edge of all ink on the first page, in dots of 0.1 mm."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=254 / 72, grayscale=True).to_pil()
    box = image.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    assert box is not None
    return box[0], box[1]


def test_the_offsets_of_a_printer_move_every_text_by_as_many_millimetres():
    stock = replace(A4, frame=False)
    left, top = ink(set_certificates(stock, [Sheet(TEXTS, CODE)], known_on=DAY))
    moved_left, moved_top = ink(set_certificates(stock, [Sheet(TEXTS, CODE)], right=2.5, down=-1, known_on=DAY))

    assert (moved_left - left, moved_top - top) == (pytest.approx(25, abs=1), pytest.approx(-10, abs=1))


def test_on_printed_stock_only_the_texts_of_its_places_are_set():
    stock = Layout(297, 210, {"receiver": A4.places["receiver"]})

    assert lines_of(set_certificates(stock, [Sheet(TEXTS, CODE)], known_on=DAY)) == [TEXTS["receiver"]]


def test_the_test_page_shows_millimetres_and_what_it_is():
    text = lines_of(grid_page(210, 148, ["Máy in phòng mẫu"], right=1, down=0))[0]

    assert [words for words in ("Máy in phòng mẫu", "10", "140", "200") if words not in text] == []


def test_a_picture_is_a_png_of_the_sheet():
    image = Image.open(BytesIO(picture(A4, Sheet(TEXTS, CODE))))

    assert (image.format, image.size) == ("PNG", (842, 595))


# --- fitting ------------------------------------------------------------------------------------------


def test_a_short_name_stands_at_full_size_on_one_line():
    assert fit("Lê Văn An", Place(0, 0, 200, 24)) == Fitted(("Lê Văn An",), 24)


def test_nothing_takes_no_line():
    assert fit("  ", Place(0, 0, 200, 24)) == Fitted((), 24)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("bold", [False, True])
def test_a_long_name_is_broken_and_made_smaller_and_never_cut(count: int, bold: bool):
    place = Place(0, 0, 150, 24, bold=bold, lines=count)

    fitted = fit(LONG, place)

    assert (" ".join(fitted.lines), len(fitted.lines)) == (LONG, count)
    assert fitted.size <= 24
    if fitted.size > 0.45 * 24:
        assert all(text_width(line, size=fitted.size, bold=bold) <= 150 for line in fitted.lines)


def test_three_lines_of_a_unit_are_on_the_paper():
    layout = replace(A4, places={**A4.places, "receiver": replace(A4.places["receiver"], lines=3, width=120)})

    pages = lines_of(set_certificates(layout, [Sheet({**TEXTS, "receiver": LONG})], known_on=DAY))

    assert words_of(pages[0]) == words_of(" ".join({**TEXTS, "receiver": LONG}.values()))


# --- the QR on paper ----------------------------------------------------------------------------------


def test_a_printed_qr_is_read_after_blur_turning_and_a_poor_picture():
    """The page as a 300 dpi printer sets it, then blurred over a dot, turned by up to three degrees and kept as JPEG of quality 60: read by
    a plain reader. What our own reader makes of worse pictures is in `tests/operations/test_verifying.py`."""
    chance = random.Random(22)
    pdf = pypdfium2.PdfDocument(set_certificates(A4, [Sheet(TEXTS, CODE)], known_on=DAY))
    printed = pdf[0].render(scale=300 / 72, grayscale=True).to_pil()
    x, y, side = (round(length * 300 / 25.4) for length in A4.qr or ())
    cut = printed.crop((x - 90, y - 90, x + side + 90, y + side + 60))
    read = 0
    for _ in range(SAMPLES):
        turned = cut.rotate(chance.uniform(-3, 3), fillcolor=255, resample=Image.Resampling.BILINEAR)
        blurred = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0, 1)))
        kept = BytesIO()
        blurred.save(kept, "JPEG", quality=60)
        found = zxingcpp.read_barcodes(Image.open(kept))
        read += [one.text for one in found] == [CODE]

    assert read >= 0.995 * SAMPLES


# --- layouts as data ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", [A4, A5, Layout(200, 100, {"receiver": Place(10, 50, 100, 20)})])
def test_a_layout_is_kept_as_data_and_read_back(layout: Layout):
    kept = places_of(layout)
    back = layout_of(kept, width=layout.width, height=layout.height, frame=layout.frame)

    assert (places_of(back), back.qr, back.frame) == (kept, layout.qr, layout.frame)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({}, "chưa có mục nào"),
        ({"fields": {"rank": {"x": 1, "y": 1, "width": 1, "size": 10}}}, "Không có mục"),
        ({"fields": {"award": {"x": "1", "y": 1, "width": 1, "size": 10}}}, "phải là một số"),
        ({"fields": {"award": {"x": 1, "y": 1, "width": 1, "size": True}}}, "phải là một số"),
        ({"fields": {"award": {"x": 1, "y": 1, "width": 1, "size": float("nan")}}}, "phải là một số"),
        ({"fields": {"award": {"x": 200, "y": 20, "width": 100, "size": 10}}}, "ra ngoài tờ giấy"),
        ({"fields": {"award": {"x": 1, "y": 20, "width": 100, "size": 200}}}, "cỡ chữ"),
        ({"fields": {"award": {"x": 1, "y": 20, "width": 100, "size": 20, "align": "up"}}}, "cỡ chữ"),
        (
            {"fields": {"award": {"x": 1, "y": 20, "width": 100, "size": 20}}, "qr": {"x": 1, "y": 1, "size": 10}},
            "Mã QR",
        ),
    ],
)
def test_a_layout_that_cannot_be_is_refused_with_what_is_wrong(places: dict, words: str):
    with pytest.raises(WrongLayout, match=words):
        layout_of(places, width=210, height=148, frame=True)
