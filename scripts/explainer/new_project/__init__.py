"""Begins a project on another subject: what it is to be, and the files that it begins with."""
