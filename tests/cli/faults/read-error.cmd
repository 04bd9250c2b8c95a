# The first page of a process cannot be read.
[ -r /proc/self/mem ] || exit 77
slacalc /proc/self/mem
