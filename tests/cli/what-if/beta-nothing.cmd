slacalc -q --beta 0% beta-left-out.yaml
