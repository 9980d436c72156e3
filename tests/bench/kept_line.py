"""A connection to the web server that is kept open, and asks one thing after the other."""

import asyncio
import re


class Line:
    """A connection that is kept, as a browser keeps it."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body. A connection that was closed in the meantime is opened anew, once."""
        for again in (True, False):
            if self._writer is None:
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
            assert self._reader is not None
            try:
                self._writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self._cookie}\r\n\r\n".encode()
                )
                head = await self._reader.readuntil(b"\r\n\r\n")
            except (OSError, asyncio.IncompleteReadError):
                self.close()
                if not again:
                    raise
                continue
            length = re.search(rb"(?i)content-length: (\d+)", head)
            body = await self._reader.readexactly(int(length[1])) if length else b""
            if b"onnection: close" in head:
                self.close()
            return int(head.split(b" ", 2)[1]), body
        raise AssertionError("not reached")

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
