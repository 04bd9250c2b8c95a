# The same numbers, to the byte, in a locale that writes a comma. It is made here, which needs no root.
localedef -i de_DE -f UTF-8 "$TMP/de_DE.UTF-8" >/dev/null 2>&1 || exit 77
# What glibc loses where LOCPATH is set is no leak of ours.
echo leak:argz_add_sep >"$TMP/leaks"
export LSAN_OPTIONS="suppressions=$TMP/leaks:print_suppressions=0"
for format in table json openpsa markdown csv junit sarif html; do
    for model in ../../../examples/*.yaml; do
        for locale in C.UTF-8 de_DE.UTF-8; do
            LOCPATH=$TMP LC_ALL=$locale slacalc -f $format --exit-zero "$model" >"$TMP/$locale.out" 2>&1
        done
        cmp "$TMP/C.UTF-8.out" "$TMP/de_DE.UTF-8.out" || echo "$format of $model"
    done
done
LOCPATH=$TMP LC_ALL=de_DE.UTF-8 slacalc --require 'a=99,9%' ../../../examples/minimal.yaml
