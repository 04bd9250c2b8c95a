# An entry is as old as its own date: the old one is warned of, the new one is not.
printf 'components:\n  old: {uses: gcp/cloud-tasks}\n  new: {uses: aws/aurora-multi-az}\n  shop: {depends_on: [old, new]}\n' >$TMP/ages.yaml
SOURCE_DATE_EPOCH=1795000000 slacalc -f csv $TMP/ages.yaml | cut -d, -f2,18
