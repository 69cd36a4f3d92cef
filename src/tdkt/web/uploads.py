"""Files on their way in: one that is too large is let go by while it arrives, instead of filling the disk first.

Django reads a form before any screen runs (the check of its mark needs it), so the limit stands here and not in the screen.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class SizeLimit(FileUploadHandler):
    """Stands before Django's own handlers: counts what arrives of one file, and lets the rest of a file over the limit go by unkept."""

    def new_file(self, *args: Any, **named: Any) -> None:
        super().new_file(*args, **named)
        self.arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.arrived += len(raw_data)
        if self.arrived > settings.MAX_IMPORT_SIZE:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was let go by."""
    return getattr(request, "upload_too_large", False)
