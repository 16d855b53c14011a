"""One state of the project with all that is known of it, its date, and the lock of its articles."""
