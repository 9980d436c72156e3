"""The weather: what the forecast says, what is usual, what a person says; fetched, kept, and asked for by day."""
