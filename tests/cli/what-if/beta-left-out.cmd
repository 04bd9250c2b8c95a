slacalc --beta 5% --service a --format csv beta-left-out.yaml
