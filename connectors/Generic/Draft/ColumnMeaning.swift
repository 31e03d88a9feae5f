/// Words by which columns of exports are named, in the languages of the systems that write them.
enum ColumnMeaning {
    static let start: Set<String> = [
        "start", "started", "begin", "began", "beginn", "opened", "created", "date", "datum",
        "timestamp", "time", "datetime", "calldate", "placed", "ordered", "occurred", "when",
        "when", "uhrzeit", "debut", "inicio", "fecha", "at",
    ]
    static let end: Set<String> = [
        "end", "ended", "finish", "finished", "closed", "ende", "hangup", "disconnected",
        "completed", "fin",
    ]
    static let answer: Set<String> = ["answer", "answered", "accepted", "pickup", "angenommen"]
    static let update: Set<String> = ["updated", "update", "modified", "changed", "geandert"]
    static let id: Set<String> = [
        "id", "reference", "ref", "uuid", "guid", "sid", "key", "uniqueid", "nummer", "nr", "no",
        "order", "chat", "call", "event", "conversation", "ticket", "bestellnummer",
    ]
    static let agent: Set<String> = [
        "agent", "operator", "mitarbeiter", "assignee", "staff", "bearbeiter", "extension",
        "nebenstelle", "admin", "conseiller", "agente",
    ]
    static let queue: Set<String> = [
        "queue", "department", "group", "skill", "team", "warteschlange", "abteilung", "topic",
        "service", "cola",
    ]
    static let direction: Set<String> = [
        "direction", "richtung", "type", "calltype", "art", "sens", "sentido", "kind",
    ]
    static let outcome: Set<String> = [
        "status", "result", "outcome", "disposition", "state", "ergebnis", "resultat", "resultado",
    ]
    static let wait: Set<String> = [
        "wait", "waiting", "ring", "ringing", "wartezeit", "waittime", "queuetime", "attente",
    ]
    static let talk: Set<String> = [
        "talk", "talktime", "billsec", "gesprachsdauer", "sprechzeit", "conversation",
    ]
    static let hold: Set<String> = ["hold", "holdtime", "haltezeit"]
    static let duration: Set<String> = ["duration", "length", "dauer", "duree", "duracion"]
    static let page: Set<String> = ["page", "url", "landing", "seite", "location", "href", "link"]
    static let referrer: Set<String> = ["referrer", "referer"]
    static let rating: Set<String> = [
        "rating", "csat", "feedback", "satisfaction", "bewertung", "score",
    ]
    static let name: Set<String> = ["name", "lastname", "surname", "nachname", "nom"]
    static let account: Set<String> = [
        "account", "customer", "customerid", "login", "userid", "kundennummer", "client", "member",
        "kunde", "user", "external", "loyalty",
    ]
    static let browser: Set<String> = [
        "visitor", "cookie", "browser", "anonymous", "device", "clientid", "visitorid", "guest",
    ]
    static let session: Set<String> = ["session", "sessionid", "visit"]
    static let amount: Set<String> = [
        "amount", "total", "gross", "sum", "price", "value", "betrag", "revenue", "summe",
        "umsatz", "montant", "importe", "brutto",
    ]
    static let refund: Set<String> = ["refund", "refunded", "back", "returned", "erstattet"]
    static let currency: Set<String> = ["currency", "wahrung", "devise", "moneda"]
    static let order: Set<String> = ["order", "invoice", "bestellung", "auftrag", "transaction"]
    static let channel: Set<String> = ["channel", "via", "kanal", "canal"]
    static let language: Set<String> = ["language", "locale", "lang", "sprache"]
    static let tags: Set<String> = ["tags", "labels", "tag"]
    static let title: Set<String> = ["title"]
    static let eventName: Set<String> = ["event", "action", "name"]
    static let campaign: Set<String> = ["campaign", "utm"]
    static let userAgent: Set<String> = ["useragent", "ua"]
    static let caller: Set<String> = [
        "caller", "from", "source", "src", "anrufer", "ani", "clid", "calling", "origin",
    ]
    static let called: Set<String> = [
        "to", "called", "callee", "dialled", "dialed", "destination", "dst", "ziel", "did",
        "target", "angerufener",
    ]
    static let messageText: Set<String> = [
        "text", "body", "message", "msg", "content", "nachricht",
    ]
    static let author: Set<String> = [
        "author", "sender", "who", "role", "nick", "from", "type", "by", "user",
    ]

    static let directionWords: [String: String] = [
        "in": "inbound", "inbound": "inbound", "incoming": "inbound", "kommend": "inbound",
        "eingehend": "inbound", "ankommend": "inbound", "entrant": "inbound",
        "entrante": "inbound", "received": "inbound", "out": "outbound", "outbound": "outbound",
        "outgoing": "outbound", "gehend": "outbound", "ausgehend": "outbound",
        "abgehend": "outbound", "sortant": "outbound", "saliente": "outbound",
        "dialled": "outbound", "dialed": "outbound", "internal": "internal", "intern": "internal",
        "interne": "internal", "interno": "internal", "local": "internal",
    ]
    static let outcomeWords: [String: String] = [
        "answered": "handled", "handled": "handled", "completed": "handled",
        "angenommen": "handled", "beantwortet": "handled", "closed": "handled",
        "resolved": "handled", "connected": "handled", "success": "handled", "ended": "handled",
        "missed": "missed", "no answer": "missed", "noanswer": "missed", "no-answer": "missed",
        "unanswered": "missed", "verpasst": "missed", "not answered": "missed",
        "abandoned": "abandoned", "hung up": "abandoned", "aufgelegt": "abandoned",
        "lost": "abandoned", "offline": "offline_message", "offline message": "offline_message",
        "message left": "offline_message", "voicemail": "voicemail", "mailbox": "voicemail",
        "busy": "refused", "rejected": "refused", "besetzt": "refused", "failed": "failed",
        "open": "open", "in progress": "open",
    ]
    static let ratingWords: [String: String] = [
        "good": "good", "very satisfied": "good", "satisfied": "good", "positive": "good",
        "bad": "bad", "dissatisfied": "bad", "very dissatisfied": "bad", "negative": "bad",
        "4": "good", "5": "good", "1": "bad", "2": "bad", "3": "bad",
    ]
    static let authorWords: [String: String] = [
        "user": "customer", "customer": "customer", "visitor": "customer", "client": "customer",
        "contact": "customer", "lead": "customer", "guest": "customer", "kunde": "customer",
        "agent": "agent", "admin": "agent", "operator": "agent", "staff": "agent",
        "bot": "bot", "robot": "bot", "trigger": "bot", "system": "system", "note": "system",
    ]
}
