# The vendor catalogue as a table in C, in the order of its names. A key and its value are a line each; texts stand
# between quotation marks, as C has them too.
function refuse(what) {
    print FILENAME ":" FNR ": " what >"/dev/stderr"
    failed = 1
    exit 1
}

function finish() {
    if (name == "")
        return
    if (!("description" in value && "sla" in value && "source" in value && "as_of" in value))
        refuse("'" name "' lacks a key")
    printf "    {\"%s\",\n     %s,\n     \"%s\",\n     %s,\n     \"%s\"},\n", name, value["description"], value["sla"],
           value["source"], value["as_of"]
    split("", value)
}

BEGIN {
    print "#include \"parser/vendor.h\"\n\nconst struct vendor vendors[] = {"
}

/^#/ || /^components:$/ { next }

/^  [a-z0-9-]+\/[a-z0-9-]+:$/ {
    finish()
    next_name = substr($1, 1, length($1) - 1)
    if (next_name <= name)
        refuse("'" next_name "' is not in order")
    name = next_name
    next
}

/^    (description|source): ".*"$/ || /^    sla: [0-9.]+%$/ || /^    as_of: [0-9]+-[0-9]+-[0-9]+$/ {
    key = substr($1, 1, length($1) - 1)
    value[key] = substr($0, length($1) + 6)
    next
}

{ refuse("cannot be read: " $0) }

END {
    if (failed)
        exit 1
    finish()
    print "};\n\nconst size_t vendor_count = sizeof vendors / sizeof *vendors;"
}
