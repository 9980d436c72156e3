"""The open backup format: a closet as files that any program can read, and back into a closet that lives."""
