/// Tells whether a message asks the customer to telephone the company, or gives its number.
///
/// It errs on the side of silence: what somebody else will do ("we will call you"), what has
/// happened ("did you call us?") and numbers of orders are no request.
enum CallRequest {
    static func isMade(in message: String) -> Bool {
        ClauseReader.clauses(of: message).contains { isMade($0) }
    }

    private static func isMade(_ clause: [String]) -> Bool {
        guard clause.contains(where: { triggers.contains($0) }) else { return false }
        if denials.contains(where: { $0.firstMatch(in: clause) != nil }) { return false }
        var words = clause
        for pattern in callsByOthers {
            // What others do is cut out; the rest of the sentence may still ask.
            while let range = pattern.firstMatch(in: words) {
                words.replaceSubrange(range, with: [","])
            }
        }
        return requests.contains { $0.firstMatch(in: words) != nil }
    }

    /// Without one of these words no pattern can match.
    private static let triggers: Set<String> = [
        "#", "call", "calling", "phone", "ring", "dial", "telephone", "telephoning", "phoning",
        "bell", "buzz", "ringing", "hotline", "helpline", "line",
        "ruf", "rufe", "rufen", "anrufen", "anzurufen", "telefonisch", "telefon", "anruf",
        "durchklingeln", "durchrufen", "anrufst",
    ]

    /// The clause speaks of the past, refuses, or asks about the customer's doings.
    private static let denials = patterns(
        """
        do|does|need|must|should|can|could|would|will|please not *2 @call
        not have|need|want|able|possible *3 @call
        no need *3 @call|calling
        without *2 calling|phoning|ringing|telephoning|call
        instead of *1 @calling
        avoid|stop|before|thank|thanks|sorry|saw|see|noticed|seen|while|after *4 @calling
        did|have|had|has|were|was|are|why|who you|someone|anyone|he|she|they *3 @call|@calling
        tried|trying|attempted to *1 @call
        you tried|called|phoned|rang|telephoned|dialled|dialed
        we|i do|can|could not|never *2 call|phone|line
        said|promised|agreed|wanted|meant|mentioned *4 call|calling|phone|ring
        no phone|telephone ?support number|line|team
        not only *4 phone|telephone
        nicht|kein|keine|keinen|ohne *4 anrufen|anzurufen|telefonisch|rufen|#
        rufen|ruf|rufe *5 nicht|kein|keinen|keine
        rufen|ruf|rufe *8 auf|ab
        anrufen|telefonisch *1 nicht
        haben|hatten|hast|hattest|wollten|wollte|warum sie|du *6 anrufen|telefonisch|angerufen
        """)

    /// Calls that somebody else makes.
    private static let callsByOthers = patterns(
        """
        ?we|i|they|he|she ?will|can|could|may|shall|should|would|to ?then|also ?try ?to \
        @call|@calling|reach|contact|dial you|them|him|her ?back ?on|at|under \
        ?this|the|that|your ?number ?is ?#
        give|giving you a ?quick|short @ring ?back ?on|at ?#
        you a ?quick|short @ring
        we|i|they|he|she|me ?still|just|also|first \
        need|needs|want|wants|have|has|had|am|are|is|like|try ?going|trying|about ?to \
        @call|@calling
        a call from us ?on|at ?#
        us to @call
        we|i|they|someone|colleague|team|driver|courier|manager|engineer|department|agent|advisor \
        will|shall|can|could|would|may|might|must|tried|try|called|call|rang|phoned ?to \
        ?then|also|try ?to ?@call ?back ?on|at ?#
        your|customer|this|my ?own|new|correct|current|best \
        ?contact|mobile|phone|telephone|home|cell number|phone|mobile|telephone *3 ?as ?, #
        @item ?number|no|id|code|nr ?is ?, #
        ihre|ihrer|deine|deiner|ihr \
        ?telefonnummer|rufnummer|nummer|handynummer|telefon|mobilnummer ?lautet|ist ?noch|die \
        #
        wir|ich|kollege|kollegin|mitarbeiter|fahrer|techniker *3 sie|dich|ihnen \
        ?gerne|gern|auch|dann ?telefonisch|unter ?# ?zurück ?anrufen|an|zurückrufen|zurück
        rufe|rufen wir|ich *6 an|zurück
        sie|dich|ihnen ?gerne|gern|dann|noch|auch ?heute|morgen ?unter ?# ?telefonisch ?unter \
        ?# anrufen|anzurufen|zurückrufen
        @nummer ?lautet|ist ?, #
        """)

