"""What a person likes, learnt from what they wore, passed over and said; the same history gives the same answer."""
