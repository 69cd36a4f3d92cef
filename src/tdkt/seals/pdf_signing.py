"""Signatures in PDF files: who signed what when, whether a byte changed since, and signing with a key that is never kept.

    check(pdf, anchors=[…], moment=…)       every signature of a file with its verdict
    sign_with_key(pdf, key=…, at=…)         the file with one more signature, and its stamp on the first page
    compare(exported, returned)             whether a file that came back from a signing tool is the one that was given to it

Trust is what the office said: the certificates of its authorities as files. Without any of them nobody is trusted and nothing is denied:
`trusted` is None. No network is ever asked, so that a certificate withdrawn since is not known; `check` says so by what it leaves unsaid.
Needs pyHanko. Times are those that signatures state (`at`), or a time stamp's (`stamped_at`).
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.serialization import pkcs12
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, Reference, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pypdf.errors import PyPdfError

STAMP_PLACE = (330, 795, 570, 832)
"""Where the stamp stands on the first page unless somebody says otherwise: x and y of two corners, in points from the lower left of an A4
page; within the upper margin, above the text."""
STAMP_SIZE = 9
A4 = (0, 0, 595, 842)
FIELD = "Chu-ky-{}"

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a certificate that leads nowhere is an answer here, no fault
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class NotPdf(Exception):
    """The file is no PDF that can be read."""


class WrongKey(Exception):
    """The file with the key is none, the password is wrong, or the key signs nothing."""


# --- who signed ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signature:
    """One signature of a file.

    `intact`: what it signs is unchanged. `valid`: it was made by the key of `certificate_of`. `covers_all`: nothing stands in the file behind
    what it signs, or only further signatures. `trusted`: the certificate leads to an authority of the office; None where the office named
    none. `pades`: of the form that the norms call PAdES. `at`: the time that the signer stated, and
    `stamped_at` that of a time-stamping authority; `problem`: why it was not readable.
    """

    field: str
    intact: bool
    valid: bool
    covers_all: bool
    trusted: bool | None
    pades: bool
    certificate_of: str = ""
    issued_by: str = ""
    fingerprint: str = ""
    at: datetime | None = None
    stamped_at: datetime | None = None
    reason: str = ""
    problem: str = ""

    @property
    def holds(self) -> bool:
        """Whether the file is as it was signed, by that key; not whether that key is whose it says it is (`trusted`)."""
        return self.intact and self.valid and self.covers_all


def check(pdf: bytes, *, anchors: Iterable[bytes] = (), moment: datetime) -> tuple[Signature, ...]:
    """Every signature of a PDF in the order in which they were made; none: an empty tuple. `anchors` are certificate files (PEM or DER) of the
    authorities that the office trusts; `moment` when certificates are to be valid. Raises `NotPdf`."""
    trusted = certificates(anchors)
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = reader.embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as why:
        raise NotPdf(str(why)) from why
    return tuple(_verdict(one, trusted, moment) for one in found)


def certificates(files: Iterable[bytes]) -> list[x509.Certificate]:
    """The certificates of PEM or DER files; a PEM file may hold several. Raises `ValueError` for a file that holds none."""
    found = []
    for content in files:
        if pem.detect(content):
            found += [x509.Certificate.load(der) for _, _, der in pem.unarmor(content, multiple=True)]
        else:
            certificate = x509.Certificate.load(content)
            certificate.native  # noqa: B018 - reads it whole, so that a wrong file is refused here
            found.append(certificate)
    return found


def _verdict(one: Any, trusted: list[x509.Certificate], moment: datetime) -> Signature:
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail", moment=moment)
    try:
        pades = str(one.sig_object.get("/SubFilter", "")) == "/ETSI.CAdES.detached"
        status = validate_pdf_signature(one, signer_validation_context=context)
    except (SignatureValidationError, PdfError, ValueError, KeyError, TypeError, AttributeError) as why:
        return Signature(
            field=one.field_name,
            intact=False,
            valid=False,
            covers_all=False,
            trusted=None if not trusted else False,
            pades=False,
            problem=str(why) or type(why).__name__,
        )
    certificate = status.signing_cert
    return Signature(
        field=one.field_name,
        intact=bool(status.intact),
        valid=bool(status.valid),
        covers_all=_covers(status),
        trusted=bool(status.trusted) if trusted else None,
        pades=pades,
        certificate_of=_named(certificate.subject),
        issued_by=_named(certificate.issuer),
        fingerprint=certificate.sha256.hex(),
        at=status.signer_reported_dt,
        stamped_at=status.timestamp_validity.timestamp if status.timestamp_validity else None,
        reason=str(one.sig_object.get("/Reason", "") or ""),
    )


def _covers(status: Any) -> bool:
    """Whether all that stands in the file is what was signed, with further signatures at most."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return bool(
        status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and status.modification_level in allowed
        and status.docmdp_ok
    )


