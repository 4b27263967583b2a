"""The conversion machine of a certificate of designations: events in, prices out, every figure a fraction."""
