"""The mirror's own settings, and how it is."""
