.services[] | "\(.name) \(.availability)", (.promises[] | "  \(.kind) \(.level): \(.verdict)")
