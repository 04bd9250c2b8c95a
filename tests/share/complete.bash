# Usage: bash tests/share/complete.bash COMPLETION SLACALC
# Prints what the completion offers at the end of some command lines, as readline would insert it.
. /usr/share/bash-completion/bash_completion
. "$1"

# Divides a command line as readline does, at blanks and at the characters in COMP_WORDBREAKS, = and : among them.
divide() {
    local rest=$1
    COMP_WORDS=()
    while [[ $rest =~ ^[[:space:]]*(\"[^\"]*\"?|[=:]+|[^[:space:]=:\"]+)(.*)$ ]]; do
        COMP_WORDS+=("${BASH_REMATCH[1]}")
        rest=${BASH_REMATCH[2]}
    done
    [[ $1 != *' ' ]] || COMP_WORDS+=('')
}

complete_line() {
    COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=()
    divide "$1"
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _slacalc "$slacalc" 2>/dev/null # compopt speaks of a completion that is under way
    printf '%s\n' "$1"
    ((${#COMPREPLY[@]} == 0)) || printf '    <%s>\n' "${COMPREPLY[@]}"
}

slacalc=$(realpath "${2##* }")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit
printf '%s\n' 'components: {web: 1, "two words": 1, "component:shop/api": 1, a.b: 1, a: {depends_on: [web]}}' >shop.yaml
echo 'components: {web: 99.9}' >wrong.yaml
echo 'no model' >notes.txt

while IFS= read -r line; do
    complete_line "${line%|}"
done <<'LINES'
slacalc --str|
slacalc --se|
slacalc |
slacalc --basis |
slacalc --basis=m|
slacalc shop.yaml --service |
slacalc shop.yaml -s t|
slacalc shop.yaml -s "t|
slacalc shop.yaml -s component:s|
slacalc shop.yaml --down=w|
slacalc shop.yaml --require w|
slacalc shop.yaml --set |
slacalc shop.yaml --set a.b.sl|
slacalc shop.yaml --set web.re|
slacalc wrong.yaml --service |
slacalc missing.yaml --service |
slacalc --service |
slacalc -o shop.yaml --service |
LINES
