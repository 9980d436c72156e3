"""The camera's screen: one garment after another into the closet."""
