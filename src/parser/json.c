#include "parser/json.h"

#include "base/characters.h"
#include "parser/tree.h"

#include <string.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WRONG,
    TOKEN_STRING,
    TOKEN_WORD, /* a number, true, false or null */
    TOKEN_OPEN, /* { or [ */
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_COLON
};

struct token {
    enum token_kind kind;
    size_t at, end;
    bool escaped; /* a string with escapes */
};

/* ---- Tokens ---- */

static bool hex_value(struct text text, size_t at, uint32_t *value) {
    *value = 0;
    for (size_t i = at; i < at + 4; i++) {
        if (i >= text.length)
            return false;
        char c = text.at[i];
        uint32_t digit = is_digit(c)            ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *value = *value << 4 | digit;
    }
    return true;
}

/* The character that is escaped at the backslash, and the length of its escape; 0 where it is none. */
static size_t read_escape(struct text text, size_t at, uint32_t *character) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    uint32_t low;
    if (at + 1 >= text.length)
        return 0;
    const char *name = text.at[at + 1] ? strchr(names, text.at[at + 1]) : NULL;
    if (name) {
        *character = (unsigned char)values[name - names];
        return 2;
    }
    if (text.at[at + 1] != 'u' || !hex_value(text, at + 2, character))
        return 0;
    if (*character < 0xd800 || *character > 0xdfff)
        return 6;
    bool paired = *character < 0xdc00 && at + 7 < text.length && text.at[at + 6] == '\\' && text.at[at + 7] == 'u' &&
                  hex_value(text, at + 8, &low) && low >= 0xdc00 && low <= 0xdfff;
    if (!paired)
        return 0;
    *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);
    return 12;
}

static struct token read_string(struct text text, size_t at) {
    struct token token = {.kind = TOKEN_WRONG, .at = at};
    uint32_t character;
    for (at++; at < text.length && text.at[at] != '"';) {
        unsigned char byte = (unsigned char)text.at[at];
        size_t length = byte < 0x20    ? 0
                        : byte == '\\' ? read_escape(text, at, &character)
                        : byte < 0x80  ? 1
                                       : text_character(text, at, &character);
        if (length == 0)
            return token;
        token.escaped |= byte == '\\';
        at += length;
    }
    if (at < text.length) {
        token.kind = TOKEN_STRING;
        token.end = at + 1;
    }
    return token;
}

/* Where a number ends that begins there; `at` itself where there is none. */
static size_t end_of_number(struct text text, size_t at) {
    size_t first = at + (at < text.length && text.at[at] == '-'), end = skip_digits(text, first);
    if (end == first || (text.at[first] == '0' && end > first + 1))
        return at;
    if (end < text.length && text.at[end] == '.') {
        size_t digits = end + 1;
        end = skip_digits(text, digits);
        if (end == digits)
            return at;
    }
    if (end < text.length && (text.at[end] == 'e' || text.at[end] == 'E')) {
        size_t digits = end + 1;
        digits += digits < text.length && (text.at[digits] == '+' || text.at[digits] == '-');
        end = skip_digits(text, digits);
        if (end == digits)
            return at;
    }
    return end;
}

static struct token read_word(struct text text, size_t at) {
    static const char *const words[] = {"true", "false", "null"};
    struct text rest = {text.at + at, text.length - at};
    size_t end = end_of_number(text, at);
    for (size_t i = 0; end == at && i < sizeof words / sizeof *words; i++)
        if (text_begins(rest, text_of(words[i])))
            end = at + strlen(words[i]);
    return (struct token){.kind = end > at ? TOKEN_WORD : TOKEN_WRONG, .at = at, .end = end};
}

/* The token that begins at `at` or behind the blanks there. */
static struct token next_token(struct text text, size_t at) {
    at = skip_blanks(text, at);
    struct token token = {.kind = TOKEN_END, .at = at, .end = at + 1};
    if (at == text.length)
        return token;
    switch (text.at[at]) {
    case '{':
    case '[':
        token.kind = TOKEN_OPEN;
        return token;
    case '}':
    case ']':
        token.kind = TOKEN_CLOSE;
        return token;
    case ',':
        token.kind = TOKEN_COMMA;
        return token;
    case ':':
        token.kind = TOKEN_COLON;
        return token;
    case '"':
        return read_string(text, at);
    default:
        return read_word(text, at);
    }
}

/* ---- Grammar ---- */

/* What may come next. */
enum expected { A_VALUE, A_VALUE_OR_END, A_KEY, A_KEY_OR_END, A_COLON, A_COMMA_OR_END, NOTHING };

struct grammar {
    enum expected expected;
    size_t depth;
    bool in_map[LEVELS_MAX]; /* by level */
};

static void after_value(struct grammar *grammar) {
    grammar->expected = grammar->depth > 0 ? A_COMMA_OR_END : NOTHING;
}

