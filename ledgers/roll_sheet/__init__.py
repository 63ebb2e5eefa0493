"""The roll as a spreadsheet (党员名册表): its columns, how each cell is read, and how it is written.

Pure: bytes in, values and errors out. Nothing is guessed silently; what cannot be read is named by row and column.
"""

from ledgers.roll_sheet.cells import CellError, Masked, read_id_number
from ledgers.roll_sheet.checks import SheetRow, check_against_number, check_row
from ledgers.roll_sheet.columns import BY_FIELD, COLUMNS, DEFAULTS, FIELDS, key_of, member_of_key
from ledgers.roll_sheet.reading import FEW_ROWS, MAX_ROWS, Sheet, TooLong, read_workbook
from ledgers.roll_sheet.workbook import MAX_BYTES, SheetRefused, refuse_at_sight
from ledgers.roll_sheet.writing import errors_workbook, export_workbook, summary_workbook, template_workbook

__all__ = [
    "BY_FIELD",
    "COLUMNS",
    "DEFAULTS",
    "FEW_ROWS",
    "FIELDS",
    "MAX_BYTES",
    "MAX_ROWS",
    "CellError",
    "Masked",
    "Sheet",
    "SheetRefused",
    "SheetRow",
    "TooLong",
    "check_against_number",
    "check_row",
    "errors_workbook",
    "export_workbook",
    "key_of",
    "member_of_key",
    "read_id_number",
    "read_workbook",
    "refuse_at_sight",
    "summary_workbook",
    "template_workbook",
]
