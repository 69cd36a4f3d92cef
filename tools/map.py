"""Writes `docs/map.md`, where is what: rooms, screens with who may open them, commands, kinds of lists. `--check` fails when it is old."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "map.md"
SOURCE = ROOT / "src" / "tdkt"

os.environ["TDKT_LANG"] = "en"

import tdkt.cli.register  # noqa: E402, F401  (loads Django, so that the screens can be asked)
from tdkt.cli.commands import COMMANDS  # noqa: E402
from tdkt.operations.imports import TAKE_IN  # noqa: E402
from tdkt.web.policy import rules_of  # noqa: E402
from tdkt.web.urls import urlpatterns  # noqa: E402

ORDER = (
    "vietnamese",
    "rules",
    "law",
    "exchange",
    "reader",
    "sheets",
    "documents",
    "reports",
    "sample",
    "records",
    "operations",
    "web",
    "cli",
    "config",
)


def page() -> str:
    """The whole page."""
    parts = [
        "# Where is what\n\nMade by `python tools/map.py`; a test keeps it true. Paths are under `src/tdkt/`.\n",
        "\n## Rooms, from the ground up\n\n| room | what lives there |\n|---|---|\n",
        *(f"| `{room}` | {first_line(SOURCE / room / '__init__.py')} |\n" for room in ORDER),
        "\n## Screens\n\n| address | route | file | who | rows |\n|---|---|---|---|---|\n",
        *screens(),
        "\n## Commands\n\n| command | file | does |\n|---|---|---|\n",
        *(
            f"| `tdkt {name}` | `{place(target.partition(':')[0])}` | {english} |\n"
            for name, (target, _, english) in COMMANDS.items()
        ),
        "\n## Kinds of lists that can be taken in\n\n| kind | read by | taken in by |\n|---|---|---|\n",
        *(
            f"| {kind} | `sheets/{kind}.py` | `{place(function.__module__)}` `{function.__name__}` |\n"
            for kind, function in TAKE_IN.items()
        ),
    ]
    return "".join(parts)


def first_line(path: Path) -> str:
    """The first sentence of a room's own description."""
    return path.read_text(encoding="utf-8").split('"""')[1].split("\n")[0]


def place(module: str) -> str:
    return module.removeprefix("tdkt.").replace(".", "/") + ".py"


def screens() -> list[str]:
    """A row for each address: what it is called, which file answers, who may open it on whose rows."""
    rows = []
    for pattern in urlpatterns:
        rules = rules_of(pattern.name)
        who = "; ".join(
            f"{rule.methods}: {', '.join(sorted(rule.roles)) if rule.scope != 'anyone' else 'anyone'}" for rule in rules
        )
        scopes = ", ".join(dict.fromkeys(rule.scope for rule in rules))
        rows.append(
            f"| `/{pattern.pattern}` | {pattern.name} | `{place(pattern.callback.__module__)}` `{pattern.callback.__name__}` | {who} | {scopes} |\n"
        )
    return sorted(rows)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else "docs/map.md is old: run python tools/map.py")
    PAGE.write_text(page(), encoding="utf-8")