def _named(name: x509.Name) -> str:
    """A person's or authority's name as its certificate has it, without the field names."""
    native = name.native
    said = native.get("common_name") or native.get("organization_name") or name.human_friendly
    return ", ".join(said) if isinstance(said, list) else str(said)


# --- signing ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """A key file (PKCS#12) as it was given at the moment, opened; it is kept nowhere. `name` is that of its certificate."""

    signer: SimpleSigner
    name: str


def open_key(content: bytes, passphrase: str) -> Key:
    """Open a PKCS#12 file. Raises `WrongKey`: no such file, or another password."""
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, passphrase.encode() or None)
    except ValueError as why:
        raise WrongKey(str(why)) from why
    if key is None or certificate is None:
        raise WrongKey("no key with its certificate")
    signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode() or None)
    if signer is None:
        raise WrongKey("a key of another kind")
    return Key(signer, _named(signer.signing_cert.subject))


class _SignerAt(PdfSigner):
    """Signs as of a moment that is given, not by the clock."""

    def __init__(self, moment: datetime, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.moment = moment

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.moment
        return session


def sign_with_key(
    pdf: bytes,
    *,
    key: Key,
    font: Path,
    at: datetime,
    reason: str = "",
    place: str = "",
    stamp: tuple[str, ...] = (),
    box: tuple[int, int, int, int] = STAMP_PLACE,
) -> bytes:
    """The PDF with one more signature (PAdES), added behind what stands there. `stamp`: the lines of the visible stamp on the first page, set
    in `font`; none: an invisible signature. Raises `NotPdf`, `WrongKey`."""
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        taken = {one.field_name for one in writer.prev.embedded_signatures}
    except (PdfError, ValueError, KeyError, TypeError) as why:
        raise NotPdf(str(why)) from why
    field = next(name for n in range(1, len(taken) + 2) if (name := FIELD.format(n)) not in taken)
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=place or None,
        name=key.name,
    )
    spec = SigFieldSpec(field, on_page=0, box=box) if stamp else SigFieldSpec(field)
    signer = _SignerAt(at, meta, key.signer, stamp_style=_stamp_style(font) if stamp else None, new_field_spec=spec)
    out = BytesIO()
    try:
        signer.sign_pdf(writer, output=out, appearance_text_params={"lines": "\n".join(stamp)})
    except SigningError as why:
        raise WrongKey(str(why)) from why
    return out.getvalue()


class _Letters(FontEngineFactory):
    """The letters of a font, measured in thousandths: pyHanko writes the widths of glyphs into the file as the font has them, and a PDF reads
    them as thousandths, so that a font of 2048 units would be set with gaps."""

    def __init__(self, font: Path) -> None:
        self.font = font

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
        stream = writer.prepare_object_stream() if obj_stream is None and writer.stream_xrefs else obj_stream
        return GlyphAccumulator(writer, BytesIO(_in_thousandths(self.font)), font_size=STAMP_SIZE, obj_stream=stream)


@lru_cache(maxsize=4)
def _in_thousandths(font: Path) -> bytes:
    loaded = TTFont(font)
    scale_upem(loaded, 1000)
    out = BytesIO()
    loaded.save(out)
    return out.getvalue()


def _stamp_style(font: Path) -> TextStampStyle:
    """Lines at the left of the stamp's frame, shrunk when they are too long for it."""
    return TextStampStyle(
        stamp_text="%(lines)s",
        border_width=1,
        text_box_style=TextBoxStyle(
            font=_Letters(font),
            font_size=STAMP_SIZE,
            leading=11,
            text_color=(0.59, 0.11, 0.12),
            box_layout_rule=SimpleBoxLayoutRule(
                x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MID, margins=Margins.uniform(2)
            ),
        ),
        inner_content_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MID, margins=Margins.uniform(3)
        ),
    )


# --- through a tool of the agency ---------------------------------------------------------------------


def digest(pdf: bytes) -> str:
    """The SHA-256 by which an exported file is known again."""
    return hashlib.sha256(pdf).hexdigest()


def compare(exported: bytes, returned: bytes) -> str:
    """Whether a file that came back is the one that was exported, with nothing but signatures added.

    "same": the exported bytes stand at its head, and only signatures with their stamps were added. "rewritten": the tool wrote it anew; the
    pages bear the same words, which a person has to confirm. "changed": something was added that shows. "other": another paper.
    Raises `NotPdf`.
    """
    if returned[: len(exported)] == exported:
        return "same" if returned == exported or _only_signed(exported, returned) else "changed"
    try:
        before, after = _words(exported), _words(returned)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as why:
        raise NotPdf(str(why)) from why
    return "rewritten" if before == after and any(before) else "other"


