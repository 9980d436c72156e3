"""Writes to the closet as another process does: over a connection of its own."""

import threading
from collections.abc import Callable

from mirror.closet import Closet


def from_afar(closet: Closet, write: Callable[[], object]) -> None:
    """Write, and have it done before this returns. Raises what writing raises."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            write()
        except BaseException as error:
            raised.append(error)
        finally:
            closet.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
