. ./stand-in.sh
stand_in 'exit 1' && slacalc -f html odd-names.yaml
