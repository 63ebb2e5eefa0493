"""A file's name as it is kept for the download."""

import re
import unicodedata

from django.utils.translation import gettext as _

from evidence.enums import FileKind

MAX_NAME_CHARACTERS = 200
# Endings that tell the kind; any other "ending" may be part of the name, as in 会议记录2025.10.
KNOWN_ENDINGS = (".jpeg", ".jpg", ".jpe", ".png", ".heic", ".heif", ".pdf", ".docx", ".doc", ".docm")
FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name: str, kind: FileKind) -> str:
    """Return `name` safe to store and to offer for download, with the ending that fits the content.

    Folders are cut off whichever slash they use; control characters and the invisible marks that turn the
    writing direction (which make “exe.jpg” out of “gpj.exe”) are dropped; what Windows forbids becomes "_".
    """
    name = unicodedata.normalize("NFC", name)
    name = re.split(r"[/\\]", name)[-1]
    # Category C: control, format (direction marks, zero-width), surrogate, private use, unassigned.
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    name = FORBIDDEN.sub("_", name)
    name = stem = " ".join(name.split()).rstrip(". ")
    for ending in KNOWN_ENDINGS:
        if name.lower().endswith(ending):
            stem = name[: -len(ending)]
            break
    stem = stem.strip(". ")[: MAX_NAME_CHARACTERS - len(kind.extension)].rstrip(". ") or _("文件")
    return stem + kind.extension


def claimed_ending(name: str) -> str:
    """Return the ending of `name` in lower case when it claims a kind we know (".jpg"), else ""."""
    name = name.lower().strip()
    return next((ending for ending in KNOWN_ENDINGS if name.endswith(ending)), "")
