slacalc -f json ../../../examples/bookings 2>/dev/null | jq -c '.services[] | [.name, .availability]'
