"""Questions that take too long for the drawing thread, answered on one thread beside it.

Knows neither closet nor stylist: a question is any call without arguments.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Thought(Generic[T]):
    """A question and, once it is `over`, what came of it."""

    def __init__(self, question: Callable[[], T]) -> None:
        self._question = question
        self._answer: list[T] = []
        self._error: Exception | None = None
        self._over = threading.Event()

    @property
    def over(self) -> bool:
        """Whether `take` has something to give."""
        return self._over.is_set()

    def take(self) -> T:
        """The answer. Raises what the question raised; only for one that is over."""
        if self._error is not None:
            raise self._error
        return self._answer[0]

    def think(self) -> None:
        """Ask it, here and now."""
        try:
            self._answer.append(self._question())
        except Exception as error:  # whoever asked raises it where it is shown
            self._error = error
        finally:
            self._over.set()


class Thinking:
    """One thread, and the newest question of each asker. Use it as a context manager, so that the thread ends.

    arrived: called on that thread whenever a question has been answered, to wake the drawing one. ending: called on
    it when it ends, to close what it has opened. Without a running thread (a screenshot, a test) a question is
    answered before `ask` returns.
    """

    def __init__(
        self, arrived: Callable[[], None] | None = None, ending: Callable[[], None] | None = None
    ) -> None:
        self._arrived = arrived
        self._ending = ending
        self._asked: dict[object, Thought[Any]] = {}
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._ended = False

    def __enter__(self) -> "Thinking":
        self._thread = threading.Thread(target=self._work, name="thinking", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ended = True
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def ask(self, who: object, question: Callable[[], T]) -> Thought[T]:
        """Ask this in place of what `who` asked before, if nobody has begun with that."""
        thought = Thought(question)
        if self._thread is None:
            thought.think()
            return thought
        with self._lock:
            self._asked.pop(who, None)
            self._asked[who] = thought
            self._lock.notify_all()
        return thought

    def forget(self, who: object) -> None:
        """`who` wants to know nothing any more."""
        with self._lock:
            self._asked.pop(who, None)

    def _work(self) -> None:
        try:
            while (thought := self._next()) is not None:
                thought.think()
                if self._arrived is not None:
                    self._arrived()
        finally:
            if self._ending is not None:
                self._ending()

    def _next(self) -> Thought[Any] | None:
        """What was asked last, as soon as there is something; None when all is over."""
        with self._lock:
            while not self._asked and not self._ended:
                self._lock.wait()
            return None if self._ended else self._asked.popitem()[1]
