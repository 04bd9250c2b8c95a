# The vendor catalogue as a table in C, in the order of its names. A key and its value are a line each; texts stand
# between quotation marks, as C has them too. A name that is an alias of an entry has all that the entry says.
function refuse(what) {
    print FILENAME ":" FNR ": " what >"/dev/stderr"
    failed = 1
    exit 1
}

# A text that has so much room in the table.
function short(text, room) {
    if (length(text) > room)
        refuse("'" text "' is longer than the table allows")
    return "\"" text "\""
}

# {99.9%: 10%, 99%: 25%} as an array in C.
function credits_of(map,    tiers, tier, count, i, array) {
    count = split(substr(map, 2, length(map) - 2), tiers, ", ")
    for (i = 1; i <= count; i++) {
        split(tiers[i], tier, ": ")
        array = array (i > 1 ? ", " : "") "{" short(tier[1], 7) ", " short(tier[2], 7) "}"
    }
    return "(const struct vendor_credit[]){" array "},\n     .credit_count = " count
}

function finish(    missing) {
    if (name == "")
        return
    if (!("x-vendor" in value && "description" in value && "condition" in value && "sla" in value &&
          "source" in value && "as_of" in value && "evidence" in value))
        refuse("'" name "' lacks a key")
    body[name] = ".vendor = " value["x-vendor"] ",\n     .description = " value["description"] ",\n     .condition = " \
                 value["condition"] ",\n     .sla = " short(value["sla"], 7) ",\n     .source = " value["source"] \
                 ",\n     .as_of = " short(value["as_of"], 10) ",\n     .evidence = " value["evidence"]
    if ("credits" in value)
        body[name] = body[name] ",\n     .credits = " credits_of(value["credits"])
    if ("credit_cap" in value)
        body[name] = body[name] ",\n     .credit_cap = \"" value["credit_cap"] "\""
    if ("claim_within" in value)
        body[name] = body[name] ",\n     .claim_within = " value["claim_within"]
    split("", value)
    name = ""
}

function add_name(new) {
    if (new in known)
        refuse("'" new "' stands there twice")
    known[new] = 1
    names[++count] = new
}

FNR == 1 { split("", anchored) }

/^ *#/ || /^components:$/ || /^    x-note: ".*"$/ { next }

/^  [a-z0-9-]+\/[a-z0-9-]+:( &[a-z0-9-]+)?$/ {
    finish()
    name = substr($1, 1, length($1) - 1)
    add_name(name)
    if (NF > 1)
        anchored[substr($2, 2)] = name
    next
}

/^  [a-z0-9-]+\/[a-z0-9-]+: \*[a-z0-9-]+$/ {
    finish()
    if (!(substr($2, 2) in anchored))
        refuse("'" substr($2, 2) "' is no anchor of this file")
    add_name(substr($1, 1, length($1) - 1))
    same_as[names[count]] = anchored[substr($2, 2)]
    next
}

/^    (x-vendor|description|condition|claim_within|source|evidence): "[^"\\]*"$/ || /^    (sla|credit_cap): [0-9.]+%$/ ||
/^    credits: {[0-9.]+%: [0-9.]+%(, [0-9.]+%: [0-9.]+%)*}$/ || /^    as_of: [0-9]+-[0-9]+-[0-9]+$/ {
    key = substr($1, 1, length($1) - 1)
    value[key] = substr($0, length($1) + 6)
    next
}

{ refuse("cannot be read: " $0) }

END {
    if (failed)
        exit 1
    finish()
    for (i = 2; i <= count; i++) {
        moved = names[i]
        for (j = i; j > 1 && names[j - 1] > moved; j--)
            names[j] = names[j - 1]
        names[j] = moved
    }
    print "#include \"model/vendor.h\"\n\nconst struct vendor vendors[] = {"
    for (i = 1; i <= count; i++) {
        entry = names[i] in same_as ? same_as[names[i]] : names[i]
        printf "    {.name = \"%s\",\n     %s%s},\n", names[i],
               entry == names[i] ? "" : ".same_as = \"" entry "\",\n     ", body[entry]
    }
    print "};\n\nconst size_t vendor_count = sizeof vendors / sizeof *vendors;"
}
