cd ../../../examples && slacalc --plan --require checkout=99.9% web-shop-options.yaml | head -8
