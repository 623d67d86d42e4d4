"""What the farm learns: suppliers' forms from corrections, and the coding of lines from what was keyed."""
