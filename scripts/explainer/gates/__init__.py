"""The gates: each rule a small generator whose docstring is the rule. `registry` runs them and counts."""
