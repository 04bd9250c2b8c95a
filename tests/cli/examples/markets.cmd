cd ../../../examples && slacalc markets.yaml | sed '/^$/q'
