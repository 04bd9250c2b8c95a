SOURCE_DATE_EPOCH=1768003200 slacalc -f sarif --service shop shop.yaml | sed -n "/\"invocations\"/,\$p"
