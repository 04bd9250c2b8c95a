/*
 * Outages whose ages are told apart: what is tolerated for a time, and failovers that take some. Against closed forms,
 * and on random models against the enumeration of every state of every replica, where a replica that is down is in one
 * of the phases between the times that the model names: here nobody knows how the library makes leaves of them.
 * SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "evaluate.h"
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __float128 quad;

/* ---- Closed forms ---- */

static void expect_service(const char *text, double down, double per_hour) {
    slacalc_result *result = evaluate_plain(text);
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->availability.value.down, down, 1e-9);
    assert_true(service->availability.exact);
    assert_true(service->has_outages);
    assert_near(service->outages_per_period, per_hour * 720, 1e-9);
    slacalc_result_free(result);
}

static void what_is_tolerated_is_down_only_when_it_lasts(void **state) {
    (void)state;
    expect_service("components: {a: {slo: 99.9%, mttr: 30m}, s: {depends_on: {needs: a, tolerates: 15m}}}",
                   0.000606530659712633, 0.002 * exp(-0.5));
    expect_service("components: {a: {slo: 99.9%, mttr: 30m}, s: {depends_on: [a, {needs: a, tolerates: 15m}]}}", 0.001,
                   0.002);
}

static void tolerances_on_a_way_add_up(void **state) {
    (void)state;
    const char *text = "components:\n  a: {slo: 99.9%, mttr: 1h}\n  b: {depends_on: [{needs: a, tolerates: 10m}]}\n"
                       "  s: {depends_on: [{needs: {needs: b, tolerates: 5m}, tolerates: 15m}]}\n";
    expect_service(text, 0.001 * exp(-0.5), 0.001 * exp(-0.5));
}

/* Both have to be down for so long at the same time. */
static void alternatives_are_tolerated_together(void **state) {
    (void)state;
    const char *text = "mttr: 1h\ncomponents: {a: 99%, b: 98%, s: {depends_on: {needs: {any: [a, b]}, tolerates: 6m}}}";
    double both = 0.01 * 0.02 * exp(-0.2);
    expect_service(text, both, 2 * both);
    expect_service("components: {a: {slo: 99%, mttr: 1h, replicas: 2}, s: {depends_on: {needs: a, tolerates: 6m}}}",
                   0.0001 * exp(-0.2), 0.0002 * exp(-0.2));
}

static void a_switch_takes_its_time(void **state) {
    (void)state;
    double u = 0.01, v = 0.02, young = u * -expm1(-0.1), old = u * exp(-0.1), lost = 1 - 0.95 * (1 - v);
    expect_service("mttr: 1h\ncomponents: {a: 99%, b: 98%, s: {depends_on: {any: [a, b], failover: {level: 95%, "
                   "takes: 6m}}}}",
                   young + old * lost, u + v * 0.95 * old);
}

/* Nobody switches away from what is down for good, whatever else fails there: not for long, and not at all. */
static void what_is_down_for_good_starts_no_switch(void **state) {
    (void)state;
    static const char *const wholes[] = {"b: {slo: 98%}, r: 99%, a: {slo: 0%, depends_on: r}",
                                         "b: {slo: 98%}, r: 0%, a: {slo: 99%, depends_on: r}",
                                         "b: {slo: 98%}, r: 99%, o: 0%, a: {slo: 99%, depends_on: {all: [r, o]}}"};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "mttr: 1h\ncomponents: {%s, s: {depends_on: {any: [a, b], failover: {level: 90%%, takes: 6m}}}}",
                 wholes[i]);
        slacalc_result *result = evaluate_plain(text);
        assert_near(service_named(result, "s")->availability.value.down, 1 - 0.9 * 0.98, 1e-12);
        slacalc_result_free(result);
    }
}

/* What is switched away from in some time is missed less where it is down for good than while it is down. */
static void what_an_outage_for_good_means_is_what_the_model_without_it_says(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    options.why = true;
    slacalc_result *result = evaluate_text("mttr: 1h\ncomponents: {b: 98%, r: 99%, a: {slo: 99%, depends_on: r}, s: "
                                           "{depends_on: {any: [a, b], failover: {level: 90%, takes: 6m}}}}",
                                           NULL, &options, NULL);
    const slacalc_service *service = service_named(result, "s");
    size_t seen = 0;
    for (size_t i = 0; i < service->importance_count; i++) {
        const slacalc_importance *row = &service->importance[i];
        const char *name = slacalc_result_component(result, row->event.component)->name;
        if (row->event.kind != SLACALC_EVENT_COMPONENT || strcmp(name, "b") == 0)
            continue;
        assert_near(row->if_down.down, 1 - 0.9 * 0.98, 1e-12);
        assert_near(row->raw, (1 - 0.9 * 0.98) / service->availability.value.down, 1e-12);
        assert_true(row->diagnostic > row->level.down * row->raw);
        seen++;
    }
    assert_int_equal(seen, 2);
    slacalc_result_free(result);
}

