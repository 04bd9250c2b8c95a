# A shorter time to restore may be what keeps a promise where outages are tolerated: 30 minutes bridge more of them then.
slacalc --plan plan.yaml | sed -n '1,/^$/p'