static bool accept_open(struct grammar *grammar, char bracket) {
    if (grammar->depth == LEVELS_MAX || (grammar->expected != A_VALUE && grammar->expected != A_VALUE_OR_END))
        return false;
    grammar->in_map[grammar->depth++] = bracket == '{';
    grammar->expected = bracket == '{' ? A_KEY_OR_END : A_VALUE_OR_END;
    return true;
}

static bool accept_close(struct grammar *grammar, char bracket) {
    bool fits =
        grammar->expected == A_COMMA_OR_END || grammar->expected == A_KEY_OR_END || grammar->expected == A_VALUE_OR_END;
    if (!fits || grammar->in_map[grammar->depth - 1] != (bracket == '}'))
        return false;
    grammar->depth--;
    after_value(grammar);
    return true;
}

static bool accept_scalar(struct grammar *grammar, enum token_kind kind) {
    bool is_key = grammar->expected == A_KEY || grammar->expected == A_KEY_OR_END;
    if (is_key && kind == TOKEN_STRING)
        grammar->expected = A_COLON;
    else if (grammar->expected == A_VALUE || grammar->expected == A_VALUE_OR_END)
        after_value(grammar);
    else
        return false;
    return true;
}

static bool accept(struct grammar *grammar, enum token_kind kind, char first) {
    switch (kind) {
    case TOKEN_OPEN:
        return accept_open(grammar, first);
    case TOKEN_CLOSE:
        return accept_close(grammar, first);
    case TOKEN_STRING:
    case TOKEN_WORD:
        return accept_scalar(grammar, kind);
    case TOKEN_COMMA:
        if (grammar->expected != A_COMMA_OR_END)
            return false;
        grammar->expected = grammar->in_map[grammar->depth - 1] ? A_KEY : A_VALUE;
        return true;
    case TOKEN_COLON:
        if (grammar->expected != A_COLON)
            return false;
        grammar->expected = A_VALUE;
        return true;
    default:
        return false;
    }
}

bool json_is(struct text text) {
    struct grammar grammar = {.expected = A_VALUE};
    struct token token = next_token(text, 0);
    if (token.kind != TOKEN_OPEN)
        return false;
    for (; token.kind != TOKEN_END; token = next_token(text, token.end))
        if (!accept(&grammar, token.kind, text.at[token.at]))
            return false;
    return grammar.expected == NOTHING;
}

/* ---- Tree ---- */

static char *put_character(char *to, uint32_t character) {
    if (character < 0x80) {
        *to++ = (char)character;
        return to;
    }
    int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    static const unsigned leads[] = {0, 0xc0, 0xe0, 0xf0};
    *to++ = (char)(leads[more] | character >> (6 * more));
    while (more-- > 0)
        *to++ = (char)(0x80 | (character >> (6 * more) & 0x3f));
    return to;
}

/* Without its escapes, in the scratch of the document; `at` is NULL where it holds U+0000. */
static struct text unescaped(struct tree *tree, struct text text) {
    char *copy = arena_alloc(&tree->document->scratch, text.length + 1, 1), *to = copy;
    for (size_t at = 0; at < text.length;) {
        uint32_t character;
        size_t length = text.at[at] == '\\' ? read_escape(text, at, &character) : 0;
        if (length > 0 && character == 0)
            return (struct text){NULL, 0};
        if (length > 0)
            to = put_character(to, character);
        else
            *to++ = text.at[at];
        at += length > 0 ? length : 1;
    }
    return (struct text){copy, (size_t)(to - copy)};
}

static void add_scalar(struct tree *tree, const struct token *token) {
    size_t quote = token->kind == TOKEN_STRING ? 1 : 0;
    struct text text = {tree->document->text.at + token->at + quote, token->end - token->at - 2 * quote};
    struct node node = {.kind = NODE_SCALAR,
                        .offset = (uint32_t)token->at,
                        .first = (uint32_t)(token->at + quote),
                        .length = (unsigned)text.length & NODE_LENGTH_MAX,
                        .plain = quote == 0};
    if (token->escaped)
        text = unescaped(tree, text);
    if (!text.at)
        node = tree_broken_text(tree, node.offset);
    else if (token->escaped)
        tree_copy(tree, &node, text, (uint32_t)token->end);
    tree_append(tree, node, 1, 0);
}

bool json_read(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems) {
    struct tree tree = {.document = document, .problems = problems, .root = NO_INDEX};
    document->source = source;
    document->text = text;
    for (struct token token = next_token(text, 0); token.kind != TOKEN_END; token = next_token(text, token.end)) {
        if (token.kind == TOKEN_STRING || token.kind == TOKEN_WORD)
            add_scalar(&tree, &token);
        else if (token.kind == TOKEN_OPEN)
            tree_open(&tree, text.at[token.at] == '{' ? NODE_MAP : NODE_LIST, (uint32_t)token.at);
        else if (token.kind == TOKEN_CLOSE)
            tree_close(&tree);
    }
    tree_end_document(&tree);
    return true;
}
