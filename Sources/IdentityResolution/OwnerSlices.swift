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
    private let sightings: [Sighting]
    private let owner: [Key128?]

    /// - Parameter sightings: Sorted by (time, record name); `owner` is parallel to it.
    init(_ kind: IdentityRules.Kind, _ sightings: [Sighting], _ owner: [Key128?]) {
        self.kind = kind
        self.sightings = sightings
        self.owner = owner
    }

    func cut() -> (slices: [IdentifierDecision.Slice], assignment: [Int?]) {
        let tenures = tenures()
        guard tenures.count > 1 || tenures.contains(where: \.isEnded) else {
            return Slicer.whole(sightings, owner: tenures.first?.owner)
        }
        var slices = tenures.map { IdentifierDecision.Slice(owner: $0.owner) }
        let assignment = sightings.map { slice(at: $0.position, tenures) }
        for (sighting, slice) in zip(sightings, assignment) {
            guard let slice, let time = sighting.time else { continue }
            slices[slice].firstSeen = min(slices[slice].firstSeen ?? time, time)
            slices[slice].lastSeen = max(slices[slice].lastSeen ?? time, time)
        }
        return (slices, assignment)
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
        for (sighting, owner) in zip(sightings, owner) {
            guard let owner else { continue }
            marks.append(Mark(position: sighting.position, owner: owner, endsValidity: false))
            if let validTo = sighting.validTo {
                marks.append(
                    Mark(position: validTo.microseconds, owner: owner, endsValidity: true))
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
