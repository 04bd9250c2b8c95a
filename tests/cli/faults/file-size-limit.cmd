# The report is longer than a file may get here: what was there is kept, and no temporary file is left.
cd "$TMP" && echo before >report
exec 3>&1
# A coverage build writes its counters at exit: cut off by the limit they would spoil those of all other cases, so they
# go nowhere, and what it says of that is left out.
{
    ulimit -f 1
    GCOV_PREFIX=/dev/null slacalc -f json -o report "$OLDPWD/../../../examples/web-shop.yaml"
    echo "status $?"
} 2>&1 >&3 | grep -v '^profiling:' >&2
cat report && ls -A
