# What a level is required of is judged by itself, though it is a part of others and promises nothing.
echo 'components: {db: {slo: 99.999%}, queue: {slo: 99.9%}, shop: {depends_on: [db, queue]}}' >"$TMP/shop.yaml"
slacalc --quiet --require db=99.9% --require queue=99.99% "$TMP/shop.yaml"
