# Prints every byte that a terminal would obey: there is none, in whatever is written, other than ends of lines (CSV has two
# bytes for each).
controls='[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]'
look() {
    slacalc "$@" 2>&1 | tr -d '\r' | LC_ALL=C grep -aP "$controls"
}
file=$(printf '%s/\033[2J\377\302\233.yaml' "$TMP")
cp names.yaml "$file"
for format in table json openpsa markdown csv junit sarif github dot mermaid html; do look -f $format "$file"; done
look --names "$file"
look --print-model "$file"
look --gaps -b all "$file"
look --gaps --down "$(printf '\033]0;x\007')" --set "$(printf 'a\033[2J.slo=\342\200\256')" "$file"
look --require "$(printf '\302\233=99%%')" -s "$(printf '\033c\377')" "$file"
look "$(printf 'no-such-\033[2J\302\205file')"
look -f "$(printf '\033[2J\342\201\246')" "$file"
look -o "$TMP/$(printf 'none/\033[2J\342\200\250')" "$file"
look "$(printf -- '--\033[2J\377')"
echo looked
