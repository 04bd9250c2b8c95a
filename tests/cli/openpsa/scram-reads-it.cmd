command -v scram >/dev/null || exit 77
slacalc -f openpsa everything.yaml >$TMP/model.xml && scram --bdd --probability 1 -l 1 $TMP/model.xml | grep -o ' probability="[^"]*"' | sort
