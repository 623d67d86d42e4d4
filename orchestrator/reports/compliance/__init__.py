"""The compliance report of a period: one frozen content, as PDF and as Excel; the controls and the personal data."""
