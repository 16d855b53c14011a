"""Files for teachers and students: worksheets, answer keys and slides of each lesson, the quiz, and flashcards."""
