"""Whether the colours of garments agree, and why."""
