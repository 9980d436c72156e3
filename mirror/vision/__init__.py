"""Pixels in, facts out: decode, cut out, classify, name colours. It does no I/O beyond reading the photo and the
network files it is told to, and knows no database and no screen.

Pictures are uint8 arrays: RGB (height, width, 3), alpha (height, width), both upright.
"""
