"""What to wear: weather -> warmth needed -> outfits with their reasons; learning, planning, laundry, packing.

No screen and no page: values in, values out. `stylist.Stylist` is the door.
"""
