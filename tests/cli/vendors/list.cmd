# Every word has to be in the name, the vendor, the service or the condition, whatever the case; a name of before finds
# the entry. Eighty columns are enough, also where no width is known, as in a pipe.
COLUMNS=80 slacalc --vendors POSTGRES zone
COLUMNS=80 slacalc --vendors microsoft 'premium ssd'
COLUMNS=80 slacalc gcp/firestore --vendors | cut -c-40
COLUMNS=80 slacalc --vendors | awk 'length > 80'
slacalc --vendors | awk 'length > 80'
slacalc --vendors | grep -c '^[a-z]'
slacalc --vendors aurora-single -f json
