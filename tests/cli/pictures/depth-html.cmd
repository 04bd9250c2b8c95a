. ./stand-in.sh
cd ../../../examples && stand_in 'exit 1' && slacalc -f html --depth 1 kafka.yaml | sed -n '/class="tree"/,/<p/p'
