"""Reading invoices, credit notes and receipts from their pages: `whole_invoice.read_invoice` is the whole story.

Nothing is imported here: processes that need a piece of it, such as what is remembered of suppliers, start quickly.
"""