def _only_signed(exported: bytes, returned: bytes) -> bool:
    """Whether the revisions behind the exported one do nothing but sign: of what stood there, only the catalogue gained a form of signatures,
    and pages gained fields of signatures. (pyHanko's own policy begins at a signature; the exported file has none.)"""
    try:
        before = PdfFileReader(BytesIO(exported), strict=False)
        after = PdfFileReader(BytesIO(returned), strict=False)
        stood = {
            _numbers(reference)
            for revision in range(before.xrefs.total_revisions)
            for reference in before.xrefs.explicit_refs_in_revision(revision)
        }
        for revision in range(before.xrefs.total_revisions, after.xrefs.total_revisions):
            if after.xrefs.refs_freed_in_revision(revision):
                return False
            for reference in after.xrefs.explicit_refs_in_revision(revision):
                if _numbers(reference) in stood and not _is_signing(before, after, reference):
                    return False
        return bool(_numbers(before.root_ref) == _numbers(after.root_ref))
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as why:
        raise NotPdf(str(why)) from why


CATALOGUE_MAY = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version", "/Perms"})
"""What a signature may add to the catalogue of a file."""
STAMP_AT_MOST = 0.2
"""The part of a page that the stamps of signatures may cover: more of it could hide the text."""


def _is_signing(before: PdfFileReader, after: PdfFileReader, reference: Any) -> bool:
    """Whether an object of the exported file was changed only as a signature changes it."""
    old = before.get_object(Reference(*_numbers(reference), before))
    new = after.get_object(reference)
    if _plain(old) == _plain(new):
        return True
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    if _numbers(reference) == _numbers(before.root_ref):
        form = _reached(new, "/AcroForm", {})
        only_signatures = "/XFA" not in form and all(_is_signature(field) for field in _items(form, "/Fields"))
        return _alike(old, new, but=CATALOGUE_MAY) and only_signatures
    if old.get("/Type") == "/Page":
        kept = [_plain(note) for note in _items(old, "/Annots")]
        added = [note for note in _items(new, "/Annots") if _plain(note) not in kept]
        stamps = all(_is_signature(note) for note in added) and _covered(added, new) <= STAMP_AT_MOST
        return _alike(old, new, but={"/Annots"}) and stamps
    # What the file says of itself (its dates, its tool) shows on no page.
    about = before.trailer.raw_get("/Info") if "/Info" in before.trailer else None
    return old.get("/Type") == "/Metadata" or (about is not None and _plain(about) == ("ref", *_numbers(reference)))


def _alike(old: Any, new: Any, *, but: Iterable[str]) -> bool:
    """Whether two dictionaries say the same under all names but these."""
    names = {*old, *new} - set(but)
    return all(name in old and name in new and _plain(old.raw_get(name)) == _plain(new.raw_get(name)) for name in names)


def _plain(value: Any) -> Any:
    """A value of a PDF as it can be compared: a reference by its numbers, a stream by its bytes."""
    if isinstance(value, IndirectObject):
        return ("ref", value.idnum, value.generation)
    if isinstance(value, StreamObject):
        return (bytes(value.encoded_data), {name: _plain(value.raw_get(name)) for name in value})
    if isinstance(value, DictionaryObject):
        return {name: _plain(value.raw_get(name)) for name in value}
    if isinstance(value, ArrayObject):
        return [_plain(value.raw_get(place)) for place in range(len(value))]
    return value


def _items(dictionary: Any, name: str) -> list[Any]:
    """What a list within a dictionary holds, references as such; none: an empty list."""
    listed = _reached(dictionary, name, ArrayObject())
    return [listed.raw_get(place) for place in range(len(listed))]


def _reached(dictionary: Any, name: str, otherwise: Any) -> Any:
    """What a name of a dictionary leads to; its `get` would answer the reference itself."""
    try:
        return dictionary[name]
    except KeyError:
        return otherwise


def _numbers(reference: Any) -> tuple[int, int]:
    return reference.idnum, reference.generation


def _is_signature(field: Any) -> bool:
    return bool(field.get_object().get("/FT") == "/Sig")


def _covered(notes: list[Any], page: Any) -> float:
    """The part of a page that these fields cover at most."""
    if not notes:
        return 0.0
    left, low, right, high = (float(side) for side in _reached(page, "/MediaBox", A4))
    sides = [[float(side) for side in note.get_object()["/Rect"]] for note in notes]
    return sum(abs((x2 - x1) * (y2 - y1)) for x1, y1, x2, y2 in sides) / abs((right - left) * (high - low))


def _words(pdf: bytes) -> list[str]:
    """The words of each page, blanks made one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
