"""Where documents come from. The watched folder is the first."""
