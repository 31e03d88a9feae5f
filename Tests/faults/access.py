#!/usr/bin/env python3
"""Reaches a server by password and over TLS, and tries what must be refused.

The server takes scram-sha-256 from a password file, and over TLS shows a certificate of an authority
made for this. Needs the program `openssl`.

    python3 Tests/faults/access.py --program .build/release/journey
"""

import argparse
import os
import pwd
import subprocess
import sys

from installation import Journey, Problem, Server

PASSWORD = "s3cr et:x"
# Only these may come in, and in these ways.
ACCESS = """
local all tester trust
hostnossl journey plain 127.0.0.1/32 scram-sha-256
hostssl journey secure 127.0.0.1/32 scram-sha-256
"""


class Place:
    """A server with TLS, and the files that its users need."""

    def __init__(self, program):
        self.server = Server()
        try:
            self.folder = f"{self.server.folder}/client"
            os.mkdir(self.folder)
            self.journey = Journey(program, self.server, f"{self.folder}/data")
            self.certificates()
            self.configure()
        except BaseException:
            self.server.remove()
            raise

    def path(self, name):
        return f"{self.folder}/{name}"

    def openssl(self, *words):
        reply = subprocess.run(["openssl", *words], capture_output=True, text=True)
        if reply.returncode != 0:
            raise Problem(f"openssl {words[0]}: {reply.stderr}")

    def authority(self, name):
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                     f"/CN={name}", "-keyout", self.path(f"{name}.key"), "-out",
                     self.path(f"{name}.pem"))

    def certificates(self):
        self.authority("authority")
        self.authority("stranger")
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout",
                     f"{self.server.data}/server.key", "-out", self.path("server.csr"))
        with open(self.path("names"), "w") as file:
            file.write("subjectAltName=DNS:localhost\n")
        self.openssl("x509", "-req", "-in", self.path("server.csr"), "-days", "2", "-CA",
                     self.path("authority.pem"), "-CAkey", self.path("authority.key"),
                     "-CAcreateserial", "-extfile", self.path("names"), "-out",
                     f"{self.server.data}/server.crt")
        os.chmod(f"{self.server.data}/server.key", 0o600)
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            for name in ("server.key", "server.crt"):
                os.chown(f"{self.server.data}/{name}", user.pw_uid, user.pw_gid)

    def configure(self):
        for user in ("plain", "secure"):
            self.server.sql(f"create role {user} superuser login password '{PASSWORD}'")
        self.server.sql("create database journey")
        with open(f"{self.server.data}/pg_hba.conf", "w") as file:
            file.write(ACCESS)
        with open(f"{self.server.data}/postgresql.conf", "a") as file:
            file.write("ssl = on\n")
        self.server.stop()
        self.server.start()

    def passfile(self, name, password, mode=0o600):
        escaped = password.replace("\\", "\\\\").replace(":", "\\:")
        with open(self.path(name), "w") as file:
            file.write(f"*:{self.server.port}:journey:*:{escaped}\n")
        os.chmod(self.path(name), mode)
        return self.path(name)

    def attempt(self, user, settings, passfile, host):
        target = f"host={host} port={self.server.port} dbname=journey user={user} {settings}"
        more = {"DATABASE_URL": target, "PGPASSFILE": passfile, "HOME": self.folder}
        code, output, messages = self.journey.run("journey", ["init", "--verbose"], **more)
        said = output.decode(errors="replace") + messages
        return code, PASSWORD in said or "wr0ng" in said


def cases(place):
    right = place.passfile("right", PASSWORD)
    wrong = place.passfile("wrong", "wr0ng")
    loose = place.passfile("loose", PASSWORD, mode=0o644)
    trusted = f"sslmode=verify-full sslrootcert={place.path('authority.pem')}"
    stranger = f"sslmode=verify-full sslrootcert={place.path('stranger.pem')}"
    missing = f"sslmode=verify-full sslrootcert={place.path('none.pem')}"
    plain = "sslmode=disable"
    return [
        ("password of the file", 0, "plain", plain, right, "127.0.0.1"),
        ("wrong password", 77, "plain", plain, wrong, "127.0.0.1"),
        ("no password file", 77, "plain", plain, place.path("none"), "127.0.0.1"),
        ("password file that others may read", 77, "plain", plain, loose, "127.0.0.1"),
        ("TLS, verify-full", 0, "secure", trusted, right, "localhost"),
        ("TLS, wrong password", 77, "secure", trusted, wrong, "localhost"),
        ("TLS, another authority", 78, "secure", stranger, right, "localhost"),
        ("TLS, no file of an authority", 78, "secure", missing, right, "localhost"),
        ("TLS, another name of the server", 78, "secure", trusted, right, "127.0.0.1"),
        ("no TLS where it is demanded", 77, "secure", plain, right, "127.0.0.1"),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    place = Place(parser.parse_args().program)
    is_right = True
    try:
        print("| access | ends with | promised | names a password |")
        print("|---|---:|---:|---|")
        for name, promised, *attempt in cases(place):
            code, names_password = place.attempt(*attempt)
            is_right = is_right and code == promised and not names_password
            print(f"| {name} | {code} | {promised} | {'yes' if names_password else 'no'} |")
    finally:
        place.server.remove()
    return 0 if is_right else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
