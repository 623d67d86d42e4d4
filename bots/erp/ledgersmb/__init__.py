"""LedgerSMB 1.6: transactions of accounts payable."""
