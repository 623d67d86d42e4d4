"""Reading Latin and Chinese scans with the networks that come in RapidOCR's wheel."""
