"""One garment, what looks like it, and what goes with it."""
