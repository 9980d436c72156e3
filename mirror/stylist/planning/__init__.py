"""Beyond today: what to wash, what to pack, what to store for the season or to part with."""
