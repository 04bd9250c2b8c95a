# 'orders' is the component of the default namespace, not the API that nothing else is called like.
slacalc --format csv plain-name.yaml | cut -d , -f 1-8
slacalc --format csv --down orders plain-name.yaml | cut -d , -f 1-8
