"""Judges a run of `journey` over a simulated company against what really happened.

It reads the truth, the exports in their native formats and what `journey` exported, and shares no
code with the program: every rule of docs/definitions is written down here once more, as plainly as
possible. Prints one JSON object. Needs nothing but Python's standard library.
"""

import argparse
import csv
import glob
import json
import os
import re
from collections import Counter, defaultdict
from datetime import datetime, timezone

DAY = 86400
HANDOVER_WINDOW = 1 * DAY
REPEAT_WINDOW = 7 * DAY
RECONNECT = 300
LOOK_BACK = 7 * DAY
SILENCE = 45 * DAY
NEAREST_LOGIN = 30 * DAY

CHAT = "zendesk-chat"
CALL = "asterisk-cdr"
ORDER = "orders"
KINDS = ["transfer", "instructed", "token", "inferred", "coincident"]
NOT_COUNTED = {"cancelled", "refunded", "failed"}

ASKS_TO_CALL = re.compile(
    r"call us|give us a call|ring our|by telephone|rufen sie|anrufen|telefonisch", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d[\d ()/-]{5,}\d")


# Reading ----------------------------------------------------------------------------------------

def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def seconds(text):
    """Seconds since 1970 of an RFC 3339 time in UTC; None for an empty one."""
    if not text:
        return None
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class Truth:
    def __init__(self, folder):
        self.person, self.role, self.channel = {}, {}, {}
        for row in rows(os.path.join(folder, "records.csv")):
            name = (row["source"], row["record_id"])
            self.person[name] = row["true_person"]
            self.role[name] = row["role"]
            self.channel[name] = row["channel"]
        self.sightings = list(rows(os.path.join(folder, "identifiers.csv")))
        for row in self.sightings:
            row["name"] = (row["source"], row["record_id"])
            row["at"] = seconds(row["seen_at"])
            row["until"] = seconds(row["seen_until"]) or row["at"]
        self.causes = {
            (row["chat_id"], row["call_id"]): row["cause"]
            for row in rows(os.path.join(folder, "causes.csv"))}
        self.contacts = {
            (row["source"], row["record_id"]): row
            for row in rows(os.path.join(folder, "contacts.csv"))}
        self.malformed = list(rows(os.path.join(folder, "malformed.csv")))


def read_chats(folder):
    """The chats of the native export by id, the latest update of each."""
    chats = {}
    for path in sorted(glob.glob(os.path.join(folder, "chat", "*"))):
        with open(path, encoding="utf-8") as file:
            if path.endswith(".ndjson"):
                objects = []
                for line in file:
                    try:
                        objects.append(json.loads(line))
                    except ValueError:
                        pass
            else:
                whole = json.load(file)
                objects = whole["chats"] if isinstance(whole, dict) else whole
        for chat in objects:
            known = chats.get(chat.get("id"))
            if "update_timestamp" not in chat:
                continue
            if known is None or known["update_timestamp"] < chat["update_timestamp"]:
                chats[chat["id"]] = chat
    return {name: chat_facts(chat) for name, chat in chats.items()}


def chat_facts(chat):
    facts = {"start": seconds(chat["timestamp"]), "agent": [], "visitor": []}
    last = None
    if chat["type"] == "offline_msg":
        facts["visitor"].append(chat["message"])
        last = facts["start"]
    for entry in chat.get("history", []):
        if entry["type"] != "chat.msg":
            continue
        side = "visitor" if entry["nick"].startswith("visitor") else "agent"
        if side == "agent" and not entry["nick"][len("agent:"):].isdigit():
            continue
        facts[side].append(entry["msg"])
        last = max(last or 0, seconds(entry["timestamp"]))
    facts["last_human"] = facts["start"] if last is None else last
    return facts


def read_calls(folder):
    """User field and outside number of each call, by group key."""
    calls = {}
    for path in sorted(glob.glob(os.path.join(folder, "voice", "*.csv"))):
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                if len(row) == 21:
                    name, field = row[19], row[17]
                elif len(row) == 18:
                    name, field = row[16], row[17]
                elif len(row) in (17, 20):
                    name, field = (row[16] if len(row) == 17 else row[18]), ""
                elif len(row) == 19:
                    name, field = row[17], ""
                else:
                    continue
                call = calls.setdefault(name, {"field": "", "numbers": set()})
                call["field"] = call["field"] or field
                for number in (row[1], row[2]):
                    digits = re.sub(r"\D", "", number)
                    if len(digits) >= 7:
                        call["numbers"].add(digits[-8:])
    return calls


def read_orders(folder):
    """Last state of each order: the highest version, else field by field the larger value."""
    states = {}
    for path in sorted(glob.glob(os.path.join(folder, "orders*.csv"))):
        for row in rows(path):
            if None in row or None in row.values() or not amount(row):
                continue
            row["updated_at"] = row.get("updated_at", "")
            known = states.get(row["order_id"])
            if known is None or row["updated_at"] > known["updated_at"]:
                states[row["order_id"]] = row
            elif row["updated_at"] == known["updated_at"]:
                states[row["order_id"]] = {
                    key: max(known[key], row.get(key) or "") for key in known}
    return states


def read_topics(path):
    """The common topic of each (source, queue or department) that has one."""
    if path is None:
        return {}
    return {(row["source"], row["word"]): row["topic"] for row in rows(path) if row["topic"]}


def amount(row):
    try:
        return float(row["amount"]) >= 0
    except ValueError:
        return False


# Persons ----------------------------------------------------------------------------------------

class Groups:
    """Union-find over anything that can be a dictionary key."""

    def __init__(self):
        self.parent = {}

    def find(self, item):
        self.parent.setdefault(item, item)
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, left, right):
        self.parent[self.find(left)] = self.find(right)