    private static let requests = patterns(
        """
        please|pls|kindly ?you ?just|also|directly|either|try|do @call ?back \
        us|our|on|#|me|support|customer|in|between|again
        please|pls|kindly ?you ?just|also|directly|do @call this|the *3 @desk
        please|pls|kindly ?just|also|directly @call *4 #
        you *3 @call us|our|#|support|this|in
        you *2 @call the *3 @desk
        can|could|would|may you ?please|kindly|just ?also give|drop us|our|me a
        give|giving|drop|dropping us|our|me *3 a ?quick|short|free @ring
        ^ @call us|our|#|this|customer|support
        ^ call|phone|ring|dial the *3 @desk
        ^ give us a *1 @ring
        ^ @call in on|at|between
        free|best|easier|easiest|quicker|quickest|way|ask|option|better|helpful|welcome \
        *3 to @call us|our|#|the|support|in|this
        ask|recommend|advise|suggest|want|like|need you *2 @call us|our|#|the|support|in
        suggest|recommend|advise|try|by|via|off|consider|mind|best @calling us|our|#|the|support
        to speak|talk|order|book|cancel|change|reach|discuss|confirm *5 call|dial|phone|ring \
        #|us|our
        when|if you|u @call us|our|in|#
        when calling|phoning us
        contact|reach|speak|talk *6 by|via|over phone|telephone
        contact|reach|call|phone|ring us|our *6 by|on|at|via|under ?the phone|telephone|#
        speak|talk to *5 on|at #
        get in touch ?with *4 by|on|via ?the phone|telephone|#
        only ?be works|work|possible|done|handled|sorted by|over|via|on ?the phone|telephone
        our *4 number|hotline|helpline|line|phone|telephone ?number ?is ?on|at ?, #
        our phone|telephone|support ?support line|lines *5 #
        ?the hotline|helpline ?number ?is ?on|, #
        number to call|ring|dial|phone ?us ?on is ?, #
        phone|telephone|tel|support|contact number ?is ?, #
        ^ tel|phone|telephone|hotline|helpline ?, #
        reached|reachable|available *3 on|at|under ?number|the ?phone|telephone #
        ruf|rufe|rufen ?sie ?doch|bitte|gern|gerne|einfach ?kurz \
        uns|unsere|unseren|unser|die|den|#
        ruf|rufe|rufen ?sie *4 unter # 
        ruf|rufe|rufen sie *3 an
        uns|hotline|kundenservice|service|support *5 anrufen|anzurufen|anrufst|durchklingeln
        sie|du *2 uns|unsere|unseren *4 anrufen|telefonisch
        bitte *2 anrufen|anzurufen
        ?unter # *2 anrufen|anzurufen
        erreichen|erreichst sie|du *6 telefonisch|#
        uns *5 telefonisch *3 erreichen|kontaktieren|melden
        uns ?auch|gern|gerne|jederzeit ?unter|telefonisch|per ?der \
        ?nummer|unter|telefon|rufnummer|telefonnummer ?# erreichen|kontaktieren
        uns *3 unter *2 #
        melden|wenden|meldest|melde|wende sie|dich ?sich|bitte ?bitte|gern ?gerne *4 telefonisch|#
        unsere|unserer ?kostenlose|kostenlosen *1 \
        telefonnummer|rufnummer|hotline|servicenummer|hotlinenummer|nummer|telefon ?lautet|ist \
        ?, #
        ^ telefon|tel|hotline|servicenummer|telefonnummer ?, #
        unserer|unsere|die|der hotline|servicenummer *4 #
        unser|unsere|wir|uns *4 unter # *1 erreichbar|erreichen
        ruf|rufe|rufen *4 bei uns *2 an
        bitte *2 telefonisch *2 melden|wenden
        geht|gehen|funktioniert|klappt *3 nur|ausschließlich ?noch ?per|am telefonisch|telefon
        nur|ausschließlich ?noch ?per|am telefonisch|telefon *1 möglich|geht|erledigen|klären
        nur|ausschließlich ?noch ?per|am telefonisch|telefon ?möglich ?, ?unter ?, #
        sie|du *4 anrufen , #
        """)

    private static func patterns(_ lines: String) -> [PhrasePattern] {
        lines.split(separator: "\n").map { PhrasePattern(String($0)) }
    }
}
