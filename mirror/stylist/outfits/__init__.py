"""Outfits from what hangs in the wardrobe: rules, scores, a search, and the reasons for each."""