def session_of_events(truth, identities):
    """The session of each web event: the latest session start on the same browser before it.

    Events without a browser, as servers and `alias` calls send them, have sessions by account.
    """
    at, browser, signed_in = {}, {}, defaultdict(list)
    for row in truth.sightings:
        if row["source"] == "segment":
            at[row["name"]] = row["at"]
            if row["kind"] == "cookie":
                browser[row["name"]] = ("cookie", row["value"])
            elif row["kind"] == "account":
                browser.setdefault(row["name"], ("account", row["value"]))
                if row["name"] in identities:
                    signed_in[row["value"]].append((row["at"], row["name"]))
    order = defaultdict(list)
    for name, key in browser.items():
        order[key].append((at[name], name not in identities, name))
    session = {}
    for (kind, value), events in order.items():
        current = None
        for moment, _, name in sorted(events):
            if name in identities:
                current = name
            elif kind == "account":
                before = [start for start in signed_in[value] if start[0] <= moment]
                current = max(before)[1] if before else None
            if current is not None:
                session[name] = current
    return session


def true_persons(truth, identities, session):
    """The true person of each exported touchpoint; a session's is that of most of its events."""
    votes = defaultdict(Counter)
    for event, start in session.items():
        votes[start][truth.person[event]] += 1
    found = {}
    for name in identities:
        if name in votes:
            found[name] = sorted(votes[name].items(), key=lambda vote: (-vote[1], vote[0]))[0][0]
        else:
            found[name] = truth.person.get(name, "")
    return found


def owner_of_browser(sighting, logins):
    """Whose slice of a browser a sighting falls into: the nearest login within 30 days."""
    near = [
        (abs(at - sighting["at"]), at, person) for at, person in logins
        if abs(at - sighting["at"]) <= NEAREST_LOGIN]
    return min(near)[2] if near else "alone"


