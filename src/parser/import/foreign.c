#include "parser/import/foreign.h"

#include "base/shown.h"
#include "parser/import/formats.h"
#include "parser/imports.h"
#include "parser/remark.h"

#include <string.h>

/* By what an apiVersion begins with. */
static const struct {
    const char *start, *owner;
} owners[] = {
    {"v1", "Kubernetes"},
    {"apps/", "Kubernetes"},
    {"batch/", "Kubernetes"},
    {"policy/", "Kubernetes"},
    {"autoscaling/", "Kubernetes"},
    {"kustomize.config.k8s.io/", "Kustomize"},
    {"n9/", "Nobl9"},
    {"monitoring.coreos.com/", "the Prometheus operator"},
    {"argoproj.io/", "Argo"},
    {"sre.google.com/", "slo-generator"},
    {"lifecycle.keptn.sh/", "Keptn"},
    {"apiextensions.crossplane.io/", "Crossplane"},
    {"litmuschaos.io/", "Litmus"},
    {"chaos-mesh.org/", "Chaos Mesh"},
};

static const char *owner_of(struct text version) {
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (text_begins(version, text_of(owners[i].start)))
            return owners[i].owner;
    return memmem(version.at, version.length, ".k8s.io/", 8) ? "Kubernetes" : NULL;
}

void foreign_remark(struct reader *reader, struct written version, struct text kind) {
    const char *owner = owner_of(version.text);
    remark(reader->model, REMARK_FOREIGN, version.where, "'" SHOWN "' of '" SHOWN "'%s%s", SHOWN_ARGS(kind),
           SHOWN_ARGS(version.text), owner ? ", which is " : "", owner ? owner : "");
    imports_of(reader->model)->pending = true;
}

enum { KEYS_MAX = 3 };

/* By keys that all stand at the top of such a file. */
static const struct {
    const char *program;
    const char *keys[KEYS_MAX];
} shapes[] = {
    {"OpenAPI", {"openapi"}},
    {"OpenAPI", {"swagger"}},
    {"AsyncAPI", {"asyncapi"}},
    {"CloudFormation", {"AWSTemplateFormatVersion"}},
    {"CloudFormation", {"Resources", "Parameters"}},
    {"Terraform", {"terraform"}},
    {"Terraform", {"resource", "provider"}},
    {"Docker Compose", {"services", "version"}},
    {"Docker Compose", {"services", "networks"}},
    {"Docker Compose", {"services", "volumes"}},
    {"Prometheus", {"scrape_configs"}},
    {"Prometheus", {"global", "rule_files"}},
    {"Alertmanager", {"route", "receivers"}},
    {"GitHub Actions", {"on", "jobs"}},
    {"GitLab CI", {"stages"}},
    {"Azure Pipelines", {"trigger", "pool"}},
    {"Helm", {"apiVersion", "name", "version"}},
    {"Grafana", {"panels", "schemaVersion"}},
    {"slo-generator", {"service_name", "feature_name", "slo_name"}},
    {"NthLayer", {"service", "resources"}},
    {"Datadog", {"service_level_objectives"}},
    {"npm", {"name", "version", "dependencies"}},
};

static bool fits(const struct reader *reader, uint32_t root, const char *const *keys) {
    struct entry entry;
    for (size_t i = 0; i < KEYS_MAX && keys[i]; i++)
        if (!fields_find(reader, root, keys[i], &entry))
            return false;
    return true;
}

/* Whether `key` holds a list, or a map, whose first item is a map with that key. */
static bool holds(const struct reader *reader, uint32_t root, const char *key, const char *inner) {
    struct entry entry, found;
    if (!fields_find(reader, root, key, &entry))
        return false;
    uint32_t first = document_first_child(reader->document, entry.value);
    return first != NO_INDEX && fields_find(reader, first, inner, &found);
}

static const char *shape_of(const struct reader *reader, uint32_t root) {
    struct entry entry;
    if (fields_find(reader, root, "components", &entry))
        return fits(reader, root, (const char *const[KEYS_MAX]){"openapi"}) ? shapes[0].program : NULL;
    if (holds(reader, root, "groups", "rules"))
        return "Prometheus";
    if (holds(reader, root, "services", "image") || holds(reader, root, "services", "build"))
        return "Docker Compose";
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (fits(reader, root, shapes[i].keys))
            return shapes[i].program;
    return NULL;
}

bool foreign_refuse(struct reader *reader, uint32_t root) {
    const char *program = shape_of(reader, root);
    if (!program)
        return false;
    diagnose_flaw(reader, document_position(reader->document, root),
                  "is a file of %s, which is not read (" FORMATS_READ " are)", program);
    reader->model->incomplete = true;
    return true;
}

const char *foreign_by_name(const char *name) {
    static const struct {
        const char *end, *program;
    } ends[] = {
        {".tf", "Terraform"}, {".tfvars", "Terraform"}, {".hcl", "HCL"}, {".jsonnet", "Jsonnet"}, {".xml", "XML"}};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i].end);
        if (length > end && strcmp(name + length - end, ends[i].end) == 0)
            return ends[i].program;
    }
    return NULL;
}

const char *foreign_by_text(struct text text) {
    struct text rest = text, version = format_next_version(&rest);
    if (version.length > 0 && owner_of(version))
        return owner_of(version);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t keys = 0;
        while (keys < KEYS_MAX && shapes[i].keys[keys] && format_has_key(text, shapes[i].keys[keys]))
            keys++;
        if (keys == KEYS_MAX || !shapes[i].keys[keys])
            return shapes[i].program;
    }
    return format_has_key(text, "services") ? "Docker Compose" : format_has_key(text, "groups") ? "Prometheus" : NULL;
}
