"""The parts of a page: letterhead, parties, details, table, totals, closing, footer; and receipts."""
