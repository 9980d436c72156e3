"""gunicorn's threads behind a loop of our own that first waits until a request is there.

gunicorn gives every new connection to a thread, which then waits for the client: eight silent ones and nobody is
answered any more. This is the one file that leans on gunicorn's inside.
"""

import contextlib
import errno
import selectors
import ssl
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, NamedTuple

from gunicorn.http import get_parser
from gunicorn.workers.gthread import TConn, ThreadWorker

from .arrival import Arrival, Step
from .patience import PatientSocket, patient

END_WITHIN_S = 1  # for answers under way, after SIGTERM or Ctrl-C
THREADS_FOR_ONE = 5  # of the eight: one machine alone keeps nobody else out
AT_ONCE_S = 0.05
ARRIVALS_MOST = 200  # at a time; then the one that has been coming for longest makes room
_FULL = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_EVENTS = {Step.READ: selectors.EVENT_READ, Step.WRITE: selectors.EVENT_WRITE}

Beside = Callable[[threading.Event], None]


class Front(NamedTuple):
    """How connections come in.

    tls: None for http. way: from the host and target that somebody asked for in the clear to the address over
    https, None for a host that is not ours. http_port: what comes there is shown the way, whatever it speaks; 0 for
    none. beside: runs in a thread of its own in the same process; told by an event when it is to end, within
    END_WITHIN_S.
    """

    tls: ssl.SSLContext | None = None
    way: Callable[[str, str], str | None] | None = None
    http_port: int = 0
    beside: Beside | None = None


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """The worker. In its loop a client that is slow to hang up holds nobody up either; gunicorn waits for each."""

    front: ClassVar[Front] = Front()

    def init_process(self) -> None:
        """In the worker process alone: leave before the parent loses its patience."""
        self.cfg.set("graceful_timeout", END_WITHIN_S)
        self._arrivals: dict[Arrival, int] = {}  # oldest first, with what the poller knows them by
        self._over = threading.Event()
        self._busy: Counter[str] = Counter()  # threads by client
        self._queues: defaultdict[str, deque[Any]] = defaultdict(deque)
        super().init_process()

    def run(self) -> None:
        """Until the end; what runs beside begins and ends with it."""
        beside: threading.Thread | None = None
        if self.front.beside is not None:
            beside = threading.Thread(target=self.front.beside, args=(self._over,), daemon=True)
            beside.start()
        try:
            super().run()
        finally:
            self._over.set()
            if beside is not None:
                beside.join(END_WITHIN_S)

    def handle_exit(self, sig: Any, frame: Any) -> None:
        """SIGTERM or Ctrl-C: whoever has not asked for anything yet is not waited for."""
        self._over.set()
        super().handle_exit(sig, frame)

    # Coming in

    def accept(self, listener: Any) -> None:
        """Somebody knocks."""
        try:
            raw, client = listener.accept()
        except OSError as error:
            if error.errno in _FULL:
                self._make_room()
            return
        server = listener.getsockname()
        sock: PatientSocket = patient(raw)
        while len(self._arrivals) >= ARRIVALS_MOST:
            self._make_room()
        self.nr_conns += 1
        front = self.front
        arrival = Arrival(
            sock,
            tls=front.tls,
            way=front.way,
            shown_the_way=bool(front.http_port) and server[1] == front.http_port,
        )
        self._begin(arrival, partial(self._first, client, server))

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """A connection that was answered before asks again, or begins to."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._begin(Arrival(conn.sock, held=conn), self._next)

    def murder_pending(self) -> None:
        """Let go who has been coming for too long; when all ends, everybody who is still coming."""
        super().murder_pending()
        now_s = time.monotonic()
        for arrival in [one for one in self._arrivals if one.ends_s <= now_s or self._over.is_set()]:
            self._drop(arrival)

    def _begin(self, arrival: Arrival, ready: Callable[[Arrival], Any]) -> None:
        descriptor = arrival.sock.fileno()
        self._arrivals[arrival] = descriptor
        self.poller.register(
            descriptor, selectors.EVENT_READ, partial(self._on_arrival, arrival, ready, descriptor)
        )
        self._on_arrival(arrival, ready, descriptor)

    def _on_arrival(
        self, arrival: Arrival, ready: Callable[[Arrival], Any], descriptor: Any, *_: Any
    ) -> None:
        if arrival not in self._arrivals:
            return  # it made room for another one after the poller had seen it
        step = arrival.step()
        if step is Step.GONE:
            self._drop(arrival)
        elif step is Step.READY:
            self.poller.unregister(descriptor)
            del self._arrivals[arrival]
            conn = ready(arrival)
            conn.sock.begin()
            conn.parser.unreader.unread(bytes(arrival.taken))
            self.enqueue_req(conn)
        else:
            key = self.poller.get_key(descriptor)
            if key.events != _EVENTS[step]:
                self.poller.modify(descriptor, _EVENTS[step], key.data)

    def _first(self, client: Any, server: Any, arrival: Arrival) -> Any:
        conn = TConn(self.cfg, arrival.sock, client, server)
        conn.parser = get_parser(self.cfg, arrival.sock, client)
        conn.initialized = conn.data_ready = True
        return conn

    def _next(self, arrival: Arrival) -> Any:
        return arrival.held

    def _make_room(self) -> None:
        if self._arrivals:
            self._drop(next(iter(self._arrivals)))

    def _drop(self, arrival: Arrival) -> None:
        descriptor = self._arrivals.pop(arrival)
        with contextlib.suppress(KeyError, ValueError, OSError):
            self.poller.unregister(descriptor)
        with contextlib.suppress(OSError):
            arrival.sock.close()
        self.nr_conns -= 1

    # Going out

    def enqueue_req(self, conn: Any) -> None:
        """A thread for this request, unless others of the same client have as many as it may have: then later."""
        client = _number(conn)
        if self._busy[client] >= THREADS_FOR_ONE:
            self._queues[client].append(conn)
            return
        self._busy[client] += 1
        super().enqueue_req(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """In the loop: go on with the connection, or see it out; then the client's next request."""
        client = _number(conn)
        self._busy[client] -= 1
        waiting = self._queues.get(client)
        if waiting:
            self.enqueue_req(waiting.popleft())
        else:
            self._queues.pop(client, None)
            if not self._busy[client]:
                del self._busy[client]
        if not fs.cancelled() and fs.exception() is None and fs.result():
            super().finish_request(conn, fs)
        elif conn.sock.fileno() < 0:
            self.nr_conns -= 1
        else:
            leaving = Arrival(conn.sock, held=conn)
            leaving.leave()
            self._begin(leaving, self._next)

    def _keepalive_after(self, conn: Any, keepalive: Any) -> bool:
        """Whether the connection goes on. Not where a body was left unread: gunicorn would wait for it for 5 s."""
        return bool(keepalive and conn.parser.finish_body(deadline=time.monotonic() + AT_ONCE_S))


def _number(conn: Any) -> str:
    """The client's address without its port."""
    return str(conn.client[0]) if isinstance(conn.client, tuple) else ""
