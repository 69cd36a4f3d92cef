"""Copies the assets of others into the package: `python tools/vendor_assets.py`, by a maintainer, with npm and a network.

Installs what `vendor/package-lock.json` names into a folder of its own (no script of a package is run), copies the files named below
with their licences, writes `fonts.css` (the faces that the screens use) and `vendor/VENDORED.toml` (package, version, file, SHA-256).
The copied files are committed: neither users nor tests need npm. `tests/web/test_vendored.py` recomputes the sums.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LISTS = HERE / "vendor"
STATIC = HERE / "src/tdkt/web/static/vendor"
TESTS = HERE / "tests/vendor"
SUBSETS = ("vietnamese", "latin-ext", "latin")


@dataclass(frozen=True)
class Package:
    """What is taken of one package: its files, its licence (a file of the package, or one of `vendor/licences`), and whither."""

    name: str
    folder: str
    files: tuple[str, ...]
    licence: str
    spdx: str
    into: Path = STATIC


def faces(font: str, *styles: str, subsets: tuple[str, ...] = SUBSETS) -> tuple[str, ...]:
    """The web-font files of some styles ("400-normal"): a face is cut into subsets, and Vietnamese needs all three."""
    return tuple(f"files/{font}-{subset}-{style}.woff2" for style in styles for subset in subsets)


PACKAGES = (
    Package("@tabler/core", "tabler", ("dist/css/tabler.min.css",), "licences/tabler.txt", "MIT"),
    Package("htmx.org", "htmx", ("dist/htmx.min.js",), "LICENSE", "0BSD"),
    Package(
        "@fontsource/be-vietnam-pro",
        "be-vietnam-pro",
        faces("be-vietnam-pro", "400-normal", "400-italic", "500-normal", "600-normal", "700-normal"),
        "LICENSE",
        "OFL-1.1",
    ),
    Package(
        "@fontsource/tinos",
        "tinos",
        faces("tinos", "400-normal", "400-italic", "700-normal", "700-italic"),
        "LICENSE",
        "OFL-1.1",
    ),
    Package(
        "@fontsource/inter",
        "inter",
        faces("inter", "400-normal", "500-normal", "600-normal", subsets=("latin",)),
        "LICENSE",
        "OFL-1.1",
    ),
    Package("@noble/ed25519", "noble-ed25519", ("index.js",), "LICENSE", "MIT"),
    Package("axe-core", "axe-core", ("axe.min.js",), "LICENSE", "MPL-2.0", into=TESTS),
)
FONTS = {
    "@fontsource/be-vietnam-pro": "Be Vietnam Pro",
    "@fontsource/tinos": "Tinos",
}  # Inter gives digits only: tokens.css


def main() -> None:
    """Fetch, copy, list."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(LISTS / name, scratch)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=scratch, check=True)
        modules = Path(scratch) / "node_modules"
        for folder in (STATIC, TESTS):
            shutil.rmtree(folder, ignore_errors=True)
        entries: list[str] = []
        for package in PACKAGES:
            entries += copy(package, modules)
        (STATIC.parent / "fonts.css").write_text(font_faces(modules), encoding="utf-8")
    head = "# Written by tools/vendor_assets.py: the files of others that are kept here, as they were published.\n"
    (LISTS / "VENDORED.toml").write_text(head + "".join(entries), encoding="utf-8")


def version_of(package: Package, modules: Path) -> str:
    return str(json.loads((modules / package.name / "package.json").read_text(encoding="utf-8"))["version"])


def copy(package: Package, modules: Path) -> list[str]:
    """Copy the files of a package and give its entries of VENDORED.toml."""
    version = version_of(package, modules)
    target = package.into / f"{package.folder}-{version}"
    target.mkdir(parents=True)
    own = LISTS if package.licence.startswith("licences/") else modules / package.name
    licence = target / "LICENSE.txt"
    licence.write_bytes((own / package.licence).read_bytes())
    entries = []
    for file in package.files:
        kept = target / Path(file).name
        kept.write_bytes((modules / package.name / file).read_bytes())
        fields = {
            "package": package.name,
            "version": version,
            "file": kept.relative_to(HERE).as_posix(),
            "sha256": hashlib.sha256(kept.read_bytes()).hexdigest(),
            "licence": package.spdx,
            "licence_file": licence.relative_to(HERE).as_posix(),
        }
        entries.append("\n[[file]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items()))
    return entries


def font_faces(modules: Path) -> str:
    """The `@font-face` rules of the copied fonts, with the ranges of signs that their makers give to each subset."""
    rules = [
        "/* Written by tools/vendor_assets.py: the faces of the screens (Be Vietnam Pro) and of papers (Tinos). */\n"
    ]
    for package in PACKAGES:
        if package.name not in FONTS:
            continue
        folder = f"vendor/{package.folder}-{version_of(package, modules)}"
        for file in package.files:
            name = Path(file).stem
            subset, weight, style = re.fullmatch(rf"{package.folder}-([a-z-]+)-(\d+)-(\w+)", name).groups()  # type: ignore[union-attr]
            sheet = modules / package.name / (f"{weight}.css" if style == "normal" else f"{weight}-{style}.css")
            after = sheet.read_text(encoding="utf-8").split(f"/* {name} */")[1]
            span = re.search(r"unicode-range:\s*([^;]+);", after)
            assert span is not None, f"{sheet}: {subset} has no range"
            rules.append(
                f'@font-face {{ font-family: "{FONTS[package.name]}"; font-weight: {weight}; font-style: {style}; font-display: swap;\n'
                f'  src: url("{folder}/{name}.woff2") format("woff2");\n  unicode-range: {span[1]}; }}\n'
            )
    return "".join(rules)


if __name__ == "__main__":
    main()
