"""The pages by topic, one blueprint each, every one called `room`."""
