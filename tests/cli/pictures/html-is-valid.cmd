command -v tidy >/dev/null || exit 77
for model in ../../../examples/*.yaml odd-names.yaml; do
    slacalc -f html -b all --gaps $model >$TMP/page.html
    tidy -q -e --drop-empty-elements no $TMP/page.html 2>&1 | grep -v '<svg> attribute' |
        grep -v summary # tidy does not know that it may hold a heading
done
