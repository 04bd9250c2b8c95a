slacalc json.json
