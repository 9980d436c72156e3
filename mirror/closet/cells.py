"""A CSV's cells, for the programs that people open one with: they show them, and run none of them.

UTF-8 with the byte order mark in front, without which some programs take Hangul for another script.
"""

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets read wide signs too


def safe(cell: object) -> object:
    """Text that no spreadsheet takes for a formula: an apostrophe before what would begin one; else as it came."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell
