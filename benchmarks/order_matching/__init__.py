"""Generated orders and invoices to them, with planted differences: how well lines are joined and differences found."""
