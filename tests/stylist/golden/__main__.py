"""`python -m tests.stylist.golden` writes the table anew."""

from .table import FILE, table

FILE.write_text(table(), encoding="utf-8")
