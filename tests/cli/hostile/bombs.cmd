# Aliases that double a list at each of 40 levels, merge keys that do so with a map, and an alias that holds itself.
cd "$TMP"
{
    echo 'x-0: &m0 {a: 1}'
    for i in $(seq 40); do echo "x-$i: &m$i {<<: [*m$((i - 1)), *m$((i - 1))], k$i: 1}"; done
    echo 'components: {a: *m40}'
} >merge.yaml
{
    echo 'x-0: &l0 [a, a]'
    for i in $(seq 40); do echo "x-$i: &l$i [*l$((i - 1)), *l$((i - 1))]"; done
    echo 'components: {a: 99%, s: {depends_on: {all: *l40}}}'
} >list.yaml
echo 'components: {a: &a {depends_on: [*a, {all: &b [*b]}]}}' >self.yaml
for bomb in merge list self; do slacalc $bomb.yaml; done 2>errors
status=$?
cut -c1-120 errors
exit $status
