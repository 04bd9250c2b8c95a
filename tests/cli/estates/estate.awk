# Prints a model of COUNT services on shared hosts and databases: the first third breaks its promise, the second has none,
# the last one keeps it.
BEGIN {
    print "title: An estate"
    print "components:"
    print "  zone: {slo: 99.95%, sla: 99.9%, owner: cloud}"
    for (i = 0; i < 4; i++) print "  host-" i ": {slo: 99.9%, sla: 99.5%, owner: cloud, depends_on: [zone]}"
    for (i = 0; i < 3; i++)
        print "  database-" i ": {slo: 99.9%, sla: 99.5%, owner: data, depends_on: [{any: [host-" i ", host-" i + 1 "]}]}"
    for (i = 0; i < COUNT; i++) {
        promise = i % 3 == 0 ? "objective: 99.9%, " : i % 3 == 1 ? "" : "objective: 99%, "
        owner = i % 4 == 3 ? "" : "owner: team-" i % 4 ", "
        printf "  service-with-a-long-name-%03d: {slo: %s, %s%sdepends_on: [host-%d, database-%d]}\n", i,
            99.9 - i % 7 / 100 "%", promise, owner, i % 4, i % 3
    }
}
