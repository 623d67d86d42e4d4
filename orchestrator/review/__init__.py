"""What people do with a document that waits for them: look, correct, ask, set aside, split, turn, undo."""