static void a_share_of_traffic_tolerates_too(void **state) {
    (void)state;
    expect_service("components: {a: {slo: 99.9%, mttr: 1h}, s: {depends_on: {needs: a, traffic: 20%, tolerates: 1h}}}",
                   0.0002 * exp(-1), 0.0002 * exp(-1));
}

/* What is always down is so for longer than any time, and takes no time to restore. */
static void what_is_always_down_is_not_tolerated(void **state) {
    (void)state;
    slacalc_result *result = evaluate_plain("components: {a: 0%, s: {depends_on: {needs: a, tolerates: 15m}}}");
    assert_near(service_named(result, "s")->availability.value.down, 1, 1e-15);
    slacalc_result_free(result);
    result = evaluate_plain("mttr: 1h\ncomponents: {a: 0%, b: 99%, s: {depends_on: {any: [a, b], failover: {level: "
                            "90%, takes: 6m}}}}");
    assert_near(service_named(result, "s")->availability.value.down, 1 - 0.9 * 0.99, 1e-12);
    slacalc_result_free(result);
}

/* The own part is what the needs of the component leave of its figure; both are tolerated. */
static void the_own_part_of_a_whole_figure_is_tolerated(void **state) {
    (void)state;
    slacalc_result *result = evaluate_plain("mttr: 1h\ncomponents: {n: 99.9%, a: {sla: 99%, depends_on: [n]}, "
                                            "s: {depends_on: {needs: a, tolerates: 30m}}}");
    double own = 1 - 0.99 / 0.999, e = exp(-0.5);
    assert_near(service_named(result, "s")->availability.value.down, 1 - (1 - own * e) * (1 - 0.001 * e), 1e-12);
    slacalc_result_free(result);
}

static void a_common_cause_is_tolerated_as_well(void **state) {
    (void)state;
    double c = 0.001, r = 0.009 / 0.999, e = exp(-0.1), down = 1 - (1 - c * e) * (1 - r * r * e * e);
    const char *group = "mttr: 1h\ncomponents: {a: 99%, b: 99%, s: {depends_on: {needs: {any: [a, b], beta: 10%}, "
                        "tolerates: 6m}}}";
    slacalc_result *result = evaluate_plain(group);
    assert_near(service_named(result, "s")->availability.value.down, down, 1e-12);
    slacalc_result_free(result);
    result = evaluate_plain("components: {a: {slo: 99%, mttr: 1h, replicas: 2, beta: 10%}, s: {depends_on: {needs: a, "
                            "tolerates: 6m}}}");
    assert_near(service_named(result, "s")->availability.value.down, down, 1e-12);
    slacalc_result_free(result);
}

static void replicas_across_places_are_tolerated_with_them(void **state) {
    (void)state;
    double e = exp(-0.1), u = 0.01 * e, z = 0.001 * exp(-0.05), one = 1 - (1 - u) * (1 - z);
    slacalc_result *result = evaluate_plain(
        "components:\n  z-a: {slo: 99.9%, mttr: 2h}\n  z-b: {slo: 99.9%, mttr: 2h}\n"
        "  w: {slo: 99%, mttr: 1h, replicas: 2, across: [z-a, z-b]}\n  s: {depends_on: [{needs: w, tolerates: 6m}]}\n");
    assert_near(service_named(result, "s")->availability.value.down, one * one, 1e-12);
    slacalc_result_free(result);
}

/* ---- Random models ---- */

enum { PARTS = 6, NODES = 80, TIMES = 40, REPLICAS = 8, STATES = 300000 };

enum node_kind { NODE_PART, NODE_ALL, NODE_ANY, NODE_AT_LEAST, NODE_FAILOVER, NODE_TRAFFIC };

