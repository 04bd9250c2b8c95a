# libyaml compares each %TAG line with all before it: so many would take minutes.
cd $TMP && awk 'BEGIN { for (i = 0; i < 66000; i++) print "%TAG !" i "! tag:x,2000:"; print "---\ncomponents: {a: 99%}" }' >many.yaml
timeout 20 slacalc many.yaml
awk 'BEGIN { for (i = 0; i < 100; i++) print "%TAG !" i "! tag:x,2000:"; print "---\ncomponents: {a: 99%}" }' | slacalc --names -
