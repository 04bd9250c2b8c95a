# The report is longer than a file may get here: what was there is kept, and no temporary file is left.
cd "$TMP" && echo before >report
(
    ulimit -f 1
    slacalc -f json -o report "$OLDPWD/../../../examples/web-shop.yaml"
    echo "status $?"
)
cat report && ls -A