struct node {
    enum node_kind kind;
    size_t part, at_least, first, count; /* children are nodes[children[first]]... */
    double tolerates_s, takes_s, share;  /* share: of traffic, or that the switch works */
};

struct part {
    double down, mttr_s;
    size_t replicas, quorum;
    size_t need; /* a node; SIZE_MAX: it needs nothing */
    size_t first_replica;
};

struct world {
    struct part parts[PARTS];
    struct node nodes[NODES];
    size_t children[NODES * 4];
    size_t part_count, node_count, child_count;
    double times[TIMES]; /* ascending, the first is 0 */
    size_t time_count;
    bool switches; /* it has failovers that take time, and tolerates nothing; or else the reverse */
    /* One state: of each replica, -1 where it is up, and otherwise the phase that its outage is in. */
    int age[REPLICAS + PARTS]; /* the first parts share REPLICAS, each other one has one */
    size_t of_replica[REPLICAS + PARTS];
    size_t replica_count;
    bool happens[NODES]; /* of nodes with a share: whether the switch works, whether the request needs it */
};

static void add_time(struct world *world, double seconds) {
    size_t at = 0;
    while (at < world->time_count && world->times[at] < seconds - 1e-6)
        at++;
    if (at < world->time_count && world->times[at] < seconds + 1e-6)
        return;
    assert_true(world->time_count < TIMES);
    memmove(&world->times[at + 1], &world->times[at], (world->time_count - at) * sizeof *world->times);
    world->times[at] = seconds;
    world->time_count++;
}

static size_t draw_node(struct world *world, struct generator *random, size_t below, size_t depth) {
    size_t index = world->node_count++;
    struct node node = {.kind = NODE_PART, .part = generator_draw(random, below)};
    if (depth < 3 && world->node_count < NODES / 2)
        node.kind = (enum node_kind)generator_draw(random, 6);
    if (node.kind == NODE_TRAFFIC && depth > 1)
        node.kind = NODE_ANY;
    if (!world->switches && generator_draw(random, 3) == 0)
        node.tolerates_s = 60.0 * (double)(5 + 5 * generator_draw(random, 2));
    if (node.kind != NODE_PART) {
        node.count = node.kind == NODE_TRAFFIC    ? 1
                     : node.kind == NODE_FAILOVER ? 2 /* whose switch is one event */
                                                  : 2 + generator_draw(random, 2);
        node.at_least = 1 + generator_draw(random, node.count);
        node.share = 0.1 * (double)(1 + generator_draw(random, 9));
        node.takes_s =
            world->switches && node.kind == NODE_FAILOVER ? 60.0 * (double)(2 + 3 * generator_draw(random, 2)) : 0;
        size_t children[4];
        for (size_t i = 0; i < node.count; i++)
            children[i] = draw_node(world, random, below, depth + 1);
        node.first = world->child_count;
        memcpy(&world->children[node.first], children, node.count * sizeof *children);
        world->child_count += node.count;
    }
    world->nodes[index] = node;
    return index;
}

static void draw_world(struct world *world, struct generator *random) {
    static const double downs[] = {0.5, 0.1, 0.01, 0.002};
    world->switches = generator_draw(random, 2) == 0;
    world->time_count = 1;
    world->part_count = 3 + generator_draw(random, PARTS - 2);
    for (size_t p = 0; p < world->part_count; p++) {
        struct part *part = &world->parts[p];
        bool is_last = p + 1 == world->part_count;
        part->down = is_last || (p > 1 && generator_draw(random, 3) == 0) ? 0 : downs[generator_draw(random, 4)];
        part->down = part->down > 0 && generator_draw(random, 8) == 0 ? 1 : part->down;
        part->mttr_s = 60.0 * (double)(5 + generator_draw(random, 90));
        part->replicas = part->quorum = 1;
        if (part->down > 0 && world->replica_count + 4 < REPLICAS && generator_draw(random, 4) == 0)
            part->replicas = 2 + generator_draw(random, 2);
        part->quorum = 1 + generator_draw(random, part->replicas);
        part->first_replica = world->replica_count;
        for (size_t i = 0; part->down > 0 && i < part->replicas; i++)
            world->of_replica[world->replica_count++] = p;
        part->need =
            p > 0 && (part->down <= 0 || generator_draw(random, 2) == 0) ? draw_node(world, random, p, 0) : SIZE_MAX;
    }
}

/* ---- Its text ---- */

