"""Everything known of one state of the project, its date, and the lock of its articles."""
