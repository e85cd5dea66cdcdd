"""Writes a roster as an office keeps it to standard output, as .xlsx.

Usage: roster.py ROWS, a JSON list of rows of texts; the first are the headings.
"""

import io
import json
import sys

import xlsxwriter


def main() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("会员名册")
    for number, row in enumerate(json.loads(sys.argv[1])):
        sheet.write_row(number, 0, row)
    book.close()
    sys.stdout.buffer.write(file.getvalue())


main()
