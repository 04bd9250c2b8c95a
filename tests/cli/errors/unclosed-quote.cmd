slacalc unclosed-quote.yaml
