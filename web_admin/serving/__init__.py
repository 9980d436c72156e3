"""From an app to a port and a name on the home network. What is answered there is not its business."""
