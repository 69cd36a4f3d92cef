"""`python -m tdkt` is the command `tdkt`."""

from tdkt.cli import main

main()
