slacalc --log incidents.csv -f html shop.yaml 2>/dev/null | sed -n '/<body>/,$p'
