# No cell begins as a formula does: an apostrophe stands before it. One stands before what begins with one, too, so that
# taking a leading one off gives each name back.
slacalc -f csv csv-formulas.yaml >"$TMP/report"
cut -d, -f 2 "$TMP/report"
python3 - "$TMP/report" csv-formulas.yaml <<"END"
import csv, sys, yaml
cells = [cell for row in csv.reader(open(sys.argv[1], newline="")) for cell in row]
assert not [cell for cell in cells if cell[:1] in tuple("=+@") or cell[:1] == "-" and cell[1:2] == "x"]
names = {cell[1:] if cell.startswith("\x27") else cell for cell in cells}
for name in yaml.safe_load(open(sys.argv[2]))["components"]:
    print(repr(name), "is there" if name in names else "is lost")
END
