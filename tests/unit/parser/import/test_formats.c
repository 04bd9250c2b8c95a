/* Which format a document has, before and after it is parsed. */
#include "near.h"
#include "parser/import/foreign.h"
#include "parser/import/formats.h"

#include <string.h>

static void versions(void **state) {
    static const struct {
        const char *version;
        enum format format;
    } cases[] = {{"openslo/v1", FORMAT_OPENSLO},
                 {"openslo.com/v2alpha", FORMAT_OPENSLO},
                 {"backstage.io/v1alpha1", FORMAT_BACKSTAGE},
                 {"scaffolder.backstage.io/v1beta3", FORMAT_BACKSTAGE},
                 {"sloth.slok.dev/v1", FORMAT_SLOTH},
                 {"pyrra.dev/v1alpha1", FORMAT_PYRRA},
                 {"srm/v1", FORMAT_OPENSRM},
                 {"opensrm/v1", FORMAT_OPENSRM},
                 {"opensrm.nthlayer.io/v2", FORMAT_OPENSRM},
                 {"apps/v1", FORMATS},
                 {"openslo", FORMATS},
                 {"", FORMATS}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(format_of(text_of(cases[i].version)), cases[i].format);
}

static void texts(void **state) {
    static const struct {
        const char *text;
        bool is_read;
        const char *program;
    } cases[] = {{"", false, NULL},
                 {"apiVersion", false, NULL},
                 {"apiVersion: openslo/v1", true, NULL},
                 {"- {\"apiVersion\": \"backstage.io/v1alpha1\"}", true, NULL},
                 {"apiVersion: v1\nitems:\n- apiVersion: 'pyrra.dev/v1'", true, "Kubernetes"},
                 {"apiVersion: apps/v1\nkind: Deployment", false, "Kubernetes"},
                 {"apiVersion: batch.k8s.io/v1", false, "Kubernetes"},
                 {"apiVersion: n9/v1alpha", false, "Nobl9"},
                 {"version: prometheus/v1\nservice: a\nslos: []", true, NULL},
                 {"version: 2\nservice: a\nslos: []", false, NULL},
                 {"services:\n  web: {}", false, "Docker Compose"},
                 {"  services:\n", false, NULL},
                 {"on: push\njobs: {}\n", false, "GitHub Actions"},
                 {"groups:\n- rules: []", false, "Prometheus"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *program = foreign_by_text(text_of(cases[i].text));
        if (format_is_in(text_of(cases[i].text)) != cases[i].is_read)
            fail_msg("'%s' is taken for another format", cases[i].text);
        if (program != cases[i].program && (!program || !cases[i].program || strcmp(program, cases[i].program) != 0))
            fail_msg("'%s' is taken for %s", cases[i].text, program ? program : "nothing");
    }
}

static void keys(void **state) {
    static const char *const with[] = {"overlay: true",   "a: 1\noverlay: true", "\"overlay\": true",
                                       "{overlay: true}", "{ 'overlay' : true}", "overlay :"};
    static const char *const without[] = {
        "", "overlay", " overlay: true", "overlays: true", "an overlay: true", "{a: {overlay: true}}"};
    (void)state;
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        assert_true(format_has_key(text_of(with[i]), "overlay"));
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        assert_false(format_has_key(text_of(without[i]), "overlay"));
}

static void names(void **state) {
    (void)state;
    assert_string_equal(foreign_by_name("main.tf"), "Terraform");
    assert_string_equal(foreign_by_name("a/b.tf.d/slo.jsonnet"), "Jsonnet");
    assert_null(foreign_by_name(".tf"));
    assert_null(foreign_by_name("main.tf.yaml"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions),
        cmocka_unit_test(texts),
        cmocka_unit_test(keys),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
