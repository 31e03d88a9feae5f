"""A proxy before PostgreSQL that understands the framing of its messages, and breaks things.

It cuts a connection when the server has answered a COMMIT, before the answer is passed on; or it
falls silent: bytes are taken and nothing is passed on, as in a network that drops packets.
"""

import socket
import struct
import threading

from installation import free_port


class Frames:
    """Cuts a stream into messages: a type byte and a length, which the first one has alone."""

    def __init__(self, has_start):
        self.buffer = b""
        self.is_start = has_start

    def feed(self, data):
        self.buffer += data
        while True:
            head = 0 if self.is_start else 1
            if len(self.buffer) < head + 4:
                return
            size = head + struct.unpack("!I", self.buffer[head:head + 4])[0]
            if len(self.buffer) < size:
                return
            message, self.buffer = self.buffer[:size], self.buffer[size:]
            is_start, self.is_start = self.is_start, False
            yield (b"" if is_start else message[:1]), message


class Proxy:
    """Passes connections on to a server; each fault strikes once, or as often as `faults` says.

    - `cut_commits`: numbers of COMMITs, from 1 over all connections, whose answer is lost. The
      server has committed; the program cannot know.
    - `cut_before`: numbers of COMMITs that are lost on their way to the server.
    - `silent_after`: after so many messages of the program nothing passes any more, either way.
    """

    def __init__(self, target, cut_commits=(), cut_before=(), silent_after=None):
        self.target = target
        self.cut_commits = set(cut_commits)
        self.cut_before = set(cut_before)
        self.silent_after = silent_after
        self.commits = 0
        self.struck = 0
        self.messages = 0
        self.lock = threading.Lock()
        self.port = free_port()
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.open = []
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.close()
        for one in self.open:
            shut(one)

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
                server = socket.create_connection(self.target)
            except OSError:
                return
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.open += [client, server]
            link = Link(self, client, server)
            threading.Thread(target=link.upward, daemon=True).start()
            threading.Thread(target=link.downward, daemon=True).start()

    def is_silent(self):
        return self.silent_after is not None and self.messages >= self.silent_after


class Link:
    def __init__(self, proxy, client, server):
        self.proxy = proxy
        self.client = client
        self.server = server
        self.cuts_answer = False

    def upward(self):
        """From the program to the server."""
        frames = Frames(has_start=True)
        for data in received(self.client):
            for kind, message in frames.feed(data):
                with self.proxy.lock:
                    self.proxy.messages += 1
                    silent = self.proxy.is_silent()
                    if silent:
                        self.proxy.struck = 1
                if silent:
                    continue
                # Parse of the extended protocol (name, then text), and the simple query.
                text = message[5:].lstrip(b"\0").lower()
                if kind in (b"P", b"Q") and text.startswith(b"commit"):
                    with self.proxy.lock:
                        self.proxy.commits += 1
                        number = self.proxy.commits
                    if number in self.proxy.cut_before:
                        self.proxy.struck += 1
                        return self.cut()
                    self.cuts_answer = number in self.proxy.cut_commits
                try:
                    self.server.sendall(message)
                except OSError:
                    return self.cut()
        self.cut()

    def downward(self):
        """From the server to the program."""
        frames = Frames(has_start=False)
        for data in received(self.server):
            for kind, message in frames.feed(data):
                if self.proxy.is_silent():
                    continue
                if self.cuts_answer and kind == b"C" and message[5:].startswith(b"COMMIT"):
                    self.proxy.struck += 1
                    return self.cut()
                try:
                    self.client.sendall(message)
                except OSError:
                    return self.cut()
        self.cut()

    def cut(self):
        if not self.proxy.is_silent():
            shut(self.client)
            shut(self.server)


def received(one):
    while True:
        try:
            data = one.recv(1 << 16)
        except OSError:
            return
        if not data:
            return
        yield data


def shut(one):
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    one.close()
