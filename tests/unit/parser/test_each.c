/* `each`: random models with placeholders against what a person would have written out. Bad ones are in tests/cli. */
#include "generator.h"
#include "near.h"
#include "problems.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMPONENTS = 8, ITEMS = 3, TEXT = 4000 };

struct text_buffer {
    char text[TEXT];
};

/* What a component depends on: [items], {any: [items]}, or [any: [items]]. */
enum { LIST, ANY, ITEM_ANY, SHAPES };

/* Names and items with $m, $n for values of two keys, and $z for a field of the first one, which values share. */
struct template {
    const char *name;
    const char *items[ITEMS];
    size_t item_count;
    size_t shape;
};

struct drawn {
    struct template components[COMPONENTS];
    size_t count, m, n, zones;
};

static const char *const names[] = {"cdn", "zone-$z", "node-$n", "db-$m", "app-$n", "shop$m$n", "all", "site-$m"};

static const char *const opening[SHAPES] = {"[", "{any: [", "[any: ["};
static const char *const closing[SHAPES] = {"]", "]}", "]]"};

static bool names_market(const char *text) {
    return strstr(text, "$m") || strstr(text, "$z");
}

/* Items are earlier components. Copies that share a zone are the same, so they need nothing of one market. */
static void draw_model(struct drawn *drawn, struct generator *generator) {
    *drawn = (struct drawn){.m = 1 + generator_draw(generator, 4),
                            .n = 1 + generator_draw(generator, 3),
                            .zones = 1 + generator_draw(generator, 3)};
    for (size_t i = 0; i < COMPONENTS; i++) {
        struct template *component = &drawn->components[drawn->count++];
        component->name = names[i];
        component->shape = generator_draw(generator, SHAPES);
        for (size_t k = 0; k < ITEMS && i > 0; k++) {
            const char *item = names[generator_draw(generator, i)];
            if (!strstr(component->name, "$z") || !names_market(item))
                component->items[component->item_count++] = item;
        }
    }
}

/* ---- With placeholders ---- */

static void put_template(FILE *file, const char *text) {
    for (; *text; text++)
        if (*text == '$')
            fputs(*++text == 'z' ? "$(market.zone)" : *text == 'm' ? "$(market)" : "$(n)", file);
        else
            fputc(*text, file);
}

static void put_each(FILE *file, const struct drawn *drawn) {
    fputs("each: {market: {", file);
    for (size_t m = 0; m < drawn->m; m++)
        fprintf(file, "m%zu: {zone: z%zu}, ", m, m % drawn->zones);
    fputs("}, n: [", file);
    for (size_t n = 0; n < drawn->n; n++)
        fprintf(file, "n%zu, ", n);
    fputs("]}\ncomponents:\n", file);
}

static void put_component(FILE *file, const struct template *component) {
    fputs("  ", file);
    put_template(file, component->name);
    fprintf(file, ": {slo: 99.9%%, depends_on: %s", opening[component->shape]);
    for (size_t i = 0; i < component->item_count; i++) {
        put_template(file, component->items[i]);
        fputs(", ", file);
    }
    fprintf(file, "cdn2%s}\n", closing[component->shape]);
}

static char *with_each(const struct drawn *drawn) {
    char *text;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    put_each(file, drawn);
    fputs("  cdn2: 99%\n", file);
    for (size_t i = 0; i < drawn->count; i++)
        put_component(file, &drawn->components[i]);
    fclose(file);
    return text;
}

/* ---- Written out ---- */

static struct text_buffer replaced(const struct drawn *drawn, const char *text, size_t m, size_t n) {
    struct text_buffer buffer;
    size_t length = 0;
    for (; *text; text++)
        if (*text == '$') {
            size_t value = *++text == 'z' ? m % drawn->zones : *text == 'm' ? m : n;
            length += (size_t)sprintf(buffer.text + length, "%c%zu", *text, value);
        } else
            buffer.text[length++] = *text;
    buffer.text[length] = '\0';
    return buffer;
}

/* An item stands once for each value that the component's name does not name, but not twice as the same. */
static void append_item(struct text_buffer *line, const struct drawn *drawn, const char *name, const char *item,
                        size_t chosen_m, size_t chosen_n) {
    struct text_buffer copies = {""};
    for (size_t m = 0; m < drawn->m; m++)
        for (size_t n = 0; n < drawn->n; n++) {
            if ((names_market(name) && m != chosen_m) || (strstr(name, "$n") && n != chosen_n))
                continue;
            struct text_buffer copy = replaced(drawn, item, m, n);
            strcat(copy.text, ", ");
            if (!strstr(copies.text, copy.text))
                strcat(copies.text, copy.text);
        }
    strcat(line->text, copies.text);
}

static struct text_buffer written_component(const struct drawn *drawn, const struct template *component, size_t m,
                                            size_t n) {
    struct text_buffer line = replaced(drawn, component->name, m, n), whole = {"{any: ["};
    strcat(strcat(line.text, ": {slo: 99.9%, depends_on: "), component->shape == ANY ? "{any: [" : "[");
    for (size_t i = 0; i < component->item_count; i++)
        if (component->shape == ITEM_ANY)
            strcat(strcat(whole.text, component->items[i]), ", ");
        else
            append_item(&line, drawn, component->name, component->items[i], m, n);
    if (component->shape == ITEM_ANY)
        append_item(&line, drawn, component->name, strcat(whole.text, "cdn2]}"), m, n);
    strcat(line.text, component->shape == ITEM_ANY ? "]}\n" : component->shape == ANY ? "cdn2]}}\n" : "cdn2]}\n");
    return line;
}

/* Value by value, the last key first; what came out before stands there already. */
static char *written_out(const struct drawn *drawn) {
    char *text;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    fputs("components:\n  cdn2: 99%\n", file);
    for (size_t m = 0; m < drawn->m; m++)
        for (size_t n = 0; n < drawn->n; n++)
            for (size_t i = 0; i < drawn->count; i++) {
                struct text_buffer line = written_component(drawn, &drawn->components[i], m, n), own;
                sprintf(own.text, "  %.3000s", line.text);
                fflush(file);
                if (!strstr(text, own.text))
                    fputs(own.text, file);
            }
    fclose(file);
    return text;
}

/* ---- Both ---- */

/* The printed model without the places. */
static char *printed(const char *text) {
    slacalc_model *model = slacalc_model_new();
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model_read_text(model, "m", text, strlen(text), problems);
    bool good = slacalc_model_check(model, problems);
    char *said = problems_text(problems);
    if (!good)
        fail_msg("%s\n%s", text, said);
    size_t length;
    char *print = slacalc_model_print(model, &length);
    char *into = print;
    for (const char *from = print; *from; from++) {
        if (strncmp(from, "  # m:", 6) == 0)
            from += strcspn(from, "\n");
        *into++ = *from;
    }
    *into = '\0';
    free(said);
    slacalc_diagnostics_free(problems);
    slacalc_model_free(model);
    return print;
}

static void expect_same(uint64_t seed) {
    struct generator generator = {.state = seed};
    struct drawn drawn;
    draw_model(&drawn, &generator);
    char *each = with_each(&drawn), *written = written_out(&drawn);
    char *printed_each = printed(each), *printed_written = printed(written);
    if (strcmp(printed_each, printed_written) != 0)
        fail_msg("%s\n%s\n%s\n%s", each, written, printed_each, printed_written);
    free(each);
    free(written);
    free(printed_each);
    free(printed_written);
}

static void copies_are_what_a_person_would_write_out(void **state) {
    (void)state;
    runs_each(500, expect_same);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(copies_are_what_a_person_would_write_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
