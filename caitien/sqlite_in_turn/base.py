"""The backend Django loads by this name; :class:`DatabaseWrapper` is all it asks for."""

from typing import Any, Final

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from caitien.sqlite_in_turn.queue import Turn

PATIENCE: Final = 20.0  # seconds a writer waits for its turn


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin when it is their turn.

    SQLite lets one write at a time, and whoever waits asks again and again, ever more seldom: of twenty writers the
    unlucky ones wait for seconds. Here they stand in a queue before they ask. Statements outside a transaction and
    databases in memory stand in none. A turn ends with its transaction, or with the process that has it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            self._turn = self._turn or Turn(str(self.settings_dict["NAME"]))
            if not self._turn.take(PATIENCE):
                raise OperationalError("no turn to write within its time")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._turn:
            self._turn.give_back()
