"""What the tests of the manual and of the guided visit share."""

import pytest
from django.conf import settings

from branches.navigation import PLACES

QUOTING = {"manual.py", "guide.py"}  # what these say is looked up, and is no source


@pytest.fixture(scope="session")
def words() -> str:
    """All that stands on pages: templates, the navigation, and what the code says."""
    sources = [*settings.BASE_DIR.glob("templates/**/*.html")]
    sources += [
        path for path in settings.BASE_DIR.glob("*/**/*.py") if {"tests", "node_modules"}.isdisjoint(path.parts)
    ]
    texts = [path.read_text() for path in sources if path.name not in QUOTING and ".venv" not in path.parts]
    return "\n".join([*texts, *(str(label) for _who, _address, label, _icon in PLACES)])
