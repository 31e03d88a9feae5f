#ifndef CJSON_H
#define CJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable parser; it owns the buffers of the last document.
typedef struct cjson_parser cjson_parser;

enum {
    CJSON_OK = 0,
    CJSON_NOT_JSON = 1,
    CJSON_TOO_DEEP = 2,
    CJSON_BAD_ENCODING = 3,
    CJSON_BAD_NUMBER = 4,
    CJSON_NUL = 5,
    CJSON_NO_MEMORY = 6,
    CJSON_BAD_STRING = 7,
};

/// One parsed document: 64-bit words that name kind and place, and the unescaped strings, each led
/// by its length in 32 bits. Both belong to the parser and live until its next document.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
} cjson_document;

/// `NULL` when memory ran out.
cjson_parser *cjson_parser_new(size_t max_depth);
void cjson_parser_free(cjson_parser *parser);

/// Parses one document of `length` bytes; 32 bytes behind it must be readable.
int cjson_parse(
    cjson_parser *parser, const uint8_t *bytes, size_t length, cjson_document *document);

/// Whether the bytes are UTF-8.
int cjson_is_utf8(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
