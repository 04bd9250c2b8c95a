slacalc --against across.yaml -f markdown across.new.yaml
