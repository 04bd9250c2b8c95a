slacalc ../../../examples/bookings
