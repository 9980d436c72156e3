"""A USB or laptop camera through OpenCV, or a video file that stands in for one in tests."""

import time
from pathlib import Path

import cv2
import numpy as np

from ..errors import CameraError
from .camera import Camera, Frame

PREVIEW_SIDE_PX = 1280
WANTED_WIDTH, WANTED_HEIGHT = 1920, 1080


class Webcam(Camera):
    """`device`: the number N of /dev/videoN, or a video file."""

    def __init__(self, device: int | Path = 0) -> None:
        self.name = f"webcam {device}"
        self._device = device
        self._capture: cv2.VideoCapture | None = None

    def open(self) -> None:
        if self._capture is not None:
            return
        if isinstance(self._device, Path):
            capture = cv2.VideoCapture(str(self._device))
        else:
            capture = cv2.VideoCapture(self._device, cv2.CAP_V4L2)
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, WANTED_WIDTH)
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, WANTED_HEIGHT)
        if not capture.isOpened():
            capture.release()
            raise CameraError(
                f"{self.name} cannot be opened: is it plugged in, and does no other program use it?"
            )
        self._capture = capture

    def preview(self) -> Frame:
        frame = self.still()
        height, width = frame.rgb.shape[:2]
        factor = PREVIEW_SIDE_PX / max(height, width)
        if factor >= 1:
            return frame
        size = (round(width * factor), round(height * factor))
        return Frame(
            np.asarray(cv2.resize(frame.rgb, size, interpolation=cv2.INTER_AREA), np.uint8), frame.taken_s
        )

    def still(self) -> Frame:
        if self._capture is None:
            raise CameraError("the camera is not open")
        good, bgr = self._capture.read()
        if not good or bgr is None:
            raise CameraError(f"{self.name} gives no picture: unplug it and plug it in again")
        return Frame(np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8), time.monotonic())

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None
