slacalc --format csv unknown-kind.yaml | cut -d , -f 1-8
