/// What is said in chats, in English and German.
enum Phrases {
    static func greeting(german: Bool) -> String {
        german ? "Guten Tag, wie kann ich helfen?" : "Hello, how can I help you today?"
    }

    static func invitation(german: Bool) -> String {
        german ? "Haben Sie eine Frage? Wir sind da." : "Any questions? We are here to help."
    }

    static func handOn(german: Bool) -> String {
        german
            ? "Ich gebe Sie an die zuständige Abteilung weiter."
            : "Let me hand you over to the right department."
    }

    static func connecting(german: Bool) -> String {
        german
            ? "Ich verbinde Sie jetzt telefonisch, einen Moment."
            : "I am connecting you by voice now, one moment."
    }

    static func solved(german: Bool) -> String {
        german ? "Das habe ich für Sie erledigt." : "That is done for you now."
    }

    static func notSure(german: Bool) -> String {
        german
            ? "Das muss ich erst prüfen, das kann etwas dauern."
            : "I would have to look into that, it may take a while."
    }

    static func thanks(german: Bool) -> String {
        german ? "Danke, auf Wiedersehen!" : "Thank you, bye!"
    }

    static func myNumber(_ number: String, german: Bool) -> String {
        german
            ? "Ich bin unter \(number) zu erreichen, ich melde mich von dort."
            : "My number is \(number), I will get back to you from there."
    }

    static func code(_ code: String, german: Bool) -> String {
        german
            ? "Bitte nennen Sie bei Rückfragen den Code \(code)."
            : "If anything is left open, please quote code \(code)."
    }

    static func instruction(
        _ hotline: String, german: Bool, _ random: inout Random
    ) -> String {
        let english = [
            "Please call us on \(hotline), we need to verify your details by phone.",
            "For security reasons I cannot do that here. Please give us a call on \(hotline).",
            "Could you ring our team on \(hotline)? They can sort that out right away.",
            "I am afraid this only works by telephone: \(hotline).",
        ]
        let deutsch = [
            "Bitte rufen Sie uns unter \(hotline) an, dafür müssen wir Ihre Daten prüfen.",
            "Das geht leider nur telefonisch: \(hotline).",
        ]
        return random.pick(german && random.chance(600) ? deutsch : english)
    }

    static func question(_ topic: Topic, german: Bool, _ random: inout Random) -> String {
        let choices: [String]
        switch topic {
        case .delivery:
            choices = ["Where is my parcel?", "My order should have arrived yesterday."]
        case .returns:
            choices = ["The item arrived broken, how do I return it?", "Where is my refund?"]
        case .billing:
            choices = ["My invoice is wrong.", "My card was charged twice."]
        case .technical:
            choices = ["The pump shows error E4.", "My thermostat does not connect."]
        case .product:
            choices = ["Is this available in oak?", "Does the machine fit under a cupboard?"]
        case .account:
            choices = ["I cannot sign in.", "How do I change my address?"]
        }
        return german && random.chance(500)
            ? random.pick(germanQuestions(topic))
            : random.pick(choices)
    }

    private static func germanQuestions(_ topic: Topic) -> [String] {
        switch topic {
        case .delivery: ["Wo bleibt mein Paket?", "Wann kommt die Lieferung?"]
        case .returns: ["Der Artikel ist beschädigt angekommen.", "Wo bleibt mein Geld?"]
        case .billing: ["Meine Rechnung stimmt nicht.", "Es wurde doppelt abgebucht."]
        case .technical: ["Die Pumpe zeigt Fehler E4.", "Das Thermostat verbindet sich nicht."]
        case .product: ["Gibt es das auch in Eiche?", "Passt die Maschine unter den Schrank?"]
        case .account: ["Ich kann mich nicht anmelden.", "Wie ändere ich meine Adresse?"]
        }
    }

    static func answer(_ topic: Topic, german: Bool, _ random: inout Random) -> String {
        let english = [
            "Let me check that for you.", "I see, thank you for the details.",
            "Which order is this about?", "I can see it in our system now.",
            "This is usually done within two working days.",
        ]
        let deutsch = [
            "Ich schaue kurz nach.", "Danke, ich sehe es jetzt im System.",
            "Um welche Bestellung geht es?", "Das dauert normalerweise zwei Werktage.",
        ]
        return german && topic != .technical ? random.pick(deutsch) : random.pick(english)
    }

    static func remark(german: Bool, _ random: inout Random) -> String {
        let english = [
            "Okay.", "It is the one from last week.", "And how long will that take?",
            "I already tried that.", "Yes, please \u{1F642}", "He said \"it is on its way\".",
        ]
        let deutsch = [
            "Ja, genau.", "Das habe ich schon versucht.", "Wie lange dauert das?",
            "Die von letzter Woche.",
        ]
        return random.pick(german ? deutsch : english)
    }
}
