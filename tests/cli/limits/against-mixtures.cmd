# Each of 254 mixtures of eight changes was evaluated from nothing: forty seconds, where the diagrams of one of them,
# valued again, take less than one. It takes longer in a build that sanitizers look into, which is one that needs more
# memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
estate() {
    awk -v changed="$1" 'BEGIN { print "components:"
    for (i = 0; i < 48; i++) {
        printf "  host-%d: %s\n", i, i < changed ? "99.8%" : "99.9%"
        printf "  database-%d: {slo: 99.99%%, depends_on: [{any: [host-%d, host-%d], failover: 98%%}]}\n", i, i * 7 % 48, (i * 5 + 3) % 48
        printf "  service-%d: {slo: 99.95%%, depends_on: [{at_least: 2, of: [host-%d, host-%d, host-%d]}, database-%d", i, i, (i + 5) % 48, (i + 11) % 48, (i * 11 + 2) % 48
        printf i ? ", service-%d]}\n" : "]}\n", int((i - 1) / 2)
    }
    print "  journey: {depends_on: ["
    for (i = 24; i < 48; i++) print "    service-" i ","
    print "  ]}"
    }'
}
cd "$TMP"
estate 0 >old.yaml
estate 8 >new.yaml
(ulimit -t 8 && slacalc --against old.yaml new.yaml) >report 2>/dev/null
[ $? -lt 2 ] && echo "in time"
sed -n '/^CHANGE/,$p' report | head -4
