#include "cjson.h"

#include <cstring>
#include <new>

#include <simdjson.h>

struct cjson_parser {
    simdjson::dom::parser parser;
    size_t max_depth;
};

namespace {

/// Whether the escape `\u0000` stands in the text: an odd number of backslashes before `u0000`.
bool has_escaped_nul(const uint8_t *bytes, size_t length) {
    const uint8_t *at = bytes;
    const uint8_t *end = bytes + length;
    at = static_cast<const uint8_t *>(memchr(at, '\\', length));
    if (at == nullptr) return false;
    while (end - at >= 6) {
        auto hit = static_cast<const uint8_t *>(
            memmem(at, static_cast<size_t>(end - at), "\\u0000", 6));
        if (hit == nullptr) return false;
        size_t backslashes = 1;
        while (hit - backslashes >= bytes && *(hit - backslashes) == '\\') backslashes++;
        if (backslashes % 2 == 1) return true;
        at = hit + 1;
    }
    return false;
}

int code(simdjson::error_code error, const uint8_t *bytes, size_t length) {
    switch (error) {
        case simdjson::SUCCESS:
            return CJSON_OK;
        case simdjson::DEPTH_ERROR:
            return CJSON_TOO_DEEP;
        case simdjson::UTF8_ERROR:
            return CJSON_BAD_ENCODING;
        case simdjson::NUMBER_ERROR:
            return CJSON_BAD_NUMBER;
        case simdjson::STRING_ERROR:
            return CJSON_BAD_STRING;
        case simdjson::MEMALLOC:
            return CJSON_NO_MEMORY;
        default:
            return memchr(bytes, 0, length) == nullptr ? CJSON_NOT_JSON : CJSON_NUL;
    }
}

}  // namespace

cjson_parser *cjson_parser_new(size_t max_depth) {
    auto parser = new (std::nothrow) cjson_parser{simdjson::dom::parser(), max_depth};
    if (parser == nullptr) return nullptr;
    if (parser->parser.allocate(16 << 10, max_depth) != simdjson::SUCCESS) {
        delete parser;
        return nullptr;
    }
    return parser;
}

void cjson_parser_free(cjson_parser *parser) { delete parser; }

int cjson_parse(
    cjson_parser *parser, const uint8_t *bytes, size_t length, cjson_document *document) {
    if (length == 0) return CJSON_NOT_JSON;
    auto &dom = parser->parser;
    if (dom.capacity() < length) {
        // Grown in steps, so that slowly growing records do not reallocate each time.
        auto error = dom.allocate(length + length / 2, parser->max_depth);
        if (error != simdjson::SUCCESS) return CJSON_NO_MEMORY;
    }
    simdjson::dom::element root;
    auto error = dom.parse(bytes, length, false).get(root);
    if (error != simdjson::SUCCESS) return code(error, bytes, length);
    if (has_escaped_nul(bytes, length)) return CJSON_NUL;
    document->tape = dom.doc.tape.get();
    document->strings = dom.doc.string_buf.get();
    return CJSON_OK;
}

int cjson_is_utf8(const uint8_t *bytes, size_t length) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length) ? 1 : 0;
}
