"""Makes the pictures of the README anew from the real screens of the sample office: `python tools/readme_pictures.py`.

Needs the requirements of the tests and Chromium. Builds a sample register in a folder of its own, serves it on this machine, and leaves nothing else behind.
"""

import re
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
TEXT = ROOT / "tests" / "reader" / "texts" / "song-tra-2020.txt"
PORT = 8768
ADDRESS = f"http://127.0.0.1:{PORT}"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
LARGEST = 200_000


@contextmanager
def served():
    """The sample office, served until the pictures are taken."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tdkt", "demo", "--data", folder, "--port", str(PORT)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(240):
                time.sleep(0.5)
                try:
                    urllib.request.urlopen(ADDRESS + "/dang-nhap/").close()
                    break
                except OSError:
                    continue
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)


def enter(page: Page) -> None:
    """Come in as the emulation officer of the sample."""
    page.goto(ADDRESS + "/dang-nhap/")
    page.get_by_role("button", name="Trần Thị Thu Hà").click()
    page.wait_for_url("**/ban-viec/**")


def five_year(page: Page) -> None:
    """The report with its largest order opened."""
    page.goto(ADDRESS + "/bao-cao/5-nam/?tu=2015&den=2020")
    page.get_by_role("link", name=re.compile("^57 cá nhân")).first.click()
    page.locator("aside.ngan").wait_for()


def check(page: Page) -> None:
    """A text of which one number was changed."""
    page.goto(ADDRESS + "/soat/")
    page.locator("textarea").fill(TEXT.read_text(encoding="utf-8").replace("57 cá nhân", "75 cá nhân"))
    page.keyboard.press("Control+Enter")
    page.locator("mark, .dau-sai, .lech").first.wait_for()


def pack(picture: Path) -> None:
    """Write a PNG again with a palette of its 256 commonest colours: a third of the bytes, and the screens use few colours."""
    content = picture.read_bytes()
    chunks, place = [], 8
    while place < len(content):
        (size,) = struct.unpack(">I", content[place : place + 4])
        chunks.append((content[place + 4 : place + 8], content[place + 8 : place + 8 + size]))
        place += 12 + size
    width, height, depth, colour = struct.unpack(">IIBB", dict(chunks)[b"IHDR"][:10])
    assert (depth, colour) in ((8, 2), (8, 6)), "not a picture of plain colours"
    step = 3 if colour == 2 else 4
    rows = unfiltered(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), width, height, step)
    pixels = [[bytes(row[x : x + 3]) for x in range(0, len(row), step)] for row in rows]
    palette = [shade for shade, _ in Counter(shade for row in pixels for shade in row).most_common(256)]
    near = {shade: number for number, shade in enumerate(palette)}

    def number_of(shade: bytes) -> int:
        if shade not in near:
            near[shade] = min(
                range(len(palette)), key=lambda n: sum((a - b) ** 2 for a, b in zip(palette[n], shade, strict=True))
            )
        return near[shade]

    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + bytes(map(number_of, row)) for row in pixels), 9)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", body), (b"IEND", b""))
    picture.write_bytes(
        content[:8]
        + b"".join(struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts)
    )


def unfiltered(data: bytes, width: int, height: int, size: int) -> list[bytearray]:
    """The rows of a PNG with their filters undone (PNG specification, section 9)."""
    stride, rows, before = width * size, [], bytearray(width * size)
    for number in range(height):
        start = number * (stride + 1)
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + stride])
        for place in range(stride):
            left = row[place - size] if place >= size else 0
            up, corner = before[place], before[place - size] if place >= size else 0
            nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
            row[place] = (row[place] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        rows.append(row)
        before = row
    return rows


def main() -> int:
    """Take each picture; a picture that is too heavy for a README is refused."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN").new_page()
        enter(page)
        for show in (five_year, check):
            show(page)
            page.wait_for_timeout(400)
            target = PICTURES / f"{show.__name__.replace('_', '-')}.png"
            page.screenshot(path=target)
            pack(target)
            if target.stat().st_size > LARGEST:
                return print(f"{target} is {target.stat().st_size} bytes: too heavy") or 1
            print(target.relative_to(ROOT), target.stat().st_size)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
