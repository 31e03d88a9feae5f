"""A PostgreSQL server of its own, databases made from a template, and the program run on them.

The server keeps nothing through a power cut (fsync off): what is tested is the death of processes.
Only the standard library is used, and the programs of PostgreSQL 14 or later.
"""

import glob
import hashlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile

# What a load keeps of plain values. Compared beside the canonical export, which leaves it out.
PERSONAL = """
select md5(coalesce(string_agg(line, E'\\n' order by line collate "C"), '')) from (
    select 'v' || kind || ':' || value as line from journey_pii.identifier_value
    union all
    select 't' || contact_key || ':' || ordinal || ':' || text from journey_pii.turn_text
    union all
    select 'r' || reason || ':' || encode(raw, 'hex') from journey_pii.rejected_bytes
) as personal
"""

BOOKS = """
select json_build_object(
    'read', coalesce(sum(records_read), 0), 'accepted', coalesce(sum(records_accepted), 0),
    'updated', coalesce(sum(records_updated), 0),
    'duplicate', coalesce(sum(records_duplicate), 0),
    'outdated', coalesce(sum(records_outdated), 0),
    'rejected', coalesce(sum(records_rejected), 0),
    'ignored', coalesce(sum(records_ignored), 0),
    'unbalanced', count(*) filter (where records_read <> records_accepted + records_updated
        + records_duplicate + records_outdated + records_rejected + records_ignored)
) from journey.ingest_file
"""

COUNTED = ["read", "accepted", "updated", "duplicate", "outdated", "rejected", "ignored"]


class Problem(Exception):
    """The harness cannot go on; says why."""


def programs():
    """The folder with the programs of the newest PostgreSQL."""
    named = os.environ.get("JOURNEY_PG_BIN")
    if named:
        return named
    folders = glob.glob("/usr/lib/postgresql/*/bin")
    folders = [f for f in folders if os.path.exists(f"{f}/initdb")]
    if folders:
        return max(folders, key=lambda f: float(f.split("/")[-2]))
    found = shutil.which("initdb")
    if not found:
        raise Problem("no PostgreSQL server is installed")
    return os.path.dirname(os.path.realpath(found))


class Server:
    """A private cluster in a folder of its own, on a Unix socket and on one local port."""

    def __init__(self, port=None):
        self.bin = programs()
        self.folder = tempfile.mkdtemp(prefix="jf-")
        os.chmod(self.folder, 0o755)
        self.data = f"{self.folder}/db"
        self.socket = f"{self.folder}/s"
        self.port = port or free_port()
        self.prefix = []
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            self.prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}",
                           "--init-groups", "--"]
            for path in (self.data, self.socket):
                os.mkdir(path, 0o700)
                os.chown(path, user.pw_uid, user.pw_gid)
            os.chmod(self.socket, 0o755)
        else:
            os.mkdir(self.socket)
        self.run(["initdb", "-D", self.data, "-U", "tester", "--auth=trust", "--locale=C.UTF-8",
                  "-E", "UTF8", "-N"])
        with open(f"{self.data}/postgresql.conf", "a") as settings:
            settings.write(
                f"\nlisten_addresses = '127.0.0.1'\nport = {self.port}\n"
                f"unix_socket_directories = '{self.socket}'\nfsync = off\n"
                "full_page_writes = off\nmax_connections = 60\nshared_buffers = 128MB\n"
                "work_mem = 32MB\nmax_wal_size = 2GB\nwal_level = minimal\n"
                "max_wal_senders = 0\njit = off\nautovacuum = off\nlog_min_messages = fatal\n")
        self.start()

    def run(self, words, check=True):
        words = self.prefix + [f"{self.bin}/{words[0]}"] + words[1:]
        reply = subprocess.run(words, capture_output=True, text=True, cwd="/")
        if check and reply.returncode != 0:
            raise Problem(f"{words[-1]}: {reply.stdout}{reply.stderr}")
        return reply

    def start(self):
        # The log is a file: a pipe would be held open by the server.
        self.run(["pg_ctl", "-D", self.data, "-w", "-t", "60", "-s", "-l", f"{self.socket}/log",
                  "start"])

    def stop(self, mode="fast"):
        self.run(["pg_ctl", "-D", self.data, "-w", "-t", "60", "-s", "-m", mode, "stop"])

    def remove(self):
        try:
            self.run(["pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop"], check=False)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database, host=None, port=None):
        return (f"host={host or self.socket} port={port or self.port} dbname={database}"
                " user=tester")

    def sql(self, text, database="postgres"):
        words = [f"{self.bin}/psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(database),
                 "-c", text]
        reply = subprocess.run(words, capture_output=True, text=True)
        if reply.returncode != 0:
            raise Problem(reply.stderr)
        return reply.stdout.strip()

    def copy(self, source, target):
        self.sql(f'create database "{target}" template "{source}"')

    def drop(self, database):
        self.sql(f'drop database if exists "{database}" with (force)')

    def books(self, database):
        return json.loads(self.sql(BOOKS, database))

    def personal(self, database):
        return self.sql(PERSONAL, database)


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Journey:
    """The built program with one hashing key."""

    def __init__(self, program, server, data):
        self.program = os.path.abspath(program)
        self.server = server
        self.data = data
        os.makedirs(data, exist_ok=True)

    def environment(self, database, **more):
        kept = ("PATH", "HOME", "JOURNEY_PG_BIN", "LANG")
        all = {k: v for k, v in os.environ.items() if k in kept}
        all.update(JOURNEY_DATA_DIR=self.data, TZ="America/Lima", LC_ALL="C",
                   DATABASE_URL=self.server.url(database))
        all.update(more)
        return all

    def start(self, database, words, wrapper=(), stdin=None, **more):
        return subprocess.Popen(
            [*wrapper, self.program, *words], env=self.environment(database, **more),
            stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True)

    def run(self, database, words, wrapper=(), stdin=None, limit=600, **more):
        """Exit code and standard error; a program that hangs is a problem."""
        process = self.start(database, words, wrapper, stdin, **more)
        try:
            output, messages = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Problem(f"{words} hung for {limit} s")
        return process.returncode, output, messages.decode(errors="replace")

    def must(self, database, words, **more):
        code, output, messages = self.run(database, words, **more)
        if code != 0:
            raise Problem(f"{words} ended with {code}: {messages}")
        return output

    def state(self, database):
        """Digest of all that is known, plain values included, and how many lines it has."""
        digest, lines = hashlib.sha256(), 0
        process = self.start(database, ["export", "--canonical", "--quiet"])
        for piece in iter(lambda: process.stdout.read(1 << 16), b""):
            digest.update(piece)
            lines += piece.count(b"\n")
        messages = process.stderr.read().decode(errors="replace")
        if process.wait() != 0:
            raise Problem(f"the canonical export ended with {process.returncode}: {messages}")
        digest.update(self.server.personal(database).encode())
        return digest.hexdigest(), lines
