import JourneyModel

/// Cuts a telephone number or e-mail address that changes hands.
///
/// Silence alone ends nothing. A different owner does, once the old one was not seen for
/// `kind.silence` days or its validity has ended. Records in between go to the old owner within that
/// many days of its last sighting, else to the new one within as many before its first, else to
/// nobody.
struct OwnerSlices {
    /// A sighting that names an owner, or the stated end of an owner's validity.
    private struct Mark {
        var position: Int64
        var owner: Key128
        var endsValidity: Bool
    }

    /// The marks of one slice, first to last.
    private struct Tenure {
        var owner: Key128
        var first: Int64
        var last: Int64
        var isEnded: Bool

        init(_ mark: Mark) {
            owner = mark.owner
            first = mark.position
            last = mark.position
            isEnded = mark.endsValidity
        }
    }

    private let kind: IdentityRules.Kind
    private let history: IdentifierHistory
    private let order: [Int32]
    private let owner: [Key128?]

    /// - Parameter order: Places of the sightings, sorted by (time, record name); `owner` is parallel
    ///   to it.
    init(
        _ kind: IdentityRules.Kind, _ history: IdentifierHistory, _ order: [Int32],
        _ owner: [Key128?]
    ) {
        self.kind = kind
        self.history = history
        self.order = order
        self.owner = owner
    }

    func cut(into decision: inout IdentifierDecision) {
        let tenures = tenures()
        let isOne = tenures.count <= 1 && !tenures.contains(where: \.isEnded)
        decision.slices = tenures.map { .init(owner: $0.owner) }
        if tenures.isEmpty { decision.slices = [.init(owner: nil)] }
        for place in order {
            let sighting = history.sightings[Int(place)]
            guard let slice = isOne ? 0 : slice(at: sighting.position, tenures) else { continue }
            decision.assignment[Int(place)] = Int32(slice)
            decision.slices[slice].see(sighting)
        }
    }

    private func tenures() -> [Tenure] {
        let silence = Int64(kind.silence) * Sighting.day
        var tenures: [Tenure] = []
        for mark in marks() {
            guard var tenure = tenures.last else {
                tenures.append(Tenure(mark))
                continue
            }
            let takesOver =
                mark.owner != tenure.owner
                && (mark.position - tenure.last >= silence
                    || (tenure.isEnded && mark.position >= tenure.last))
            if takesOver {
                tenures.append(Tenure(mark))
                continue
            }
            if mark.owner == tenure.owner || !mark.endsValidity {
                tenure.last = max(tenure.last, mark.position)
                tenure.isEnded = mark.endsValidity
            }
            tenures[tenures.count - 1] = tenure
        }
        return tenures
    }

    private func marks() -> [Mark] {
        var marks: [Mark] = []
        for (place, owner) in zip(order, owner) {
            guard let owner else { continue }
            let sighting = history.sightings[Int(place)]
            marks.append(Mark(position: sighting.position, owner: owner, endsValidity: false))
            if let validTo = sighting.validTo {
                marks.append(Mark(position: validTo, owner: owner, endsValidity: true))
            }
        }
        return marks.enumerated().sorted { left, right in
            (left.element.position, left.offset) < (right.element.position, right.offset)
        }.map(\.element)
    }

    /// The slice that holds a record at `position`; `nil` when it is nobody's.
    private func slice(at position: Int64, _ tenures: [Tenure]) -> Int? {
        let silence = Int64(kind.silence) * Sighting.day
        var next = tenures.count
        for (index, tenure) in tenures.enumerated() where position < tenure.first {
            next = index
            break
        }
        if next == 0 { return 0 }
        let previous = tenures[next - 1]
        if position <= previous.last { return next - 1 }
        let reach = previous.isEnded ? 0 : silence
        if next == tenures.count { return previous.isEnded ? nil : next - 1 }
        if position - previous.last <= reach { return next - 1 }
        if tenures[next].first - position <= silence { return next }
        return nil
    }
}
