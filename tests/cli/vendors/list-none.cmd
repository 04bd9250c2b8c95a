# Nothing is found: the nearest word, none that is near, words that never stand together; then what makes no sense.
for words in aurroa 'aws zookeeper' 'aurora azure'; do
    slacalc --vendors $words
    echo "status $?"
done
slacalc --vendors --format csv
slacalc --vendors --strict aurora
