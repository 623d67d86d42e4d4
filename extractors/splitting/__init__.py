"""Several documents in one PDF: where one ends and the next begins, and the PDFs of the parts."""