def owner_of_number(sighting, anchors, fallback):
    """Whose slice of a telephone number or address a sighting falls into.

    `anchors` are (first seen, last seen, person) of the owners known by account, in order.
    """
    at = sighting["at"]
    if len({person for _, _, person in anchors}) < 2:
        return anchors[0][2] if anchors else fallback
    for first, last, person in anchors:
        if first <= at <= last:
            return person
    before = [anchor for anchor in anchors if anchor[1] < at]
    after = [anchor for anchor in anchors if anchor[0] > at]
    if before and (not after or at - before[-1][1] <= SILENCE):
        return before[-1][2]
    if after and (not before or after[0][0] - at <= SILENCE):
        return after[0][2]
    return "nobody"


def spans(anchors):
    """Runs of sightings of one person after another; a change without silence gives no answer."""
    runs = []
    for at, until, person in sorted(anchors):
        if runs and runs[-1][2] == person:
            runs[-1] = (runs[-1][0], max(until, runs[-1][1]), person)
        else:
            runs.append((at, until, person))
    for left, right in zip(runs, runs[1:]):
        if right[0] - left[1] < SILENCE and left[1] != left[0]:
            return None
    return runs


def connected(truth, session, identities, true):
    """Groups of touchpoints that uncorrupted identifiers of one true person hold together."""
    good = [
        row for row in truth.sightings
        if row["corrupted"] == "0" and row["shared"] == "0" and row["place"] == "field"]
    account = {row["name"] for row in good if row["kind"] == "account"}
    by_value = defaultdict(list)
    for row in good:
        by_value[row["kind"], row["value"]].append(row)
    groups = Groups()
    for (kind, value), seen in by_value.items():
        people = {truth.person[row["name"]] for row in seen}
        owner = {}
        if len(people) > 1 and kind in ("cookie", "chat_visitor"):
            logins = [
                (row["at"], truth.person[row["name"]]) for row in seen if row["name"] in account]
            owner = {id(row): owner_of_browser(row, logins) for row in seen}
        elif len(people) > 1:
            anchors = spans([
                (row["at"], row["until"], truth.person[row["name"]]) for row in seen
                if row["name"] in account])
            if anchors is None:
                continue
            owner = {id(row): owner_of_number(row, anchors, "nobody") for row in seen}
        for row in seen:
            person = truth.person[row["name"]]
            touchpoint = session.get(row["name"], row["name"])
            if touchpoint in identities and true[touchpoint] != person:
                continue
            if owner.get(id(row), person) == person:
                groups.join(("record", touchpoint), (person, kind, value))
    return groups


