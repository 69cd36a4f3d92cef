"""The sample office's monthly classes, entered by the office's own verbs."""

from datetime import datetime


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment."""
