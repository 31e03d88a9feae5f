import JourneyModel
import Postgres

extension BatchLoader {
    /// Keeps records that rejects of the file cannot be read without.
    package func keep(_ declarations: [RecordBatch.Declaration]) throws {
        for declaration in declarations {
            try run(
                "keep_declaration", .int(currentFile), .int(declaration.byteOffset),
                .bytes(declaration.bytes))
        }
    }
}
