"""`tdkt bench documents`: certificates with their QR as one PDF, beside what an office would take instead, and how long a verdict takes.

Each contender runs in a process of its own, so that its peak memory is its own. WeasyPrint sets the same page from HTML; LibreOffice gets a
Word file with a page for each certificate, as a mail merge leaves it, and turns it into a PDF. Both are slow enough to be given fewer pages;
the table says how many.
"""

import importlib
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import segno
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt

from tdkt.documents.certificate import A4, Sheet, set_certificates
from tdkt.seals.certificate import Certificate, sign_certificate, verify
from tdkt.seals.keys import PublicKey, new_key, public_of
from tdkt.seals.revocations import RevocationList, Section

DAY = date(2025, 3, 1)
MAY_TAKE = 30.0
MAY_USE = 1024
VERDICT_MAY_TAKE = 0.050
GIVEN = ("Nguyễn Thị", "Trần Văn", "Lê Thị Phương", "Phạm Minh", "Hoàng Thị Ngọc")


@dataclass(frozen=True)
class Made:
    """What one contender made: pages, seconds by the clock and of processors, peak memory in MiB, size of the file in MiB."""

    who: str
    pages: int
    seconds: float
    cpu: float
    peak: float
    size: float


@dataclass(frozen=True)
class Report:
    """The contenders, why others did not run, and the seconds that a verdict takes (median and slowest of a thousand)."""

    made: tuple[Made, ...]
    absent: dict[str, str]
    verdict: tuple[float, float]

    @property
    def holds(self) -> bool:
        """Whether ours keeps what it promises for 10,000 certificates, in proportion for fewer."""
        ours = self.made[0]
        return (
            ours.seconds <= MAY_TAKE * max(ours.pages, 1_000) / 10_000
            and ours.peak <= MAY_USE
            and self.verdict[0] <= VERDICT_MAY_TAKE
        )

    def markdown(self) -> str:
        lines = [
            "| | pages | s | CPU s | CPU s per 1,000 pages | peak MiB | file MiB |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {one.who} | {one.pages:,} | {one.seconds:.1f} | {one.cpu:.1f} | {one.cpu / one.pages * 1000:.2f} | {one.peak:.0f} | {one.size:.1f} |"
            for one in self.made
        ]
        lines += [f"| {who} | not run: {why} | | | | | |" for who, why in self.absent.items()]
        middle, slowest = (1000 * one for one in self.verdict)
        return "\n".join([*lines, "", f"A verdict takes {middle:.2f} ms (slowest of 1,000: {slowest:.1f} ms)."])


def run(count: int, peer_count: int, *, told: Callable[[str], None] = lambda line: None) -> Report:
    """Make so many certificates, and `peer_count` by each other contender that is here."""
    made, absent = [], {}
    for who, name, pages in (
        ("tdkt (Typst)", "ours", count),
        ("WeasyPrint", "weasyprint", peer_count),
        ("LibreOffice, mail merge", "libreoffice", peer_count),
    ):
        why = missing(name)
        if why:
            absent[who] = why
            continue
        told(f"{who}: {pages}")
        made.append(measured(who, name, pages))
    return Report(tuple(made), absent, verdict_time())


def missing(name: str) -> str:
    """Why a contender cannot run here; "" where it can."""
    if name == "libreoffice" and shutil.which("soffice") is None:
        return "soffice is not installed"
    if name == "weasyprint":
        try:
            importlib.import_module("weasyprint")
        except (ImportError, OSError):
            return "pip install 'tdkt[bench]' brings it"
    return ""


def measured(who: str, name: str, pages: int) -> Made:
    """Let one contender work in a process of its own."""
    asked = [sys.executable, "-m", "tdkt.bench.documents", name, str(pages)]
    ended = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    said = json.loads(ended.stdout.splitlines()[-1])
    return Made(who, pages, said["seconds"], said["cpu"], said["peak"], said["size"])


def verdict_time(turns: int = 1_000) -> tuple[float, float]:
    """How long `verify` takes for one code: median and slowest, in seconds, beside a list of 131,072 certificates."""
    private = new_key()
    keys = (PublicKey(public_of(private), date(2025, 1, 1)),)
    gone = frozenset(range(1, 131_072, 100))
    revoked = RevocationList(DAY, (Section(keys[0].key_id, "2025", 131_072, gone, frozenset()),))
    codes = [sign_certificate(_certificate(serial), private=private) for serial in range(2, 2 + turns)]
    took = []
    for code in codes:
        began = time.perf_counter()
        verify(code, keys, revoked, on=DAY)
        took.append(time.perf_counter() - began)
    return statistics.median(took), max(took)


