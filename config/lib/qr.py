"""QR codes as one SVG path: black squares that a printer and a phone both read."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True, slots=True)
class QrCode:
    """`size` modules in a square; `path` is what an SVG path draws of them, one unit a module."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Return the QR code of `text` with the middle one of the levels of error correction (15 percent)."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    drawn = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                drawn.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end + 1
    return QrCode(len(rows), "".join(drawn))
