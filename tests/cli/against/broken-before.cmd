slacalc --against $PWD/new.yaml --set db.slo=99% old.yaml | head -4; slacalc -q --against new.yaml --set db.slo=99% old.yaml