def _certificate(serial: int) -> Certificate:
    name = f"{GIVEN[serial % len(GIVEN)]} Mẫu {serial}"
    return Certificate(
        name, "giay-khen", None, "123/QĐ-CAT-PX03", DAY, "Giám đốc Công an tỉnh mẫu", "2025", serial, DAY
    )


def sheets(count: int) -> list[Sheet]:
    """Certificates to be set, each with a code of its own."""
    private = new_key()
    found = []
    for serial in range(1, count + 1):
        said = _certificate(serial)
        texts = {
            "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "motto": "Độc lập - Tự do - Hạnh phúc",
            "authority": "GIÁM ĐỐC CÔNG AN TỈNH MẪU",
            "grants": "TẶNG",
            "award": "GIẤY KHEN",
            "receiver": f"Thượng tá {said.name}",
            "post": "Phó Trưởng phòng, Phòng Công tác đảng và công tác chính trị",
            "reason": "Đã có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” năm 2024",
            "place_day": "Quảng Nam, ngày 01 tháng 3 năm 2025",
            "signer_post": "GIÁM ĐỐC",
            "signer": "Đỗ Văn Mẫu",
            "number": "Quyết định số 123/QĐ-CAT-PX03 ngày 01/03/2025",
            "book": f"Số sổ vàng: {serial}/2025",
        }
        found.append(Sheet(texts, sign_certificate(said, private=private)))
    return found


# --- the contenders, each in its own process ----------------------------------------------------------


def ours(made: Sequence[Sheet]) -> bytes:
    """As the program does it."""
    return set_certificates(A4, made, known_on=DAY)


def weasyprint(made: Sequence[Sheet]) -> bytes:
    """The same page in HTML: each text at its place, the QR as SVG."""
    pages = []
    for sheet in made:
        texts = "".join(
            f'<p style="left:{place.x}mm;top:{place.y - place.size * 0.3}mm;width:{place.width}mm;font-size:{place.size}pt;'
            f'text-align:{place.align};font-weight:{700 if place.bold else 400}">{sheet.texts[name]}</p>'
            for name, place in A4.places.items()
        )
        pages.append(
            f'<section>{texts}<img src="data:image/png;base64,{b64encode(_png(sheet.code)).decode()}"></section>'
        )
    style = (
        "@page{size:297mm 210mm;margin:0}section{position:relative;width:297mm;height:210mm;break-after:page}"
        "p{position:absolute;margin:0;font-family:Tinos}img{position:absolute;left:22mm;top:176.5mm;width:22mm}"
    )
    room: Any = importlib.import_module("weasyprint")
    pdf: bytes = room.HTML(string=f"<style>{style}</style>{''.join(pages)}").write_pdf()
    return pdf


def libreoffice(made: Sequence[Sheet]) -> bytes:
    """A Word file with a page for each certificate, turned into a PDF by LibreOffice."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(12)
    for place, sheet in enumerate(made):
        for name, spot in A4.places.items():
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(sheet.texts[name])
            run.font.size, run.font.name, run.bold = Pt(spot.size), "Tinos", spot.bold
        last = document.add_paragraph().add_run()
        last.add_picture(BytesIO(_png(sheet.code)), width=Mm(22))
        if place + 1 < len(made):
            last.add_break(WD_BREAK.PAGE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bang.docx"
        document.save(str(path))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        office = shutil.which("soffice") or "soffice"
        asked = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(asked, check=True, capture_output=True)  # noqa: S603 - no shell, our own file
        return path.with_suffix(".pdf").read_bytes()


def _png(code: str) -> bytes:
    out = BytesIO()
    # A fixed mask spares the peers the slow choice of one: their own time is what is measured.
    segno.make(code, error="m", micro=False, mask=2).save(out, kind="png", border=0)
    return out.getvalue()


CONTENDERS: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
    "ours": ours,
    "weasyprint": weasyprint,
    "libreoffice": libreoffice,
}


def main(name: str, count: int) -> None:
    """Run one contender and print what it took, as JSON on the last line."""
    made = sheets(count)
    began, used = time.perf_counter(), _processors()
    pdf = CONTENDERS[name](made)
    seconds, cpu = time.perf_counter() - began, _processors() - used
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak / 1024, "size": len(pdf) / 2**20}))


def _processors() -> float:
    """Seconds of processors that this process and those it started have used."""
    own, started = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
