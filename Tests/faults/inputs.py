"""A mixed load, made from a seed: web events (plain and gzip), chats, calls, orders, customers.

Among the good records are duplicates, copies with another time, newer versions and broken lines, so
that every way through the merge is taken.
"""

import csv
import datetime
import gzip
import io
import json
import os
import random

START = datetime.datetime(2026, 1, 12, 8, 0, 0)
BROKEN = [
    '{"type":"page","messageId":"broken', '[1,2]', '{"type":"page","messageId":"b-t"}',
    '{"type":"walk","messageId":"b-k","timestamp":"2026-01-12T09:00:00Z"}',
    '{"type":"track","messageId":"b-n","timestamp":"2026-01-12T09:00:00Z"}',
]


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


class Load:
    """Files of one load and the commands that load them, in order."""

    def __init__(self, folder, seed=1, people=60, events=3000, large=0):
        self.folder = folder
        self.random = random.Random(seed)
        self.people = people
        os.makedirs(folder, exist_ok=True)
        self.web(events)
        self.customers()
        self.chats()
        self.calls()
        self.orders()
        self.commands = [
            ("customers", ["ingest", "customers", self.path("customers.csv")]),
            ("segment", ["ingest", "segment", self.path("web")]),
            ("zendesk-chat", ["ingest", "zendesk-chat", self.path("chat")]),
            ("asterisk-cdr", ["ingest", "asterisk-cdr", self.path("calls.csv"), "--option",
                              "own_numbers=+49309018200"]),
            ("orders", ["ingest", "orders", self.path("orders.csv")]),
            ("stitch", ["stitch"]),
        ]
        if large:
            self.large(large)
            self.commands.insert(
                5, ("several batches",
                    ["ingest", "segment", self.path("large.ndjson"), "--source", "large"]))

    def as_run(self):
        """The same as one scheduled run, with one command that kills can strike."""
        text = "\n".join([
            "volume_check: off", "fail_rejects: off", "sources:",
            f"  - {{connector: customers, paths: {self.path('customers.csv')}}}",
            f"  - {{connector: segment, paths: {self.path('web')}}}",
            f"  - {{connector: zendesk-chat, paths: {self.path('chat')}}}",
            f"  - {{connector: asterisk-cdr, paths: {self.path('calls.csv')},"
            " options: {own_numbers: '+49309018200'}}",
            f"  - {{connector: orders, paths: {self.path('orders.csv')}}}",
            "exports:",
            f"  - {{name: contacts, output: {self.path('contacts.csv')}}}", ""])
        with open(self.path("journey.yaml"), "w") as file:
            file.write(text)
        self.commands = [("run", ["run", "--config", self.path("journey.yaml")])]

    def path(self, name):
        return f"{self.folder}/{name}"

    def moment(self):
        return START + datetime.timedelta(milliseconds=self.random.randrange(40 * 86_400_000))

    def person(self, number):
        return {"account": str(1000 + number), "email": f"kunde{number}@example.com",
                "phone": f"+4930{70000000 + number * 7}",
                "browser": f"{number:08x}-7425-40de-944b-e07fc1f90ae7"}

    def web(self, events):
        lines = []
        for index in range(events):
            who = self.person(self.random.randrange(self.people))
            at = self.moment()
            event = {"type": "page", "messageId": f"m-{index}", "anonymousId": who["browser"],
                     "timestamp": stamp(at),
                     "properties": {"url": f"https://shop.example/p/page{chr(97 + index % 26)}"},
                     "context": {"locale": "de-DE", "userAgent": "Mozilla/5.0 (X11)"}}
            if index % 9 == 0:
                event["userId"] = who["account"]
            if index % 23 == 0:
                event.update(type="identify", traits={"email": who["email"]})
            if index % 31 == 0:
                event["context"]["userAgent"] = "Googlebot/2.1"
            lines.append(json.dumps(event))
            if index % 17 == 0:
                lines.append(lines[-1])
            if index % 29 == 0:
                event["timestamp"] = stamp(at - datetime.timedelta(hours=index % 7 - 3))
                lines.append(json.dumps(event))
            if index % 97 == 0:
                lines.append(BROKEN[index % len(BROKEN)])
        parts = 4
        os.makedirs(self.path("web"), exist_ok=True)
        for part in range(parts):
            text = ("\n".join(lines[part::parts]) + "\n").encode()
            if part % 2:
                # Two members, as appending to an archive makes them.
                half = text.index(b"\n", len(text) // 2) + 1
                text = gzip.compress(text[:half], 6, mtime=0) + gzip.compress(
                    text[half:], 6, mtime=0)
            with open(self.path(f"web/{part}.ndjson{'.gz' if part % 2 else ''}"), "wb") as file:
                file.write(text)

    def large(self, events):
        with open(self.path("large.ndjson"), "w") as file:
            for index in range(events):
                second = index * 41 % (30 * 86_400)
                at = START + datetime.timedelta(seconds=second)
                # Every 50th is an event of the line 20,000 before, so of another batch.
                number = index - 20_000 if index % 50 == 0 and index >= 20_000 else index
                file.write(
                    f'{{"type":"page","messageId":"l-{number}","anonymousId":"l-{index % 500}",'
                    f'"timestamp":"{stamp(at)}"}}\n')

    def table(self, name, header, rows):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        if header:
            writer.writerow(header)
        writer.writerows(rows)
        with open(self.path(name), "w") as file:
            file.write(text.getvalue())

    def customers(self):
        rows = []
        for number in range(self.people):
            who = self.person(number)
            rows.append([who["account"], who["email"], who["phone"], "Kim", f"Name{number}",
                         "10115", "", "", "2025-06-01", "2025-06-01T00:00:00Z"])
            if number % 10 == 0:
                rows.append([*rows[-1][:7], "gold", "2025-06-01", "2025-07-01T00:00:00Z"])
        rows.append(["9999", "nobody@example.com", "", "", "", "", "", "", "2025-13-99", ""])
        self.table("customers.csv", [
            "account_id", "email", "phone", "first_name", "last_name", "postcode", "brand",
            "segment", "valid_from", "updated_at"], rows)

    def chat(self, number, at, rating):
        who = self.person(number % self.people)
        def later(minutes):
            return stamp(at + datetime.timedelta(minutes=minutes))
        def said(nick, minutes, words, id):
            return {"type": "chat.msg", "nick": nick, "name": "x", "channel": "#5",
                    "timestamp": later(minutes), "msg": words, "msg_id": id, "options": ""}
        return {
            "type": "chat", "id": f"26.{number}", "timestamp": later(0),
            "end_timestamp": later(8), "update_timestamp": later(9 if rating else 8.5),
            "duration": 480, "visitor": {"id": f"8.{number}", "name": f"Kim Name{number}",
                                         "email": who["email"], "phone": "", "notes": ""},
            "session": {"id": f"s-{number}", "user_agent": "Mozilla/5.0"},
            "webpath": [{"from": "", "to": f"https://shop.example/p/{number % 40}", "title": "P",
                         "timestamp": later(-1)}],
            "department_id": 31, "department_name": "Delivery",
            "history": [
                said("visitor", 0.2, "Where is my parcel?", "m1"),
                said("agent:410", 1, "I am looking for it.", "m2"),
                said("agent:410", 6, "Please call us on 030 9018200.", "m3"),
                said("visitor", 7, f"All right, number {number}.", "m4")],
            "engagements": [], "agent_ids": ["410"], "agent_names": ["Mika"], "rating": rating,
            "missed": False, "dropped": False, "triggered": False, "proactive": False,
            "started_by": "visitor", "count": {"visitor": 2, "agent": 2, "total": 4}, "tags": []}

    def chats(self):
        os.makedirs(self.path("chat"), exist_ok=True)
        old, new = [], []
        self.called = []
        for number in range(self.people):
            at = self.moment()
            self.called.append((number, at + datetime.timedelta(hours=1)))
            old.append(json.dumps(self.chat(number, at, None)))
            if number % 4 == 0:
                new.append(json.dumps(self.chat(number, at, "good")))
        new.append('{"type":"chat"}')
        for name, lines in (("1.ndjson", old), ("2.ndjson", new)):
            with open(self.path(f"chat/{name}"), "w") as file:
                file.write("\n".join(lines) + "\n")

    def calls(self):
        rows = []
        for index, (number, at) in enumerate(self.called * 3):
            at = at + datetime.timedelta(hours=index // self.people * 30)
            end = at + datetime.timedelta(seconds=200)
            def text(moment):
                return moment.strftime("%Y-%m-%d %H:%M:%S")
            id = f"17682{index:05d}.1"
            for leg in range(1 + index % 2):
                answered = at + datetime.timedelta(seconds=20)
                rows.append([
                    "", self.person(number)["phone"], "4000", "from-trunk",
                    f'"NAME{number}" <{self.person(number)["phone"]}>', f"PJSIP/trunk-{index:08x}",
                    f"PJSIP/410{leg + 1}-{index:08x}", "Queue", "delivery,t,,,60", text(at),
                    text(answered), text(end), 200, 180, "ANSWERED", "DOCUMENTATION",
                    f"17682{index:05d}.{leg + 1}", "", "", id, index * 2 + leg])
        rows.append(["too", "few", "fields"])
        self.table("calls.csv", None, rows)

    def orders(self):
        rows = []
        for number in range(self.people):
            who = self.person(number)
            at = stamp(self.called[number][1] + datetime.timedelta(hours=5))
            rows.append([f"A-{number}", who["account"], "", "", "89.90", "EUR", "web", at, "open"])
            if number % 5 == 0:
                rows.append([*rows[-1][:8], "paid"])
        rows.append(["A-bad", "", "", "", "twelve", "EUR", "web", stamp(START), "paid"])
        self.table("orders.csv", ["order_id", "account_id", "email", "phone", "amount", "currency",
                                  "channel", "created_at", "status"], rows)
