"""A generated year of invoices with planted cases of error and fraud, and how many of them the detectors find.

The generator knows nothing of the rules: it imports neither their parameters nor their code.
"""
