# By owner: what each promises, and what its components cause; what has no owner is a group of its own.
awk -v COUNT=12 -f estate.awk >$TMP/model.yaml
COLUMNS=80 slacalc --group-by owner $TMP/model.yaml
