"""What can go wrong with a vendor, on demand: refused, hanging, throttled, broken, slow, or done
without an answer."""