static void write_node(const struct world *world, FILE *out, size_t index) {
    static const char *const words[] = {[NODE_ALL] = "{all: [", [NODE_ANY] = "{any: [", [NODE_FAILOVER] = "{any: ["};
    const struct node *node = &world->nodes[index];
    bool is_wrapped = node->tolerates_s > 0;
    fputs(is_wrapped ? "{needs: " : "", out);
    if (node->kind == NODE_PART)
        fprintf(out, "p%zu", node->part);
    else if (node->kind == NODE_TRAFFIC)
        fputs("{needs: ", out);
    else if (node->kind == NODE_AT_LEAST)
        fprintf(out, "{at_least: %zu, of: [", node->at_least);
    else
        fputs(words[node->kind], out);
    for (size_t i = 0; i < node->count; i++) {
        fputs(i > 0 ? ", " : "", out);
        write_node(world, out, world->children[node->first + i]);
    }
    if (node->kind == NODE_TRAFFIC)
        fprintf(out, ", traffic: %.1f}", node->share);
    else if (node->kind == NODE_FAILOVER && node->takes_s > 0)
        fprintf(out, "], failover: {level: %.1f, takes: %.0fs}}", node->share, node->takes_s);
    else if (node->kind == NODE_FAILOVER)
        fprintf(out, "], failover: %.1f}", node->share);
    else if (node->kind != NODE_PART)
        fputs("]}", out);
    if (is_wrapped)
        fprintf(out, ", tolerates: %.0fs}", node->tolerates_s);
}

static char *text_of_world(const struct world *world) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fputs("components:\n", out);
    for (size_t p = 0; p < world->part_count; p++) {
        const struct part *part = &world->parts[p];
        fprintf(out, "  p%zu: {slo: %.3f, mttr: %.0fs, replicas: %zu, quorum: %zu", p, 1 - part->down, part->mttr_s,
                part->replicas, part->quorum);
        if (part->need != SIZE_MAX) {
            fputs(", depends_on: [", out);
            write_node(world, out, part->need);
            fputs("]", out);
        }
        fputs("}\n", out);
    }
    fclose(out);
    return text;
}

/* ---- What it means, by the ages of outages ---- */

/* Whether the replicas that have been down for at least that long are too many. */
static bool is_lost(const struct world *world, const struct part *part, double seconds) {
    size_t up = part->replicas;
    for (size_t i = 0; part->down > 0 && i < part->replicas; i++) {
        int phase = world->age[part->first_replica + i];
        up -= phase >= 0 && world->times[phase] >= seconds - 1e-6;
    }
    return up < part->quorum;
}

static bool is_node_up(const struct world *world, size_t index, double tolerated_s);

static bool is_part_up(const struct world *world, size_t part, double tolerated_s) {
    const struct part *self = &world->parts[part];
    return !is_lost(world, self, tolerated_s) && (self->need == SIZE_MAX || is_node_up(world, self->need, tolerated_s));
}

static bool is_node_gone(const struct world *world, size_t index);

/* Whether it is down for good, whatever else may happen. */
static bool is_part_gone(const struct world *world, size_t part) {
    const struct part *self = &world->parts[part];
    return self->down >= 1 || (self->need != SIZE_MAX && is_node_gone(world, self->need));
}

static bool is_node_gone(const struct world *world, size_t index) {
    const struct node *node = &world->nodes[index];
    size_t left = 0;
    if (node->kind == NODE_PART)
        return is_part_gone(world, node->part);
    if (node->kind == NODE_TRAFFIC)
        return false;
    for (size_t i = 0; i < node->count; i++)
        left += !is_node_gone(world, world->children[node->first + i]);
    return left < (node->kind == NODE_ALL ? node->count : node->kind == NODE_AT_LEAST ? node->at_least : 1);
}

/* Nothing below it has been lost for less than that long, but for what is only needed by what is down for good. */
static bool is_calm(const struct world *world, size_t index, double seconds) {
    const struct node *node = &world->nodes[index];
    if (is_node_gone(world, index))
        return true;
    for (size_t i = 0; i < node->count; i++)
        if (!is_calm(world, world->children[node->first + i], seconds))
            return false;
    if (node->kind != NODE_PART)
        return true;
    const struct part *part = &world->parts[node->part];
    return !(is_lost(world, part, 0) && !is_lost(world, part, seconds)) &&
           (part->need == SIZE_MAX || is_calm(world, part->need, seconds));
}

