"""What every screen looks like: pictures to compare with, and the closets that they are drawn from.

`make golden` draws them anew. No network runs: what there is to know of each garment is fixed here.
"""
