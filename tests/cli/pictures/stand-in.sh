# Puts a program in the place of Graphviz, whose pictures depend on its version and fonts.
stand_in() {
    printf '#!/bin/sh\n%s\n' "$1" >$TMP/dot && chmod +x $TMP/dot && PATH=$TMP:$PATH
}
