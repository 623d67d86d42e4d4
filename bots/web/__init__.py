"""What is common to all web pages that a bot works in; knows no ERP and no order."""
