"""The sample office's bodies and officials of emulation work, entered by the office's own verbs."""

from datetime import datetime


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment."""
