"""What the mirror shows while nobody touches it: the clock, then less, then nothing."""
