"""tdkt: the register of emulation and commendation (thi đua, khen thưởng). Read `docs/concepts.md` first."""

__version__ = "0.1.0"
