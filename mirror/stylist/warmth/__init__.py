"""Warmth in clo: how much the weather asks for, and how much clothes give. 1 clo is 0.155 m2 K/W."""
