"""The rules: each is a small generator whose docstring is the rule. `registry` runs and counts them."""
