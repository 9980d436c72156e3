"""The real Picamera2 on libcamera's virtual cameras. Importable in the tree of build_tree.sh alone.

Picamera2 expects a Raspberry Pi's sensor. Each change here covers one thing that a virtual camera has not;
they hold for libcamera 0.4 and picamera2 0.3.38.
"""

from typing import Any

import libcamera
from picamera2 import Picamera2
from picamera2.allocators import DmaAllocator

from mirror.hardware.picamera import picamera2

BARS, QUARTERS, SMALL = range(3)  # the cameras of virtual.yaml


def _modes_without_raw(camera: Picamera2) -> list[dict[str, Any]]:
    size = camera.camera.generate_configuration([libcamera.StreamRole.Viewfinder]).at(0).size
    return [{"format": "NV12", "size": (size.width, size.height)}]


# A virtual camera has no raw stream; what it shows stands for its sensor.
Picamera2._get_raw_modes = _modes_without_raw

# It never sets a frame's status, and picamera2 drops every frame that is no success.
libcamera.FrameMetadata.status = property(lambda _frame: libcamera.FrameMetadata.Status.Success)


class TwoPlanes(DmaAllocator):
    """picamera2's own allocator describes a buffer as one plane; a virtual camera writes NV12 only into two."""

    def allocate(self, libcamera_config: Any, use_case: Any) -> None:
        super().allocate(libcamera_config, use_case)
        # The books go by the number of a buffer's first descriptor, which is libcamera's own copy.
        self.libcamera_fds = []
        self.mapped_buffers_used = {}
        for stream in libcamera_config:
            luma = stream.stride * stream.size.height
            self.frame_buffers[stream.stream] = [
                self._in_two(buffer, luma, stream.frame_size) for buffer in self.frame_buffers[stream.stream]
            ]

    def _in_two(self, whole: Any, luma: int, size: int) -> Any:
        planes = []
        for offset, length in ((0, luma), (luma, size - luma)):
            plane = libcamera.FrameBuffer.Plane()
            plane.fd, plane.offset, plane.length = whole.planes[0].fd, offset, length
            planes.append(plane)
        buffer = libcamera.FrameBuffer(planes)
        first = buffer.planes[0].fd
        self.libcamera_fds.append(first)
        self.mapped_buffers_used[first] = False
        self.mapped_buffers[buffer] = self.mapped_buffers.pop(whole)
        return buffer


def make(index: int) -> Picamera2:
    """For PiCamera's `make`."""
    return picamera2(index, allocator=TwoPlanes())
