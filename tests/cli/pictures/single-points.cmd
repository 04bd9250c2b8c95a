# Gaps and pictures agree.
slacalc --gaps single-points.yaml | grep 'not optional'
slacalc -f mermaid single-points.yaml | grep -e '<b>' -e '^ *class .* single'
slacalc -f html single-points.yaml | grep -c 'tag heavy">single point'