static bool is_failover_up(const struct world *world, size_t index, double tolerated_s) {
    const struct node *node = &world->nodes[index];
    const size_t *children = &world->children[node->first];
    if (is_node_up(world, children[0], tolerated_s))
        return true;
    return world->happens[index] && is_node_up(world, children[1], tolerated_s) &&
           (node->takes_s <= 0 || is_calm(world, children[0], node->takes_s));
}

static bool is_node_up(const struct world *world, size_t index, double tolerated_s) {
    const struct node *node = &world->nodes[index];
    size_t up = 0;
    tolerated_s += node->tolerates_s;
    if (node->kind == NODE_PART)
        return is_part_up(world, node->part, tolerated_s);
    if (node->kind == NODE_FAILOVER)
        return is_failover_up(world, index, tolerated_s);
    for (size_t i = 0; i < node->count; i++)
        up += is_node_up(world, world->children[node->first + i], tolerated_s);
    if (node->kind == NODE_TRAFFIC)
        return !world->happens[index] || up == 1;
    return up >= (node->kind == NODE_ALL ? node->count : node->kind == NODE_ANY ? 1 : node->at_least);
}

/* ---- Enumeration ---- */

/* The times that outages are told apart by, as one part is read by who tolerates so much. */
static void find_times(struct world *world, size_t index, double tolerated_s) {
    const struct node *node = &world->nodes[index];
    tolerated_s += node->tolerates_s;
    add_time(world, tolerated_s);
    add_time(world, node->takes_s);
    for (size_t i = 0; i < node->count; i++)
        find_times(world, world->children[node->first + i], tolerated_s);
    if (node->kind == NODE_PART && world->parts[node->part].need != SIZE_MAX)
        find_times(world, world->parts[node->part].need, tolerated_s);
}

/* What the enumeration comes to. */
struct truth {
    quad down, begun; /* P(the last part is down), and how often that begins in a second */
};

struct enumeration {
    struct world *world;
    size_t perfect; /* a part whose replicas never fail; SIZE_MAX: none */
    size_t chances[NODES];
    size_t chance_count;
    struct truth truth;
};

static double lasting(const struct world *world, const struct part *part, size_t phase) {
    return phase >= world->time_count ? 0 : exp(-world->times[phase] / part->mttr_s);
}

static bool is_service_up(const struct world *world) {
    return is_part_up(world, world->part_count - 1, 0);
}

/* Adds what begins with one replica that fails, or whose outage grows older. */
static void add_begun(struct enumeration *enumeration, size_t replica, quad chance) {
    struct world *world = enumeration->world;
    const struct part *part = &world->parts[world->of_replica[replica]];
    int before = world->age[replica];
    if (part->down >= 1)
        return;
    double often = part->down / part->mttr_s * lasting(world, part, (size_t)(before + 1)), now;
    if (before + 1 == (int)world->time_count)
        return;
    now = before < 0 ? 1 - part->down
                     : part->down * (lasting(world, part, (size_t)before) - lasting(world, part, (size_t)before + 1));
    world->age[replica] = before + 1;
    if (!is_service_up(world))
        enumeration->truth.begun += chance * (quad)(often / now);
    world->age[replica] = before;
}

static void add_state(struct enumeration *enumeration, quad chance) {
    struct world *world = enumeration->world;
    if (!is_service_up(world)) {
        enumeration->truth.down += chance;
        return;
    }
    for (size_t r = 0; r < world->replica_count; r++)
        if (world->of_replica[r] != enumeration->perfect)
            add_begun(enumeration, r, chance);
}

static void try_chances(struct enumeration *enumeration, size_t index, quad chance) {
    struct world *world = enumeration->world;
    if (index == enumeration->chance_count) {
        add_state(enumeration, chance);
        return;
    }
    size_t node = enumeration->chances[index];
    for (int happens = 0; happens < 2; happens++) {
        world->happens[node] = happens == 1;
        try_chances(enumeration, index + 1,
                    chance * (quad)(happens == 1 ? world->nodes[node].share : 1 - world->nodes[node].share));
    }
}

