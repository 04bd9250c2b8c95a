slacalc -q --beta 5% --print-model beta-left-out.yaml
