import Foundation

/// The configuration of a private cluster, written anew at each start.
package struct ClusterSettings: Sendable {
    /// Whether committed data survives a power cut. Tests do without.
    package var isDurable = true
    package var maxConnections = 20

    package init() {}

    /// The text of the file that `postgresql.conf` includes.
    func text(socketFolder: String) -> String {
        let memory = Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
        let megabytes = max(512, memory / 1_048_576)
        let settings = [
            ("listen_addresses", ""), ("port", "5432"),
            ("unix_socket_directories", Self.listItem(socketFolder)),
            ("unix_socket_permissions", "0700"), ("max_connections", "\(maxConnections)"),
            ("cluster_name", "journey"),
            ("shared_buffers", "\(min(256, megabytes / 8))MB"),
            ("effective_cache_size", "\(megabytes / 2)MB"), ("work_mem", "32MB"),
            ("maintenance_work_mem", "\(min(256, megabytes / 16))MB"),
            ("dynamic_shared_memory_type", Self.hasRoomForSharedMemory ? "posix" : "mmap"),
            ("wal_level", "minimal"), ("max_wal_senders", "0"),
            ("max_wal_size", "2GB"), ("checkpoint_timeout", "15min"),
            ("fsync", isDurable ? "on" : "off"),
            ("synchronous_commit", "on"),
            ("full_page_writes", isDurable ? "on" : "off"),
            ("random_page_cost", "1.1"), ("jit", "off"),
            ("timezone", "UTC"), ("log_timezone", "UTC"), ("log_destination", "stderr"),
            ("logging_collector", "off"), ("log_line_prefix", "%m [%p] "),
            // Statements and details can hold personal data, so they stay out of the log.
            ("log_error_verbosity", "terse"), ("log_min_error_statement", "panic"),
            ("log_statement", "none"), ("log_min_duration_statement", "-1"),
            ("log_parameter_max_length", "0"), ("log_parameter_max_length_on_error", "0"),
        ]
        return settings.map { "\($0.0) = \(Self.quoted($0.1))\n" }.joined()
    }

    private static func quoted(_ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "''")
        return "'\(escaped)'"
    }

    /// Folder names are a list in which a comma would separate.
    private static func listItem(_ path: String) -> String {
        "\"" + path.replacing("\"", with: "\"\"") + "\""
    }

    /// Containers often have 64 MB there, too little for a parallel join.
    private static var hasRoomForSharedMemory: Bool {
        var status = statvfs()
        guard statvfs("/dev/shm", &status) == 0 else { return false }
        return UInt64(status.f_blocks) * UInt64(status.f_frsize) >= 512 * 1_048_576
    }
}
