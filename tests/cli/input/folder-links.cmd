# A link in a folder is not followed, whether it leads to a file, to a folder or nowhere: the note on what was skipped says
# so, and --verbose names each of them.
mkdir "$TMP/models" "$TMP/elsewhere" && cd "$TMP/models" || exit
echo 'components: {web: {slo: 99.9%, depends_on: [db]}, db: 99.9%}' >web.yaml
echo 'components: {db: 50%}' >../elsewhere/db.yaml
ln -s ../elsewhere/db.yaml db.yaml
slacalc -f csv . | cut -d, -f 1,7 | head -3
ln -s ../elsewhere folder
ln -s ../no-such.yaml gone.yml
slacalc --names .
slacalc --names -v .
