"""What is printed: the handbook and a sheet for each topic, as tagged PDF."""
