"""Machine-readable codes on pages (QR): found, decoded, understood by format, and weighed with what is printed."""
