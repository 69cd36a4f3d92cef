"""English screens of a Vietnamese office: dates stay day first and numbers keep their dots, so that screen and paper agree."""

from tdkt.config.formats.vi.formats import *  # noqa: F403
