"""The closet: a grid of what a person owns, and what narrows it down."""