static void try_replicas(struct enumeration *enumeration, size_t replica, quad chance) {
    struct world *world = enumeration->world;
    if (replica == world->replica_count) {
        try_chances(enumeration, 0, chance);
        return;
    }
    const struct part *part = &world->parts[world->of_replica[replica]];
    double down = world->of_replica[replica] == enumeration->perfect ? 0 : part->down;
    if (down >= 1) {
        world->age[replica] = (int)world->time_count - 1;
        try_replicas(enumeration, replica + 1, chance);
        return;
    }
    world->age[replica] = -1;
    try_replicas(enumeration, replica + 1, chance * (quad)(1 - down));
    for (size_t phase = 0; phase < world->time_count && down > 0; phase++) {
        world->age[replica] = (int)phase;
        try_replicas(enumeration, replica + 1,
                     chance * (quad)(down * (lasting(world, part, phase) - lasting(world, part, phase + 1))));
    }
    world->age[replica] = -1;
}

static bool is_small(const struct world *world) {
    double states = 1;
    for (size_t r = 0; r < world->replica_count; r++)
        states *= (double)world->time_count + 1;
    for (size_t n = 0; n < world->node_count; n++)
        states *= world->nodes[n].kind == NODE_FAILOVER || world->nodes[n].kind == NODE_TRAFFIC ? 2 : 1;
    return states <= STATES;
}

/* `perfect` is a part that never fails; SIZE_MAX: none is. */
static struct truth truth_of(struct world *world, size_t perfect) {
    double before = perfect == SIZE_MAX ? 0 : world->parts[perfect].down;
    struct enumeration enumeration = {.world = world, .perfect = perfect};
    for (size_t n = 0; n < world->node_count; n++)
        if (world->nodes[n].kind == NODE_FAILOVER || world->nodes[n].kind == NODE_TRAFFIC)
            enumeration.chances[enumeration.chance_count++] = n;
    if (perfect != SIZE_MAX)
        world->parts[perfect].down = 0;
    try_replicas(&enumeration, 0, 1);
    if (perfect != SIZE_MAX)
        world->parts[perfect].down = before;
    return enumeration.truth;
}

/* With a part that is down for good. */
static quad down_without(struct world *world, size_t part) {
    double before = world->parts[part].down;
    world->parts[part].down = 1;
    quad down = truth_of(world, SIZE_MAX).down;
    world->parts[part].down = before;
    return down;
}

static double share_of(const slacalc_result *result, const slacalc_service *service, const char *name) {
    for (size_t i = 0; i < service->share_count; i++)
        if (strcmp(slacalc_result_component(result, service->shares[i].component)->name, name) == 0)
            return service->shares[i].share;
    return 0;
}

static void compare_shares(struct world *world, const slacalc_result *result, const slacalc_service *service,
                           struct truth truth) {
    for (size_t p = 0; p < world->part_count; p++) {
        char name[24];
        snprintf(name, sizeof name, "p%zu", p);
        quad saved = truth.down - truth_of(world, p).down;
        /* without what is down for good there may be more switches, and more downtime */
        double want = fmax((double)(saved / truth.down), 0), got = share_of(result, service, name);
        if (!is_near(got, want, 1e-9) && fabs(got - want) > 1e-13)
            fail_msg("share of %s: got %.17g, want %.17g", name, got, want);
    }
}

static void expect_worth(double got, quad want, const char *what, const char *name, const char *text) {
    if (!is_near(got, (double)want, 1e-9) && fabs(got - (double)want) > 1e-13)
        fail_msg("%s of %s: got %.17g, want %.17g\n%s", what, name, got, (double)want, text);
}

/* The last part, by the library, with another level of one of the parts. */
static quad evaluated_with(struct world *world, size_t part, double down) {
    char name[24];
    double before = world->parts[part].down;
    world->parts[part].down = down;
    char *text = text_of_world(world);
    world->parts[part].down = before;
    slacalc_result *result = evaluate_plain(text);
    snprintf(name, sizeof name, "p%zu", world->part_count - 1);
    quad found = (quad)service_named(result, name)->availability.value.down;
    slacalc_result_free(result);
    free(text);
    return found;
}

