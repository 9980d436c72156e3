"""What touches the machine: cameras, the watchdog. The only place that knows picamera2 and cv2.VideoCapture."""
