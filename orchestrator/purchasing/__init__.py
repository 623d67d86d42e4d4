"""Purchase orders, goods receipts, and how invoices are held against them. Nothing here knows the store."""
