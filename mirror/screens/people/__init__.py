"""Who is at the mirror, and the PIN that keeps a closet closed."""
