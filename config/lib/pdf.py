"""HTML to PDF: offline, complete or not at all, and the same bytes every time."""

# The words of an official document and the names of its fonts are fixed by the standard.
# i18n: data file

import logging
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

STATIC = Path(__file__).resolve().parents[2] / "static"
LOGGER = logging.getLogger("weasyprint")

# What WeasyPrint only warns of, and an official document can't bear.
FATAL_WARNINGS = (".notdef glyph", "Unable to ", "Font-face ")

# The faces GB/T 9704-2012 means, all of them licensed: each under the names it is installed by.
OFFICIAL_FACES = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK"),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong"),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti"),
    "黑体": ("SimHei", "黑体", "STHeiti"),
    "宋体": ("SimSun", "宋体", "STSong"),
}


class PdfFailed(Exception):
    """The document can't be printed whole. `messages` are WeasyPrint's own words, for the log."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        reason = "; ".join(self.messages)
        super().__init__(_("公文未能完整排版，没有生成文件：%(reason)s") % {"reason": reason})


class Complaints(logging.Handler):
    """Collects what WeasyPrint reports from this thread: another circular may be printing beside it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.thread == self.thread and (record.levelno >= logging.ERROR or message.startswith(FATAL_WARNINGS)):
            self.messages.append(message)


@contextmanager
def complaints() -> Iterator[list[str]]:
    handler = Complaints()
    # A logging configuration that silences WeasyPrint would hide a missing character.
    LOGGER.disabled = False
    if not LOGGER.isEnabledFor(logging.WARNING):
        LOGGER.setLevel(logging.WARNING)
    LOGGER.addHandler(handler)
    try:
        yield handler.messages
    finally:
        LOGGER.removeHandler(handler)


# For keeping: fonts embedded, colours defined, every character with its Unicode (ISO 19005-2).
ARCHIVED = "pdf/a-2u"


def html_to_pdf(
    html: str,
    *,
    base_url: Path | None = None,
    stamp: datetime,
    variant: str | None = None,
    if_odd: Callable[[], str] | None = None,
) -> bytes:
    """Return `html` as a PDF file; the same input gives the same bytes.

    `base_url` is the folder that relative addresses start from and the only one files are read from, static/
    unless given. `stamp` is the aware time written into the file as created and modified. `variant` is a standard the
    file has to follow, such as ARCHIVED. `if_odd` returns what is printed in place of the last page when the pages are
    odd in number: it is laid out by itself, which is much quicker than the whole once more.
    Raises PdfFailed when an image, a style sheet, a font or a character is missing: a circular without one of them is
    worse than none.
    """
    # Loads Pango, which only the machine that prints has to have: migrations and checks run without it.
    from weasyprint import HTML

    from config.lib.pdf_fetcher import LocalFetcher

    root = base_url or STATIC
    with complaints() as messages:

        def laid_out(text: str):
            page = HTML(string=text, base_url=f"{root.resolve().as_uri()}/", url_fetcher=LocalFetcher(root))
            # Column widths are attributes, because the preview's content security policy refuses inline styles.
            return page.render(presentational_hints=True, pdf_variant=variant)

        document = laid_out(html)
        if if_odd is not None and len(document.pages) % 2:
            document = document.copy([*document.pages[:-1], *laid_out(if_odd()).pages])
        document.metadata.created = document.metadata.modified = stamp.isoformat()
        pdf = document.write_pdf(pdf_variant=variant)
    if messages:
        raise PdfFailed(list(dict.fromkeys(messages)))
    return pdf


@cache
def installed_families() -> frozenset[str]:
    """Return the names of all font families fontconfig knows, in every language they are named in."""
    listing = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return frozenset(name.strip().replace("\\", "") for name in listing.replace("\n", ",").split(","))


def missing_official_faces() -> list[str]:
    """Return the licensed faces of the standard which are absent here and stand replaced by free ones."""
    return [face for face, names in OFFICIAL_FACES.items() if installed_families().isdisjoint(names)]
