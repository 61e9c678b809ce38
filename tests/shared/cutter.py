"""A line to a server that breaks at the worst moment: the server has done it, nobody hears so."""

import contextlib
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

COMMIT = b"COMMIT\0"


class Cutter:
    """Passes on what comes, and cuts some connections between COMMIT and its answer.

    Attributes:
        port: where clients come to.
        share: how many of a hundred commits are cut.
        cuts: how many were.
    """

    def __init__(self, port: int, share: float, seed: int) -> None:
        self.share = share
        self.cuts = 0
        self._to = port
        self._chance = random.Random(seed)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._lines: list[socket.socket] = []
        self._closed = False
        self._begin(self._answer_door)

    def close(self) -> None:
        """Cut everything and end."""
        self._closed = True
        _drop(self._door)
        self.cut_all()
        for thread in self._threads:
            thread.join(10)

    def cut_all(self) -> None:
        """All lines at once, as when a switch is pulled."""
        for line in self._lines:
            _drop(line)
        self._lines.clear()

    def _begin(self, what, *given) -> None:
        thread = threading.Thread(target=what, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _answer_door(self) -> None:
        while not self._closed:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._to), 10)
                server.settimeout(None)
            except OSError:
                _drop(client)
                continue
            self._lines += [client, server]
            doomed = threading.Event()
            self._begin(self._to_server, client, server, doomed)
            self._begin(self._to_client, client, server, doomed)

    def _to_server(self, client: socket.socket, server: socket.socket, doomed) -> None:
        for data in _coming(client):
            if COMMIT in data and self._chance.random() * 100 < self.share:
                doomed.set()
            with contextlib.suppress(OSError):
                server.sendall(data)
        _drop(server)

    def _to_client(self, client: socket.socket, server: socket.socket, doomed) -> None:
        for data in _coming(server):
            if doomed.is_set():
                self.cuts += 1
                break
            with contextlib.suppress(OSError):
                client.sendall(data)
        _drop(client)
        _drop(server)


def _coming(line: socket.socket) -> Iterator[bytes]:
    with contextlib.suppress(OSError):
        while data := line.recv(65_536):
            yield data


def _drop(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def cutter(port: int, share: float, seed: int = 1) -> Iterator[Cutter]:
    """A line to this port that is cut so often."""
    made = Cutter(port, share, seed)
    try:
        yield made
    finally:
        made.close()