/* Against the service without outages of the part, and how likely an outage of it is old enough to be read at all. */
static void compare_event(struct world *world, const slacalc_result *result, const slacalc_importance *row,
                          struct truth truth, const char *text) {
    const char *name = slacalc_result_component(result, row->event.component)->name;
    bool is_part = row->event.kind == SLACALC_EVENT_COMPONENT || row->event.kind == SLACALC_EVENT_REPLICAS;
    size_t p = strtoul(name + 1, NULL, 10);
    const struct part *part = &world->parts[p];
    if (!is_part)
        return;
    quad without = truth_of(world, p).down, chance = (quad)row->level.down,
         cost = without < truth.down ? truth.down - without : 0;
    if (part->replicas == 1 && part->down < 1)
        expect_worth((double)chance, (quad)(part->down * exp(-row->event.from_s / part->mttr_s)), "chance", name, text);
    expect_worth(row->if_perfect.down, without, "unavailability without", name, text);
    expect_worth(row->criticality, cost / truth.down, "criticality", name, text);
    expect_worth(1 / row->rrw, without / truth.down, "risk reduction worth", name, text);
    expect_worth(row->birnbaum * (double)chance, cost, "Birnbaum importance times chance", name, text);
    expect_worth(row->diagnostic, part->down < 1 ? (truth.down - (1 - chance) * without) / truth.down : 1,
                 "diagnostic importance", name, text);
    expect_worth(row->raw, down_without(world, p) / truth.down, "risk achievement worth", name, text);
    expect_worth(row->if_down.down, down_without(world, p), "unavailability if down", name, text);
    expect_worth(row->if_down.down, evaluated_with(world, p, 1), "unavailability if down, as evaluated,", name, text);
    expect_worth(row->if_perfect.down, evaluated_with(world, p, 0), "unavailability without, as evaluated,", name,
                 text);
}

static void compare_events(struct world *world, const char *text, const char *name, struct truth truth) {
    slacalc_options options = slacalc_options_default();
    options.why = true;
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, name);
    assert_true(service->importance_count > 0);
    for (size_t i = 0; i < service->importance_count; i++)
        compare_event(world, result, &service->importance[i], truth, text);
    slacalc_result_free(result);
}

static size_t compared;

static void compare_world(uint64_t seed) {
    struct generator random = {.state = seed};
    struct world *world = calloc(1, sizeof *world);
    char name[24];
    assert_non_null(world);
    draw_world(world, &random);
    find_times(world, world->parts[world->part_count - 1].need, 0);
    if (is_small(world)) {
        char *text = text_of_world(world);
        slacalc_result *result = evaluate_plain(text);
        snprintf(name, sizeof name, "p%zu", world->part_count - 1);
        const slacalc_service *service = service_named(result, name);
        const struct truth truth = truth_of(world, SIZE_MAX);
        double down = (double)truth.down, begun = (double)(truth.begun * (quad)service->period_s);
        bool is_right = is_near(service->availability.value.down, down, 1e-9) && service->has_outages &&
                        (is_near(service->outages_per_period, begun, 1e-9) || begun < 1e-18);
        bool is_within = service->worst.down >= down * (1 - 1e-9) && service->best.down <= down * (1 + 1e-9);
        if (!is_right || !is_within)
            fail_msg("seed %llu: down %.17g, want %.17g; begun %.17g, want %.17g; from %.17g to %.17g\n%s",
                     (unsigned long long)seed, service->availability.value.down, down, service->outages_per_period,
                     begun, service->best.down, service->worst.down, text);
        if (down > 0)
            compare_shares(world, result, service, truth);
        if (down > 0)
            compare_events(world, text, name, truth);
        compared++;
        slacalc_result_free(result);
        free(text);
    }
    free(world);
}

static void random_models_agree_with_the_enumeration_of_ages(void **state) {
    (void)state;
    runs_each(300, compare_world);
    assert_true(compared > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_tolerated_is_down_only_when_it_lasts),
        cmocka_unit_test(tolerances_on_a_way_add_up),
        cmocka_unit_test(alternatives_are_tolerated_together),
        cmocka_unit_test(a_switch_takes_its_time),
        cmocka_unit_test(what_is_down_for_good_starts_no_switch),
        cmocka_unit_test(what_an_outage_for_good_means_is_what_the_model_without_it_says),
        cmocka_unit_test(a_share_of_traffic_tolerates_too),
        cmocka_unit_test(what_is_always_down_is_not_tolerated),
        cmocka_unit_test(the_own_part_of_a_whole_figure_is_tolerated),
        cmocka_unit_test(a_common_cause_is_tolerated_as_well),
        cmocka_unit_test(replicas_across_places_are_tolerated_with_them),
        cmocka_unit_test(random_models_agree_with_the_enumeration_of_ages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
