"""Chaos: a fresh farm on a local ERP, invoices and faults by a seed, and the ERP's own records as the judge."""
