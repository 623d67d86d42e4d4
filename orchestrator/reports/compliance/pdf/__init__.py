"""The compliance report as PDF: fonts that it carries with it, lines that fit, tables that go on over pages."""
