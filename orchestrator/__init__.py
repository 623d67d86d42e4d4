"""Decides: stages, rules, approvals, postings, reports, and the commands and pages over them."""
