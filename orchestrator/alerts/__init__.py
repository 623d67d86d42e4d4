"""Alerts about bad money, decided by people: dismissed, which teaches, or confirmed, which rejects; scans; history."""
