slacalc lima.yaml
slacalc -f json lima.yaml | grep -A 10 '"ranges"'
slacalc -f html lima.yaml | grep -o 'When ([^)]*)'
