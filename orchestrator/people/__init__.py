"""The people of the farm: who they are, how they prove it, what each may do, and which duties are kept apart."""
