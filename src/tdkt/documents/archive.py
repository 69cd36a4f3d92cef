"""Office files are zip archives; a zip notes when each part was packed, and the same paper should be the same bytes."""

import io
import zipfile

_NO_DATE = (1980, 1, 1, 0, 0, 0)


def same_every_time(archive: bytes) -> bytes:
    """The same archive with the time of packing taken out of every part; order and contents are kept."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, date_time=_NO_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return packed.getvalue()