def pairs(counter):
    return sum(count * (count - 1) // 2 for count in counter.values())


def ratio(part, whole):
    return round(part / whole, 6) if whole else None


def judge_persons(truth, identities, session, true):
    groups = connected(truth, session, identities, true)
    result = {}
    for label, channels in [
        ("contacts_and_sessions", {"web", "chat", "voice"}), ("contacts", {"chat", "voice"}),
        ("all", {"web", "chat", "voice", "conversion"}),
    ]:
        names = [name for name, row in identities.items() if row["channel"] in channels]
        found = Counter(identities[name]["person_id"] for name in names)
        items = [
            (identities[name]["person_id"], groups.find(("record", name)), true[name])
            for name in names if true[name]]
        possible, whole = Counter(item[1] for item in items), Counter(item[2] for item in items)
        reached = Counter(item[:2] for item in items)
        right = Counter((item[0], item[2]) for item in items)
        result[label] = {
            "touchpoints": len(names),
            "pairs_found": pairs(found),
            "precision": ratio(pairs(right), pairs(found)),
            "pairs_connected": pairs(possible),
            "recall": ratio(pairs(reached), pairs(possible)),
            "pairs_true": pairs(whole),
            "recall_of_all_true_pairs": ratio(pairs(right), pairs(whole)),
            "b_cubed": b_cubed(items, found, possible, reached, whole, right),
        }
    return result


def b_cubed(items, found, possible, reached, whole, right):
    """Means over touchpoints instead of pairs: a large person counts no more than its touchpoints.

    Of each touchpoint the share of its person found that truly is its person, and the share of its
    connected group, and of its true person, that was found with it.
    """
    def mean(shares):
        return round(sum(shares) / len(items), 6) if items else None

    return {
        "precision": mean(right[person, true] / found[person] for person, _, true in items),
        "recall": mean(reached[person, group] / possible[group] for person, group, _ in items),
        "recall_of_true_persons": mean(
            right[person, true] / whole[true] for person, _, true in items),
    }


# Definitions ------------------------------------------------------------------------------------

class Contact:
    def __init__(self, row, chats, topics):
        self.name = (row["source"], row["record_id"])
        self.record = f"{row['source']}:{row['record_id']}"
        self.channel = row["channel"]
        self.direction = row["direction"]
        self.outcome = row["outcome"]
        self.topic = topics.get((row["source"], row["queue"]))
        self.start = seconds(row["started_at"])
        self.end = seconds(row["ended_at"])
        if self.end is None:
            self.end = self.start
        self.facts = chats.get(row["record_id"]) if self.channel == "chat" else None


def by_person(contacts, person):
    groups = defaultdict(list)
    for contact in contacts:
        if person.get(contact.name):
            groups[person[contact.name]].append(contact)
    for group in groups.values():
        group.sort(key=lambda contact: (contact.start, contact.record))
    return groups


def kind_of(chat, call, calls):
    """The first rung of the ladder that holds."""
    facts = calls.get(call.name[1], {"field": "", "numbers": set()})
    said = chat.facts["agent"] + chat.facts["visitor"]
    if facts["field"] == f"chat:{chat.name[1]}":
        return "transfer"
    for text in chat.facts["agent"]:
        if ASKS_TO_CALL.search(text) or NUMBER.search(text):
            return "instructed"
    if facts["field"].startswith("ref:") and any(facts["field"][4:] in text for text in said):
        return "token"
    for text in chat.facts["visitor"]:
        for number in NUMBER.findall(text):
            if re.sub(r"\D", "", number)[-8:] in facts["numbers"]:
                return "token"
    differ = chat.topic and call.topic and chat.topic != call.topic
    return "coincident" if differ else "inferred"


def handovers(contacts, person, calls):
    """(chat, call) -> kind, by the definition of a handover from chat to voice."""
    proposals = defaultdict(list)
    for group in by_person(contacts, person).values():
        voice = [contact for contact in group if contact.channel == "voice"]
        for chat in group:
            if chat.facts is None or chat.outcome == "invite_ignored":
                continue
            for call in voice:
                own = calls.get(call.name[1], {}).get("field") == f"chat:{chat.name[1]}"
                if call.direction != "inbound" and not own:
                    continue
                last = chat.facts["last_human"] + HANDOVER_WINDOW
                if chat.start < call.start <= last:
                    proposals[call.name].append((chat, call))
                    break
    chosen = {}
    for candidates in proposals.values():
        ranked = sorted(
            candidates, key=lambda pair: (
                KINDS.index(kind_of(*pair, calls)), -pair[0].start, pair[0].record))
        chat, call = ranked[0]
        chosen[chat.name, call.name] = kind_of(chat, call, calls)
    return chosen


def repeats(contacts, person, chains):
    """Pairs (first, next), by the definition of a repeat contact.

    `chains` holds the pairs that one platform moved, which are no repeats.
    """
    found = set()
    for group in by_person(contacts, person).values():
        inbound = [
            contact for contact in group if contact.direction == "inbound"
            and contact.outcome not in ("short_abandon", "invite_ignored", "open")]
        for later in inbound:
            ended = [contact for contact in inbound if contact.end < later.start]
            if any(
                    contact.channel == later.channel and later.start - contact.end < RECONNECT
                    for contact in ended):
                continue
            handled = [contact for contact in ended if contact.outcome == "handled"]
            if not handled:
                continue
            first = max(handled, key=lambda contact: (contact.end, contact.record))
            pair = (first.name, later.name)
            if later.start - first.end <= REPEAT_WINDOW and pair not in chains:
                found.add(pair)
    return found


def conversions(contacts, person, orders):
    """Pairs (chat, order): every handled chat in the look-back before a counted conversion."""
    found = set()
    groups = by_person(contacts, person)
    for order_id, row in orders.items():
        name = (ORDER, order_id)
        if row["status"] in NOT_COUNTED or not person.get(name):
            continue
        at = seconds(row["created_at"])
        for contact in groups.get(person[name], []):
            if contact.channel == "chat" and contact.outcome == "handled":
                if contact.start <= at <= contact.start + LOOK_BACK:
                    found.add((contact.name, name))
    return found


# Comparing --------------------------------------------------------------------------------------

def held_together(person, true):
    """The persons found, each cut into the true persons it holds: all that could be right."""
    return {
        name: (found, true[name]) for name, found in person.items()
        if found and true.get(name)}


def compare(found, truly, within, own):
    """Rows against the definition over three sets of persons."""
    return {
        "rows": len(found),
        "against_true_persons": agreement(found, truly),
        "within_persons_found": agreement(found, within),
        "against_own_persons": {
            **agreement(found, own),
            "missing": len(own - found),
            "unexpected": len(found - own),
            "examples_missing": [list(map(":".join, pair)) for pair in sorted(own - found)[:5]],
            "examples_unexpected": [list(map(":".join, pair)) for pair in sorted(found - own)[:5]],
        },
    }


def agreement(found, expected):
    return {
        "expected": len(expected),
        "precision": ratio(len(found & expected), len(found)),
        "recall": ratio(len(found & expected), len(expected)),
    }


def judge_kinds(detail, own, causes):
    same = [pair for pair in detail if pair in own]
    result = {
        "same_kind_as_definition": ratio(
            sum(detail[pair] == own[pair] for pair in same), len(same))}
    for kind in ["transfer", "instructed", "token"]:
        named = [(chat[1], call[1]) for (chat, call), value in detail.items() if value == kind]
        right = sum(causes.get(pair) == kind for pair in named)
        result[kind] = {"rows": len(named), "precision": ratio(right, len(named))}
    counted = Counter(detail.values())
    result["rows_by_kind"] = {kind: counted[kind] for kind in KINDS}
    return result


def judge_outcomes(contacts, truth):
    confusion = Counter()
    for contact in contacts:
        true = truth.contacts.get(contact.name)
        if true is not None:
            confusion[true["outcome"], contact.outcome] += 1
    right = sum(count for (true, found), count in confusion.items() if true == found)
    exported = {contact.name for contact in contacts}
    return {
        "compared": sum(confusion.values()),
        "agree": ratio(right, sum(confusion.values())),
        "not_exported": len(set(truth.contacts) - exported),
        "confused": {
            f"{true} as {found}": count
            for (true, found), count in sorted(confusion.items()) if true != found},
    }


def malformed_events(truth, exports):
    """What is wrong with each malformed web event that still names itself, by its record."""
    wrong = defaultdict(dict)
    for row in truth.malformed:
        wrong[row["file"]][int(row["line"])] = row["why"]
    found = {}
    for name, lines in wrong.items():
        if not name.endswith(".ndjson") or not name.startswith("web/"):
            continue
        with open(os.path.join(exports, name), "rb") as file:
            for number, line in enumerate(file, 1):
                named = re.search(rb'"messageId":"([^"]+)"', line)
                if number in lines and named:
                    found["segment", named[1].decode()] = lines[number]
    return found


def coverage(truth, identities, session, malformed):
    """Records of customers that are in no exported touchpoint, and touchpoints nobody made."""
    expected = {
        name for name, person in truth.person.items()
        if person and truth.role[name] == "customer" and truth.channel[name] != "customer"}
    covered = set(identities) | set(session)
    unknown = [name for name in identities if name not in truth.person]
    return {
        "customer_records": len(expected),
        "without_person": len(expected - covered),
        "unknown_to_truth": sum(name not in malformed for name in unknown),
        "malformed": Counter(malformed[name] for name in unknown if name in malformed),
        "bots_or_internal": sum(
            truth.role.get(name) in ("bot", "internal") for name in identities),
    }


def event_agreement(path, identities, session):
    """Share of web events whose exported person is that of their session."""
    same = total = 0
    for row in rows(path):
        start = session.get((row["source"], row["record_id"]))
        if row["channel"] == "web" and start is not None:
            total += 1
            same += row["person_id"] == identities[start]["person_id"]
    return {"events": total, "same_person_as_session": ratio(same, total)}


def judge_reports(arguments, truth, identities, true):
    person = {name: row["person_id"] for name, row in identities.items()}
    topics = read_topics(arguments.topics)
    chats = read_chats(arguments.exports)
    calls = read_calls(arguments.exports)
    orders = read_orders(arguments.exports)
    contacts = [Contact(row, chats, topics) for row in rows(arguments.contacts)]
    result = {"outcomes": judge_outcomes(contacts, truth)}
    sets = [true, held_together(person, true), person]
    followed = [handovers(contacts, persons, calls) for persons in sets]
    if arguments.handovers:
        detail = {
            ((row["chat_source"], row["chat_id"]), (row["call_source"], row["call_id"])):
                row["kind"] for row in rows(arguments.handovers)}
        result["handovers"] = compare(set(detail), *map(set, followed))
        result["kinds"] = judge_kinds(detail, followed[-1], truth.causes)
    if arguments.repeats:
        found = {
            ((row["first_source"], row["first_id"]), (row["next_source"], row["next_id"]))
            for row in rows(arguments.repeats)}
        chains = [
            {pair for pair, kind in kinds.items() if kind == "transfer"} for kinds in followed]
        result["repeats"] = compare(
            found, *(repeats(contacts, *both) for both in zip(sets, chains)))
    if arguments.conversions:
        found = {
            ((row["chat_source"], row["chat_id"]),
             (row["conversion_source"], row["conversion_id"]))
            for row in rows(arguments.conversions)}
        result["conversions"] = compare(
            found, *(conversions(contacts, persons, orders) for persons in sets))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth", help="the folder `truth` of a simulated company")
    parser.add_argument("identities", help="CSV of `journey export identities`")
    parser.add_argument("--exports", help="folder of the native exports (default: beside truth)")
    parser.add_argument("--contacts", help="CSV of `journey export contacts`")
    parser.add_argument("--topics", help="CSV of `journey topics list`; without it none are mapped")
    parser.add_argument("--handovers", help="CSV of `journey report handovers --detail`")
    parser.add_argument("--repeats", help="CSV of `journey report repeats --detail`")
    parser.add_argument("--conversions", help="CSV of `journey report conversions --detail`")
    parser.add_argument(
        "--identities-events", help="CSV of `journey export identities --events`")
    arguments = parser.parse_args()
    if not arguments.exports:
        arguments.exports = os.path.join(arguments.truth, os.pardir)
    if (arguments.handovers or arguments.repeats or arguments.conversions) and (
            not arguments.contacts):
        parser.error("the reports are judged over --contacts")

    truth = Truth(arguments.truth)
    identities = {(row["source"], row["record_id"]): row for row in rows(arguments.identities)}
    session = session_of_events(truth, identities)
    true = true_persons(truth, identities, session)
    result = {
        "coverage": coverage(
            truth, identities, session, malformed_events(truth, arguments.exports)),
        "persons": judge_persons(truth, identities, session, true),
    }
    if arguments.identities_events:
        result["events"] = event_agreement(arguments.identities_events, identities, session)
    if arguments.contacts:
        result.update(judge_reports(arguments, truth, identities, true))
    print(json.dumps(result, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
