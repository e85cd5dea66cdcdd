"""The code as an outline that the page draws itself: no picture to load, sharp at any size."""

from __future__ import annotations

import qrcode


def qr_path(text: str) -> tuple[int, str]:
    """Side in modules, and the path of an SVG with a unit a module."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if row[x]:
                end = x
                while end < len(row) and row[end]:
                    end += 1
                runs.append(f"M{x} {y}h{end - x}v1H{x}z")
                x = end
            x += 1
    return len(matrix), "".join(runs)
