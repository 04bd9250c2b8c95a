# Writes a model of twelve services, each with a front of ten parts, which is promised too; the higher its number, the more
# a part is down. All need the network. What the first ones promise is kept; the last promises nothing.
estate() {
    awk 'BEGIN {
        print "title: Estate\ncomponents:\n  network: {sla: 99.99%}\n  standby: {sla: 99.9%}"
        for (s = 1; s <= 12; s++) {
            printf "  service-%d: {slo: 99.99%%, %sowner: team-%d, depends_on: [network, {needs: stock-%d, traffic: 50%%}, front-%d]}\n", s,
                s < 12 ? "sla: " (s <= 3 ? 90 : 99) "%, " : "", s % 2, s, s
            printf "  front-%d: {ola: 99%%, slo: 99.9%%, depends_on: [{any: [base-%d, standby], failover: 99%%}, optional: hint-%d", s, s, s
            for (p = 1; p <= 10; p++) printf ", part-%d-%d", s, p
            printf "]}\n  stock-%d: {sla: 99.9%%}\n  base-%d: {sla: 99.5%%}\n  hint-%d: {sla: 98%%}\n", s, s, s
            for (p = 1; p <= 10; p++) printf "  part-%d-%d: {sla: %.3f%%}\n", s, p, 100 - p * s / 100
        }
    }'
}
