"""The closet for scripts of the household: JSON, checked and described by the same structs."""
