"""The way in for a phone, and for the first account."""
