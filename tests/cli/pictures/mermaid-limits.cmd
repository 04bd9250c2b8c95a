# 500 lines and 50000 characters are what GitHub and GitLab draw.
for size in 100 200 500 3000; do
    ../../bench/generate shared $size | slacalc -f mermaid --all - >$TMP/graph
    awk -v size=$size '/-->/ {lines++} {characters += length($0) + 1} /limit/ {limit = $0}
        END {print size, (lines <= 500 && characters <= 50000 ? "fits" : "does not fit") "; says so: " limit}' $TMP/graph
done
