"""OFD (GB/T 33190), the Chinese page format in which e-invoices travel: its parts, its text, the invoice inside."""
