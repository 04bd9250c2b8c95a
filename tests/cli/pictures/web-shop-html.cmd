. ./stand-in.sh
cd ../../../examples && stand_in "cat >/dev/null; cat $PWD/../tests/cli/pictures/picture.svg" && slacalc -f html --gaps -b all web-shop.yaml
