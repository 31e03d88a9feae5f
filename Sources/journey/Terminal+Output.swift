import Foundation
import Reports

extension Terminal {
    /// What standard output leads to.
    static var ofOutput: Terminal {
        var size = winsize()
        let isTerminal = isatty(1) == 1 && ioctl(1, UInt(TIOCGWINSZ), &size) == 0
        return Terminal(
            environment: ProcessInfo.processInfo.environment,
            width: isTerminal && size.ws_col > 0 ? Int(size.ws_col) : nil)
    }
}
