"""Rules in force: their files, who put them in force and what they would decide."""
