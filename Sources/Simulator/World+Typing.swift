/// How people write down their own addresses and numbers.
extension World {
    func plain(email: String) -> Typed { Typed(text: email, value: email) }

    func typed(email: String, _ random: inout Random) -> Typed {
        let kind = random.below(1000)
        if kind < 45, configuration.has(.placeholders) {
            let text = random.pick(Vocabulary.placeholderEmails)
            return Typed(text: text, value: text, corrupted: true, placeholder: true)
        }
        if kind >= 45, kind < 100, configuration.has(.typos) {
            let wrong = misspelled(email, &random)
            return Typed(text: wrong, value: wrong, corrupted: true)
        }
        guard configuration.has(.formatVariants) else { return plain(email: email) }
        switch kind {
        case 100..<190: return Typed(text: email.uppercased(), value: email)
        case 190..<260:
            return Typed(text: email.prefix(1).uppercased() + email.dropFirst(), value: email)
        case 260..<300: return Typed(text: " \(email) ", value: email)
        default: return plain(email: email)
        }
    }

    /// - Parameter phone: National digits.
    func typed(phone: String, _ random: inout Random) -> Typed {
        let kind = random.below(1000)
        if kind < 40, configuration.has(.placeholders) {
            let text = random.pick(Vocabulary.placeholderPhones)
            return Typed(text: text, value: text, corrupted: true, placeholder: true)
        }
        if kind >= 40, kind < 80, configuration.has(.typos) {
            let wrong = swapped(phone, &random)
            return Typed(
                text: plan.written(wrong, style: 0), value: plan.e164(wrong),
                corrupted: wrong != phone)
        }
        let style = configuration.has(.formatVariants) ? random.below(6) : 1
        return Typed(text: plan.written(phone, style: style), value: plan.e164(phone))
    }

    func typed(name: String, _ random: inout Random) -> String {
        let kind = random.below(1000)
        if kind < 40, configuration.has(.placeholders) {
            return random.pick(Vocabulary.placeholderNames)
        }
        if kind >= 40, kind < 90, configuration.has(.typos) { return misspelled(name, &random) }
        guard configuration.has(.formatVariants) else { return name }
        switch kind {
        case 90..<250: return name.split(separator: " ").first.map(String.init) ?? name
        case 250..<330: return name.lowercased()
        default: return name
        }
    }

    /// Drops, doubles or swaps one letter before the at sign.
    private func misspelled(_ text: String, _ random: inout Random) -> String {
        var letters = Array(text)
        let limit = letters.firstIndex(of: "@") ?? letters.count
        guard limit > 3 else { return text }
        let place = random.between(1, limit - 2)
        switch random.below(3) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        default: letters.swapAt(place, place + 1)
        }
        let wrong = String(letters)
        return wrong == text ? String(text.dropFirst()) : wrong
    }

    private func swapped(_ digits: String, _ random: inout Random) -> String {
        var letters = Array(digits)
        letters.swapAt(letters.count - 2 - random.below(3), letters.count - 1)
        return String(letters)
    }
}
