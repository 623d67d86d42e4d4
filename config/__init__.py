"""Settings, the files that a user edits, logging and the numbered checks. Config only tells."""
