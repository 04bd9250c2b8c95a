# In a pseudo-terminal of 100 columns, in colour.
script -qec true /dev/null >/dev/null 2>&1 || exit 77
TERM=xterm-256color script -qec 'stty cols 100; slacalc ../../../examples/web-shop.yaml' /dev/null
