"""Hands: what touches the outside world, the watched folder and the ERP's pages."""
