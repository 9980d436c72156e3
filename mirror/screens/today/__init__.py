"""What to wear today: outfits for the weather with their reasons, one to choose, how it felt afterwards."""
