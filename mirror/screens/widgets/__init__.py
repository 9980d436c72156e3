"""The mirror's own widgets. They know no garment, closet or room; a screen hands them words and actions."""
