"""What the farm has learned of a supplier from corrections, and how it weighs it while it reads the next document."""
