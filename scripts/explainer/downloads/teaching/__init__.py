"""Files for teachers and learners, each a pure function from evidence to bytes: quiz, key and flashcards."""
