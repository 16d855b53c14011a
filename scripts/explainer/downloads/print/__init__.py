"""Print: the handbook and a sheet for each topic, as tagged PDF."""
