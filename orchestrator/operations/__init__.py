"""How the farm does, for whoever runs it: what stands where, what is wrong, and the click that mends it."""
