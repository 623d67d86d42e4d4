"""Bad money: what of an invoice, or of a person's decisions, looks like error or fraud. One detector a file.

Every detector is a pure function of frozen facts: the same facts give the same suspicion, today and for an auditor.
"""
