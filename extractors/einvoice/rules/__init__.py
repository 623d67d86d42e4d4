"""The business rules of EN 16931 on CII and UBL invoices: which ones an XML breaks, each with a sentence."""
