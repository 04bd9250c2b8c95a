#include "parser/common_causes.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "model/common_cause.h"
#include "model/own_level.h"

struct checking {
    const struct slacalc_model *model;
    slacalc_diagnostics *problems;
};

/* A common cause is a share of the unavailability of the best member by itself. */
static bool has_own_figure(const struct slacalc_model *model, uint32_t component) {
    struct own_level own = stated_level_of(model, component, SLACALC_BASIS_SLO);
    return own.has_taken_key && !own.is_whole;
}

/* One without any figure and any need was told already. */
static void check_member(const struct checking *checking, const struct requirement *member) {
    const struct slacalc_model *model = checking->model;
    if (model->components[member->component].across != NO_INDEX)
        diagnose(checking->problems, SLACALC_ERROR, member->where,
                 "the replicas of '" SHOWN "' stand across places, so it has no common cause with other components "
                 "(give it a 'beta' of its own, or leave out that of the group)",
                 SHOWN_ARGS(member->name));
    if (has_own_figure(model, member->component) || !needs_something(model, member->component) ||
        model->components[member->component].flawed)
        return;
    diagnose(checking->problems, SLACALC_ERROR, member->where,
             "'" SHOWN "' has no figure of its own of which a common cause could be a share (add slo: 99.9%% to it, or "
             "leave out 'beta')",
             SHOWN_ARGS(member->name));
}

static void check_members(const struct checking *checking, const struct requirement *group) {
    const struct requirement *requirements = checking->model->requirements;
    bool are_several = false;
    for (uint32_t r = group->part; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].kind != SLACALC_NEED_COMPONENT || requirements[r].component == NO_INDEX)
            return; /* was told already */
        check_member(checking, &requirements[r]);
        are_several |= requirements[r].component != requirements[group->part].component;
    }
    if (!are_several)
        diagnose(checking->problems, SLACALC_ERROR, group->where,
                 "'beta' takes two different members or more (add one, or leave it out)");
}

/* Recurses as deep as requirements nest, which is limited. */
static void check_chain(const struct checking *checking, uint32_t first) {
    const struct requirement *requirements = checking->model->requirements;
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].beta != NO_INDEX)
            check_members(checking, &requirements[r]);
        else if (requirements[r].kind != SLACALC_NEED_COMPONENT)
            check_chain(checking, requirements[r].part);
    }
}

static void report_clash(const struct checking *checking, const struct common_groups *found,
                         const struct common_clash *clash) {
    const struct slacalc_model *model = checking->model;
    struct position where = model->requirements[clash->requirement].where;
    if (clash->group == NO_INDEX)
        return; /* was told already */
    if (clash->component == NO_INDEX)
        diagnose(checking->problems, SLACALC_ERROR, where,
                 "the same components have another 'beta' elsewhere (they have one common cause: write the same)");
    else
        diagnose(checking->problems, SLACALC_ERROR, where,
                 "'" SHOWN "' is in two groups with 'beta' (a component may be in one: leave it out of the other, or "
                 "make both groups of the same components)",
                 SHOWN_ARGS(model->components[clash->component].name));
    diagnose(checking->problems, SLACALC_NOTE, model->requirements[found->groups[clash->group].requirement].where,
             "the other group is here");
}

/* Counts what a beta is assumed for without effect, so that figures are better than was asked for. */
static void tell_left_out(const struct checking *checking, const struct common_groups *found) {
    const struct slacalc_model *model = checking->model;
    uint32_t first = found->left_out_count > 0 ? found->left_out[0].requirement : NO_INDEX;
    size_t count = found->left_out_count;
    for (size_t g = 0; g < found->count; g++) {
        const struct common_group *group = &found->groups[g];
        bool counts = true;
        for (uint32_t m = 0; m < group->count && group->is_assumed; m++)
            counts &= has_own_figure(model, found->members[group->first + m]);
        if (counts)
            continue;
        first = group->requirement < first ? group->requirement : first;
        count++;
    }
    if (count == 0)
        return;
    const char *name = hint_name(model->hint_names, SLACALC_HINT_BETA);
    diagnose(checking->problems, SLACALC_WARNING, model->requirements[first].where,
             "%s is not counted for %zu %s: a member is no component, has no figure of its own, stands across "
             "places, or is in another such group",
             name, count, count == 1 ? "group, which is this one" : "groups, of which this is the first");
}

void common_causes_check(const struct slacalc_model *model, bool tells_left_out, struct arena *scratch,
                         slacalc_diagnostics *problems) {
    const struct checking checking = {model, problems};
    for (size_t c = 0; c < model->component_count && model->has_beta; c++)
        check_chain(&checking, model->components[c].requirements);
    const struct common_groups found = common_groups_of(model, NULL, scratch);
    for (size_t i = 0; i < found.clash_count; i++)
        report_clash(&checking, &found, &found.clashes[i]);
    if (tells_left_out)
        tell_left_out(&checking, &found);
}
