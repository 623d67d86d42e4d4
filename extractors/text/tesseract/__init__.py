"""Reading scans with Tesseract: Cyrillic, and whatever the other engine cannot."""
