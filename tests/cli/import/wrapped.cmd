# A list of Kubernetes, an array, the pages of a catalogue's API: what they hold is read wherever it stands.
slacalc --format csv folder-list folder-list-overlay.yaml | cut -d , -f 1-8
slacalc --format csv exported.json | cut -d , -f 1-8
{ printf '[{"items": '; cat exported.json; printf '}]'; } | slacalc --format csv - | cut -d , -f 1-8
