"""Writes the Word templates of the office's papers and the lists of their variables.

python tools/forms.py          write every form into src/tdkt/documents/forms/
python tools/forms.py check    say which forms are not as the code builds them
"""

import sys

from tdkt.documents.form import FORMS
from tdkt.documents.office_forms import build, declare
from tdkt.documents.office_paper import OFFICE_FORMS


def main() -> int:
    """Write or check; 1 when something is not as it should be."""
    only_check = sys.argv[1:] == ["check"]
    stale = []
    for form in OFFICE_FORMS.values():
        folder = FORMS / form.slug
        wanted = {folder / "template.docx": build(form), folder / "form.toml": declare(form).encode()}
        for path, content in wanted.items():
            if path.exists() and path.read_bytes() == content:
                continue
            stale.append(f"{form.slug}/{path.name}")
            if not only_check:
                folder.mkdir(exist_ok=True)
                path.write_bytes(content)
    for name in stale:
        print(("not as built: " if only_check else "written: ") + name)
    return 1 if only_check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
