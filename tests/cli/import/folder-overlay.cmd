slacalc --format csv folder-overlay | cut -d , -f 1-8
