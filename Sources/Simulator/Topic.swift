/// Why a customer comes.
enum Topic: Int, CaseIterable, Sendable {
    case delivery, returns, billing, technical, product, account

    /// The chat tool's department.
    var department: String {
        switch self {
        case .delivery: "Orders & Delivery"
        case .returns: "Returns"
        case .billing: "Billing"
        case .technical: "Technical Support"
        case .product: "Sales"
        case .account: "Customer Care"
        }
    }

    var departmentID: Int { 7_340_100 + rawValue }

    /// The switchboard's queue.
    var queue: String {
        switch self {
        case .delivery: "orders"
        case .returns: "returns"
        case .billing: "billing"
        case .technical: "tech"
        case .product: "sales"
        case .account: "support"
        }
    }

    /// How often, in 1,000, an agent of this topic asks the customer to call.
    var instructedPermille: Int {
        switch self {
        case .billing: 190
        case .technical: 150
        case .returns: 90
        case .account: 120
        case .delivery: 50
        case .product: 20
        }
    }

    /// How often, in 1,000, a handled chat leaves the issue open.
    var unresolvedPermille: Int {
        switch self {
        case .technical: 330
        case .billing: 240
        case .returns: 200
        case .delivery: 180
        case .account: 160
        case .product: 90
        }
    }
}
